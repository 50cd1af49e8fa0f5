"""The import wizard in a browser without scripts: a file, its columns, the dry run, taking in, undoing."""

import io
import json
import re
import time
from datetime import timedelta

import pytest

from app.audit import AuditLine
from app.resources import import_work
from directory import editing, importing, snapshots
from directory.importing.models import Batch, Conflict, KeptMapping, Line
from directory.models import Service
from tests.web.conftest import fresh_token, send, token_of

STARTER = importing.STARTER.read_bytes()
FOREIGN = (
    b"Naam dienst;Rubriek;Telefoon;Postcode;Kleur\n"
    b"Het Steunpunt;Rechtshulp;02 411 12 13;1080;rood\n"
    b"<b>Vet</b>;Andere;=1+1;1000;\n"
    b"Zonder;Andere;02 12;1000;\n"
)


def text_of(answer):
    return answer.get_data(as_text=True)


def upload(browser, data, name="list.csv"):
    form = {"csrf_token": token_of(browser.get("/editor/imports")), "file": (io.BytesIO(data), name)}
    return browser.post("/editor/imports", data=form, content_type="multipart/form-data")


def last():
    return Batch.select().order_by(Batch.id.desc()).first()


def selects(answer):
    """What a browser would send of the mapping form as it stands."""
    body, found = text_of(answer), {}
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]+)">(.*?)</select>', body, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def staged(browser, data, name="list.csv", **changes):
    """Upload, send the form as it came but for ``changes``, and return the page of the dry run."""
    page = browser.get(upload(browser, data, name).location)
    source = re.search(r'name="source" value="([^"]*)"', text_of(page))[1]
    form = selects(page) | ({"source": source} if source else {"own": "yes"}) | changes
    sent = send(browser, f"/editor/imports/{last().uuid}/columns", **form)
    assert sent.status_code == 303, text_of(sent)
    return browser.get(sent.location)


def test_a_caseworker_and_an_administrator_import_nothing(alice, dora, eva):
    for path in ("/editor/imports", "/editor/conflicts", "/editor/imports/mappings", "/editor/export"):
        assert [b.get(path).status_code for b in (alice, dora, eva)] == [403, 403, 200], path
    batch = Batch.get()
    for path in (f"/editor/imports/{batch.uuid}", f"/editor/imports/{batch.uuid}/report.csv"):
        assert alice.get(path).status_code == 403
    token = fresh_token(alice)
    assert alice.post(f"/editor/imports/{batch.uuid}/undo", data={"csrf_token": token}).status_code == 403
    assert Service.select().count() == 129
    assert eva.get("/editor/imports/nobody").status_code == 404


def test_from_a_file_to_the_directory_and_back(eva):
    before = Service.select().count()
    page = eva.get(upload(eva, FOREIGN).location)
    guessed = selects(page)
    assert list(guessed.values()).count("name") == 1
    assert "rood" in text_of(page)  # what each column holds stands beside it
    dry = staged(eva, FOREIGN, **{"w.0": "legal_aid"})
    assert "Nothing has changed yet" in text_of(dry)
    assert "02 12" in text_of(dry)
    assert "&lt;b&gt;Vet&lt;/b&gt;" in text_of(dry)
    assert Service.select().count() == before
    batch = last()
    assert (batch.added, batch.refused) == (1, 2)
    report = eva.get(f"/editor/imports/{batch.uuid}/report.csv")
    assert report.mimetype == "text/csv"
    assert "not a phone number" in report.get_data().decode("utf-8-sig")
    assert send(eva, f"/editor/imports/{batch.uuid}/apply").status_code == 303
    sheet = Service.get(name_nl="Het Steunpunt")
    assert sheet.category == "legal_aid"
    assert 'data-sheet="' + sheet.external_id in text_of(eva.get("/resources?q=steunpunt"))
    done = text_of(eva.get(f"/editor/imports/{batch.uuid}"))
    assert "were added" in done
    assert '<b class="open">added</b>' in done
    assert "Download what came of each row" in done
    assert send(eva, f"/editor/imports/{batch.uuid}/apply").status_code == 409  # pressed twice
    assert send(eva, f"/editor/imports/{batch.uuid}/undo").status_code == 303
    assert Service.select().count() == before
    undone = text_of(eva.get(f"/editor/imports/{batch.uuid}"))
    assert "was undone" in undone
    assert '<b class="quiet">taken away again</b>' in undone
    assert "taken away again <b>1</b>" in undone
    assert 'class="open"' not in undone
    assert "comes of each row" not in undone
    told = eva.get(f"/editor/imports/{batch.uuid}/report.csv").get_data().decode("utf-8-sig")
    assert "taken away again" in told
    verbs = [line.verb for line in AuditLine.select().order_by(AuditLine.id.desc()).limit(2)]
    assert verbs == ["import.undone", "import.applied"]


def test_the_rows_that_stay_out_come_back_as_a_file_that_can_be_mended(eva):
    staged(eva, FOREIGN, category="other")
    send(eva, f"/editor/imports/{last().uuid}/apply")
    answer = eva.get(f"/editor/imports/{last().uuid}/refused.csv")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    head = ["Why it stayed out (schakel:list)", "Naam dienst", "Rubriek", "Telefoon", "Postcode", "Kleur"]
    assert lines[0] == ";".join(f'"{one}"' for one in head), "a Belgian Excel takes semicolons for columns"
    assert "'=1+1" in lines[1]  # no formula for a spreadsheet
    assert "Zonder" in lines[2]
    mended = answer.get_data().replace(b"02 12", b"02 411 12 14").replace(b"'=1+1", b"106")
    staged(eva, mended, "list.csv")
    assert (last().added, last().unchanged, last().refused) == (2, 0, 0)


def test_the_same_file_twice_says_that_nothing_would_change(eva):
    staged(eva, STARTER, "services.csv")
    assert (last().added, last().changed, last().unchanged, last().refused) == (0, 0, 129, 0)


def test_columns_are_corrected_and_kept_for_the_next_file(eva):
    data = b"Wat,Waar\nDesk,1080\n"
    page = eva.get(upload(eva, data).location)
    wrong = send(eva, f"/editor/imports/{last().uuid}/columns", **selects(page), source="partner")
    assert wrong.status_code == 422
    assert "which column holds the name" in text_of(wrong)
    assert 'value="partner"' in text_of(wrong)
    fields = {"c.0.0": "name", "c.0.1": "postal_code", "source": "partner", "category": "housing"}
    assert send(eva, f"/editor/imports/{last().uuid}/columns", **fields, keep="Partner").status_code == 303
    assert last().added == 1
    again = selects(eva.get(upload(eva, b"Wat,Waar\nBalie,1000\n", "other.csv").location))
    assert (again["c.0.0"], again["category"]) == ("name", "housing")
    assert "Partner" in text_of(eva.get("/editor/imports/mappings"))
    send(eva, f"/editor/imports/mappings/{KeptMapping.get().id}")
    assert KeptMapping.select().count() == 0


def test_conflicts_wait_and_are_decided_one_by_one(eva, queries):
    sheet = Service.get(external_id="ocmw-1070")
    for field in ("cost", "access"):
        editing.save("ocmw-1070", snapshots.of(sheet) | {field: "ours"}, sheet.version, "eva")
        sheet = Service.get(external_id="ocmw-1070")
    theirs = STARTER.replace(
        b",walk-in,,https://www.anderlecht.be", b",theirs,theirs,https://www.anderlecht.be"
    )
    dry = staged(eva, theirs, "services.csv", show="")
    assert last().conflicts == 2
    assert "edited here too" in text_of(dry)
    send(eva, f"/editor/imports/{last().uuid}/apply")
    sheet = Service.get(external_id="ocmw-1070")
    assert (sheet.cost, sheet.access) == ("ours", "ours")
    assert "wait for a decision" in text_of(eva.get("/editor/imports"))
    page = eva.get("/editor/conflicts")
    assert text_of(page).count("Take this") == 2
    editing.save("ocmw-1070", snapshots.of(sheet) | {"cost": "ours, since"}, sheet.version, "eva")
    assert "ours, since" in text_of(eva.get("/editor/conflicts"))
    first, second = Conflict.select().order_by(Conflict.id)
    send(eva, f"/editor/conflicts/{first.id}", take="theirs")
    send(eva, f"/editor/conflicts/{second.id}", take="ours")
    sheet = Service.get(external_id="ocmw-1070")
    assert (sheet.access, sheet.cost) == ("theirs", "ours, since")
    assert "Nothing waits" in text_of(eva.get("/editor/conflicts"))
    assert send(eva, f"/editor/conflicts/{first.id}", take="both").status_code == 404
    assert send(eva, "/editor/conflicts/99999", take="ours").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "is empty"), (b"a,b\n", "no rows"), (b"PK\x03\x04zz", "damaged"), (b"\0\1\2", "not a text file")],
)
def test_a_file_of_no_use_is_told_and_leaves_nothing(eva, data, words):
    answer = eva.get(upload(eva, data).location)
    assert answer.status_code == 200
    assert words in text_of(answer)
    assert last().content is None
    assert send(eva, f"/editor/imports/{last().uuid}/forget").status_code == 303
    assert last().name == "services.csv"


def test_no_file_and_a_file_that_is_too_large(eva):
    token = token_of(eva.get("/editor/imports"))
    assert eva.post("/editor/imports", data={"csrf_token": token}).status_code == 422
    body = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\n" + b"x" * (
        21 * 1024 * 1024
    )
    answer = eva.post("/editor/imports", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "too large to be taken in: at most 20 MB at once." in text_of(answer)
    assert Batch.select().count() == 1


def test_large_forms_elsewhere_stay_refused(eva):
    token = token_of(eva.get("/editor/imports"))
    answer = eva.post("/editor/new", data={"csrf_token": token, "name_nl": "x" * 3_000_000})
    assert answer.status_code == 413


def many(count):
    rows = [f"d{n},Dienst {n},other,02 529 41 {n % 100:02}" for n in range(count)]
    return ("id,name_nl,category,phone,name_fr\n" + "\n".join(f"{row}," for row in rows)).encode()


def test_a_long_import_shows_how_far_it_is_and_is_done_by_a_process_of_its_own(eva, app):
    upload(eva, many(2500), "many.csv")
    batch, page = last(), eva.get(f"/editor/imports/{last().uuid}")
    sent = send(eva, f"/editor/imports/{batch.uuid}/columns", **selects(page), own="yes")
    assert sent.status_code == 303
    seen, deadline = [], time.monotonic() + 60
    while last().state == "reading" and time.monotonic() < deadline:
        fragment = eva.get(f"/editor/imports/{batch.uuid}", headers={"HX-Request": "true"})
        seen.append(text_of(fragment))
        time.sleep(0.2)
    assert (last().state, last().added) == ("planned", 2500)
    assert "every 1s" in seen[0]
    assert "<html" not in seen[0]
    assert any("of 2500 rows read" in text for text in seen)
    assert "every 1s" not in text_of(eva.get(f"/editor/imports/{batch.uuid}"))
    for one in import_work._started:
        assert one.wait(10) == 0
    import_work._started.clear()


def test_an_interrupted_dry_run_says_so_and_is_started_again(eva):
    staged(eva, FOREIGN, category="other")
    batch = last()
    batch.state, batch.beat = "reading", batch.beat - timedelta(minutes=5)
    batch.save()
    Line.delete().where(Line.batch == batch).execute()
    page = eva.get(f"/editor/imports/{batch.uuid}")
    assert "was interrupted" in text_of(page)
    assert send(eva, f"/editor/imports/{batch.uuid}/again").status_code == 303
    assert last().state == "planned"
    assert Line.select().where(Line.batch == batch).count() == 3


def test_lists_of_rows_take_a_constant_number_of_queries(eva, queries):
    staged(eva, many(20), "few.csv")
    few = last().uuid
    staged(eva, many(200), "more.csv")
    counts = []
    for uuid in (few, last().uuid):
        eva.get(f"/editor/imports/{uuid}")
        with queries() as asked:
            eva.get(f"/editor/imports/{uuid}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_batch_tells_its_reasons_in_the_reader_s_language(eva):
    staged(eva, FOREIGN, category="other")
    for lang, words in (("nl", "geen telefoonnummer"), ("fr", "pas un numéro de téléphone")):
        eva.set_cookie("language", lang)
        assert words in text_of(eva.get(f"/editor/imports/{last().uuid}"))
    assert json.loads(Line.select().where(Line.batch == last(), Line.number == 4).get().reasons)


def test_the_file_of_refused_rows_says_why_in_the_readers_language(eva):
    staged(eva, FOREIGN, category="other")
    eva.set_cookie("language", "nl")
    told = eva.get(f"/editor/imports/{last().uuid}/refused.csv").get_data().decode("utf-8-sig")
    assert told.startswith('"Waarom ze niet opgenomen is (schakel:list)"')
