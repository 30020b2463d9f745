"""The same site for agents as in the tests by hand."""

from tests.web.agents.conftest import set_clock, store

__all__ = ["set_clock", "store"]
