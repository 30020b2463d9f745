"""The same question in another spelling has the same answer: `tests/questions/spellings.jsonl`."""

import json
from datetime import date

from knowledge.library import Library
from tests.bench.hardest import answered_apart, spellings
from tests.freeze import MODEL_SET

ON = date(2026, 12, 1)


def test_of_sixty_pairs_of_spellings_hardly_one_is_answered_otherwise() -> None:
    library = Library.load(MODEL_SET, meaning=False, cache=None)
    pairs = spellings()
    assert len(pairs) == 60
    apart = [pair for pair in pairs if answered_apart(library, pair, ON)]
    assert len(apart) <= 3, json.dumps(apart)  # by words alone
