"""nbgrader's steps for this course, and what they refuse."""
