"""HTML that is put together of parts: text is escaped where it enters."""

from __future__ import annotations

from markupsafe import Markup, escape


def fill_html(template: str, *values: object) -> Markup:
    """Return HTML with `values` in place of each `{}`, in order. A value that is not HTML is escaped.

    Markup's own `format` does the same, and more, in twice the time. ValueError where a value is missing or
    left over.
    """
    before, *after = template.split("{}")
    parts = [before]
    for value, text in zip(values, after, strict=True):
        parts += [escape(value), text]
    return Markup("".join(parts))  # noqa: S704 (a test sees that every template is a literal)
