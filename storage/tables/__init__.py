"""Every table that is stored, by what it is about. Migrations bring a database to this shape."""

from storage.tables.audit import audit, audit_head, counter, lease, once
from storage.tables.board import assessment, document, plan
from storage.tables.columns import METADATA
from storage.tables.ideas import (
    card,
    change,
    decision,
    idea,
    move,
    note,
    screening,
    support,
)
from storage.tables.journal import feedback, gap, gap_follow_up, journal
from storage.tables.people import (
    address,
    board_view,
    draft,
    following,
    notice,
    person,
    preference,
)
from storage.tables.publishing import adopted_file, policy_draft, policy_event, served_version
from storage.tables.records import record, record_change, shared_case
from storage.tables.replicas import delivery, memory, pause, replica, turn
from storage.tables.sessions import session, sign_in

__all__ = [
    "METADATA",
    "address",
    "adopted_file",
    "assessment",
    "audit",
    "audit_head",
    "board_view",
    "card",
    "change",
    "counter",
    "decision",
    "delivery",
    "document",
    "draft",
    "feedback",
    "following",
    "gap",
    "gap_follow_up",
    "idea",
    "journal",
    "lease",
    "memory",
    "move",
    "note",
    "notice",
    "once",
    "pause",
    "person",
    "plan",
    "policy_draft",
    "policy_event",
    "preference",
    "record",
    "record_change",
    "replica",
    "screening",
    "served_version",
    "session",
    "shared_case",
    "sign_in",
    "support",
    "turn",
]
