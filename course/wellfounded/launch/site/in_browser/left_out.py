"""What of the standard library is not sent to a page: the build writes here what it left out."""

NAMES: frozenset[str] = frozenset()  # of modules
