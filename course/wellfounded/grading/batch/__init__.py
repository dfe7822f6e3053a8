"""A whole cohort, graded at once into nbgrader's gradebook."""
