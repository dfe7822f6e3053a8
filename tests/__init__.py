"""Every check of the course, in folders named as the packages that they try."""
