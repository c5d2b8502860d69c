"""The program ``xuncha``: its commands, and how an error ends it."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import typer

from pipeline.commands.options import Door
from records.errors import XunchaError

#: Every command, and what it is in ``pipeline.commands``; a new one is a file and a line here. Only the one
#: that is asked for is imported: to import them all takes longer than most of them do.
COMMANDS: Mapping[str, str] = {
    "demo": "practising.demo",
    "init": "inventory.init",
    "check": "inventory.check",
    "run": "passes.run",
    "serve": "serving.serve",
    "status": "passes.status",
    "explain": "explaining.explain",
    "replay": "replaying.replay",
    "review": "reviewing.review",
    "read": "reading.read",
    "digest": "mail.digest",
    "mail-test": "mail.mail_test",
    "message-test": "messages.message_test",
    "practice": "practising.practice",
    "doctor": "doctoring.doctor",
}
#: Groups of commands, likewise.
GROUPS: Mapping[str, str] = {
    "evidence": "evidence.evidence",
    "account": "accounts.account",
    "outbox": "outbox.outbox",
    "notice": "notices.notice",
}

_HELP = "巡查: watches whether portal columns and new-media accounts are kept up to date, and proves it."


def program(only: str = "") -> typer.Typer:
    """Return the program, with the command or the group *only* where there is one of that name."""
    app = typer.Typer(
        name="xuncha",
        help=_HELP,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(help=_HELP)(_nothing)
    wanted = {only} & (COMMANDS.keys() | GROUPS.keys())
    for name, place in COMMANDS.items():
        if not wanted or name in wanted:
            app.command(name)(_loaded(place))
    for name, place in GROUPS.items():
        if not wanted or name in wanted:
            app.add_typer(_loaded(place), name=name)
    return app


def _nothing() -> None:
    """Keep the name of the command in front of its arguments where it is the only one."""


def _loaded(place: str) -> Any:  # noqa: ANN401 - a command's function, or a group
    module, _, name = place.partition(".")
    return getattr(import_module(f"pipeline.commands.{module}"), name)


def main() -> None:
    """Run the program on this process's arguments and environment, and end the process."""
    sys.exit(run_program(sys.argv[1:], os.environ))


def run_program(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command and return its exit code.

    0 done, whatever the verdicts; 1 for ``--fail-on`` and a replay that differs; 2 our own input or set-up is
    wrong; 3 something outside failed. For 2 and 3 each fault is a line on standard error.
    """
    try:
        app = program(next(iter(arguments), ""))
        app(args=list(arguments), obj=Door(environ), prog_name="xuncha")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except XunchaError as error:
        for line in str(error).splitlines():
            sys.stderr.write(f"xuncha: {line}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    main()
