"""`questions.jsonl` in parts: questions whose right answer is known, and topics with theirs."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values, items_of
from knowledge.files.golden_lines import golden_lines

QUESTION, TOPIC = "question", "topic"


def _read(text: str) -> Sequence[Part]:
    found = []
    for number, said in golden_lines(text):
        if isinstance(said, str):
            raise ValueError(f"line {number} of the known questions is {said}")  # noqa: TRY004
        kind = QUESTION if "text" in said else TOPIC
        name = str(said["text"] if kind == QUESTION else said["topic"])
        values = {
            "topic": str(said.get("topic", "")),
            "refs": "\n".join(map(str, said.get("refs") or ())),
        }
        if kind == TOPIC:
            values |= {"close": "\n".join(map(str, said.get("close") or ()))}
        else:
            values |= {
                "text": name,
                "context": str(said.get("context") or ""),
                "verdict": str(said.get("verdict", "")),
                "answered": "yes" if _answered(said) else "no",
            }
        found.append(Part(_key(kind, name), kind, name, values, number, number + 1))
    return found


def _answered(said: Any) -> bool:
    return bool(said.get("answerable", "topic" in said or "refs" in said))


def _key(kind: str, name: str) -> str:
    return f"{kind}.{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:12]}"


def _write(kind: str, values: Values, before: str) -> str:
    said: dict[str, Any] = json.loads(before) if before else {}
    named = "text" if kind == QUESTION else "topic"
    if not values[named].strip():
        raise PartError("Fill this in.", named)
    if kind == TOPIC and not items_of(values["refs"]):
        raise PartError("Name at least one clause, one on each line.", "refs")
    for name in ("text", "context", "topic", "verdict"):
        if name in values:
            _put(said, name, " ".join(values[name].split()))
    for name in ("refs", "close"):
        if name in values:
            _put(said, name, items_of(values[name]))
    if kind == QUESTION and _answered(said) != (values["answered"] == "yes"):
        said["answerable"] = values["answered"] == "yes"
    return json.dumps(said, ensure_ascii=False) + "\n"


def _put(said: dict[str, Any], name: str, value: str | list[str]) -> None:
    if value:
        said[name] = value
    else:
        said.pop(name, None)


GOLDEN_FORMAT = PartFormat(_read, _write)
