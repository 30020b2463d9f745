"""A person as the directory knows them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Who says or does something, verified by the channel: tenant and directory id.

    The name is for show. `number` is what stands for the person in the database, 0 before anything
    of theirs is kept; two of one tenant and id are equal whatever it is.
    """

    tenant: str
    id: str
    name: str = ""
    number: int = field(default=0, compare=False)
