"""Turns what authors write, `lesson.md` and `cases/*.yaml`, into notebooks and releases."""
