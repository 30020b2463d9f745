"""Who wins each utterance of the table: writes it anew and says how many have the right intent.

    python -m tests.bench.intents [--write]

Lines `half` `read` were read while the phrases were written, those `counted` were only counted.
"""

import json
import sys
from collections import Counter

from tests.bot.intents.test_router import TABLE, UNSEEN, found, table


def main(*, write: bool) -> None:
    lines = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for line, one in zip(lines, table(), strict=True):
        wins, *others = found(one)
        line["wins"], line["others"] = wins, [other for other in others if other != "question"]
        half = f"{line['by']} {line['half']}" if "half" in line else ""
        for group in (line["by"], f"{line['by']} {line['lang']}", half):
            every[group] += 1
            right[group] += wins in one.meant
        if line["by"] not in UNSEEN and wins not in one.meant:
            print("wrong:", line["text"], line["meant"], wins)
    for group in filter(None, every):
        share = right[group] / every[group]
        print(f"{group:14} {right[group]:4} of {every[group]:4} right, {share:.0%}")
    if write:
        rows = [json.dumps(line, ensure_ascii=False) for line in lines]
        TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(write="--write" in sys.argv)
