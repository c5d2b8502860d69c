"""``xuncha demo`` and ``xuncha practice``: the practice county 演练县."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.clock import clock_at
from pipeline.commands.options import Now, settings_of
from pipeline.commands.passes import print_standing, said_looks
from pipeline.commands.serving import say_address
from pipeline.demo import demonstrate
from pipeline.serve import serve
from practice.serve import run_forever
from practice.yanlian import SHOWN_AT
from records.errors import InputError

Once = Annotated[bool, typer.Option("--once", help="End after the passes instead of serving the board.")]
Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="The port of every host; 0 takes a free one.")
]
Faults = Annotated[Path | None, typer.Option("--faults", help="A YAML file of faults to serve.")]


def demo(context: typer.Context, *, once: Once = False, now: Now = None) -> None:
    """Run the whole row on the practice county, then serve the board; touches no inventory of yours.

    Example: xuncha demo --once
    """
    settings = settings_of(context)
    moment = now or SHOWN_AT
    with said_looks() as progress:
        shown = demonstrate(
            settings, now=moment, progress=progress, say=lambda line: typer.echo(line, err=True)
        )
    print_standing(shown.snapshot, as_json=False)
    typer.echo(f"board:  {shown.board}\ndigest: {shown.digest}\nmail:   {shown.mail}")
    if not once:
        serve(shown.settings, clock=clock_at(moment), frozen=True, passes=False, ready=say_address)


def practice(*, port: Port = 0, now: Now = None, faults: Faults = None) -> None:
    """Serve the practice county's sites and platforms on loopback, as they were at a moment.

    Example: xuncha practice --port 8700 --now 2026-11-23
    """
    try:
        run_forever(port=port, now=now or SHOWN_AT, faults_file=faults, say=typer.echo)
    except ValueError as error:
        raise InputError(f"{faults}: {error}") from error
    except OSError as error:
        raise InputError(f"--port {port}: {error.strerror}; take another port or mend the file") from error
