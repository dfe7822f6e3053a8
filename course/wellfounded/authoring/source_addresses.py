"""Every address in the register of sources leads to a document, not to a front page on which one must search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from wellfounded.content import law
from wellfounded.content.law import authorities
from wellfounded.content.mistakes import Mistake

REGISTER = Path(law.__file__).with_name("authorities.yaml")
LANGUAGES = {"en", "eng", "fr", "fra", "es", "de", "nl", "en-us", "en_en"}  # a front page may have one for each
HOME_PAGES = {"home", "index", "default", "index.html", "index.htm", "index.php", "home.html", "default.aspx"}


def mistakes() -> Iterator[Mistake]:
    """Yield a mistake for each source whose address is a bare host, or no more than its home page."""
    for key, source in authorities().items():
        if is_front_page(source.address):
            problem = f"the address {source.address} is a front page"
            yield Mistake(REGISTER, key, problem, "give the address of the document, or of the copy that was read")


def is_front_page(address: str) -> bool:
    """Return whether an address names no more than a host, a language and a home page."""
    parts = urlsplit(address)
    steps = {step.lower() for step in parts.path.split("/") if step}
    return not parts.query and steps <= LANGUAGES | HOME_PAGES
