"""The connector takes no replies for a while."""

import pytest

from tests.faults.conftest import Survives
from tests.faults.scenarios import CONNECTOR
from tests.faults.world import World

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(150)]


@pytest.mark.parametrize("fault", CONNECTOR)
async def test_a_connector_in_trouble_is_outlived(
    fault: str, alone: World, survives: Survives
) -> None:
    await survives(alone, fault, CONNECTOR[fault])
