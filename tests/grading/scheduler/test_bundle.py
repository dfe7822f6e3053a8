"""What comes from an object store is laid only where this run put it, whole or not at all."""

import io
import tarfile
from pathlib import Path

import pytest

from wellfounded.grading.workers.bundle import BundleError, Entry, lay, name_of, packed, unpacked
from wellfounded.grading.workers.object_store import check_address
from wellfounded.i18n.errors import UserError


def test_a_bundle_is_laid_as_it_was_packed(tmp_path: Path) -> None:
    entries = [Entry("a", 0o755, None), Entry("a/b:c", 0o640, b"text"), Entry("a/Zoë \udcff", 0o600, b"")]
    files = lay(unpacked(packed(entries)), tmp_path)
    assert [(path.relative_to(tmp_path).as_posix(), path.read_bytes()) for path in files] == [
        ("a/b:c", b"text"),
        ("a/Zoë \udcff", b""),
    ]
    assert (tmp_path / "a/b:c").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["../out", "a/../../out", "/out"])
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="did not put there"):
        lay(unpacked(packed([Entry(name, 0o600, b"")])), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_link_is_refused(kind: bytes) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = kind, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(BundleError, match="did not put there"):
        list(unpacked(buffer.getvalue()))


def test_half_a_bundle_or_a_changed_one_is_damaged(tmp_path: Path) -> None:
    whole = packed([Entry(f"file-{i}", 0o600, f"{i} ".encode() * 500) for i in range(40)])
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for data in (b"", b"no bundle", whole[:middle], whole[:-1], changed):
        with pytest.raises(BundleError, match="damaged"):
            lay(unpacked(data), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_files_have_two_names() -> None:
    assert name_of(Path("/srv/a:b")) != name_of(Path("/srv/ab"))
    assert name_of(Path("/srv/x/../a")) == "srv/a"


@pytest.mark.parametrize("url", ["s3://anna:secret@here/a", "simplecache::s3://anna:secret@here/a", "s3://a:b@[x/a"])
def test_an_address_with_a_password_is_refused_without_it(url: str) -> None:
    with pytest.raises(UserError, match="leave the password out") as refused:
        check_address(url)
    assert "secret" not in str(refused.value)
