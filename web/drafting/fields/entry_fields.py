"""The fields of an entry of the tools register."""

from collections.abc import Sequence

from bot.message import Field, FieldKind
from knowledge.model.policies import ToolStatus
from knowledge.rules.register import NEEDED, RISK_LEVELS
from web.drafting.fields.field_builders import ONE_A_LINE, FieldGroup, choice, day, long, text
from web.policies.tools_register import FACTS


def _column(key: str, label: str = "", hint: str = "") -> Field:
    return text(key, label or FACTS[key], hint, needed=key in NEEDED)


_LEVELS = (("", "not set"), *((level, level) for level in RISK_LEVELS))
ENTRY_FIELDS: Sequence[FieldGroup] = (
    FieldGroup(
        "Status",
        (
            choice("status", "Status", ((one, one) for one in ToolStatus), needed=True),
            text("reason", "Reason", "Needed for a new status; it becomes a line of the history."),
            day("since", "Since", "The day of that line."),
        ),
    ),
    FieldGroup(
        "What people are told",
        (
            long(
                "text",
                "Text of the entry",
                "May it be used, by whom, with which data, and what to use instead: 40 to 120 "
                "words. Behind a sentence, {Allowed} and the like say what it answers.",
                needed=True,
            ),
            _column("conditions", hint="A few words."),
        ),
    ),
    FieldGroup(
        "The tool",
        (
            text("name", "Name", needed=True),
            long("aliases", "Other names", f"Abbreviations and misspellings too. {ONE_A_LINE}"),
            _column("supplier"),
            _column("category"),
            _column("purpose"),
        ),
    ),
    FieldGroup(
        "Who may use it",
        (
            _column("who_may_use"),
            _column("service_areas"),
            _column("account_type"),
            _column("training_required"),
            Field("alternatives", "Use instead", FieldKind.CHOICES),
            _column("owner_role", hint="A role, never a person."),
            _column("contact", hint="A role and how to reach it, no e-mail address."),
        ),
    ),
    FieldGroup(
        "Data",
        (
            Field(
                "data_classes_allowed",
                "Data that may go in",
                FieldKind.CHOICES,
                "What is not ticked may not go in.",
            ),
            _column("hosting"),
            _column("trains_on_our_data"),
            _column("sub_processors"),
        ),
    ),
    FieldGroup(
        "Assessments",
        (
            _column("dpia_ref"),
            _column("dpia_status"),
            _column("eqia_ref"),
            _column("environmental_ref"),
            day("security_review_on", "Security review on"),
            _column("transparency_record_ref"),
            choice("risk_level", FACTS["risk_level"], _LEVELS),
        ),
    ),
    FieldGroup(
        "Approval, contract and audit",
        (
            _column("approved_by"),
            day("approved_on", "Approved on"),
            _column("decision_ref"),
            text("contract_ref", "Contract"),
            day("contract_end", "End of the contract"),
            day("last_audit_on", "Last audit"),
            _column("audit_outcome"),
            day("next_audit_due", "Next audit due"),
            day("ends_on", "Ends on"),
        ),
    ),
)  # fmt: skip
