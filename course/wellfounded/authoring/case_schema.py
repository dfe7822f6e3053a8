"""The JSON Schema of a case file, so that editors complete and check what authors write."""

from __future__ import annotations

import json
from pathlib import Path

from wellfounded.content.case import Case
from wellfounded.content.case_file import WORKED_OUT, adapter
from wellfounded.content.path_place import PathPlace

SCHEMA = Path("source/case.schema.json")
COMPUTED_FIELD = "wording"  # of a question; filled in by the build


def schema() -> str:
    """Return the schema as JSON text, with the fields that authors write alone."""
    document = adapter().json_schema()
    document["title"] = "A case of Well-Founded"
    for field in WORKED_OUT:
        _drop(document, field)
    for type_ in (Case, PathPlace):
        del document["$defs"][type_.__name__]
    for definition in document["$defs"].values():
        _drop(definition, COMPUTED_FIELD)
    document["properties"]["law_as_of"]["format"] = "date"
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _drop(definition: dict[str, dict[str, object]], field: str) -> None:
    definition.get("properties", {}).pop(field, None)
    required = definition.get("required")
    if isinstance(required, list) and field in required:
        required.remove(field)
