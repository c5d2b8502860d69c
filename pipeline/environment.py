"""What the environment states, by the names of the settings: each once, as it stands or from a file."""

import difflib
from collections.abc import Collection, Mapping
from pathlib import Path

from records.errors import SettingsError

PREFIX = "XUNCHA_"
_FILE = "_FILE"


def stated(
    environ: Mapping[str, str], *, fields: Collection[str], groups: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the values of *fields*, and those of *groups* by the names people gave them.

    A field is the variable ``XUNCHA_<FIELD>``; a group, by its field, has a beginning such as ``SECRET_``, so
    that ``XUNCHA_SECRET_<NAME>`` belongs to it. Raises SettingsError that names the variable: one that is
    unknown or given twice, or whose file cannot be read.
    """
    values: dict[str, str] = {}
    grouped: dict[str, dict[str, str]] = {}
    for variable, value in environ.items():
        rest = variable.removeprefix(PREFIX)
        if rest == variable:
            continue
        group = next((field for field, beginning in groups.items() if rest.startswith(beginning)), None)
        if group:
            into, name = grouped.setdefault(group, {}), rest.removeprefix(groups[group])
            in_file = name.endswith(_FILE)
        else:
            into, name = values, rest.lower()
            in_file = name not in fields and name.endswith(_FILE.lower())
        name = name[: -len(_FILE)] if in_file else name
        if not name or (not group and name not in fields):
            raise _unknown(variable, fields)
        if name in into:
            raise SettingsError(f"{variable}: given twice, as a value and as a file; keep one of them")
        into[name] = _content(variable, Path(value)) if in_file else value
    return values, grouped


def _unknown(variable: str, fields: Collection[str]) -> SettingsError:
    near = difflib.get_close_matches(variable.removeprefix(PREFIX).lower(), fields, n=1)
    hint = f"did you mean {PREFIX}{near[0].upper()}?" if near else "see the README's table of settings"
    return SettingsError(f"{variable}: no such setting; {hint}")


def _content(variable: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{variable}: cannot read {path} ({type(error).__name__}); name a readable file"
        ) from error
