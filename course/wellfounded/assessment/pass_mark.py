"""The pass mark of the course: ours, and no authority's."""

PASS_MARK = 0.7  # of a module's points; what a person marks is not among those of self-study


def passed(points: float, most: float) -> bool:
    """Return whether points reach the pass mark."""
    return points >= PASS_MARK * most
