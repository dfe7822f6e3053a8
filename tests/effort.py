"""How thorough the tests are: `make test-all` asks for full counts."""

import os

FULL = bool(os.environ.get("WELLFOUNDED_FULL"))
