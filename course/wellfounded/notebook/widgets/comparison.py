"""The law of chosen countries side by side, as a live view."""

from __future__ import annotations

import traitlets

from wellfounded.notebook.widgets.base import View


class ComparisonView(View):
    """Draws what is known of countries; a learner chooses which. See compare_cell.py."""

    view = traitlets.Unicode("comparison").tag(sync=True)
    known = traitlets.Dict().tag(sync=True)
    chosen = traitlets.List().tag(sync=True)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return "ComparisonView()"
