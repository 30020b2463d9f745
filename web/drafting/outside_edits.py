"""Versions that came into the policy folder past the desk: what was done, whose approval is named.

A version that a file says was approved since this installation began, or one in force whose details
or marks differ from what was first served, without a change here that made exactly that file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from common.clock import local_time
from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Policy
from knowledge.publishing.write_files import from_plain
from storage.publishing.kept_versions import kept_versions
from storage.publishing.policy_drafts import DraftState, drafts
from web.drafting.workshop import Workshop

_MOST = 1_000  # changes of the desk that are looked through
_MADE = (DraftState.APPROVED, DraftState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class OutsideEdit:
    """A version whose file nobody approved here; `is_new` where all of it came from outside."""

    policy: Policy
    is_new: bool


async def outside_edits(shop: Workshop) -> Sequence[OutsideEdit]:
    """The versions in the set, by policy. Raises StoreError."""
    policies = shop.policies
    async with shop.store().reading() as connection:
        rows = await kept_versions(connection)
        made = await drafts(connection, *_MADE, most=_MOST)
    of_kind = [row for row in rows if row.of_model_set is policies.settings.is_model_set]
    moments = [row.at for row in rows if row.at]
    if not moments:
        return ()
    began = local_time(min(moments)).date()
    served = {row.ref: row.text for row in of_kind}
    approved = {
        (one.name, one.after) for draft in made for one in from_plain(draft.changes) if one.after
    }
    found = []
    for policy in policies.dated:
        text = policies.texts.get(policy.ref, "")
        if policy.status in NEVER_IN_FORCE or (policy.file, text.encode()) in approved:
            continue
        is_new = policy.approved_on is not None and policy.approved_on >= began
        if is_new or text != served.get(policy.ref, text):
            found.append(OutsideEdit(policy, is_new))
    return found
