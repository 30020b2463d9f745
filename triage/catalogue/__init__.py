"""The shared catalogue: what councils use AI for, without names or commercial detail.

`Catalogue` hands out a council's own cases and keeps those of others; `files` reads and writes them
as JSON (`catalogue.schema.json` is the format) and CSV; `views` has the four standard views.
"""

from triage.catalogue.case import Case, Maturity
from triage.catalogue.catalogue_files import (
    FORMAT,
    SCHEMA,
    Flaw,
    as_csv,
    as_json,
    read_csv,
    read_json,
)
from triage.catalogue.repository import CatalogueRepository, SharedIdea

__all__ = [
    "FORMAT",
    "SCHEMA",
    "Case",
    "CatalogueRepository",
    "Flaw",
    "Maturity",
    "SharedIdea",
    "as_csv",
    "as_json",
    "read_csv",
    "read_json",
]
