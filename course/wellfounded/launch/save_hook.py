"""Removes widget views from notebooks that JupyterLab saves: without a kernel they cannot be drawn."""

from __future__ import annotations

from typing import Any

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def pre_save(model: dict[str, Any], **_: Any) -> None:
    """Remove widget views and widget state from a notebook that is about to be saved."""
    content = model.get("content")
    if model.get("type") != "notebook" or not content:
        return
    content.get("metadata", {}).pop("widgets", None)
    for cell in content.get("cells", []):
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
