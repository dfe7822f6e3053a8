"""The JSON Schema of a case file, so that editors complete and check what authors write."""

from __future__ import annotations

import json
from pathlib import Path

from wellfounded.content.case_file import adapter
from wellfounded.content.path_place import PathPlace

SCHEMA = Path("source/case.schema.json")
FILE_NAME_FIELD = "id"  # the name of the file
COMPUTED_FIELD = "wording"  # filled in by the build, as is the next
PLACE_FIELD = "path_place"


def schema() -> str:
    """Return the schema as JSON text, with the fields that authors write alone."""
    document = adapter().json_schema()
    document["title"] = "A case of Well-Founded"
    _drop(document, FILE_NAME_FIELD)
    _drop(document, PLACE_FIELD)
    del document["$defs"][PathPlace.__name__]
    for definition in document["$defs"].values():
        _drop(definition, COMPUTED_FIELD)
    document["properties"]["law_as_of"]["format"] = "date"
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _drop(definition: dict[str, dict[str, object]], field: str) -> None:
    definition.get("properties", {}).pop(field, None)
    required = definition.get("required")
    if isinstance(required, list) and field in required:
        required.remove(field)
