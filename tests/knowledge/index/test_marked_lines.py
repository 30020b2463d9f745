"""Marked ways of asking: what is learnt from them is kept for the next start."""

from pathlib import Path
from unittest.mock import patch

from knowledge.index import classifier
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_encoder
from knowledge.index.marked_lines import MarkedLines
from knowledge.model.policies import Verdict
from knowledge.query.parse import QueryParser, Synonyms
from knowledge.query.spelling import SpellCorrector

NOES = {f"may i sell rose {number}": Verdict.NOT_ALLOWED for number in range(20)}
YESES = {f"can i water rose {number}": Verdict.ALLOWED for number in range(20)}


def test_what_is_learnt_is_kept_in_the_folder_and_says_the_same(tmp_path: Path) -> None:
    encoder = installed_encoder()
    assert encoder is not None
    shelf = EmbeddingCache(encoder, None)
    shelf.encode([*NOES, *YESES])
    question = QueryParser(SpellCorrector({}, {}), Synonyms()).parse("may i sell a rose")
    vector = shelf.question("may i sell a rose")
    first, second = (MarkedLines({"garden#roses": NOES | YESES}) for _ in range(2))
    first.attach_embeddings(shelf, tmp_path)
    with patch.object(classifier, "regression", side_effect=AssertionError("fitted again")):
        second.attach_embeddings(shelf, tmp_path)

    here, there = first.read(question, vector), second.read(question, vector)
    assert here.learned > 0
    assert (here.learned, here.learned_words) == (there.learned, there.learned_words)
