"""The pictures by which a phone shows the course among its apps: our mark on the colour of its bar, at each size."""

from __future__ import annotations

import re
from pathlib import Path

MARK = Path(__file__).with_name("static") / "mark.svg"
GROUND, INK = "#1d5672", "#fffdf8"
# A system cuts a maskable icon, and Apple every one, to a shape of its own, which leaves the middle four fifths whole.
WHOLE, CUT = 0.62, 0.5  # how much of the width the mark takes
ICONS = {
    "icon-192.png": (192, WHOLE),
    "icon-512.png": (512, WHOLE),
    "icon-maskable-512.png": (512, CUT),
    "apple-touch-icon.png": (180, CUT),
}


def icon_files() -> dict[str, bytes]:
    """Return each icon's PNG by its name."""
    import vl_convert

    return {name: vl_convert.svg_to_png(_icon(size, share)) for name, (size, share) in ICONS.items()}


def _icon(size: int, share: float) -> str:
    """Return the SVG of an icon with the mark in its middle."""
    mark = MARK.read_text(encoding="utf-8").replace("currentColor", INK)
    place = f'x="{size * (1 - share) / 2}" y="{size * (1 - share) / 2}"'
    inside = re.sub(r'width="\d+" height="\d+"', f'{place} width="{size * share}" height="{size * share}"', mark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        f'<rect width="100%" height="100%" fill="{GROUND}"/>{inside}</svg>'
    )
