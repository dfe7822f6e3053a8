"""A made-up cohort on the gallery course, graded once by the real nbgrader."""

import pytest
from reported import Reported, shared


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    return shared(tmp_path_factory)
