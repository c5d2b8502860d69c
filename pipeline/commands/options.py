"""What the commands share: the door to the environment, and options with one meaning everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from pipeline.logs import configure_logs
from pipeline.settings import Settings
from records.civil import parse_moment


@dataclass(frozen=True)
class Door:
    """The environment, read when a command first needs its settings, so that ``--help`` never does."""

    environ: Mapping[str, str]

    def settings(self) -> Settings:
        """Return the settings, the log lines set up as they say; raises SettingsError."""
        settings = Settings.from_environment(self.environ)
        configure_logs(level=settings.log_level, form=settings.log_format)
        return settings


def settings_of(context: typer.Context) -> Settings:
    """Return the settings of the command that *context* runs; raises SettingsError."""
    door = context.obj
    if not isinstance(door, Door):
        raise TypeError("a command was run without its door to the environment")
    return door.settings()


def parsed_moment(text: str) -> datetime:
    """Return the moment that *text* writes; raises what the command line tells of an option."""
    try:
        return parse_moment(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is neither a date nor an ISO moment; write 2026-11-23 or 2026-11-23T09:00+08:00"
        ) from error


Now = Annotated[
    datetime | None,
    typer.Option(
        "--now",
        parser=parsed_moment,
        metavar="MOMENT",
        help="Take this date (nine o'clock) or ISO moment as the present.",
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        parser=parsed_moment,
        metavar="MOMENT",
        help="Only from this date (nine o'clock) or ISO moment on.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines for programs.")]
