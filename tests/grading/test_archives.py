"""A zip or folder from strangers is read into memory or refused by name; nothing else is raised, nothing is written."""

import io
import os
import socket
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from downloads import FIRST, hand_in, journal, laid, tree, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import FULL
from wellfounded.grading import archives, gathering
from wellfounded.grading.archives import RefusedError, read_zip
from wellfounded.grading.gathering import gather, wanted
from wellfounded.grading.names import name_problem
from wellfounded.journal import LIMIT

TIMES = settings(max_examples=4000 if FULL else 150)


def made(change: Callable[[zipfile.ZipInfo], None], name: str = "answers.jsonl", data: bytes = b"{}") -> bytes:
    """Return a zip of one entry with a change to what is said of it."""
    packed, about = io.BytesIO(), zipfile.ZipInfo(name, (2026, 11, 24, 12, 0, 0))
    about.compress_type = zipfile.ZIP_DEFLATED
    change(about)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(about, data)
    return packed.getvalue()


def of_kind(kind: int) -> Callable[[zipfile.ZipInfo], None]:
    return lambda about: setattr(about, "external_attr", (kind | 0o644) << 16)


def patched(data: bytes, central: int, local: int, value: bytes) -> bytes:
    """Return a zip of one entry with bytes changed in its two headers; an offset of -1 changes none."""
    changed = bytearray(data)
    for start, offset in ((data.index(b"PK\x01\x02"), central), (0, local)):
        if offset >= 0:
            changed[start + offset : start + offset + len(value)] = value
    return bytes(changed)


def lying(size: int) -> bytes:
    """Return a zip whose headers say that its one entry has another size than it has."""
    return patched(made(lambda _: None, data=os.urandom(3 * 2**20)), 24, 22, struct.pack("<I", size))


def endless() -> bytes:
    """Return a zip whose headers hide the ratio: they say it is stored as large as it is."""
    bomb = made(lambda _: None, data=bytes(50 * 2**20))
    return patched(bomb, 20, 18, struct.pack("<I", 2**20))


def doubled() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("answers.jsonl", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("answers.jsonl", "b")
    return packed.getvalue()


def named(name: str) -> bytes:
    """Return a zip whose entry has exactly this name, which zipfile itself would mend."""
    about = made(lambda _: None, "n" * len(name.encode()))
    return about.replace(b"n" * len(name.encode()), name.encode()) if name.isascii() else zipped({name: b"{}"})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a path out of it": (lambda: named("../answers.jsonl"), "leads out of its folder"),
    "a path out of it, deep": (lambda: named("a/../../answers.jsonl"), "leads out of its folder"),
    "an absolute path": (lambda: named("/etc/answers.jsonl"), "is an absolute path"),
    "an empty part": (lambda: named("a//answers.jsonl"), "leads out of its folder"),
    "a backslash": (lambda: named("..\\answers.jsonl"), "a backslash or the name of a drive"),
    "a drive": (lambda: named("C:/answers.jsonl"), "a backslash or the name of a drive"),
    "a NUL": (lambda: named("answers.jsonl\x00.txt"), "holds a control character"),
    "a line break": (lambda: named("answers\n.jsonl"), "answers\\u000a.jsonl”, which holds a control character"),
    "an escape": (lambda: named("\x1b[31m.jsonl"), "\\u001b[31m.jsonl”, which holds a control character"),
    "text turned around": (lambda: named("\u202eanswers.jsonl"), "\\u202eanswers.jsonl”, which holds a control"),
    "a device of Windows": (lambda: named("CON"), "is a name that Windows keeps for itself"),
    "a device of Windows, deep": (lambda: named("a/nul.jsonl"), "is a name that Windows keeps for itself"),
    "a long name": (lambda: named("x" * 300), "is too long"),
    "a link": (lambda: made(of_kind(stat.S_IFLNK), data=b"/etc/passwd"), "is a link, a device or a pipe"),
    "a device": (lambda: made(of_kind(stat.S_IFCHR)), "is a link, a device or a pipe"),
    "a pipe": (lambda: made(of_kind(stat.S_IFIFO)), "is a link, a device or a pipe"),
    "a hard link": (
        lambda: made(lambda about: setattr(about, "extra", struct.pack("<HH", 13, 18) + bytes(12) + b"target")),
        "is a link, a device or a pipe",
    ),
    "an encrypted entry": (lambda: patched(made(lambda _: None), 8, 6, b"\x01\x00"), "is encrypted"),
    "bzip2": (lambda: made(lambda about: setattr(about, "compress_type", zipfile.ZIP_BZIP2)), "compressed in a way"),
    "a bomb": (lambda: made(lambda _: None, data=bytes(50 * 2**20)), "a zip bomb"),
    "a bomb nobody needs": (lambda: made(lambda _: None, "bomb.bin", bytes(50 * 2**20)), "a zip bomb"),
    "a bomb that hides": (endless, "damaged"),
    "a size that is too small": (lambda: lying(5), "is damaged"),
    "a size that is too large": (lambda: lying(4 * 2**20), "is damaged"),
    "a wrong checksum": (lambda: patched(made(lambda _: None), 16, 14, b"\x00\x00\x00\x00"), "is damaged"),
    "bytes that do not unpack": (
        lambda: patched(made(lambda _: None, data=bytes(99)), -1, 30 + len("answers.jsonl"), b"\xff" * 4),
        "is damaged",
    ),
    "too large a file": (lambda: patched(made(lambda _: None), 20, -1, struct.pack("<II", LIMIT, LIMIT + 1)), "64 MiB"),
    "two of one name": (doubled, "holds “answers.jsonl” twice"),
    "two names that look the same": (
        lambda: zipped({"e\u0301.jsonl": b"", "\u00e9.jsonl": b""}),
        "twice",
    ),
    "nothing": (lambda: b"", "is damaged, or no zip at all"),
    "another format": (lambda: b"Rar!\x1a\x07" + bytes(99), "is damaged, or no zip at all"),
    "half of it": (lambda: hand_in("ada")[:4000], "is damaged, or no zip at all"),
    "a list that is too large": (
        lambda: b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 2**25 + 1, 0, 0),
        "is damaged",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_whole_and_why(name: str) -> None:
    make, why = HOSTILE[name]
    with pytest.raises(RefusedError) as error:
        read_zip(make(), wanted)
    assert why in str(error.value)
    assert str(error.value).isprintable()


@pytest.mark.parametrize("name", HOSTILE)
def test_others_go_on_when_one_is_refused(tmp_path: Path, name: str) -> None:
    laid(tmp_path / "in", {"1.zip": HOSTILE[name][0](), "2.zip": hand_in("ada")})
    nested = zipped({"1/bad.zip": HOSTILE[name][0](), "2/good.zip": hand_in("bo")})
    laid(tmp_path / "in", {"3.zip": nested})
    before = tree(tmp_path)
    found = gather(tmp_path / "in")
    assert {item.parts[:2] for item in found.items} == {("2.zip", FIRST), ("3.zip", "2")}
    assert [place.removeprefix(f"{tmp_path}/in/") for place, _ in found.refused] == ["1.zip", "3.zip/1/bad.zip"]
    assert tree(tmp_path) == before


def test_what_an_archive_lies_about_is_counted_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped({f"{number}.jsonl": os.urandom(2**19) for number in range(4)})
    assert len(read_zip(many, wanted)) == 4
    with pytest.raises(RefusedError, match="more than is taken out of one archive"):
        read_zip(many, wanted, 2**20)
    monkeypatch.setattr(archives, "ENTRIES", 3)
    with pytest.raises(RefusedError, match="holds more than 3 entries"):
        read_zip(many, wanted)
    monkeypatch.setattr(archives, "DIRECTORY", 100)
    with pytest.raises(RefusedError, match="holds a list of entries larger than"):
        read_zip(many, wanted)


def test_zips_lie_one_in_another_and_no_deeper(tmp_path: Path) -> None:
    deep = zipped({"in.zip": zipped({"in.zip": hand_in("ada")}), "ok.zip": hand_in("bo")})
    laid(tmp_path, {"all.zip": deep})
    found = gather(tmp_path / "all.zip")
    assert [why for _, why in found.refused] == ["is a zip in a zip and holds another zip"]
    assert {item.parts[0] for item in found.items} == {"ok.zip"}
    assert all(item.outer == 1 for item in found.items)


def test_all_that_is_kept_in_memory_is_bounded(tmp_path: Path) -> None:
    laid(tmp_path, {"a.jsonl": bytes(600), "b.jsonl": bytes(600), "c.zip": zipped({"d.jsonl": bytes(600)})})
    found = gather(tmp_path, 1000)
    assert [item.parts for item in found.items] == [("a.jsonl",)]
    assert len(found.refused) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has none of these")
def test_in_a_folder_links_devices_and_pipes_are_refused_by_name_and_others_go_on(tmp_path: Path) -> None:
    outside = laid(tmp_path / "outside", {"secret.jsonl": b"{}"})
    folder = laid(tmp_path / "in", {"ada/answers.jsonl": journal("ada"), "hard/copy.jsonl": b"{}"})
    (folder / "link.jsonl").symlink_to(outside / "secret.jsonl")
    (folder / "folder").symlink_to(outside)
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "hard" / "link.jsonl").hardlink_to(folder / "hard" / "copy.jsonl")
    os.mkfifo(folder / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(os.path.relpath(folder / "plug.jsonl"))
        found = gather(folder)
    assert [item.parts for item in found.items] == [("ada", "answers.jsonl")]
    refused = {Path(place).relative_to(folder).as_posix() for place, _ in found.refused}
    assert refused == {
        *("link.jsonl", "folder", "dangling.txt", "hard/link.jsonl", "hard/copy.jsonl", "pipe.jsonl", "plug.jsonl")
    }
    assert all("link" in why for _, why in found.refused)


@pytest.mark.parametrize("name", ["a\n.jsonl", "a\u202e.jsonl", "CON", "a\\b.jsonl", "c:x.jsonl"])
def test_in_a_folder_a_bad_name_is_refused_and_others_go_on(tmp_path: Path, name: str) -> None:
    laid(tmp_path, {name: b"{}", "good.jsonl": b"{}"})
    found = gather(tmp_path)
    assert [item.parts for item in found.items] == [("good.jsonl",)]
    assert len(found.refused) == 1
    assert found.refused[0][0].isprintable()


def test_a_folder_may_hold_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = laid(tmp_path / "in", {f"{n}.jsonl": b"{}" for n in range(5)})
    laid(folder, {"/".join(["d"] * 40) + "/a.jsonl": b"{}"})
    (folder / "big.jsonl").touch()
    os.truncate(folder / "big.jsonl", LIMIT + 1)
    refused = dict(gather(folder).refused)
    assert refused[str(folder / "big.jsonl")] == "big.jsonl is larger than 64 MiB"
    assert "lies more than 30 folders deep" in refused.values()
    monkeypatch.setattr(gathering, "ENTRIES", 3)
    assert gather(folder).refused[-1] == (str(folder), "holds more than 3 files; the others were not read")


# Whatever the bytes are


def judged(data: bytes) -> None:
    entries = []
    with suppress(RefusedError):
        entries = read_zip(data, wanted, 2**22)
    for entry in entries:
        assert name_problem("/".join(entry.parts)) == ""
        assert len(entry.data or b"") <= 2**22


@TIMES
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    judged(data)
    judged(b"PK\x03\x04" + data + b"PK\x05\x06" + bytes(18))


@TIMES
@given(st.dictionaries(st.text(min_size=1, max_size=30), st.binary(max_size=200), max_size=6), st.data())
def test_any_entries_and_any_damage_are_read_or_refused(files: dict[str, bytes], draw: st.DataObject) -> None:
    try:
        whole = zipped(files)
    except (UnicodeEncodeError, struct.error):
        return
    judged(whole)
    damaged = bytearray(whole)
    for _ in range(draw.draw(st.integers(1, 6))):
        damaged[draw.draw(st.integers(0, len(damaged) - 1))] = draw.draw(st.integers(0, 255))
    judged(bytes(damaged))
    judged(bytes(damaged[: draw.draw(st.integers(0, len(damaged)))]))


HEADER = st.fixed_dictionaries(
    {
        "flags": st.sampled_from([0, 1, 8, 0x40, 0x800, 0x2000]) | st.integers(0, 65535),
        "method": st.sampled_from([0, 8, 12, 14, 93]) | st.integers(0, 65535),
        "date": st.integers(0, 2**32 - 1),
        "packed": st.integers(0, 300) | st.integers(0, 2**32 - 1),
        "size": st.integers(0, 300) | st.integers(0, 2**32 - 1),
        "attributes": st.integers(0, 2**32 - 1),
        "offset": st.just(0) | st.integers(0, 2**32 - 1),
        "name": st.binary(max_size=20) | st.sampled_from([b"a.jsonl", b"../a.jsonl", b"a.ipynb"]),
        "extra": st.binary(max_size=40) | st.just(b"\x01\x00\x1c\x00" + b"\xff" * 28),
    }
)


@TIMES
@given(HEADER, st.binary(max_size=100), st.integers(0, 2**32 - 1) | st.just(0), st.integers(0, 3))
def test_headers_may_say_anything(said: dict[str, object], data: bytes, start: int, count: int) -> None:
    """A zip whose headers are put together freely, so that they lie in ways that no writer would."""
    name, extra = bytes(said["name"]), bytes(said["extra"])  # type: ignore[call-overload]
    packed = zlib.compress(data)[2:-4] if said["method"] == 8 else data
    about = struct.pack("<HHII", said["flags"], said["method"], said["date"], zlib.crc32(data))
    sizes = struct.pack("<IIHH", said["packed"], said["size"], len(name), len(extra))
    local = b"PK\x03\x04\x14\x00" + about + sizes + name + extra + packed
    tail = struct.pack("<HHHII", 0, 0, 0, said["attributes"], said["offset"])
    central = b"PK\x01\x02\x14\x03\x14\x00" + about + sizes + tail + name + extra
    listed = central * count
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), start or len(local), 0)
    judged(local + listed + end)
