"""What stock nbgrader does with the same attacks is what `docs/attacks.md` says of it."""

import pytest

from tests.attacks.attack import ATTACKS
from tests.attacks.stock_nbgrader import all_outcomes
from tests.attacks.table import results

pytestmark = [pytest.mark.full, pytest.mark.timeout(1200)]


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    known = {name: outcome["stock"] for name, outcome in results().items()}
    return all_outcomes(tmp_path_factory.mktemp("stock"), known)


@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items() if attack.stock])
def test_stock_nbgrader_does_what_the_table_says(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == results()[name]["stock"]
