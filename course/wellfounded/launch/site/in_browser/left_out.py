"""What is not sent to a page at its start: the build writes here what it left out."""

NAMES: dict[str, list[str]] = {}  # of modules, by the file of the engine that they are in
