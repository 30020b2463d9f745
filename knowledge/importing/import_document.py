"""One document in, one draft version out, with a report in which every word is accounted for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from knowledge.files.policy_version import PolicyFile, read_policy
from knowledge.files.settings_file import SETTINGS, SettingsFile, settings_in
from knowledge.files.source_file import SourceFile
from knowledge.importing.blocks import Blocks
from knowledge.importing.clause_text import clause_text, parts_of
from knowledge.importing.earlier_version import EarlierVersion
from knowledge.importing.html.html_blocks import read_blocks
from knowledge.importing.html.html_inline import NOTE_BEGINS, NOTE_ENDS
from knowledge.importing.html.html_tree import parse_html
from knowledge.importing.policy_file import policy_markdown
from knowledge.importing.policy_outline import DraftClause, Outline, outline, parted
from knowledge.importing.read_document import read_document
from knowledge.importing.source_document import Remark, SourceDocument
from knowledge.importing.word_report import WordReport, compare_words
from knowledge.markup.words import slug
from knowledge.model.policies import Problem
from knowledge.rules.check import check

_MARK = re.compile(f"\\s*{NOTE_BEGINS}([^{NOTE_ENDS}]*){NOTE_ENDS}")
_LINK = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]+)\)")
_SENTENCE = re.compile(r"(.{20,200}?[.!?])(?:\s|$)", re.DOTALL)
_ANCHOR_WORDS = 6


@dataclass(frozen=True, slots=True)
class ImportedPolicy:
    """What came of one document. `path` is where the file belongs inside a policy folder;
    `changed` are the clauses that differ from the version before, None where there is none."""

    source: str
    path: str
    markdown: str
    clauses: int
    words: WordReport
    remarks: Sequence[Remark]
    problems: Sequence[Problem]
    changed: Sequence[str] | None = None


def import_document(
    name: str, data: bytes, *, given: Mapping[str, str], into: Path | None, on: date
) -> ImportedPolicy:
    """Raises ImportRefusedError where the document cannot be read.

    `given` are facts that somebody states, by front matter key: they beat what the document says.
    `into` is the policy folder, whose latest version of the same policy lends its anchors.
    """
    document = read_document(name, data)
    blocks = read_blocks(parse_html(document.html))
    stem = PurePath(name).stem.replace("_", " ").replace("-", " ").strip() or "policy"
    title = given.get("title") or document.facts.get("title", "")
    found = outline(blocks, title, stem[:1].upper() + stem[1:])
    if given.get("title"):
        found.title = given["title"]
    policy_id = given.get("id") or slug(found.title, 5) or slug(stem, 5) or "policy"
    earlier = EarlierVersion.latest(into, policy_id) if into else None
    settings = settings_in(into) if into else SettingsFile()
    remarks = [*document.remarks, *found.remarks]
    remarks += [Remark("", f"{why} is left out: “{words}”") for why, words in blocks.left_out]
    found, texts = _with_texts(found, blocks, policy_id, earlier, remarks)
    facts = _facts(
        document,
        found,
        texts,
        given=given,
        policy_id=policy_id,
        earlier=earlier,
        remarks=remarks,
    )
    words_of_set = settings.settings.classifications
    facts["classification"] = _classified(facts.get("classification", ""), words_of_set, remarks)
    path = f"{policy_id}/{facts['version']}.md"
    changed = earlier.changed(_loaded(path, found, facts, texts, settings)) if earlier else None
    if changed is not None:
        facts["change_note"] = given.get("change_note") or _change_note(changed)
    written = _loaded(path, found, facts, texts, settings)
    return ImportedPolicy(
        source=name,
        path=path,
        markdown=written.source.text,
        clauses=len(written.passages),
        words=compare_words(document.words, written),
        remarks=remarks,
        problems=_problems(path, written.source.text, settings, on),
        changed=changed,
    )


def _with_texts(
    found: Outline,
    blocks: Blocks,
    policy_id: str,
    earlier: EarlierVersion | None,
    remarks: list[Remark],
) -> tuple[Outline, dict[int, str]]:
    """The outline with long clauses parted and anchors given, and the text of each clause."""
    clauses = [part for clause in found.clauses for part in parted(clause, parts_of(clause.blocks))]
    found = replace(found, clauses=clauses)
    numbers = _note_numbers(clauses, blocks)
    texts = {at: clause_text(clause.blocks) for at, clause in enumerate(clauses) if clause.blocks}
    texts = {at: _noted(text, blocks.notes, numbers) for at, text in texts.items()}
    for clause in clauses:
        clause.words = _MARK.sub(lambda mark: f" (note {numbers[mark[1]]})", clause.words)
    for at in texts:
        clauses[at].words, below = _heading_notes(clauses[at].words, blocks.notes, numbers)
        texts[at] += below if below not in texts[at] else ""
    kept = earlier.anchors(clauses, texts) if earlier else {}
    taken = set(kept.values())
    for at, clause in enumerate(clauses):
        clause.anchor = kept.get(at) or _free(slug(clause.words, _ANCHOR_WORDS) or "clause", taken)
        taken.add(clause.anchor)
    places = {
        name: clause.anchor
        for at, clause in enumerate(clauses)
        if at in texts
        for name in clause.ids
    }
    texts = {
        at: _linked(text, policy_id, places, clauses[at], remarks) for at, text in texts.items()
    }
    unplaced = [text for name, text in blocks.notes.items() if name not in numbers]
    remarks += [Remark("footnotes", f"no text calls the note: {text}") for text in unplaced]
    return found, texts


def _note_numbers(clauses: Sequence[DraftClause], blocks: Blocks) -> dict[str, int]:
    """Notes numbered in the order in which the text calls them."""
    numbers: dict[str, int] = {}
    for clause in clauses:
        for mark in _MARK.finditer(f"{clause.words} {clause_text(clause.blocks)}"):
            if mark[1] in blocks.notes:
                numbers.setdefault(mark[1], len(numbers) + 1)
    return numbers


def _noted(text: str, notes: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    """The text with its marks written out and the notes that they call below it: an exception in
    a footnote is quoted with its rule."""
    called = dict.fromkeys(mark[1] for mark in _MARK.finditer(text) if mark[1] in numbers)
    text = _MARK.sub(lambda mark: f" (note {numbers[mark[1]]})" if mark[1] in numbers else "", text)
    return "\n\n".join((text, *(f"Note {numbers[name]}: {notes[name]}" for name in called)))


def _heading_notes(
    words: str, notes: Mapping[str, str], numbers: Mapping[str, int]
) -> tuple[str, str]:
    """The heading without the marks of its notes, and their text for below."""
    called = [name for name, number in numbers.items() if f"(note {number})" in words]
    below = "".join(f"\n\nNote {numbers[name]}: {notes[name]}" for name in called)
    return words, below


def _linked(
    text: str, policy_id: str, places: Mapping[str, str], clause: DraftClause, remarks: list[Remark]
) -> str:
    """Links inside the document lead to the clause that the target stands in."""

    def link(found: re.Match[str]) -> str:
        if anchor := places.get(found[2]):
            return f"[{found[1]}]({policy_id}#{anchor})"
        said = f"the link “{found[1]}” leads to no clause and is left as words"
        remarks.append(Remark(f"clause {clause.number}", said))
        return found[1]

    return _LINK.sub(link, text)


def _free(anchor: str, taken: set[str]) -> str:
    if anchor not in taken:
        return anchor
    return next(f"{anchor}-{n}" for n in range(2, 10_000) if f"{anchor}-{n}" not in taken)


def _facts(
    document: SourceDocument,
    found: Outline,
    texts: Mapping[int, str],
    *,
    given: Mapping[str, str],
    policy_id: str,
    earlier: EarlierVersion | None,
    remarks: list[Remark],
) -> dict[str, str]:
    facts = {**document.facts, **{key: value for key, value in given.items() if value}}
    for key in ("effective_from", "approved_on", "review_by", "owner", "approver", "version"):
        if document.facts.get(key) and not given.get(key):
            remarks.append(Remark("", f"`{key}` is as the document says: {document.facts[key]}"))
    facts |= {"title": found.title, "id": policy_id, "status": "draft"}
    facts["version"] = facts.get("version") or "1.0"
    if earlier is not None:
        facts["version"] = earlier.next_version(facts["version"])
        facts["supersedes"] = earlier.ref
        remarks.append(Remark("", f"it follows {earlier.ref} as version {facts['version']}"))
    facts["audience"] = f"[{given.get('audience') or 'all_staff'}]"
    if not facts.get("summary"):
        marks = re.compile(r"[*_\\]|\]\([^)]*\)|\[| \(note \d+\)")
        plain = (marks.sub("", text) for text in texts.values())
        sentences = (match for text in plain if (match := _SENTENCE.match(text)))
        sentence = next(sentences, None)
        facts["summary"] = " ".join(sentence[1].split()) if sentence else found.title
        remarks.append(Remark("", f"`summary` is the first sentence: {facts['summary']}"))
    return facts


def _classified(said: str, known: Mapping[str, bool], remarks: list[Remark]) -> str:
    """The set's own word for what a document, or whoever imports it, calls its classification;
    otherwise the first that all staff may read."""
    wanted = " ".join(said.split()).casefold()
    for word in known:
        if word.casefold() == wanted:
            return word
    usual = next((word for word, restricted in known.items() if not restricted), next(iter(known)))
    if said:
        message = f"its classification “{said}” is none of this set ({', '.join(known)}): "
        remarks.append(Remark("", f"{message}{usual} is written"))
    return usual


def _change_note(changed: Sequence[str]) -> str:
    return f"Changed: {'; '.join(changed[:8])}." if changed else "No clause changed."


def _loaded(
    path: str,
    found: Outline,
    facts: Mapping[str, str],
    texts: Mapping[int, str],
    settings: SettingsFile,
) -> PolicyFile:
    """The version as the loader reads it back: what is compared is what would be quoted."""
    data = policy_markdown(found, facts, texts).encode()
    problems: list[Problem] = []
    read = read_policy(SourceFile.of(path, data), problems, settings.settings)
    if read is None:
        raise RuntimeError(f"an imported version cannot be read back: {problems}")
    return read


def _problems(path: str, markdown: str, settings: SettingsFile, on: date) -> Sequence[Problem]:
    """What the check says of the version alone; links into other policies are for later."""
    with TemporaryDirectory() as place:
        file = Path(place, path)
        file.parent.mkdir(parents=True)
        file.write_bytes(markdown.encode())
        if settings.source is not None:
            Path(place, SETTINGS).write_text(settings.source.text, "utf-8", newline="")
        return [problem for problem in check(Path(place), on) if problem.file == path]
