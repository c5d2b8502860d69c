"""The options by which a command looks back."""

from datetime import date
from typing import Annotated

import typer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-10-01") from error


Since = Annotated[
    date | None,
    typer.Option("--since", parser=_day, metavar="DATE", help="Look back to this day, not to the quarter's."),
]
BackTo = Annotated[
    date | None,
    typer.Option(
        "--back-to", parser=_day, metavar="DATE", help="Follow the lists of --only back to this day."
    ),
]
