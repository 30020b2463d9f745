"""What is kept of a person, in a shell: handed out, signed out, removed."""

from collections.abc import Mapping

import click

from common.person import Person
from storage import Store
from triage.cli.output import as_json
from triage.cli.run_on_store import run_on_store
from triage.privacy import subject_access
from triage.repository.sign_in_sessions import SignInSessions


@click.group()
def person() -> None:
    """What is kept of a person."""


_tenant = click.option("--tenant", default="", help="If the id occurs in several tenants.")


@person.command("export")
@click.argument("directory_id", metavar="ID")
@_tenant
@click.pass_context
def person_export(context: click.Context, directory_id: str, tenant: str) -> None:
    """Everything that is kept of the person with this directory id, as JSON."""

    async def hand_out(store: Store) -> Mapping[str, object]:
        async with store.reading() as connection:
            who = _only(
                await subject_access.people_with_id(connection, directory_id, tenant), directory_id
            )
            return await subject_access.export_person(connection, who)

    click.echo(as_json(run_on_store(context, hand_out)))


@person.command("sign-out")
@click.argument("directory_id", metavar="ID")
@click.pass_context
def person_sign_out(context: click.Context, directory_id: str) -> None:
    """End the person's sessions at the pages at once. Roles given before count no more, in Teams
    neither, until the person signs in again."""

    async def revoke(store: Store) -> int:
        return await SignInSessions(lambda: store).revoke(directory_id, by="shell")

    click.echo(f"{run_on_store(context, revoke)} sessions ended.")


@person.command("erase")
@click.argument("directory_id", metavar="ID")
@_tenant
@click.confirmation_option(prompt="This cannot be undone. Remove the person?")
@click.pass_context
def person_erase(context: click.Context, directory_id: str, tenant: str) -> None:
    """Remove the person; their ideas stay, without them, and the trail stays sound."""

    async def remove(store: Store) -> None:
        async with store.writing() as unit:
            who = _only(
                await subject_access.people_with_id(unit.connection, directory_id, tenant),
                directory_id,
            )
            await subject_access.erase_person(unit, who, by="shell")

    run_on_store(context, remove)
    click.echo("The person is removed.")


def _only(people: list[Person], directory_id: str) -> Person:
    if not people:
        raise click.ClickException(f"Nothing is kept of {directory_id}.")
    if len(people) > 1:
        tenants = ", ".join(one.tenant for one in people)
        raise click.ClickException(f"That id occurs in several tenants ({tenants}): add --tenant.")
    return people[0]
