"""A question becomes an answer: what it leans on, its parts, the decision and what is quoted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.answering.answering_sentence import Ruling
from knowledge.answering.candidates import NOTHING, Candidate, Candidates
from knowledge.answering.day_index import DayIndex
from knowledge.answering.decision import AnswerDecision, decide
from knowledge.answering.incident_answer import WHAT_TO_DO, IncidentAnswers
from knowledge.answering.lead_evidence import BARS, LikelyClause
from knowledge.answering.register_answer import RegisterAnswers
from knowledge.model.answers import Answer, AnswerKind, Explanation, Match
from knowledge.model.policies import Tool, Verdict
from knowledge.query.addressed import Addressed
from knowledge.query.ai_words import names_ai
from knowledge.query.asking_part import asking_part
from knowledge.query.context import (
    carries_subject,
    depends_on_context,
    parts,
    points_back,
    stands_alone,
)
from knowledge.query.courtesies import without_courtesies
from knowledge.query.english import english_ranks
from knowledge.query.parse import Query
from knowledge.query.question_form import Asked, QuestionForm, read_asked
from knowledge.query.tools.naming import overall_verdict

_LONGEST = 2_000  # characters read of a question; a pasted document asks nothing further down
_SHOWN = 3
_TOLD, _ASKING = 40, 0.3  # words of a story; the share of what it asks, if that stands alone
_HELP = 0.7  # the share of what to do, where a message tells what has gone wrong
_NEAR_BEST = 6.0  # a further clause is shown when its total, in logits, is this close to the best


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers from one edition. Deterministic: the same question gives the same answer.

    `default_contact` is who to ask where no clause names anybody, `""` for none.
    """

    edition: DayIndex
    register: RegisterAnswers
    incidents: IncidentAnswers
    fingerprint: str
    default_contact: str = ""

    def answer(
        self, question: str, context: Sequence[str], on: date, *, first_alone: bool = False
    ) -> Answer:
        """`first_alone` leaves out what only stands behind the first clause."""
        asked = read_asked(question[:_LONGEST])
        candidates = self._candidates(asked, context)
        if candidates is None:
            bare = Answer(AnswerKind.NOT_UNDERSTOOD, on=on, contact=self.default_contact)
            return self.register.not_listed_in(asked, bare) or bare
        whole = self._decided(asked, candidates, on)
        if first_alone and whole.kind is AnswerKind.ANSWERED:
            return whole
        pieces = parts(asked.text)
        return self._with_parts(whole, candidates, pieces, on) if pieces else whole

    def _candidates(self, asked: Asked, context: Sequence[str]) -> Candidates | None:
        text = without_courtesies(asked.text)
        read = self.edition.parse(text)
        is_about = carries_subject(read.words) or (read.words and context)
        if not (is_about and self._is_worded(asked, read)):
            return None
        alone = self.edition.candidates(read)
        if self.incidents.wants_help(asked):
            help_ = self.edition.candidates(self.edition.parse(WHAT_TO_DO))
            return alone.blended(help_, _HELP)
        asks = asking_part(text) if len(text.split()) >= _TOLD else text
        if asks != text and stands_alone(asks):
            part = self.edition.candidates(self.edition.parse(asks))
            return alone.blended(part, _ASKING)
        share = depends_on_context(text)
        if not context or not share:
            return alone
        joined = self.edition.candidates(self.edition.parse(f"{context[-1][:_LONGEST]} {text}"))
        return alone.blended(joined, share)

    def _is_worded(self, asked: Asked, read: Query) -> bool:
        """Whether a text asks, or any of its words is one: "hjkl" is of no subject."""
        if "?" in asked.text or asked.said_to is not Addressed.ORDER:
            return True
        known = (self.edition.known, self.edition.ways.surface, english_ranks())
        return any(word in words or word.isdigit() for word in read.words for words in known)

    def _decided(self, asked: Asked, candidates: Candidates, on: date) -> Answer:
        if asked.said_to is Addressed.RULES:
            candidates = candidates.without(candidates.among.is_order)
        decision = self._decision(asked, candidates)
        named = self.register.named(candidates.question)
        tools = named.tools
        unlisted = "" if tools else self.register.unlisted(asked)
        # The register decides on a tool that it bars, whatever it is wanted for.
        may = asked.form is QuestionForm.MAY
        is_barred = may and any(overall_verdict(tool) is Verdict.NOT_ALLOWED for tool in tools)
        explanation = self._explanation(candidates.question, decision)
        bare = Answer(
            AnswerKind.SILENT,
            tools=tools,
            unlisted=unlisted,
            asked=asked.text,
            on=on,
            confidence=round(decision.confidence, 4),
            explanation=explanation,
        )
        not_listed = self.register.not_listed(bare) if unlisted else None
        answer = not_listed or self.register.with_entry_first(
            self._weighed(bare, decision, asked, candidates.question, is_barred=is_barred),
            asked,
            named.passed_over,
            _SHOWN,
        )
        near = [c.passage for c in decision.clauses if c.passage]
        return self.incidents.with_rule_first(answer, asked, near)

    def _decision(self, asked: Asked, candidates: Candidates) -> AnswerDecision:
        """What the candidates come to. A subject that nobody asks about with AI stands back where
        a question of the rules names AI and a clause then surely answers."""
        weights = self.edition.weights
        decision = decide(self.edition.read_again(candidates), weights)
        apart = candidates.among.is_apart
        of_rules = asked.said_to is Addressed.RULES and names_ai(asked.text)
        if of_rules and any(apart[candidate.row] for candidate in candidates.best(1)):
            left = decide(self.edition.read_again(candidates.without(apart)), weights)
            return left if left.is_likelier and left.confidence >= left.answer else decision
        return decision

    def _weighed(
        self,
        bare: Answer,
        decision: AnswerDecision,
        asked: Asked,
        read: Query,
        *,
        is_barred: bool,
    ) -> Answer:
        """What the clauses answer, or which kind of silence it is."""
        is_likely = decision.within_three >= decision.nearest or decision.is_offered
        is_sure = decision.confidence >= decision.enough_for(asked)
        # An entry says whether its tool may be used, and answers that question alone.
        is_entrys = asked.form is QuestionForm.MAY and _is_entry(decision, bare)
        if decision.is_likelier and (is_sure or (is_likely and (is_barred or is_entrys))):
            return self._answered(bare, decision, asked, read)
        subject = decision.subject
        best = max([NOTHING, *(clause.total for clause in decision.clauses[:1])])
        is_other = bool(bare.tools) and self.register.asks_of_tool(asked)
        if subject and subject.total > best and not (is_other or decision.is_offered):
            to_us = asked.said_to is Addressed.TO_US
            if to_us and subject.subject and subject.subject.orders:
                return replace(bare, contact=self.default_contact)  # a question is no attack
            return self._not_covered(bare, subject)
        if is_likely:
            return replace(
                bare,
                kind=AnswerKind.NEAREST,
                matches=_matches(decision.clauses[:_SHOWN]),
                contact=self._contact(decision),
            )
        return replace(bare, contact=self._contact(decision))

    def _not_covered(self, bare: Answer, candidate: Candidate) -> Answer:
        subject = candidate.subject
        kind = AnswerKind.OUTSIDE if subject and subject.outside else AnswerKind.SILENT
        return replace(bare, kind=kind, subject=subject, tools=())

    def _answered(
        self, bare: Answer, decision: AnswerDecision, asked: Asked, read: Query
    ) -> Answer:
        text = asked.text
        floor = decision.clauses[0].total - _NEAR_BEST
        close = [c for c in decision.clauses[:_SHOWN] if c.total >= floor]
        beside = [
            c for c in close if c.passage and self.register.not_meant(c.passage, read, bare.tools)
        ]
        shown = [*(c for c in close if c not in beside), *beside]
        nearest = self.edition.nearest_statements(read)
        best = shown[0].passage
        assert best is not None  # noqa: S101 - only clauses are shown
        leads = nearest.ruling(asked, _likely(shown))
        outdone = nearest.outdone(best)
        if outdone and not parts(text):
            first = [c for c in decision.clauses if c.passage == outdone]
            before = [*first, *(c for c in shown if c not in first)][:_SHOWN]
            if first and (instead := nearest.ruling(asked, _likely(before))):
                shown, leads = before, instead
        matches = _matches(shown)
        sentences = nearest.each_within([match.passage for match in matches], leads)
        lead = self._lead(bare.tools, asked, leads)
        if lead in BARS and not (leads and leads.verdict in BARS):  # the register's no
            sentences[0] = nearest.within(matches[0].passage, BARS)
        return replace(
            bare,
            kind=AnswerKind.ANSWERED,
            matches=tuple(
                replace(match, answers=one) for match, one in zip(matches, sentences, strict=True)
            ),
            lead=lead,
            contact=self._contact(decision),
        )

    def _lead(self, tools: Sequence[Tool], asked: Asked, leads: Ruling | None) -> Verdict | None:
        """What the register says of a tool, unless the sentence that answers forbids; else what
        that sentence says."""
        listed = self.register.verdict(tools, asked)
        said = leads.verdict if leads else None
        if listed in (Verdict.ALLOWED, Verdict.CONDITIONS):
            return said if said is Verdict.NOT_ALLOWED else listed
        verdict = listed or said
        is_free = verdict in (Verdict.ALLOWED, Verdict.CONDITIONS, Verdict.DEPENDS)
        return (
            None
            if is_free and not tools and self.register.unlisted_names.is_doubtful(asked.text)
            else verdict
        )

    def _with_parts(
        self, whole: Answer, candidates: Candidates, pieces: Sequence[str], on: date
    ) -> Answer:
        """The parts' own answers behind the whole one's first clause, each clause once.

        A part that leans on the rest is blended with the whole question's candidates, and one that
        points back answers only from what was found for the whole, without a verdict. Where the
        whole has no answer of its own, because no clause covers all of it, its first part that has
        one leads.
        """
        answers: list[Answer] = []
        found = {match.passage.ref for match in whole.matches}
        for piece in pieces:
            asked = read_asked(piece)
            alone = self._candidates(asked, ())
            if alone is None:
                continue
            joined = alone.blended(candidates, depends_on_context(piece))
            part = self._decided(asked, joined, on)
            if points_back(piece):
                part = replace(part, lead=None)  # its words alone do not tell what is asked
                if whole.matches and part.matches and part.passages[0].ref not in found:
                    continue
            answers.append(part)
        if whole.kind is not AnswerKind.ANSWERED:
            answered = next((a for a in answers if a.kind is AnswerKind.ANSWERED), None)
            if answered is None:
                return whole
            whole = replace(answered, asked=whole.asked)
        first = whole.matches[:1]
        further = [a.matches[0] for a in answers if a.kind is AnswerKind.ANSWERED]
        merged: dict[str, Match] = {}
        for match in (*first, *further, *whole.matches[1:]):
            merged.setdefault(match.passage.ref, match)
        return replace(whole, matches=tuple(merged.values())[:_SHOWN], parts=tuple(answers))

    def _contact(self, decision: AnswerDecision) -> str:
        best = decision.clauses[0].passage if decision.clauses else None
        if best is not None and best.contact and decision.within_three >= decision.nearest:
            return best.contact
        return self.default_contact

    def _explanation(self, question: Query, decision: AnswerDecision) -> Explanation:
        best = decision.clauses[0] if decision.clauses else None
        rival = decision.subject
        matched = self.edition.matched(question, best.label) if best else ()
        meaning = self.edition.has_embeddings
        return Explanation(
            fingerprint=self.fingerprint,
            repairs=question.repairs,
            lexicon=question.lexicon,
            matched=tuple(matched),
            nearest=best.nearest if best else "",
            signals={k: round(v, 3) for k, v in best.signals.items()} if best else {},
            rival=rival.subject.title if rival and rival.subject else "",
            confidence=round(decision.confidence, 3),
            threshold=decision.answer,
            meaning=meaning,
        )


def _likely(clauses: Sequence[Candidate]) -> list[LikelyClause]:
    return [LikelyClause(c.passage, c.total) for c in clauses if c.passage]


def _is_entry(decision: AnswerDecision, bare: Answer) -> bool:
    """Whether the best clause is the register's entry of a tool that the question names."""
    entries = {tool.passage.place for tool in bare.tools}
    return any(clause.label in entries for clause in decision.clauses[:1])


def _matches(candidates: Sequence[Candidate]) -> tuple[Match, ...]:
    return tuple(
        Match(c.passage, round(c.total, 6), c.nearest) for c in candidates if c.passage is not None
    )
