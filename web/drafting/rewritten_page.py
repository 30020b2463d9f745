"""A version in force that was changed in its file: put back, and made the next version."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from knowledge.drafting.next_version import begun, newest, with_words_of_former
from knowledge.files.load import assemble
from knowledge.model.policies import Policy
from knowledge.publishing.served_versions import (
    ServedVersion,
    ServedVersions,
    next_version,
    with_words_of,
)
from knowledge.publishing.write_files import FileChange
from storage.publishing.draft_acts import NewDraft, begin_draft, discard_draft
from storage.publishing.kept_versions import kept_versions
from storage.publishing.policy_drafts import open_draft
from web.drafting.publisher import Publisher, Written
from web.drafting.workshop import WRITERS, Workshop
from web.forms.form_data import read_form_data
from web.permissions import Permissions

_UNDER_WAY = "A change of this policy is under way. Publish it or give it up first."
_NOT_WRITTEN = "The file cannot be put back from here, so nothing was done."


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A version whose file has other words than were served, the newest of its policy, and the
    number that the other words can have."""

    policy: Policy
    newest: Policy
    served: ServedVersion
    text: str
    number: str

    @property
    def is_newest(self) -> bool:
        return self.policy.ref == self.newest.ref


class RewrittenPage:
    """Handler of `/desk/rules/{policy}/renumber`, one button."""

    def __init__(self, shop: Workshop, publisher: Publisher) -> None:
        self._shop = shop
        self._publisher = publisher

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.post("/desk/rules/{policy}/renumber", self.renumber, *WRITERS)]

    async def renumber(self, request: web.Request) -> web.Response:
        """Make a draft of the other words, and put those that were served back into the file."""
        await read_form_data(request)
        subject = request.match_info["policy"]
        found = next((r for r in await rewritten(self._shop) if r.policy.id == subject), None)
        if found is None:
            raise web.HTTPNotFound(text="No version of this policy was changed in its file.")
        shop, policies = self._shop, self._shop.policies
        draft = with_words_of_former(begun(policies, found.newest, shop.today()), found.text)
        file = f"{subject}/{next_version(policies, subject)}.md"
        async with shop.store().reading() as connection:
            if await open_draft(connection, subject):
                raise web.HTTPConflict(text=_UNDER_WAY)
        path = shop.serving.folder / found.policy.file
        now = await asyncio.to_thread(path.read_bytes)
        back = with_words_of(now.decode(), found.served.text).encode()
        async with shop.store().writing() as unit:
            by = await shop.number(unit, request)
            made = await begin_draft(unit, by, NewDraft(subject, found.newest.ref, file, draft))
            if made.text != draft:
                raise web.HTTPConflict(text=_UNDER_WAY)
        change = FileChange(found.policy.file, now, back)
        if await self._publisher.put([change]) is not Written.DONE:
            async with shop.store().writing() as unit:
                await discard_draft(unit, by, made)
            raise web.HTTPConflict(text=_NOT_WRITTEN)
        raise web.HTTPSeeOther(f"/desk/drafts/{made.id}")


async def rewritten(shop: Workshop) -> Sequence[Rewritten]:
    """Each version whose file has other words than were served."""
    async with shop.store().reading() as connection:
        rows = await kept_versions(connection)
    reading = await shop.folder()
    policies, _ = await asyncio.to_thread(assemble, reading)
    known = ServedVersions(shop.today)
    known.learn(ServedVersion(row.ref, row.of_model_set, row.text, row.first) for row in rows)
    found = []
    for served in known.rewritten(policies):
        policy = next((one for one in shop.policies.dated if one.ref == served.ref), None)
        last = newest(shop.policies, served.ref.partition("@")[0])
        if policy is not None and last is not None:
            number = str(next_version(shop.policies, policy.id))
            found.append(Rewritten(policy, last, served, policies.texts[served.ref], number))
    return found
