"""``xuncha doctor``."""

import json
from dataclasses import asdict

import typer

from pipeline.clock import real_clock
from pipeline.commands.options import AsJson, settings_of
from pipeline.doctor import examine, exit_code


def doctor(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Try everything a pass needs: disk, database, browser, fonts, mail, each site, the clock.

    Example: xuncha doctor
    """
    checks = []
    for check in examine(settings_of(context), clock=real_clock):
        checks.append(check)
        line = f"{'ok   ' if check.ok else 'WRONG'}  {check.name:<16}  {check.detail}"
        typer.echo(json.dumps(asdict(check), ensure_ascii=False) if as_json else line)
    raise typer.Exit(exit_code(checks))
