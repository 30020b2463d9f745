"""Entra's servers fail, and callers are many, slow or say the same again."""

import pytest

from tests.faults.conftest import Survives
from tests.faults.scenarios import CALLERS
from tests.faults.world import World

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(150)]


@pytest.mark.parametrize("fault", CALLERS)
async def test_what_callers_and_entra_do_is_outlived(
    fault: str, alone: World, survives: Survives
) -> None:
    await survives(alone, fault, CALLERS[fault])
