"""The made-up policy set read whole."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import PolicyError, read_folder
from knowledge.model.policies import Problem, Severity, ToolStatus, Verdict
from knowledge.model.screening_questions import ScreeningOutcome
from tests.knowledge.made_up import (
    CLAUSE,
    SOUND,
    copy_of_the_sound_set,
    without_marks,
    write_version,
)

OCTOBER = date(2026, 10, 1)


def test_the_sound_set_has_no_problem() -> None:
    _, problems = read_folder(SOUND)
    assert problems == ()


def test_a_clause_is_a_heading_with_the_text_below_it() -> None:
    policies, _ = read_folder(SOUND)
    first = policies.clauses["meetings@2.0"][0]
    assert first.ref == "meetings@2.0#tell-first"
    assert first.clause == "1.1"
    assert first.heading_path == ("Meetings and recordings", "Recording", "Tell everyone first")
    assert first.verdict is Verdict.CONDITIONS
    assert first.effective_from == date(2026, 2, 1)
    assert (first.line, first.end_line) == (26, 32)
    assert first.text.startswith("Tell everyone in the room")
    assert first.text.endswith("- stop the **scribe** when the meeting ends")


def test_every_passage_stands_in_its_file_at_its_lines() -> None:
    policies, _ = read_folder(SOUND)
    passages = [*policies.passages_on(OCTOBER), *policies.clauses["meetings@1.0"]]
    assert len(passages) == 9
    for passage in passages:
        lines = without_marks((SOUND / passage.file).read_bytes()).split(b"\n")
        assert passage.text.encode() in b"\n".join(lines[passage.line - 1 : passage.end_line])
        assert lines[passage.end_line - 1].decode() == passage.text.split("\n")[-1]


def test_a_table_and_a_list_stay_in_their_clause() -> None:
    policies, _ = read_folder(SOUND)
    closed = policies.clauses["meetings@2.0"][2]
    assert closed.text.endswith("| Vault | the treasurer |")


def test_version_numbers_are_read_as_text(tmp_path: Path) -> None:
    write_version(tmp_path, "1.9", "2026-01-01", more="effective_to: 2026-01-31\n")
    write_version(tmp_path, "1.10", "2026-02-01", more="supersedes: rules@1.9\n")
    policies, problems = read_folder(tmp_path)
    assert problems == ()
    assert [policy.ref for policy in policies.policies] == ["rules@1.9", "rules@1.10"]


def test_a_register_entry_is_quoted_and_versioned_by_its_last_change() -> None:
    policies, _ = read_folder(SOUND)
    scribe = policies.tool("scribe")
    assert scribe is not None
    assert scribe.status is ToolStatus.CONDITIONAL
    assert scribe.aliases == ("scribe", "skribe", "quill")
    assert scribe.history[0] == (date(2025, 12, 1), ToolStatus.ASSESSING, "first seen at the fair")
    assert scribe.passage.ref == "register@2026-01-20#scribe"
    assert scribe.passage.place == "register#scribe"
    assert scribe.passage.text.endswith("For anything else, take notes by hand.")
    assert policies.tool("nothing") is None


def test_ways_of_asking_belong_to_a_place() -> None:
    policies, _ = read_folder(SOUND)
    assert policies.asked["meetings#tell-first"] == (
        "can i record our guild meeting",
        "what do i say before i press record",
    )
    assert policies.asked["register#parrot"] == ("can i use polly",)


def test_what_is_not_covered_says_who_to_ask() -> None:
    policies, _ = read_folder(SOUND)
    feasts, price = policies.subjects
    assert (feasts.id, feasts.title, feasts.outside) == ("feasts", "Feasts", True)
    assert feasts.text == "The policies do not cover feasts. Ask the kitchen."
    assert policies.subject_lines["feasts"] == ("when is dinner", "what is for lunch")
    assert not price.outside


def test_the_lexicon_keeps_acronyms_and_staff_words_apart() -> None:
    lexicon = read_folder(SOUND)[0].lexicon
    assert lexicon.acronyms["MOM"] == ("minutes", "record of a meeting")
    assert lexicon.data_classes["fever chart"] == ("special",)
    assert lexicon.words["taping"] == lexicon.words["tape"] == ("recording",)


def test_screening_questions_are_data() -> None:
    screening = read_folder(SOUND)[0].screening_on(OCTOBER)
    assert screening is not None
    people, voices, always_on, heat = screening.questions
    assert people.assessment == "dpia"
    assert (people.number, people.title) == ("1", "People")
    assert people.text == "Does it write down anything about people?"
    assert (people.yes, people.unsure) == (ScreeningOutcome.REQUIRED, ScreeningOutcome.ADVICE)
    assert (people.clause, people.floor) == ("data#checking", 4)
    assert people.suggests == ("health", "names")
    assert (voices.assessment, voices.floor) == ("eqia", 0)
    assert always_on.unsure is ScreeningOutcome.NONE
    assert (always_on.only_after, heat.only_after) == ("", "always-on")
    assert (heat.floor, heat.likelihood) == (2, 3)


def test_a_set_may_be_policies_alone(tmp_path: Path) -> None:
    write_version(tmp_path, "1.0", "2026-01-01")
    policies, problems = read_folder(tmp_path)
    assert problems == ()
    assert (*policies.tools, *policies.subjects, *policies.screenings) == ()
    assert [passage.ref for passage in policies.passages_on(OCTOBER)] == ["rules@1.0#rule"]


def test_thousands_of_long_clauses_in_one_file_are_read(tmp_path: Path) -> None:
    clause = "### 1.{n} Rule {n} {{#rule-{n}}}\n" + "Keep to it. " * 300 + "\n\n"
    text = "# Rules\n\n" + "".join(clause.format(n=n) for n in range(1000))
    write_version(tmp_path, "1.0", "2026-01-01", text=text.replace("{", "{{").replace("}", "}}"))
    policies, problems = read_folder(tmp_path)
    assert problems == ()
    assert len(policies.clauses["rules@1.0"]) == 1000


def test_the_fingerprint_changes_with_any_name_or_byte_that_is_read(tmp_path: Path) -> None:
    copy = copy_of_the_sound_set(tmp_path)
    before = read_folder(copy)[0].fingerprint
    assert re.fullmatch(r"[0-9a-f]{16}", before)
    assert read_folder(SOUND)[0].fingerprint == before
    (copy / "README.md").write_text("Nothing that is read.")
    assert read_folder(copy)[0].fingerprint == before
    lexicon = copy / "lexicon.md"
    lexicon.write_bytes(lexicon.read_bytes() + b"\n")
    assert read_folder(copy)[0].fingerprint != before


def test_a_heading_in_a_list_or_in_code_does_not_cut_a_clause(tmp_path: Path) -> None:
    text = CLAUSE + "\n- # not a heading\n\n```\n# nor this\n```\n\n> ## nor this\n"
    write_version(tmp_path, "1.0", "2026-01-01", text=text)
    (rule,) = read_folder(tmp_path)[0].clauses["rules@1.0"]
    assert rule.text.endswith("> ## nor this")


def test_a_sensitive_policy_is_not_quoted_to_all_staff(tmp_path: Path) -> None:
    path = write_version(tmp_path, "1.0", "2026-01-01")
    path.write_text(path.read_text().replace("OFFICIAL", "OFFICIAL-SENSITIVE"))
    policies, _ = read_folder(tmp_path)
    assert [policy.ref for policy in policies.in_force(OCTOBER)] == ["rules@1.0"]
    assert policies.passages_on(OCTOBER) == ()


def test_a_policy_error_carries_only_what_stops_the_set() -> None:
    error = Problem("a.md", 1, "broken")
    fault = Problem("b.md", 2, "untidy", Severity.FAULT)
    with pytest.raises(PolicyError) as raised:
        raise PolicyError([fault, error])
    assert raised.value.problems == (error,)
    assert str(raised.value) == "a.md:1: broken"
