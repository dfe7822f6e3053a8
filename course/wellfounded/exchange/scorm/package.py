"""Packs an interview as SCORM 1.2: the page, its script and style, and the manifest that a platform reads."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.case_file import rendered
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.interview import Interview
from wellfounded.exchange.packed_files import packed
from wellfounded.i18n.messages import phrase_html
from wellfounded.render.case import papers, warning

PAGE = "index.html"
STATIC = ("page.css", "page.js")  # made by bundle.js
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"


def interviews(case: Case) -> list[Interview]:
    """Return the interviews of a case."""
    return [question for question in case.questions if isinstance(question, Interview)]


def is_open(case: Case) -> bool:
    """Return whether an interview of a case may go into a page with all that it is judged by: practice alone."""
    return case.use == "practice"


def scorm_package(case: Case, question: Interview) -> bytes:
    """Return the zip of an interview for practice, of a case as its author wrote it, in Markdown."""
    shown = rendered(case)
    whole = next(other for other in interviews(shown) if other.id == question.id)
    name, title = f"{case.id}-{question.id}", str(shown.title)
    static = {file: (files(__package__) / "static" / file).read_text(encoding="utf-8") for file in STATIC}
    return packed(
        {
            "imsmanifest.xml": _manifest(name, title),
            PAGE: _page(shown, whole),
            **static,
        }
    )


def _manifest(name: str, title: str) -> Markup:
    """Return the manifest as SCORM 1.2 has it: the Content Aggregation Model (ADL, 2001), with IMS packaging 1.1.2."""
    listed = join_html(fill_html('<file href="{}"/>', file) for file in (PAGE, *STATIC))
    return fill_html(
        """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="wellfounded-{}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{}</title>
      <item identifier="interview" identifierref="page"><title>{}</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="{}">{}</resource>
  </resources>
</manifest>
""",
        name,
        title,
        title,
        PAGE,
        listed,
    )


def _page(case: Case, question: Interview) -> Markup:
    body = join_html([case.facts, papers(case.documents), Markup('<div class="wf-question" id="place"></div>')])
    if case.content_note:
        folded = phrase_html("Read the case")
        body = fill_html("{}<details><summary>{}</summary>{}</details>", warning(case), folded, body)
    data = _embedded({**asdict(question), "heading": question.heading()})
    return fill_html(
        """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<link rel="stylesheet" href="page.css">
</head>
<body>
<main class="wf wf-interview-page">
<h1>{}</h1>
{}
</main>
<script type="application/json" id="interview">{}</script>
<script src="page.js"></script>
</body>
</html>
""",
        POLICY,
        case.title,
        case.title,
        body,
        data,
    )


def _embedded(fields: dict[str, Any]) -> Markup:
    """Return fields as JSON that can stand in a page: nothing in it ends the element, or begins another."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704 (no "<" is left)
