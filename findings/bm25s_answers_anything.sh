#!/usr/bin/env bash
# bm25s: a question of words that no document holds still gets its documents, and "may not" is the same as "may".
#
# package    bm25s 0.3.16, numpy 2.4.6 (PyPI)
# a guess    nothing found is an empty result; stop words are words without meaning
# behaviour  retrieve(k=2) always returns two: for unknown words the LAST documents of the collection, each with the
#            score 0.0, so whoever takes the first hit answers "the zebra crossing" with a clause; and the English
#            stop words hold "no" and "not", so a rule and its opposite rank alike for either question.
# output     unknown words: documents [3, 2], scores [0.0, 0.0]; "may not" and "may": the same scores
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check bm25s==0.3.16 numpy==2.4.6
seen=$("$there/venv/bin/python" - <<'PY'
import bm25s

clauses = [
    "Staff may record a meeting when all agree.",
    "Staff may not record a meeting in secret.",
    "Ask the data protection officer.",
    "Tools on the register are approved.",
]


def words(texts):
    return bm25s.tokenize(texts, stopwords="en", show_progress=False)


index = bm25s.BM25()
index.index(words(clauses), show_progress=False)


def first_two(question):
    found, scores = index.retrieve(words([question]), k=2, show_progress=False)
    return found[0].tolist(), scores[0].tolist()


found, scores = first_two("the zebra crossing")
print(f"unknown words: documents {found}, scores {scores}")
print("may not = may:", first_two("may not record a meeting") == first_two("may record a meeting"))
PY
)
echo "$seen"
[ "$seen" = "unknown words: documents [3, 2], scores [0.0, 0.0]
may not = may: True" ]
