"""Writes learners' feedback pages as nbgrader does, a whole cohort at once."""
