"""Real English words by how common they are: the guard of spelling repair.

Read from the word list that the package `symspellpy` carries (82,765 words with counts, MIT);
the package itself is never imported.
"""

import importlib.util
import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

logger = logging.getLogger(__name__)

_PACKAGE, _FILE = "symspellpy", "frequency_dictionary_en_82_765.txt"


@lru_cache(maxsize=1)
def english_ranks() -> Mapping[str, int]:
    """Word to rank, 1 for the most common; empty, with a warning, where the list is missing."""
    spec = importlib.util.find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        logger.warning("no list of English words: spelling is repaired without a guard")
        return {}
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return {line.split(" ", 1)[0]: at for at, line in enumerate(lines, start=1)}
