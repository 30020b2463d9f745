"""Every problem of a policy folder: what stops it from being served, and what is not right."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from knowledge.files.load import assemble
from knowledge.files.reading import read_files
from knowledge.model.policies import Problem
from knowledge.rules import (
    approving_role,
    citations,
    clauses,
    examples,
    golden_questions,
    metadata,
    not_covered,
    register,
    set_facts,
    teams_markdown,
    verdict_marks,
    version_order,
    welsh,
)
from knowledge.rules.inspection import Inspection

RULES: tuple[Callable[[Inspection], Iterator[Problem]], ...] = (
    metadata.policy_facts,
    metadata.dates_in_order,
    approving_role.approving_roles_are_known,
    version_order.supersedes_a_version,
    version_order.later_versions_say_what_changed,
    version_order.versions_in_order,
    version_order.versions_without_gap,
    version_order.an_end_agrees_with_the_successor,
    version_order.status_tells_the_truth,
    version_order.review_in_time,
    clauses.clauses_have_numbers,
    clauses.numbers_go_up,
    clauses.anchors_are_plain,
    clauses.headings_have_text,
    clauses.clauses_are_short,
    clauses.clauses_are_readable,
    clauses.titles_agree,
    teams_markdown.teams_can_show_it,
    citations.links_lead_somewhere,
    citations.clauses_named_by_number_are_there,
    citations.conflicts_name_clauses,
    citations.screening_cites_clauses,
    citations.scoring_cites_clauses,
    register.entry_facts,
    register.data_classes_are_complete,
    register.history_matches,
    register.register_dates_in_order,
    register.register_is_up_to_date,
    register.one_name_one_tool,
    register.alternatives_may_be_used,
    verdict_marks.marks_end_a_sentence,
    verdict_marks.marks_stand_where_they_are_read,
    verdict_marks.marked_lines_have_an_answer,
    examples.asked_of_a_clause_in_force,
    examples.each_line_in_one_place,
    examples.headings_have_lines,
    not_covered.subjects_are_this_sets_own,
    not_covered.no_clause_is_on_a_subject,
    golden_questions.golden_questions_have_their_answers,
    set_facts.the_set_says_what_it_is,
    set_facts.each_role_has_one_clause,
    set_facts.the_contact_is_a_role,
    welsh.welsh_versions_word_the_same_clauses,
    welsh.welsh_subjects_are_subjects,
)


def check(folder: Path, on: date) -> tuple[Problem, ...]:
    """Every problem in every file, as of the day, sorted by file and line.

    Files are named inside the folder. Nothing is raised for what the folder holds.
    """
    reading = read_files(folder)
    policies, problems = assemble(reading)
    inspection = Inspection(reading, policies, on)
    found = {*problems, *(problem for rule in RULES for problem in rule(inspection))}
    return tuple(sorted(found))
