"""Files that learners handed in are found in downloads, and placed where nbgrader looks for them."""
