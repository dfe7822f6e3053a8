"""The line after a hand-in that says it is safe, with the receipt to copy or to save."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import phrase_html, phrase_many_html
from wellfounded.learner.receipt import Receipt, text


def receipt_line(receipt: Receipt | None) -> Markup:
    """Return the line; "" where there is no receipt."""
    if receipt is None:
        return Markup("")
    whole = text(receipt)
    copy = fill_html(
        "<button type='button' class='wf-link' data-copy='{}'>{}</button>", whole, phrase_html("Copy the receipt")
    )
    # An address that is the data itself: the line is the same wherever a page gets its files from.
    address = f"data:text/plain;charset=utf-8;base64,{b64encode(whole.encode()).decode()}"
    save = fill_html("<a href='{}' download='{}'>{}</a>", address, receipt.name, phrase_html("Save it as a file"))
    return fill_html("<p class='wf-receipt'><span>{}</span> {} {}</p>", _words(receipt), copy, save)


def _words(receipt: Receipt) -> Markup:
    count = len(receipt.answers)
    if not count:
        return phrase_html("Nothing was answered yet, and that is handed in. Here is your receipt.")
    if receipt.way == "file":
        return phrase_many_html(
            "Your answer is safe in this file. Here is your receipt.",
            "All your {n} answers are safe in this file. Here is your receipt.",
            count,
        )
    if receipt.way == "exchange":
        return phrase_many_html(
            "Your answer has arrived: your course has it. Here is your receipt.",
            "All your {n} answers have arrived: your course has them. Here is your receipt.",
            count,
        )
    return phrase_many_html(
        "Your answer is safely handed in. Here is your receipt.",
        "All your {n} answers are safely handed in. Here is your receipt.",
        count,
    )
