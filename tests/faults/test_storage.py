"""The database goes away, a replica is killed, the disk fills up."""

from pathlib import Path

import pytest

from tests.faults.conftest import Survives
from tests.faults.scenarios import TOGETHER, disk_full, small_disk
from tests.faults.world import World, world

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(150)]


@pytest.mark.parametrize("fault", TOGETHER)
async def test_replicas_outlive_it(fault: str, together: World, survives: Survives) -> None:
    await survives(together, fault, TOGETHER[fault])


async def test_a_full_disk_is_outlived(tmp_path: Path, survives: Survives) -> None:
    async with small_disk(tmp_path / "data-0") as mounted:
        if not mounted:
            pytest.skip("a small disk can only be mounted by root")
        async with world(tmp_path) as small:
            await survives(small, "disk full", disk_full)
