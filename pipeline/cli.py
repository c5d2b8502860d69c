"""The program ``xuncha``: its commands, and how an error ends it."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

import typer

from pipeline.commands.accounts import account
from pipeline.commands.doctoring import doctor
from pipeline.commands.evidence import evidence
from pipeline.commands.explaining import explain
from pipeline.commands.inventory import check, init
from pipeline.commands.mail import digest, mail_test
from pipeline.commands.options import Door
from pipeline.commands.passes import run, serve, status
from pipeline.commands.practising import demo, practice
from pipeline.commands.reading import read
from pipeline.commands.replaying import replay
from pipeline.commands.reviewing import review
from records.errors import XunchaError

#: Every command by its name; a new one is a file and a line here. A group of commands is added below.
COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo,
    "init": init,
    "check": check,
    "run": run,
    "serve": serve,
    "status": status,
    "explain": explain,
    "replay": replay,
    "review": review,
    "read": read,
    "digest": digest,
    "mail-test": mail_test,
    "practice": practice,
    "doctor": doctor,
}

app = typer.Typer(
    name="xuncha",
    help="巡查: watches whether portal columns and new-media accounts are kept up to date, and proves it.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(evidence, name="evidence")
app.add_typer(account, name="account")


def main() -> None:
    """Run the program on this process's arguments and environment, and end the process."""
    sys.exit(run_program(sys.argv[1:], os.environ))


def run_program(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command and return its exit code.

    0 done, whatever the verdicts; 1 for ``--fail-on`` and a replay that differs; 2 our own input or set-up is
    wrong; 3 something outside failed. For 2 and 3 each fault is a line on standard error.
    """
    try:
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
