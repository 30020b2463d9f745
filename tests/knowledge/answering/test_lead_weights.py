"""The fitted chance that the answer is a no, and the two thresholds beside it."""

import pytest

from knowledge.answering.lead_evidence import EVIDENCE
from knowledge.answering.lead_weights import from_json, lead_weights

NOTHING = dict.fromkeys(EVIDENCE, 0.0)


@pytest.mark.parametrize("meaning", [True, False])
def test_a_yes_needs_more_than_the_absence_of_a_no(meaning: bool) -> None:
    weights = lead_weights(meaning)
    assert 0 < weights.yes_to < weights.chance(NOTHING) < weights.no_from < 1


@pytest.mark.parametrize("meaning", [True, False])
def test_a_nearer_prohibition_makes_a_no_likelier(meaning: bool) -> None:
    weights = lead_weights(meaning)
    barred = {**NOTHING, "gap": 0.3, "set_gap": 0.3}
    permitted = {**NOTHING, "gap": -0.3, "set_gap": -0.3}
    assert weights.chance(permitted) < weights.chance(NOTHING) < weights.chance(barred)


def test_what_is_missing_in_the_file_is_told() -> None:
    with pytest.raises(KeyError):
        from_json({"no": {"start": 0.0, "weights": {}}, "no_from": 0.7})
