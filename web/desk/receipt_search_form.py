"""The form by which officers look for receipts: days, a clause, words; nothing about persons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answering.receipt_search import FoundReceipts, ReceiptSearch, search
from bot.answering.receipt_verification import by_ref
from common.clock import midnight
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policy_set import PolicySet
from storage import Store
from storage.answers.answer_journal import AnswerEntry
from triage.days import read_day
from web.desk.tables import KINDS, moment

_USUAL, _NARROWED = timedelta(days=30), timedelta(days=366)
"""How far back is looked where no first day is given; further where something else narrows it."""

_LONGEST = 200  # characters of what is looked for


@dataclass(frozen=True, slots=True)
class ReceiptSearchForm:
    """The fields as they were filled in; the days are text, `today` is what an empty one means."""

    first: str
    until: str
    place: str
    said: str
    today: date

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.until or self.place or self.said)

    @property
    def is_wrong(self) -> bool:
        """Whether a day is none, or they stand the wrong way round."""
        return self._days() is None

    async def search(self, store: Store, policies: PolicySet) -> FoundReceipts:
        """What is found; nothing where a day is none. Raises StoreError."""
        days = self._days()
        if days is None:
            return FoundReceipts((), is_cut=False)
        first, last = days
        asked = ReceiptSearch(
            midnight(first), midnight(last + timedelta(days=1)), self.place, self.said
        )
        return await search(store, asked, policies)

    def clauses(self, policies: PolicySet) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """What can be chosen: of each policy its clauses, of the register its tools, by place."""
        return list(_clauses(policies, self.today))

    def _days(self) -> tuple[date, date] | None:
        last = read_day(self.until) if self.until else self.today
        back = _NARROWED if self.place or self.said else _USUAL
        first = read_day(self.first) if self.first else last and last - back
        if first is None or last is None or not date(2000, 1, 1) <= first <= last < date.max:
            return None
        return first, last


def read_search(query: Mapping[str, str], today: date) -> ReceiptSearchForm:
    """The form as it was sent; all of it is client data."""
    first, until, place, said = (
        query.get(name, "").strip()[:_LONGEST] for name in ("first", "until", "clause", "words")
    )
    return ReceiptSearchForm(first, until, place, said, today)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One receipt that was found."""

    receipt: str
    given: str
    question: str
    kind: str
    clauses: Sequence[str]


def found_rows(entries: Sequence[AnswerEntry], policies: PolicySet) -> Sequence[FoundRow]:
    """The receipts as a table shows them."""
    passages = by_ref(policies)
    return [
        FoundRow(
            entry.receipt,
            moment(entry.moment),
            entry.question_masked or "(none)",
            KINDS.get(entry.kind, entry.kind),
            [passages[ref].heading if ref in passages else ref for ref in entry.refs],
        )
        for entry in entries
    ]


def _clauses(policies: PolicySet, today: date) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    for policy in policies.in_force(today):
        clauses = policies.clauses.get(policy.ref, ())
        if not policy.restricted and clauses:
            yield policy.title, [(c.place, f"{c.clause} {c.heading}".strip()) for c in clauses]
    tools = [(f"{REGISTER}#{tool.id}", tool.name) for tool in policies.tools_on(today)]
    if tools:
        yield policies.tools[0].passage.title, tools
