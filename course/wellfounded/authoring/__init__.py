"""What authors write, built into notebooks and releases, and checked."""
