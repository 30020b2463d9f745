"""What the assistant needs in order to do its work, each as a check for `/readyz`."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from common.clock import today
from knowledge.model.answers import Comparison
from knowledge.model.policies import Severity
from knowledge.publishing.live_set import LiveSet
from operations.health.credential_expiry import Expiry, expiry_in, sign_in_expiry_in
from operations.health.probes import Check, CheckResult, CheckState
from operations.telemetry.instrumentation import DeliveryStats
from settings import Settings
from sources.pulling import Pulling
from storage import MigrationState, Store, StoreError
from storage.answers.pauses import Pause

Clock = Callable[[], datetime]
Pauses = Callable[[], Awaitable[Sequence[Pause]]]

LEAST_FREE = 100 * 1024 * 1024
"""Bytes that must be free where data is kept."""

_FAILED_IN_A_ROW = 3

_STEPS = {
    MigrationState.BEHIND: CheckResult(
        CheckState.FAIL,
        "The database is older than this release. Start one copy alone: it brings it up to date.",
    ),
    MigrationState.AHEAD: CheckResult(
        CheckState.WARN,
        "A newer release has changed the database. This one serves on until it is replaced.",
    ),
}


_COMPARED = {
    Comparison.MEANING: (CheckState.OK, ""),
    Comparison.WORDS: (
        CheckState.WARN,
        "Answering by words alone, with more misses: python3 run.py install run.",
    ),
    Comparison.WORDS_SO_FAR: (
        CheckState.WARN,
        "Answering by words until the meaning of the policies is learnt; each answer says so.",
    ),
}


def policies(serving: LiveSet, clock: Clock, pulling: Pulling | None = None) -> Check:
    """A set in force is served, and it is the one in the folder, or at the source."""

    async def check() -> CheckResult:
        library = serving.library
        severities = [problem.severity for problem in serving.problems]
        facts: dict[str, object] = {
            "fingerprint": library.fingerprint,
            "loaded_at": serving.loaded_at.isoformat(),
            "errors": severities.count(Severity.ERROR),
            "faults": severities.count(Severity.FAULT),
        }
        if pulling is not None and pulling.pulled_at is not None:
            facts["pulled_at"] = pulling.pulled_at.isoformat()
        if not library.policy_set.in_force(today(clock)):
            return CheckResult(CheckState.FAIL, "No policy is in force today.", facts)
        if not serving.is_current:
            said = "The policy folder has errors; the last good set is served. See the log, or run "
            return CheckResult(CheckState.WARN, said + "python3 run.py knowledge check.", facts)
        if pulling is not None and pulling.trouble:
            said = f"{pulling.name}: {pulling.trouble} The last good set is served."
            return CheckResult(CheckState.WARN, said, facts)
        if facts["faults"]:
            said = "The policy folder has faults; they are on the desk, and listed by "
            return CheckResult(CheckState.WARN, said + "python3 run.py knowledge check.", facts)
        return CheckResult(CheckState.OK, facts=facts)

    return check


def meaning(serving: LiveSet) -> Check:
    """Answers compare meaning, and words not alone."""

    async def check() -> CheckResult:
        library = serving.library
        compared = await asyncio.to_thread(library.comparison_on, library.today())
        return CheckResult(*_COMPARED[compared], facts={"compared": compared})

    return check


def database(store: Callable[[], Store]) -> Check:
    """The database answers, and its tables are those of this release."""

    async def check() -> CheckResult:
        try:
            migrated = await store().migration_state()
        except StoreError as error:
            return CheckResult(CheckState.FAIL, str(error))
        return _STEPS.get(migrated, CheckResult(CheckState.OK))

    return check


def answering(pauses: Pauses) -> Check:
    """No officer has paused answering; somebody should know that it is still so."""

    async def check() -> CheckResult:
        held = await pauses()
        if not held:
            return CheckResult(CheckState.OK)
        paused = [pause.what for pause in held]
        said = f"Answering is paused: {', '.join(paused)}. Resume it when the reason is gone."
        return CheckResult(CheckState.WARN, said, {"paused": paused})

    return check


def disk(folder: Path) -> Check:
    """There is room where data is kept."""

    async def check() -> CheckResult:
        free = shutil.disk_usage(folder).free
        if free < LEAST_FREE:
            return CheckResult(
                CheckState.FAIL, f"{folder} has {free // 1024**2} MB left. Free some space."
            )
        return CheckResult(CheckState.OK)

    return check


def teams_channel(name: str, troubles: Callable[[], dict[str, str]]) -> Check:
    """One of the things that the Teams channel needs of Microsoft."""

    async def check() -> CheckResult:
        trouble = troubles().get(name, "")
        return CheckResult(CheckState.FAIL if trouble else CheckState.OK, trouble)

    return check


def delivered(deliveries: DeliveryStats) -> Check:
    """Replies arrive. A few that fail may be people who blocked the bot; many are not."""

    async def check() -> CheckResult:
        last = deliveries.last.isoformat() if deliveries.last else None
        facts = {"last": last, "failed_since": deliveries.failed_since}
        if deliveries.failed_since >= _FAILED_IN_A_ROW:
            said = (
                "Replies are not taken by Teams. See the calls by status in the figures; "
                "run python3 run.py doctor."
            )
            return CheckResult(CheckState.WARN, said, facts)
        return CheckResult(CheckState.OK, facts=facts)

    return check


def credential(expiry: Expiry | None, clock: Clock) -> Check:
    """The credential does not end soon."""

    async def check() -> CheckResult:
        if expiry is None:
            return CheckResult(CheckState.OK)
        warning = expiry.warning(today(clock))
        facts = {"expires_on": expiry.on.isoformat() if expiry.on else None}
        return CheckResult(CheckState.WARN if warning else CheckState.OK, warning, facts)

    return check


def credentials(settings: Settings, clock: Clock) -> Mapping[str, Check]:
    """The bot's, and the one with which people sign in."""
    return {
        "credential": credential(expiry_in(settings), clock),
        "sign_in": credential(sign_in_expiry_in(settings), clock),
    }


def for_officers(settings: Settings, clock: Clock, pulling: Pulling | None) -> Sequence[str]:
    """What officers should hear of the running: a credential that ends, a source that is gone."""
    ends = [expiry_in(settings), sign_in_expiry_in(settings)]
    found = [one.warning(today(clock)) for one in ends if one]
    found.append(pulling.trouble if pulling else "")
    if pulling and pulling.not_read:
        named = ", ".join(pulling.not_read[:10]) + (" …" if len(pulling.not_read) > 10 else "")
        found.append(f"{pulling.name} holds documents that are not read; import them: {named}")
    return [warning for warning in found if warning]
