"""HTML put together of parts is escaped where text enters it."""

import ast

import pytest
from markupsafe import Markup

from tests.places import COURSE
from wellfounded.content.markup import fill_html, join_html

TEXT = "<script>&{}%s"


def test_text_is_escaped_and_html_stays() -> None:
    filled = fill_html("<p>{} {}</p>", TEXT, Markup("<em>{}</em>"))
    assert filled == "<p>&lt;script&gt;&amp;{}%s <em>{}</em></p>"
    assert isinstance(filled, Markup)
    assert fill_html("<li>{}</li>", 1.5) == Markup("<li>{}</li>").format(1.5)


def test_parts_are_joined_and_only_text_among_them_is_escaped() -> None:
    joined = join_html((part for part in (TEXT, Markup("<em>&amp;</em>"), 1.5)), "<br>")
    assert joined == "&lt;script&gt;&amp;{}%s<br><em>&amp;</em><br>1.5"
    assert isinstance(joined, Markup)
    assert join_html([]) == Markup("")


def test_every_template_is_a_literal() -> None:
    calls = [
        node
        for path in (COURSE / "course" / "wellfounded").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    filled = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "fill_html"]
    joined = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "join_html"]
    assert len(filled) > 200
    assert len(joined) > 5
    templates = [call.args[0] for call in filled] + [text for call in joined for text in call.args[1:]]
    assert [ast.unparse(template) for template in templates if not isinstance(template, ast.Constant)] == []


@pytest.mark.parametrize("values", [(), ("a",), ("a", "b", "c")])
def test_a_value_too_few_or_too_many_is_an_error(values: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        fill_html("<p>{}{}</p>", *values)
