"""How the set-up speaks: one line at a time."""


class SetupError(Exception):
    """The set-up cannot go on; the message says what to do."""


def say(line: str) -> None:
    """Print *line* at once."""
    print(f"setup: {line}", flush=True)


def last_line(text: str) -> str:
    """Return the line of *text* that says most: the last one that names an error, or the last one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))]
    return (errors or lines or ["it said nothing"])[-1]
