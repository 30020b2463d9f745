"""What the register answers: a tool that it does not list, and what its entry says of one that it
does."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from common.words import STOP_WORDS, stems_in, words
from knowledge.answering.day_index import DayIndex
from knowledge.files.tool_entry import REGISTER
from knowledge.model.answers import Answer, AnswerKind, Match
from knowledge.model.policies import Passage, Tool, ToolStatus, Verdict
from knowledge.query.parse import Query
from knowledge.query.question_form import Asked, QuestionForm
from knowledge.query.tools.naming import NamedTools, ToolNames, data_verdict, overall_verdict
from knowledge.query.tools.places import asks_to_judge
from knowledge.query.tools.unlisted_names import UnlistedNames

_REASON = re.compile(
    r"\b(?:seeing (?:as|that)|because|cos|since|given(?: that)?|considering|as (?:it|they|we|i))\b"
    r".*$",
    re.IGNORECASE | re.DOTALL,
)
"""Why somebody asks, which asks no more."""
_FOR = re.compile(r"\s(?:for|on|in)\s.*$", re.IGNORECASE | re.DOTALL)
"""What a tool would be used for."""
_NAMES_A_TOOL = 12  # words; what does not ask and is longer tells a story


@dataclass(frozen=True, slots=True)
class RegisterAnswers:
    """`rule` is the place of the clause by which a tool that is not on the register is not
    approved, `""` for none. `data_words` are the classes of data by what people call them.
    `refused` are the places of the entries that refuse a product, with the stems that only its
    names hold."""

    edition: DayIndex
    tools: ToolNames
    unlisted_names: UnlistedNames
    rule: str = ""
    data_words: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def not_meant(self, passage: Passage, question: Query, named: Sequence[Tool]) -> bool:
        """Whether a passage refuses a tool that the question does not name, nor says a word of its
        own of: "can I translate a leaflet" means no tool, though one that translates is refused."""
        own = self.refused.get(passage.place)
        if own is None or any(tool.passage == passage for tool in named):
            return False
        return own.isdisjoint(stems_in(question.text))

    def named(self, question: Query) -> NamedTools:
        """The entries that a question names."""
        return self.tools.named(question.text, question.rewritten)

    def unlisted(self, asked: Asked) -> str:
        """The tool that a question asks about though it is not on the register; `""` for none."""
        is_short = len(words(asked.text)) <= _NAMES_A_TOOL
        asks = (
            asked.form is QuestionForm.MAY
            or (is_short and asked.form is QuestionForm.OTHER)
            or (is_short and asks_to_judge(asked.text))
            or bool(asked.facts)
        )
        return self.unlisted_names.product(asked.text) if asks else ""

    def verdict(self, tools: Sequence[Tool], asked: Asked) -> Verdict | None:
        """What the register says of the tool, and of the class of data where one is named.

        That a tool may be used says nothing of what the question would use it for, so its standing
        alone leads only where nothing else is asked, or where it bars all use.
        """
        if len(tools) != 1:
            return None
        text, form = asked.text, asked.form
        as_such = self.tools.asks_no_more(text)
        if not (form is QuestionForm.MAY or (form is QuestionForm.OTHER and as_such)):
            return None
        classes = self.data_classes(text)
        if classes:
            verdicts = [data_verdict(tools[0], data_class).verdict for data_class in classes]
            for verdict in (Verdict.NOT_ALLOWED, Verdict.CONDITIONS, Verdict.ALLOWED):
                if verdict in verdicts:
                    return verdict
        stands = overall_verdict(tools[0])
        alone = as_such and not asked.negated
        return stands if alone or stands is Verdict.NOT_ALLOWED else None

    def asks_of_tool(self, asked: Asked) -> bool:
        """Whether a question is a tool's name and a purpose: "Canva for the newsletter?", which
        sounds like an order to write one."""
        purpose = _FOR.search(asked.text) if asked.form is QuestionForm.MAY else None
        return purpose is not None and self.tools.is_name(asked.text[: purpose.start()])

    def data_classes(self, text: str) -> tuple[str, ...]:
        """The classes of data that a question's words name, by the officers' lexicon."""
        said = f" {' '.join(self.edition.parse(text).words)} "
        found = (cls for phrase, cls in self.data_words.items() if f" {phrase} " in said)
        return tuple(dict.fromkeys(found))

    def not_listed_in(self, asked: Asked, bare: Answer) -> Answer | None:
        """The register's rule for a question whose only word is the name of a tool that it does not
        list, and was taken for a slip in a small word; None for any other."""
        unlisted = self.unlisted(asked)
        bare = replace(bare, asked=asked.text, unlisted=unlisted)
        return self.not_listed(bare) if unlisted else None

    def not_listed(self, bare: Answer) -> Answer | None:
        """The register's rule alone, for a tool that it does not list: it decides on any use. None
        where the set has no such rule."""
        rule = next((p for p in self.edition.passages if p.place == self.rule), None)
        if rule is None:
            return None
        match = self._match(rule, bare.asked, Verdict.NOT_ALLOWED)
        return replace(bare, kind=AnswerKind.ANSWERED, matches=(match,), contact=rule.contact)

    def with_entry_first(
        self, answer: Answer, asked: Asked, passed_over: frozenset[str], most: int
    ) -> Answer:
        """The answer with the entries first that its question asks about: as such, or what they
        say of data, users, owner or audit. An entry does not answer for another that shares its
        name: those are `passed_over`."""
        text = asked.text
        if passed_over:
            kept = (m for m in answer.matches if not _is_entry_of(m.passage, passed_over))
            answer = replace(answer, matches=tuple(kept))
        if not answer.tools or answer.subject:
            return answer
        asks_no_more = self.tools.asks_no_more(_REASON.sub("", text))
        if not (asked.facts or asks_no_more or self.asks_of_tool(asked)):
            return answer
        is_name = asked.form is QuestionForm.OTHER and not asked.facts
        if is_name and answer.kind is not AnswerKind.ANSWERED:
            return answer  # a name alone asks nothing; what may be meant is asked back
        served = {passage.ref for passage in self.edition.passages}
        entries = [tool.passage for tool in answer.tools if tool.passage.ref in served]
        if not entries:
            return answer
        shown = {match.passage.ref: match for match in answer.matches}
        best = max((match.score for match in answer.matches), default=0.0)
        is_answered = answer.kind is AnswerKind.ANSWERED
        lead = answer.lead if is_answered else self.verdict(answer.tools, asked)
        barred = lead if lead is Verdict.NOT_ALLOWED and not is_answered else None
        first = [
            replace(shown.get(entry.ref) or self._match(entry, text, barred), score=best)
            for entry in entries[:most]
        ]
        others = [one for one in answer.matches if one.passage not in entries]
        others = others if is_answered else []
        return replace(
            answer,
            kind=AnswerKind.ANSWERED,
            lead=lead,
            matches=(*first, *others)[:most],
            contact=entries[0].contact or answer.contact,
        )

    def _match(self, passage: Passage, text: str, verdict: Verdict | None = None) -> Match:
        """A passage with the sentence that is nearest, of those with a verdict if one is given."""
        nearest = self.edition.nearest_statements(self.edition.parse(text))
        verdicts: Sequence[Verdict] = [verdict] if verdict else []
        return Match(passage, 0.0, answers=nearest.within(passage, frozenset(verdicts)))


def words_of_refused(
    tools: Iterable[Tool], passages: Iterable[Passage]
) -> dict[str, frozenset[str]]:
    """Of each entry that refuses a product, by its place, the stems of its names that entries alone
    hold and no clause. An entry whose name clauses use refuses a kind of tool, named or not."""
    clauses = [passage for passage in passages if passage.policy_id != REGISTER]
    common = STOP_WORDS.union(*(stems_in(clause.text) for clause in clauses))
    refused = [tool for tool in tools if tool.status is ToolStatus.REFUSED]
    own = {
        tool.passage.place: [stems_in(name) - common for name in (tool.name, *tool.aliases)]
        for tool in refused
    }
    return {place: frozenset().union(*names) for place, names in own.items() if names[0]}


def _is_entry_of(passage: Passage, ids: frozenset[str]) -> bool:
    return passage.policy_id == REGISTER and passage.anchor in ids
