"""The live views that a lesson shows, in Python and JavaScript."""
