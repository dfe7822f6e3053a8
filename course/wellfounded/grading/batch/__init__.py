"""Grades a whole cohort at once into nbgrader's gradebook."""
