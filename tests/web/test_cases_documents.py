"""Documents of a case: what is taken, how it lies on the disk, who opens it, and that it goes for good."""

import io
import os
import re
import zipfile
from datetime import timedelta

import pytest

from app.cases import documents, filetypes
from app.cases.errors import CaseError
from app.cases.models import Case, Document
from directory.clock import now
from tests.web.conftest import fresh_token, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_team import share, uuid_of

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
PDF = b"%PDF-1.4 GEHEIMEZIN 1 0 obj"


def zipped(kind=zipfile.ZIP_STORED, **parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return held.getvalue()


@pytest.fixture
def case(alice):
    return open_case(alice)


def add(browser, case, data, name="Brief van Zilverberk.pdf", more=b""):
    """Send a file as a browser does, with one of ``more`` before it where there is more; written out here,
    because the test client would use a temporary file."""
    token, line = fresh_token(browser).encode(), b"--grens\r\n"
    body = line + b'Content-Disposition: form-data; name="csrf_token"\r\n\r\n' + token + b"\r\n" + line
    if more:
        body += b'Content-Disposition: form-data; name="file"; filename="more.txt"\r\n\r\n' + more
        body += b"\r\n" + line
    body += f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
    body += b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n--grens--\r\n"
    return browser.post(f"{case}/documents", data=body, content_type="multipart/form-data; boundary=grens")


def test_a_document_is_taken_listed_and_given_back_as_it_was(alice, case):
    assert add(alice, case, PDF).status_code == 303
    assert "Brief van Zilverberk.pdf" in text_of(alice.get(f"{case}/documents"))
    answer = alice.get(f"{case}/documents/{Document.get().uuid}/file")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_neither_name_nor_content_lies_readable_in_the_data(config, alice, case):
    add(alice, case, PDF + os.urandom(200_000))
    stored = [path for path in config.files_path.rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [Document.get().stored]
    assert stored[0].stat().st_mode & 0o077 == 0
    for path in config.data_dir.rglob("*"):
        if path.is_file():
            assert b"GEHEIMEZIN" not in path.read_bytes(), path
            assert b"Brief van" not in path.read_bytes(), path


def test_a_large_upload_is_never_written_to_a_temporary_file(alice, case, monkeypatch):
    def refuse(*_some, **_more):
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse, raising=False)
    monkeypatch.setattr("werkzeug.formparser.TemporaryFile", refuse, raising=False)
    assert add(alice, case, PDF + os.urandom(3_000_000)).status_code == 303
    assert Document.get().size > 3_000_000


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF0000WEBPVP8 ", "image/webp"),
        ("Été à Ixelles\n".encode(), "text/plain"),
        (zipped(word__document=""), ""),
        (zipped(**{"word__document.xml": "x"}), filetypes._ZIPPED["word/document.xml"]),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), filetypes._OPEN[0]),
        (zipped(**{"word__document.xml": "x", "word__vbaProject.bin": "x"}), ""),
        (b"MZ\x90\x00\x03", ""),
        (b"", ""),
        (b"PK\x03\x04 broken", ""),
        (b"\x00\x01\x02", ""),
    ],
)
def test_the_type_is_told_by_the_content(data, mime):
    if mime:
        assert filetypes.kind_of(data) == mime
    else:
        with pytest.raises(CaseError):
            filetypes.kind_of(data)


@pytest.mark.parametrize(("kind", "at"), [(zipfile.ZIP_DEFLATED, 38), (zipfile.ZIP_LZMA, 52)])
def test_an_open_document_with_a_damaged_stream_is_refused_and_the_others_are_taken(alice, case, kind, at):
    data = bytearray(zipped(kind, mimetype=filetypes._OPEN[0]))
    data[at : at + 12] = bytes(255 - byte for byte in data[at : at + 12])
    answer = add(alice, case, bytes(data), "brief.odt", more=b"goed")
    assert answer.status_code == 422
    assert "brief.odt: " in text_of(answer)
    assert [row.mime for row in Document.select()] == ["text/plain"]


@pytest.mark.parametrize(("value", "at"), [(1, 8), (99, 10)])
def test_an_open_document_that_is_locked_or_packed_otherwise_is_refused(value, at):
    data = bytearray(zipped(mimetype=filetypes._OPEN[0]))
    central = data.index(b"PK\x01\x02")
    data[central + at] = data[at - 2] = value
    with pytest.raises(CaseError, match="is not taken"):
        filetypes.kind_of(bytes(data))


def test_a_file_that_is_too_large_is_read_to_its_end_so_that_the_browser_shows_why(alice, case):
    sent = io.BytesIO(b"--x\r\n" + b"x" * (17 * 1024 * 1024))
    kind = "multipart/form-data; boundary=x"
    answer = alice.post(f"{case}/documents", input_stream=sent, content_type=kind, content_length=17_825_797)
    assert answer.status_code == 413
    assert "te groot" in text_of(answer)
    assert sent.read() == b""
    assert Document.select().count() == 0


def test_what_is_not_taken_is_refused_with_a_reason_and_leaves_nothing(config, alice, case):
    for data in (b"MZ\x90\x00\x03" * 50, b"x" * (filetypes.MOST + 1), b""):
        answer = add(alice, case, data, "foto.png")
        assert answer.status_code == 422
        assert "foto.png: " in text_of(answer)
    assert send(alice, f"{case}/documents").status_code == 422
    assert Document.select().count() == 0
    assert [path for path in config.files_path.rglob("*") if path.is_file()] == []


def test_of_several_files_those_that_are_fit_are_taken_and_it_says_so(alice, case):
    answer = add(alice, case, b"MZ\x90\x00\x03" * 50, "virus.png", more=b"goed")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(r'<p class="error" role="alert"[^>]*>virus.png: ', text)
    assert '<p role="status">De andere bestanden zijn toegevoegd.' in text
    assert [row.mime for row in Document.select()] == ["text/plain"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "etc passwd.pdf"),
        ("foto.png", "foto.png.pdf"),
        ("brief.PDF", "brief.PDF"),
        ("fdp.\u202eexe", "fdp. exe.pdf"),
        (".pdf", "pdf.pdf"),
    ],
)
def test_a_name_has_the_ending_of_its_content_and_hides_nothing(given, shown):
    assert documents._name(given, "application/pdf").strip() == shown


def test_a_picture_is_shown_as_a_picture_and_a_text_as_text(alice, case):
    add(alice, case, PNG, "foto.png")
    add(alice, case, b"<script>alert(1)</script>", "tekst.txt")
    add(alice, case, PDF)
    text, picture, paper = (Document.get(Document.mime == one) for one in (
        "text/plain", "image/png", "application/pdf"))  # fmt: skip
    assert "&lt;script&gt;alert(1)" in text_of(alice.get(f"{case}/documents/{text.uuid}"))
    shown = alice.get(f"{case}/documents/{picture.uuid}/picture")
    assert (shown.data, shown.content_type) == (PNG, "image/png")
    assert "default-src 'none'; sandbox" in shown.headers["Content-Security-Policy"]
    assert alice.get(f"{case}/documents/{paper.uuid}").status_code == 404
    assert alice.get(f"{case}/documents/{text.uuid}/picture").status_code == 404


def test_strangers_administrator_and_reception_get_a_404(alice, bob, charlie, dora, case, reception):
    add(alice, case, PNG, "foto.png")
    at = f"{case}/documents/{Document.get().uuid}"
    share(alice, case)
    assert bob.get(f"{at}/file").data == PNG
    for other in (charlie, dora, reception):
        for page in (f"{case}/documents", at, f"{at}/file", f"{at}/picture"):
            assert other.get(page).status_code == 404
        assert send(other, f"{at}/delete").status_code == 404
        assert add(other, case, PDF).status_code == 404
    own = open_case(charlie)
    assert charlie.get(f"{own}/documents/{Document.get().uuid}/file").status_code == 404


def test_its_author_or_the_lead_deletes_it_and_its_bytes_are_gone(config, alice, bob, case):
    add(alice, case, PDF)
    share(alice, case)
    at = f"{case}/documents/{Document.get().uuid}"
    assert send(bob, f"{at}/delete").status_code == 422
    assert send(alice, f"{at}/delete").status_code == 303
    assert [path for path in config.files_path.rglob("*") if path.is_file()] == []
    assert alice.get(f"{at}/file").status_code == 404


def test_a_file_that_was_changed_swapped_or_lost_is_not_opened(config, alice, case):
    add(alice, case, PDF * 3)
    add(alice, case, PNG, "foto.png")
    paths = sorted(path for path in config.files_path.rglob("*") if path.is_file())
    first, second = (path.read_bytes() for path in paths)
    paths[0].write_bytes(second)
    paths[1].write_bytes(first[:-1])
    for row in Document.select():
        assert alice.get(f"{case}/documents/{row.uuid}/file").status_code == 422
    paths[0].unlink()
    for row in Document.select():
        assert alice.get(f"{case}/documents/{row.uuid}/file").status_code == 422


def test_erasing_the_case_removes_its_files(config, alice, case):
    add(alice, case, PDF)
    add(alice, open_case(alice), PNG, "foto.png")
    send(alice, f"{case}/closing", do="close")
    assert send(alice, f"{case}/closing", do="erase", sure="on", asked="on").status_code == 303
    left = [path.name for path in config.files_path.rglob("*") if path.is_file()]
    assert left == [Document.get().stored]


def test_documents_open_after_somebody_left_the_team(alice, bob, case):
    add(alice, case, PDF)
    share(alice, case)
    send(alice, f"{case}/team/{uuid_of('bob')}", do="leave")
    assert alice.get(f"{case}/documents/{Document.get().uuid}/file").data == PDF


def test_what_no_row_names_is_swept_and_nothing_else(config, alice, case):
    add(alice, case, PDF)
    kept = Document.get().stored
    for name in ("a" * 40, "b" * 40):
        path = config.files_path / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    os.utime(config.files_path / "aa" / ("a" * 40), (0, 0))
    assert documents.sweep(config.files_path, now()) == 1
    assert documents.sweep(config.files_path, now() + timedelta(days=2)) == 1
    assert [path.name for path in config.files_path.rglob("*") if path.is_file()] == [kept]
    Case.delete().execute()
    assert documents.sweep(config.files_path, now() + timedelta(days=2)) == 0  # perhaps not restored yet
