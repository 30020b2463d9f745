import pytest

from storage import Store
from triage.triage_list import TriageList


@pytest.fixture
def triage(store: Store) -> TriageList:
    return TriageList(store, announce_to="channel:steering")
