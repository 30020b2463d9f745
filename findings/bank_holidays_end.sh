#!/usr/bin/env bash
# GOV.UK's bank holidays for Python: past the last year that is known, Christmas Day is a working day.
#
# package    govuk-bank-holidays 0.19 (PyPI), with the days it carries
# a guess    a day of a year that is not known raises, or is None; without a division, any bank holiday counts
# behaviour  2029 is not in the list, so 25 December 2029 is a working day, without a word; and without a division
#            only days that all of the United Kingdom shares count: 31 August 2026 is a working day, though
#            England, Wales and Northern Ireland are shut. A call-in or review period of working days comes out
#            short: name the division, and refuse a day after the last one listed.
# output     below, four lines
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check govuk-bank-holidays==0.19
seen=$("$there/venv/bin/python" - <<'PY'
from datetime import date

from govuk_bank_holidays.bank_holidays import BankHolidays

listed = BankHolidays(use_cached_holidays=True)
england = BankHolidays.ENGLAND_AND_WALES
print("last day listed:", listed.get_holidays(england)[-1]["date"])
print("25 December 2028, England:", listed.is_work_day(date(2028, 12, 25), england))
print("25 December 2029, England:", listed.is_work_day(date(2029, 12, 25), england))
bank = date(2026, 8, 31)
print("31 August 2026:", listed.is_work_day(bank), "| England:", listed.is_work_day(bank, england))
PY
)
echo "$seen"
[ "$seen" = "last day listed: 2028-12-26
25 December 2028, England: False
25 December 2029, England: True
31 August 2026: True | England: False" ]
