#!/usr/bin/env bash
# Bot Framework for Python: an activity that is read and written again has lost the sender's local time.
#
# package    botbuilder-schema 4.17.1 (PyPI)
# a guess    localTimestamp keeps its offset, as that is all it is for
# behaviour  it is read with the offset and written in UTC, so timestamp and localTimestamp are equal after one trip
#            (a queue, a stored conversation reference, the transcript): half past midnight on 1 July in London
#            becomes 30 June, and only localTimezone still tells. Sub-microsecond digits that Teams sends are cut.
# output     2026-07-01T00:30:00.1234567+01:00 -> 2026-06-30T23:30:00.123456Z
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check botbuilder-schema==4.17.1
seen=$("$there/venv/bin/python" - <<'PY'
from botbuilder.schema import Activity

sent = {
    "type": "message",
    "text": "what is the rule today",
    "timestamp": "2026-06-30T23:30:00.1234567Z",
    "localTimestamp": "2026-07-01T00:30:00.1234567+01:00",
    "localTimezone": "Europe/London",
}
print(sent["localTimestamp"], "->", Activity().deserialize(sent).serialize()["localTimestamp"])
PY
)
echo "$seen"
[ "$seen" = "2026-07-01T00:30:00.1234567+01:00 -> 2026-06-30T23:30:00.123456Z" ]
