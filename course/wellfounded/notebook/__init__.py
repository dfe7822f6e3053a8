"""The functions that a lesson calls in its cells, and their views."""
