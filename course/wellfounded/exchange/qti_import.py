"""Reads QTI, a package or a single file: an instructor's own questions. Nothing in it is run, fetched or unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wellfounded.exchange.case_writer import LARGEST, file_bytes
from wellfounded.exchange.foreign import Foreign, NotTakenError
from wellfounded.exchange.qti.names import without_namespaces
from wellfounded.exchange.qti.read12 import question12
from wellfounded.exchange.qti.read21 import question21
from wellfounded.grading.collect.archives import RefusedError, read_zip
from wellfounded.i18n.errors import UserError

ZIP = b"PK\x03\x04"
READERS = {"item": question12, "assessmentItem": question21}  # of version 1.2, and of 2.0 to 2.2


def read_qti(path: Path) -> Iterator[tuple[str, Foreign | NotTakenError]]:
    """Yield (name, question), or why it is not taken; UserError where there is no question, or a file would do harm."""
    roots = [root for name, data in _files(path) if (root := _root(name, data)) is not None]
    items = [(READERS[item.tag], item) for root in roots for item in root.iter() if item.tag in READERS]
    if not items:
        raise UserError(f"{path}: no question of QTI is in it. Export from Canvas as “QTI .zip”, or as QTI 2.1.")
    for number, (reader, item) in enumerate(items, start=1):
        name = " ".join((item.get("title") or "").split()) or f"Question {number}"
        try:
            yield name, reader(item, name)
        except (ValueError, ArithmeticError) as error:  # the latter by numbers without end
            yield name, error if isinstance(error, NotTakenError) else NotTakenError(str(error) or "it cannot be read")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of each XML file; UserError where one of a package must not be read."""
    data = file_bytes(path)
    if not data.startswith(ZIP):
        yield str(path), data
        return
    sizes: list[int] = []
    try:
        for entry in read_zip(data, lambda name: name.lower().endswith(".xml"), lambda _: LARGEST - sum(sizes)):
            name = f"{path}, {'/'.join(entry.parts)}"
            if entry.refused:
                raise UserError(f"{name}: it {entry.refused}. Nothing was read.")
            if entry.data is not None:
                sizes.append(len(entry.data))
                yield name, entry.data
    except RefusedError as error:
        raise UserError(f"{path} {error}.") from error


def _root(name: str, data: bytes) -> Element | None:
    """Return the root of a file; None where it is no XML, which is of no concern in a package."""
    try:
        return without_namespaces(fromstring(data, forbid_dtd=True))
    except DefusedXmlException as error:
        raise UserError(f"{name}: it declares a document type, which QTI never needs. Nothing was read.") from error
    except (ParseError, ValueError, LookupError):
        return None
