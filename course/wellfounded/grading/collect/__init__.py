"""Files that learners handed in, placed under nbgrader's names."""
