"""``xuncha serve``."""

import typer

from pipeline.clock import clock_at
from pipeline.commands.options import Now, settings_of
from pipeline.serve import serve as serve_board


def serve(context: typer.Context, *, now: Now = None) -> None:
    """Run passes by the schedule and serve the board, /metrics and /healthz until interrupted.

    Example: XUNCHA_SCHEDULE="30 6 * * *" xuncha serve
    """
    settings = settings_of(context)
    serve_board(settings, clock=clock_at(now), frozen=now is not None, ready=say_address)


def say_address(address: str) -> None:
    """Say on standard error where the board is."""
    typer.echo(f"the board is at {address} ; stop with Ctrl-C", err=True)
