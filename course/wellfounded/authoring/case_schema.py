"""The JSON Schema of a case file, so that editors complete and check what authors write."""

from __future__ import annotations

import json
from pathlib import Path

from wellfounded.content.case_file import adapter

SCHEMA = Path("source/case.schema.json")
FROM_FILE_NAME = "id"
WORKED_OUT = "wording"


def schema() -> str:
    """Return the schema as JSON text: the fields authors write, those the build fills in left out."""
    made = adapter().json_schema()
    made["title"] = "A case of Well-Founded"
    _drop(made, FROM_FILE_NAME)
    for part in made["$defs"].values():
        _drop(part, WORKED_OUT)
    made["properties"]["law_as_of"]["format"] = "date"
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _drop(part: dict[str, dict[str, object]], name: str) -> None:
    part.get("properties", {}).pop(name, None)
    required = part.get("required")
    if isinstance(required, list) and name in required:
        required.remove(name)
