"""The tools that agents are offered, and what their arguments must be."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from knowledge.model.policies import ToolStatus

Values = Mapping[str, Any]

LONGEST_QUESTION = 2_000
_LONGEST_NAME = 200

INSTRUCTIONS = (
    "The council's approved AI policies. Quote `text` word for word, and give with it the policy, "
    "version, clause, link and receipt. Nothing here is generated: add no rules of your own. "
    "`kind` answered: the first quotation answers. nearest: the quotations are only near, so say "
    "that the policies do not answer it. Anything else: say what `said` says, and whom to ask."
)


class Source(Protocol):
    """Where the answers come from: `bot.answering.quoting.Quoting`."""

    async def find(self, question: str, on: date | None) -> Values: ...

    async def clause(self, reference: str, on: date | None) -> Values: ...

    async def tools(self, name: str, status: str, on: date | None) -> Values: ...


class WrongArgumentError(ValueError):
    """An argument is not as the tool's schema says; the text says which, for the caller."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A text; `longest` in characters, one of the `choices` if there are any, `is_day` for a date
    such as 2026-04-01."""

    name: str
    about: str
    longest: int = _LONGEST_NAME
    required: bool = False
    is_day: bool = False
    choices: tuple[str, ...] = ()

    def schema(self) -> Values:
        kind: dict[str, Any] = {"type": "string", "description": self.about}
        if self.is_day:
            return {**kind, "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        if self.choices:
            return {**kind, "enum": list(self.choices)}
        return {**kind, "maxLength": self.longest, **({"minLength": 1} if self.required else {})}

    def read(self, value: object) -> str:
        """Raises WrongArgumentError."""
        if value is None and not self.required:
            return ""
        if not isinstance(value, str) or (self.required and not value.strip()):
            raise WrongArgumentError(
                f"{self.name} must be a text{' and is needed' * self.required}."
            )
        if len(value) > self.longest:
            raise WrongArgumentError(f"{self.name} is longer than {self.longest} characters.")
        if self.choices and value not in self.choices:
            raise WrongArgumentError(f"{self.name} must be one of: {', '.join(self.choices)}.")
        return value


_AS_OF = Argument(
    "as_of", "The day, such as 2026-04-01, of which the rules are asked; today if left out.",
    is_day=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tool:
    """`call` is given the texts by name, and the day."""

    name: str
    title: str
    about: str
    arguments: tuple[Argument, ...]
    call: Callable[[Source, Mapping[str, str], date | None], Awaitable[Values]]

    def listed(self) -> Values:
        """As `tools/list` gives it."""
        every = (*self.arguments, _AS_OF)
        return {
            "name": self.name,
            "title": self.title,
            "description": self.about,
            "inputSchema": {
                "type": "object",
                "properties": {one.name: one.schema() for one in every},
                "required": [one.name for one in every if one.required],
                "additionalProperties": False,
            },
            "annotations": {
                "title": self.title,
                "readOnlyHint": True,
                "destructiveHint": False,
                "idempotentHint": True,
                "openWorldHint": False,
            },
        }

    async def run(self, source: Source, given: Mapping[str, object]) -> Values:
        """Raises WrongArgumentError, and what the source raises."""
        every = {one.name: one for one in (*self.arguments, _AS_OF)}
        unknown = sorted(given.keys() - every.keys())
        if unknown:
            known = ", ".join(every)
            raise WrongArgumentError(f"There is an argument too many. This tool takes: {known}.")
        texts = {name: one.read(given.get(name)) for name, one in every.items()}
        return await self.call(source, texts, _day(texts["as_of"]))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if len(text) == len("2026-04-01"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongArgumentError("as_of must be a day that exists, such as 2026-04-01.")


TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "find_clause",
            "Find the exact clause",
            "Answers a question about the council's AI policies with the exact clause, its "
            "version, link and a receipt, or says that the policies do not answer it.",
            (Argument("question", "The question, in plain words, without names.",
                      LONGEST_QUESTION, required=True),),
            lambda source, said, on: source.find(said["question"], on),
        ),
        Tool(
            "get_clause",
            "Get a clause by its reference",
            "The whole text of one clause, its version, since when it holds and its link.",
            (Argument("reference", "Such as meetings@3.0#recording, meetings#recording, or the "
                      "address of the clause's page.", required=True),),
            lambda source, said, on: source.clause(said["reference"], on),
        ),
        Tool(
            "list_ai_tools",
            "Look at the tools register",
            "Which AI tools are approved, under which conditions and for which data, by name or "
            "status; all of them without either.",
            (Argument("name", "A tool's name, or a part of it."),
             Argument("status", "Only tools that stand so.", choices=tuple(ToolStatus))),
            lambda source, said, on: source.tools(said["name"], said["status"], on),
        ),
    )
}  # fmt: skip
