"""An empty set to begin with: the files that an adopter needs, and nothing of the model council."""

from pathlib import Path

_FILES = {
    "README.md": """# Our policies

Each policy stands in a folder of its own, one file for each version: `leave/1.0.md`. Its format is
in `docs/policy-format.md`; `docs/own-policies.md` says how to begin and what each file is for.
`python3 run.py knowledge check FOLDER` names every problem; `python3 run.py knowledge import FILE
--into FOLDER` takes a document of another tool.
""",
    "settings.yaml": """# What this set calls things; every key stands in docs/policy-format.md.

names:
  policies: our policies
  organisation: our organisation
#  officer: Policy officer
#  steering_group: AI Steering Group      # the group that decides on ideas
#  board: Senior Leadership Team          # who decides where that group may not
#  data_protection: the data protection team

# Who to ask where no clause names anybody: a role and how to reach it.
# contact: the policy officer, through the policy pages on the intranet

# The one clause that serves each purpose: policy-id#anchor, or none where there is no such rule.
clauses:
  register-rule: none   # a tool that is not on the register is not approved
  submit-idea: none     # how an idea is sent in
  idea-triage: none     # what happens to an idea, and by when
  incident: none        # what to do at once when something has gone wrong

# Questions to begin with; only those that the set answers are offered.
starters: []
""",
    "not-covered.md": """# What our policies do not cover

Each subject has a heading with an anchor, what a person is told and who to ask, and below it ways
in which people ask. Write `outside` after the anchor where it belongs to somebody else altogether.
""",
    "lexicon.md": """# What people say, and what the policies call it

## Acronyms

## Staff words

## Data classes
""",
}


def new_set(folder: Path) -> tuple[str, ...]:
    """Make the folder with its files; their names. Raises FileExistsError where it holds anything,
    OSError where it cannot be written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already and is not empty: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _FILES.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(_FILES)
