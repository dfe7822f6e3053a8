"""Builds notebooks and releases from what authors write, and checks it."""
