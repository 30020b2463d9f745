#!/usr/bin/env bash
# Microsoft's date recogniser, behind the Bot Framework's DateTimePrompt: days and years as a British council says them.
#
# package    recognizers-text-date-time 1.0.2a2 with emoji 1.7.0 (PyPI), the newest there are
# a guess    there is a British English; a day that does not exist is refused; "2025-26" is one year or none
# behaviour  of English there is en-us alone, so 01/04/2026 is 4 January and nothing hints at the other reading;
#            "31 November 2025" is "not resolved", but "the thirty first of November" is RESOLVED, to 0002-01-01;
#            "the financial year 2025-26" is the calendar year 2025, with "-26" left over and no doubt said.
#            It does not even import beside emoji 2, which it does not pin.
# output     below, four lines
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check \
  recognizers-text==1.0.2a2 recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2 \
  recognizers-text-date-time==1.0.2a2 emoji==1.7.0
seen=$("$there/venv/bin/python" -W ignore - <<'PY'
from datetime import datetime

from recognizers_date_time import recognize_datetime
from recognizers_text import Culture

now = datetime(2026, 11, 30, 9)
for asked in (
    "what did it say on 01/04/2026",
    "what did it say on 31 November 2025",
    "what did it say on the thirty first of November",
    "what changed in the financial year 2025-26",
):
    found = recognize_datetime(asked, Culture.English, reference=now)[0]
    value = found.resolution["values"][0]
    print(found.text, "=", value.get("value") or f"{value['start']} to {value['end']}")
PY
)
echo "$seen"
[ "$seen" = "01/04/2026 = 2026-01-04
31 november 2025 = not resolved
thirty first of november = 0002-01-01
2025 = 2025-01-01 to 2026-01-01" ]
