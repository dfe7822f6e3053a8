"""How thorough the tests are: `make test-all` asks for full counts."""

import os

from hypothesis import settings

FULL = bool(os.environ.get("WELLFOUNDED_FULL"))
# For properties of files on disk: an example takes 10 ms and more, where others take less than one.
ON_DISK = settings(max_examples=400 if FULL else 50, deadline=None)
