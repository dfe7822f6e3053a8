"""nbgrader's steps for this course: submissions are scored from their journals, and no code runs."""
