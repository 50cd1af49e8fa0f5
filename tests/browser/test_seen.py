"""What is chosen, where one is and what has the focus is seen, in any light and in a reader's own colours."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_main_job import open_case

# The contrast of the ring with what lies behind it, its width, and what has it.
RING = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
  const light = () => {
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  over("white");
  const behind = [];
  for (let at = one.parentElement; at; at = at.parentElement) {
    behind.unshift(getComputedStyle(at).backgroundColor);
  }
  behind.forEach(over);
  const ground = light();
  over(style.outlineColor);
  const ring = light();
  return {
    what: one.localName + (one.type ? "." + one.type : "") + (one.className ? "." + one.className : ""),
    contrast: (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05),
    width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
  };
}"""


def rings(page, most=70):
    """What Tab comes by on the page, and how its ring looks."""
    seen = {}
    page.locator("h1").first.evaluate(
        "one => { one.tabIndex = -1; one.focus(); one.removeAttribute('tabindex'); }"
    )
    for _press in range(most):
        page.keyboard.press("Tab")
        ring = page.evaluate(RING)
        if ring["what"] == "body":
            break
        seen[ring["what"]] = (ring["contrast"], ring["width"])
    return seen


@pytest.mark.parametrize("dark", [False, True])
def test_whatever_has_the_focus_has_one_ring_that_is_seen(visit, dark):
    page = visit("alice", "nl", dark=dark)
    case = open_case(page, f"Lisdodde {dark}")
    seen = rings(page)
    page.goto(f"{case}/people")
    seen |= rings(page)
    page.goto("/resources?q=ocmw&kind=ocmw&municipality=1000")
    seen |= rings(page)
    kinds = {what.split(".")[0] for what in seen}
    assert {"a", "button", "summary", "input", "select", "textarea"} <= kinds, kinds
    faint = {what: ring for what, ring in seen.items() if ring[0] < 3 or ring[1] < 2}
    assert faint == {}
    assert {width for _contrast, width in seen.values()} == {3}


@pytest.mark.parametrize("dark", [False, True])
def test_in_colours_of_ones_own_a_box_shows_whether_it_is_ticked(visit, dark):
    page = visit("alice", "nl", dark=dark)
    page.emulate_media(forced_colors="active")
    page.goto("/account")
    box = page.locator("[name=single_keys]")
    for ticked in (True, False):
        box.set_checked(ticked)
        box.blur()
        assert (colours(page, box) > 1) is ticked


def colours(page, box):
    """How many colours the picture of a box has inside its edge."""
    return page.evaluate(
        """async (bytes) => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
          canvas.drawImage(picture, 0, 0);
          const side = Math.floor(picture.width / 4);
          const inner = canvas.getImageData(side, side, side * 2, side * 2).data;
          const points = new Set();
          for (let at = 0; at < inner.length; at += 4) points.add(inner.slice(at, at + 3).join());
          return points.size;
        }""",
        list(box.screenshot()),
    )


def test_in_colours_of_ones_own_the_place_and_the_option_that_enter_takes_are_marked(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Zwanenbloem")
    page.emulate_media(forced_colors="active")
    page.goto(f"{case}/people")
    here = page.locator("#case-nav [aria-current]")
    assert here.evaluate("one => parseFloat(getComputedStyle(one).borderBottomWidth)") >= 2
    page.keyboard.press("Control+k")
    page.locator("#palette-q").press_sequentially("ocmw")
    chosen = page.locator("#palette [aria-selected]")
    expect(chosen).to_have_count(1)
    other = page.locator("#palette [role=option]:not([aria-selected])").first
    ground = "one => getComputedStyle(one).backgroundColor"
    assert chosen.evaluate(ground) != other.evaluate(ground)
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_a_tick_is_seen_in_its_box_in_the_dark_too(visit):
    page = visit("alice", "nl", dark=True)
    page.goto("/account")
    box = page.locator("[name=single_keys]")
    box.check()
    style = box.evaluate("one => ({ tick: getComputedStyle(one).backgroundImage })")
    assert "0c1319" in style["tick"]  # a white one stands at 1.7 to 1 on the pale blue of the box


# How far the ring of what has the focus stays from the left, the right and the upper edge of its row.
WITHIN = """selector => {
  const one = document.activeElement, style = getComputedStyle(one), at = one.getBoundingClientRect();
  const row = one.closest(selector).getBoundingClientRect();
  const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  return [at.left - row.left - ring, row.right - at.right - ring, at.top - row.top - ring];
}"""


def test_in_a_row_that_slides_the_link_with_the_focus_and_its_ring_are_whole(visit):
    page = visit("alice", "nl", size=PHONE)
    open_case(page, "Moerasvaren")
    for selector in ("#case-nav", ".bar .places"):
        links = page.locator(f"{selector} a")
        links.first.focus()
        for _press in range(links.count() - 1):
            page.keyboard.press("Tab")
            assert min(page.evaluate(WITHIN, selector)) >= -1, selector


def test_fields_beside_each_other_stand_in_one_row_however_long_their_names_are(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Waterdrieblad")
    for path in ("board", "ties"):
        page.goto(f"{case}/{path}")
        rows = page.locator(".fields").first.evaluate(
            """grid => [...grid.querySelectorAll("input, select")].reduce((rows, one) => {
              const at = one.closest(".field").getBoundingClientRect();
              (rows[Math.round(at.bottom)] ??= []).push(Math.round(one.getBoundingClientRect().bottom));
              return rows;
            }, {})"""
        )
        assert len(rows) > 1
        assert all(len(set(bottoms)) == 1 for bottoms in rows.values()), (path, rows)
