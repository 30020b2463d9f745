"""Work that one replica does for all of them: whoever holds the lease of its name."""

from datetime import datetime

from storage.store import UnitOfWork
from storage.tables import lease


async def acquire_lease(unit: UnitOfWork, name: str, holder: str, until: datetime) -> bool:
    """Take a lease that nobody holds, or keep one's own, until that moment; False while another
    replica holds it. A holder that dies loses it at its end."""
    row = unit.insert(lease).values(name=name, holder=holder, until=until)
    taken = await unit.connection.execute(
        row.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": row.excluded.holder, "until": row.excluded.until},
            where=(lease.c.holder == holder) | (lease.c.until <= unit.now),
        ).returning(lease.c.holder)
    )
    return taken.first() is not None
