"""nbgrader's configuration in a learner's server: on a hub, which course this is, and where its exchange lies."""

from wellfounded.grading.nbgrader.config import use_exchange

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets provides it)

use_exchange(c)
