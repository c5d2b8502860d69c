"""What ``xuncha explain`` adds about the period that has gone by."""

import json
from datetime import date
from typing import Annotated

import typer

from exporters.looking_back import LookingBack, looking_back_lines
from records.codec import to_json
from records.inventory import Inventory


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


def say_looking_back(back: LookingBack, inventory: Inventory) -> None:
    """Print *back* for a person."""
    for line in looking_back_lines(back, inventory):
        typer.echo(line)


def looking_back_json(back: LookingBack) -> object:
    """Return *back* as what ``json`` can write."""
    return json.loads(to_json(back)) | {
        "figures": [
            {
                "rulebook": under.rulebook,
                "days_told": under.past.days_told,
                "in_time": under.past.in_time,
                "days_over": [lapse.days_over for lapse in under.past.lapses],
            }
            for under in back.under
        ]
    }
