"""What a response of the course is as an answer on a platform that knows QTI."""

from typing import Any


def answer21(kind: str, response: Any) -> Any:
    """Return a readable response as QTI 2.1 holds it: text, a list of identifiers, or nothing."""
    if kind == "choice":
        return response[0] if response else None
    if kind == "classify":
        return [f"stem-{card} answer-{bin_}" for card, bin_ in response.items()] or None
    if kind == "assess":
        return [f"stem-{line} answer-{level}" for line, level in response.items()] or None
    if kind in ("number", "date", "short"):
        return None if response is None or response == "" else str(response)
    return response or None
