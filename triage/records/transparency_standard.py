"""The fields of the Algorithmic Transparency Recording Standard, as its template numbers them.

The numbers and names of the fields are those of the template, version 4.0, of the Government
Digital Service; what each asks for is said here in other words. Of the template itself no copy was
to be had. That it has metadata, one section in tier 1 and five in tier 2 was read in the copy of
version 3.0; the numbers and names of the metadata, of tier 1, of 2.1.1 to 2.1.4, 2.2.1, 2.3.2,
2.4.1.2, 2.4.1.3, 2.4.1.5, 2.4.2.2, 2.4.3.1, 2.4.3.4, 2.4.4.2, 2.5.1 and 2.5.2 in published tables
that map version 4.0; the parts of 2.1.4 in guidance of an earlier version. The other numbers are to
be looked at against the template before a record is published.
"""

from dataclasses import dataclass

STANDARD = "Algorithmic Transparency Recording Standard, template version 4.0"

PHASES = ("Idea", "Pre-deployment", "Beta/Pilot", "Production", "Retired")
"""How far a use has come, in the standard's words."""


@dataclass(frozen=True, slots=True)
class StandardField:
    """One field. `number` is the standard's, `part` the heading below which it stands; `asks` is
    the hint for whoever has to type it, empty where what is on record says it; `choices` are the
    only values that the standard has for it (none: any)."""

    number: str
    name: str
    part: str
    asks: str = ""
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name for the field in a record's content."""
        return "f" + self.number.replace(".", "_")


_METADATA = "Metadata and title"
_OVERVIEW = "Tier 1: overview"
_OWNER = "Tier 2: owner and responsibility"
_WHY = "Tier 2: description and rationale"
_CONTEXT = "Tier 2: deployment context"
_SYSTEM = "Tier 2: tool specification"
_MODEL = "Tier 2: model specification"
_LEARNT = "Tier 2: development data"
_USED = "Tier 2: operational data"
_RISKS = "Tier 2: risks, mitigations and impact assessments"

FIELDS: tuple[StandardField, ...] = tuple(
    StandardField(*row)
    for row in (
        ("0.1", "Title", _METADATA, ""),
        ("0.2", "Organisation name", _METADATA, ""),
        ("0.3", "Phase", _METADATA, "", PHASES),
        ("0.4", "Region", _METADATA, "Where it is used, for example England."),
        ("0.5", "One sentence description", _METADATA, ""),
        ("1.1", "Name", _OVERVIEW, ""),
        ("1.2", "Description", _OVERVIEW, ""),
        ("1.3", "Website URL", _OVERVIEW, "A page that the public can open."),
        ("1.4", "Contact email", _OVERVIEW, "A shared mailbox, not a person's."),
        ("2.1.1", "Organisation or department", _OWNER, ""),
        ("2.1.2", "Team", _OWNER, ""),
        ("2.1.3", "Senior responsible owner", _OWNER, ""),
        ("2.1.4", "Third party involvement", _OWNER, ""),
        ("2.1.4.1", "Third party", _OWNER, ""),
        ("2.1.4.2", "Companies House number", _OWNER, "Of the third party."),
        ("2.1.4.3", "Third party role", _OWNER, ""),
        ("2.1.4.4", "Procurement procedure type", _OWNER, ""),
        ("2.1.4.5", "Third party data access terms", _OWNER, ""),
        ("2.2.1", "Detailed description", _WHY, ""),
        ("2.2.2", "Benefits", _WHY, ""),
        ("2.2.3", "Previous process", _WHY, ""),
        ("2.2.4", "Alternatives considered", _WHY, ""),
        ("2.3.1", "Integration into broader operational process", _CONTEXT, ""),
        ("2.3.2", "Human review", _CONTEXT, ""),
        ("2.3.3", "Frequency and scale of usage", _CONTEXT, ""),
        ("2.3.4", "Required training", _CONTEXT, ""),
        ("2.3.5", "Appeals and review", _CONTEXT, "How somebody has a result looked at again."),
        ("2.4.1.1", "System architecture", _SYSTEM, ""),
        ("2.4.1.2", "System-level input", _SYSTEM, ""),
        ("2.4.1.3", "System-level output", _SYSTEM, ""),
        ("2.4.1.4", "Maintenance", _SYSTEM, ""),
        ("2.4.1.5", "Models", _SYSTEM, "Which models the system is made of."),
        ("2.4.2.1", "Model name", _MODEL, "As the supplier names it."),
        ("2.4.2.2", "Model version", _MODEL, "As the supplier names it."),
        ("2.4.2.3", "Model task", _MODEL, ""),
        ("2.4.2.4", "Model input", _MODEL, ""),
        ("2.4.2.5", "Model output", _MODEL, "What it gives out, in which form."),
        ("2.4.2.6", "Model architecture", _MODEL, "For example: a large language model."),
        ("2.4.2.7", "Model performance", _MODEL, ""),
        ("2.4.2.8", "Datasets and their purposes", _MODEL, "Training, validation, testing."),
        ("2.4.3.1", "Development data description", _LEARNT, ""),
        ("2.4.3.2", "Data modality", _LEARNT, "Text, pictures, sound, tables."),
        ("2.4.3.3", "Data quantities", _LEARNT, "Rows, documents or hours."),
        ("2.4.3.4", "Sensitive attributes", _LEARNT, "Those in the development data."),
        ("2.4.3.5", "Data completeness and representativeness", _LEARNT, "What is missing."),
        ("2.4.3.6", "Data cleaning", _LEARNT, "What was taken out or put right."),
        ("2.4.3.7", "Data collection", _LEARNT, "Where it came from, and why."),
        ("2.4.3.8", "Data access and storage", _LEARNT, "Who holds it, where, how long."),
        ("2.4.4.1", "Data sources", _USED, ""),
        ("2.4.4.2", "Sensitive attributes", _USED, ""),
        ("2.4.4.3", "Data processing methods", _USED, ""),
        ("2.4.4.4", "Data access and storage", _USED, ""),
        ("2.4.4.5", "Data sharing agreements", _USED, ""),
        ("2.5.1", "Impact assessments", _RISKS, ""),
        ("2.5.2", "Risks and mitigations", _RISKS, ""),
    )
)
"""In the template's order. Anything can be typed; what is on record need not be."""
