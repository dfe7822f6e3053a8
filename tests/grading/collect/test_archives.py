"""What is wrong in a zip or folder from strangers is refused by name; nothing else is raised, nothing is written."""

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
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import FULL
from tests.grading.downloads import FIRST, hand_in, journal, laid, tree, zipped
from wellfounded.grading.collect import archives, downloads, sender_shares
from wellfounded.grading.collect.archives import RefusedError, read_zip
from wellfounded.grading.collect.downloads import gather, is_needed
from wellfounded.grading.names import path_problem
from wellfounded.journal.file import MAX_BYTES

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


def unmarked(name: bytes, data: bytes = b"{}") -> bytes:
    """Return a zip whose entry has these bytes as its name, and does not say how they are encoded."""
    return made(lambda _: None, "n" * len(name), data).replace(b"n" * len(name), name)


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
    "a path out of it, by backslashes": (lambda: named("..\\answers.jsonl"), "leads out of its folder"),
    "a drive": (lambda: named("C:/answers.jsonl"), "a backslash or the name of a drive"),
    "a drive, by backslashes": (lambda: named("C:\\answers.jsonl"), "a backslash or the name of a drive"),
    "a NUL": (lambda: named("answers.jsonl\x00.txt"), "holds a control character"),
    "a line break": (lambda: named("answers\n.jsonl"), "holds a control character"),
    "an escape": (lambda: named("\x1b[31m.jsonl"), "holds a control character"),
    "text turned around": (lambda: named("\u202eanswers.jsonl"), "holds a control character"),
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
    "a bomb that hides": (endless, "damaged"),
    "a size that is too small": (lambda: lying(5), "is damaged"),
    "a size that is too large": (lambda: lying(4 * 2**20), "is damaged"),
    "a wrong checksum": (lambda: patched(made(lambda _: None), 16, 14, b"\x00\x00\x00\x00"), "is damaged"),
    "bytes that do not unpack": (
        lambda: patched(made(lambda _: None, data=bytes(99)), -1, 30 + len("answers.jsonl"), b"\xff" * 4),
        "is damaged",
    ),
    "too large a file": (
        lambda: patched(made(lambda _: None), 20, -1, struct.pack("<II", MAX_BYTES, MAX_BYTES + 1)),
        "64 MiB",
    ),
    "two of one name": (doubled, "stands in it twice"),
    "two names that look the same": (
        lambda: zipped({"e\u0301.jsonl": b"", "\u00e9.jsonl": b""}),
        "stands in it twice",
    ),
}
NO_ZIP: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "another format": lambda: b"Rar!\x1a\x07" + bytes(99),
    "half of it": lambda: hand_in("ada")[:4000],
    "a damaged list of entries": lambda: hand_in("ada").replace(b"PK\x01\x02", b"PK\x01\x00", 1),
    "a list that is too large": lambda: b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 2**25 + 1, 0, 0),
}
# What nobody wants is never read, so it harms nobody, whatever it is.
UNWANTED: dict[str, Callable[[], bytes]] = {
    "a white picture": lambda: made(lambda _: None, "page.bmp", bytes(3 * 2**20)),
    "a bomb": lambda: made(lambda _: None, "bomb.bin", bytes(50 * 2**20)),
    "a device of Windows": lambda: named("con.pdf"),
    "a mark of direction": lambda: named("\u200fessay.pdf"),
    "a link": lambda: made(of_kind(stat.S_IFLNK), "page", b"/etc/passwd"),
    "an encrypted entry": lambda: patched(made(lambda _: None, "page.pdf"), 8, 6, b"\x01\x00"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_entry_is_refused_and_why(name: str) -> None:
    make, why = HOSTILE[name]
    found = list(read_zip(make(), is_needed))
    assert found
    assert all(why in entry.refused and entry.data is None for entry in found)


@pytest.mark.parametrize("name", NO_ZIP)
def test_what_is_no_zip_is_refused_whole_with_a_remedy(name: str) -> None:
    with pytest.raises(RefusedError, match=r"is damaged, or no zip at all\. Download it again; .* unpack it"):
        list(read_zip(NO_ZIP[name](), is_needed))


@pytest.mark.parametrize("name", UNWANTED)
def test_what_nobody_wants_is_let_lie(name: str) -> None:
    (entry,) = read_zip(UNWANTED[name](), is_needed)
    assert (entry.data, entry.refused) == (None, "")


@pytest.mark.parametrize("name", HOSTILE)
def test_in_a_download_an_entry_is_refused_and_all_others_go_on(tmp_path: Path, name: str) -> None:
    """The bytes of a hostile entry stand beside a learner's answers, in the one zip that an LMS gives."""
    laid(tmp_path, {"lms.zip": joined(HOSTILE[name][0](), zipped({"bo/answers.jsonl": journal("bo")}))})
    found = gather([tmp_path / "lms.zip"])
    assert [item.parts for item in found.files] == [("bo", "answers.jsonl")]
    assert found.refused
    assert all(place.isprintable() and why.isprintable() for place, why in found.refused)


def joined(one: bytes, other: bytes) -> bytes:
    """Return a zip of the entries of two, each with its headers as they are."""

    def parts(data: bytes) -> tuple[bytes, bytes, int]:
        end = data.rindex(b"PK\x05\x06")
        count, size, start = struct.unpack("<HII", data[end + 10 : end + 20])
        return data[:start], data[start : start + size], count

    first, listed, many = parts(one)
    second, after, more = parts(other)
    moved, at = bytearray(after), 0
    for _ in range(more):
        place = struct.unpack("<I", moved[at + 42 : at + 46])[0] + len(first)
        moved[at + 42 : at + 46] = struct.pack("<I", place)
        at += 46 + sum(struct.unpack("<HHH", moved[at + 28 : at + 34]))
    both = listed + bytes(moved)
    end = struct.pack("<HHHHIIH", 0, 0, many + more, many + more, len(both), len(first) + len(second), 0)
    return first + second + both + b"PK\x05\x06" + end


@pytest.mark.parametrize("name", [*HOSTILE, *NO_ZIP])
def test_others_go_on_when_a_zip_is_hostile(tmp_path: Path, name: str) -> None:
    bad = HOSTILE[name][0]() if name in HOSTILE else NO_ZIP[name]()
    nested = zipped({"1/bad.zip": bad, "2/good.zip": hand_in("bo")})
    laid(tmp_path / "in", {"1.zip": bad, "2.zip": hand_in("ada"), "3.zip": nested})
    before = tree(tmp_path)
    found = gather([tmp_path / "in"])
    assert {item.parts[:2] for item in found.files} == {("2.zip", FIRST), ("3.zip", "2")}
    refused = {place.removeprefix(f"{tmp_path}/in/") for place, _ in found.refused}
    assert {place.split("/")[0] for place in refused} == {"1.zip", "3.zip"}
    assert all(place.startswith(("1.zip", "3.zip/1/bad.zip")) for place in refused)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (unmarked("Jos\u00e9.jsonl".encode()), "Jos\u00e9.jsonl"),
        (unmarked("\u0645\u0646\u0649.jsonl".encode()), "\u0645\u0646\u0649.jsonl"),
        (unmarked("Jos\u00e9.jsonl".encode("cp437")), "Jos\u00e9.jsonl"),
        (unmarked("Jos\u00e9.jsonl".encode("cp1252")), "Jos\u00e9.jsonl"),
        (unmarked("\u00dcmit \u00d6zg\u00fcr.jsonl".encode("cp1252")), "\u00dcmit \u00d6zg\u00fcr.jsonl"),
        (named("ada\\answers.jsonl"), "ada/answers.jsonl"),
    ],
    ids=["Finder's UTF-8", "Arabic", "code page 437", "cp1252", "cp1252, two letters", "backslashes"],
)
def test_names_are_read_as_the_systems_wrote_them(data: bytes, name: str) -> None:
    assert ["/".join(entry.parts) for entry in read_zip(data, is_needed)] == [name]


def test_what_an_archive_lies_about_is_counted_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped({f"{number}.jsonl": os.urandom(2**19) for number in range(4)})
    assert not any(entry.refused for entry in read_zip(many, is_needed))
    rooms = iter([2**20, 2**18, 2**20, 2**18])
    refused = [entry.refused for entry in read_zip(many, is_needed, lambda _: next(rooms))]
    assert refused == ["", "is more than is taken from one sender"] * 2
    monkeypatch.setattr(archives, "MAX_DIRECTORY_BYTES", 100)
    with pytest.raises(RefusedError, match="holds a list of entries larger than"):
        list(read_zip(many, is_needed))


def test_zips_lie_in_the_zip_of_an_lms_two_deep(tmp_path: Path) -> None:
    """A learner may give in a zip of all of `hand-in/`; no deeper one is opened."""
    whole = zipped({f"hand-in/{FIRST}.ZIP": hand_in("ada"), "deep.zip": zipped({"in.zip": hand_in("x")})})
    laid(tmp_path, {"all.zip": zipped({"in.zip": whole, "ok.zip": hand_in("bo")})})
    found = gather([tmp_path / "all.zip"])
    assert [why for _, why in found.refused] == ["lies 3 zips deep; collect the inner zip by itself"]
    assert {item.parts[:3] for item in found.files} == {
        *(("in.zip", "hand-in", f"{FIRST}.ZIP"), ("ok.zip", FIRST, f"{FIRST}.ipynb")),
        *(("ok.zip", FIRST, "answers.jsonl"), ("ok.zip", FIRST, "timestamp.txt")),
    }
    assert all(item.outer_depth == 1 for item in found.files)


def test_each_sender_has_a_share_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MAX_UNPACKED_BYTES", 3000)
    monkeypatch.setattr(sender_shares, "MAX_FILES", 20)
    folder = "Eve_7_assignsubmission_file_"
    greedy = {f"{folder}/{number}.jsonl": bytes(900) for number in range(9)}
    nested = {f"Max_8_assignsubmission_file_/{number}.zip": zipped({"a.jsonl": bytes(900)}) for number in range(9)}
    many = {f"Zoe_9_assignsubmission_file_/{number}.jsonl": b"" for number in range(99)}
    honest = {f"Ada_{number}_assignsubmission_file_/answers.jsonl": journal("ada") for number in range(100, 160)}
    laid(tmp_path, {"moodle.zip": zipped(greedy | nested | many | honest)})
    found = gather([tmp_path / "moodle.zip"])
    whose = [item.parts[0].split("_")[0] for item in found.files]
    assert {name: whose.count(name) for name in set(whose)} == {"Ada": 60, "Eve": 3, "Max": 1, "Zoe": 20}
    refused = [place.split("/")[-2] for place, _ in found.refused]
    assert not any("Ada" in each for each in refused)
    assert "and more of this sender is refused" in found.refused[-1][1]
    assert len(found.refused) < 40


def test_where_all_is_too_much_the_largest_gives_way(tmp_path: Path) -> None:
    laid(tmp_path, {"eve/a.jsonl": bytes(900), "ada/a.jsonl": bytes(300), "bo/a.jsonl": bytes(300)})
    found = gather([tmp_path], 1000)
    assert {item.parts[0] for item in found.files} == {"ada", "bo"}
    assert [(place, why.partition(";")[2]) for place, why in found.refused] == [
        (str(tmp_path / "eve" / "a.jsonl"), " collect it by itself")
    ]


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
        found = gather([folder])
    assert [item.parts for item in found.files] == [("ada", "answers.jsonl")]
    refused = {Path(place).relative_to(folder).as_posix() for place, _ in found.refused}
    assert refused == {
        *("link.jsonl", "folder", "dangling.txt", "hard/link.jsonl", "hard/copy.jsonl", "pipe.jsonl", "plug.jsonl")
    }
    assert all("link" in why for _, why in found.refused)


@pytest.mark.parametrize("name", ["a\n.jsonl", "a\u202e.jsonl", "a\\b.jsonl", "c:x.jsonl"])
def test_in_a_folder_a_bad_name_is_refused_and_others_go_on(tmp_path: Path, name: str) -> None:
    laid(tmp_path, {name: b"{}", "good.jsonl": b"{}"})
    found = gather([tmp_path])
    assert [item.parts for item in found.files] == [("good.jsonl",)]
    assert len(found.refused) == 1
    assert found.refused[0][0].isprintable()


def test_a_folder_may_hold_too_much(tmp_path: Path) -> None:
    folder = laid(tmp_path / "in", {f"{n}.jsonl": b"{}" for n in range(5)})
    laid(folder, {"/".join(["d"] * 40) + "/a.jsonl": b"{}"})
    (folder / "big.jsonl").touch()
    os.truncate(folder / "big.jsonl", MAX_BYTES + 1)
    refused = dict(gather([folder]).refused)
    assert refused[str(folder / "big.jsonl")] == "big.jsonl is larger than 64 MiB"
    assert "lies more than 30 folders deep" in refused.values()
    assert len(gather([folder]).files) == 5


# Whatever the bytes are


def judged(data: bytes) -> None:
    entries = []
    with suppress(RefusedError):
        entries = list(read_zip(data, is_needed, lambda _: 2**22))
    for entry in entries:
        assert entry.refused or path_problem("/".join(entry.parts)) == ""
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
