"""The seam Archive: reads users' templates, writes editions; nothing outside the folder, nothing half written."""

import os
from pathlib import Path

import pytest

from monitor import failpoints
from monitor.errors import Invalid
from monitor.mail.file import DigestFolder


@pytest.fixture
def folder(tmp_path: Path) -> DigestFolder:
    return DigestFolder(tmp_path / "digests")


def fill(root: Path, files: dict[str, str | bytes]) -> None:
    for name, body in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(body.encode() if isinstance(body, str) else body)


def test_templates_are_the_digests_own_and_the_shared_ones(folder):
    fill(
        folder.root,
        {
            "daily/subject.txt": "Neues",
            "daily/body.html": "<p>ä</p>",
            "daily/notes.md": "not a template",
            "daily/.body.txt.swp": "not either",
            "daily/editions/2026.html": "not either",
            "_shared/style.css": "\ufeffp {}",
            "_shared/macros.html": "{% macro m() %}{% endmacro %}",
        },
    )
    assert folder.templates("daily") == {
        "subject.txt": "Neues",
        "body.html": "<p>ä</p>",
        "_shared/style.css": "p {}",
        "_shared/macros.html": "{% macro m() %}{% endmacro %}",
    }


def test_no_folder_no_templates(folder):
    assert folder.templates("daily") == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [(b"\xff\xfe", "is not UTF-8 (byte 0); save it as UTF-8"), (b"x" * 1_000_001, "has 1000001 bytes")],
)
def test_a_template_that_cannot_be_used_is_named(folder, body, told):
    fill(folder.root, {"daily/body.txt": body})
    found = folder.templates("daily")["body.txt"]
    assert isinstance(found, Invalid)
    assert "daily/body.txt: " in str(found)
    assert told in str(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_template_without_permission_is_named(folder):
    fill(folder.root, {"daily/body.txt": "x"})
    (folder.root / "daily/body.txt").chmod(0)
    assert "daily/body.txt: cannot be read: Permission denied" in str(folder.templates("daily")["body.txt"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_named(folder):
    fill(folder.root, {"daily/body.txt": "x", "_shared/style.css": "x"})
    for name in ("daily", "_shared"):
        (folder.root / name).chmod(0)
    assert set(folder.templates("daily")) == {"daily", "_shared"}
    for name in ("daily", "_shared"):
        (folder.root / name).chmod(0o700)


def test_editions_are_written_and_the_same_is_not_written_again(folder):
    files = {"index.html": "<p>1", "2026-11-22T06:00:00Z.eml": b"From: x\r\n", "pictures/a.svg": "<svg/>"}
    folder.write("daily", files)
    editions = folder.root / "daily/editions"
    before = {path: path.stat().st_mtime_ns for path in editions.rglob("*") if path.is_file()}
    assert {path.relative_to(editions).as_posix(): path.read_bytes() for path in before} == {
        name: body.encode() if isinstance(body, str) else body for name, body in files.items()
    }
    folder.write("daily", files | {"index.html": "<p>2"})
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path.name for path in before if before[path] != after[path]} == {"index.html"}


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../x", "/x", "a/b/c", ".hidden", "a/.hidden", "", "..", "a\\b", "a\0b", "../../etc/passwd"],
)
def test_row_39_no_file_leads_out_of_the_folder(folder, name):
    with pytest.raises(Invalid, match="cannot be the name of an edition's file"):
        folder.write("daily", {"good.txt": "x", name: "y"})
    assert not folder.root.exists()


@pytest.mark.parametrize("digest", ["../x", "a/b", "/x", ".", "..", "", ".git", "_shared", "a\\b", "a\0b"])
def test_row_39_no_digest_leads_out_of_the_folder(folder, digest):
    for use in (folder.templates, lambda name: folder.write(name, {"a": "b"})):
        with pytest.raises(Invalid, match="cannot be the name of a digest's folder"):
            use(digest)
    assert not folder.root.exists()


def test_old_or_new_never_half(folder):
    folder.write("daily", {"index.html": "old"})
    with failpoints.armed("archive.before:raise"), pytest.raises(failpoints.FailpointError):
        folder.write("daily", {"index.html": "new"})
    index = folder.root / "daily/editions/index.html"
    assert index.read_text() == "old"
    with failpoints.armed("archive.after:raise"), pytest.raises(failpoints.FailpointError):
        folder.write("daily", {"index.html": "new"})
    assert index.read_text() == "new"
    index.with_name(".index.html.new").write_text("left over by a crash")
    folder.write("daily", {"index.html": "newer"})
    assert [path.name for path in index.parent.iterdir()] == ["index.html"]
