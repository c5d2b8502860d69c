"""PromQL: what is asked for, from the variables of a dashboard to whole queries.

A time is asked for in milliseconds, which is what Grafana takes for a date.
"""

from collections.abc import Iterable

from deploy.grafana.build.looks import CODES, FAILED, SUSPECTED
from records.verdict import State

_DAY = 86_400
#: The names of the office's rulebooks, as a label *words* beside *rulebook*.
_NAMED = 'max by (rulebook, words) (xuncha_rulebook_info{office="$office"})'
#: The same with the number of the document, so that two of one name stay apart, as a label *basis*.
_WITH_NUMBER = (
    'label_join(max by (rulebook, words, number) (xuncha_rulebook_info{office="$office"}), '
    '"basis", " ", "words", "number")'
)


def of_office(metric: str, **labels: str) -> str:
    """Return a selector of *metric* of the chosen office; a label's value begins with its operator."""
    matchers = ['office="$office"', *(f"{name.rstrip('_')}{value}" for name, value in labels.items())]
    return f"{metric}{{{','.join(matchers)}}}"


def is_(value: str) -> str:
    """Return the matcher of exactly *value*."""
    return f'="{value}"'


def among(values: Iterable[str]) -> str:
    """Return the matcher of any of *values*, or of a variable with several."""
    return f'=~"{"|".join(values)}"'


RULEBOOK = is_("$rulebook")

#: The targets that the variables *class* and *unit* leave, by the label *target*.
CHOSEN = (
    f"and on (target) {of_office('xuncha_target_info', class_=among(['$class']))} "
    f"and on (target) {of_office('xuncha_target_unit', unit=among(['$unit']))}"
)
#: Those that the unit of a unit's own dashboard answers for.
OF_UNIT = f"and on (target) {of_office('xuncha_target_unit', unit=is_('$unit'))}"


def in_state(*states: State, among_them: str = CHOSEN) -> str:
    """Return the targets that are confirmed, or accused of nothing, in one of *states*."""
    return f"{of_office('xuncha_target_state', rulebook=RULEBOOK, state=among(states))} {among_them}"


def suspected(among_them: str = CHOSEN) -> str:
    """Return the targets that only one look accuses."""
    return f"{of_office('xuncha_target_suspected', rulebook=RULEBOOK)} {among_them}"


def last_update(of: str) -> str:
    """Return the day of the newest item of the targets *of*, in milliseconds."""
    moment = of_office("xuncha_target_last_update_timestamp_seconds")
    return f"max by (target) ({moment} and on (target) ({of})) * 1000"


def last_look(of: str) -> str:
    """Return when the newest look at each of the targets *of* began, in milliseconds."""
    moment = of_office("xuncha_target_last_look_timestamp_seconds")
    return f"max by (target) ({moment} and on (target) ({of})) * 1000"


def due_day(of: str) -> str:
    """Return a moment of the last day in time; the metric is the start of the next one."""
    return f"(max by (target) ({_due()} and on (target) ({of})) - 1) * 1000"


def days_left(of: str) -> str:
    """Return the days to the last day in time: 0 on it, negative when over."""
    return f"ceil((max by (target) ({_due()} and on (target) ({of})) - time()) / {_DAY}) - 1"


def days_over(of: str) -> str:
    """Return the days since the last day in time (超期天数)."""
    return f"floor((time() - max by (target) ({_due()} and on (target) ({of}))) / {_DAY}) + 1"


def days_since(metric: str, **labels: str) -> str:
    """Return the whole days since the moment that *metric* tells."""
    return f"floor((time() - max({of_office(metric, **labels)})) / {_DAY})"


def facts(of: str) -> str:
    """Return what the targets *of* are, with the first of their units apart, which a link can lead to."""
    info = of_office("xuncha_target_info")
    return (
        "max by (target, name, unit, first_unit, class, address) (label_replace("
        f'{info} and on (target) ({of}), "first_unit", "$1", "unit", "([^、]*).*"))'
    )


def basis(of: str) -> str:
    """Return the clause and the limit that the targets *of* are held to."""
    rule = of_office("xuncha_target_rule_info", rulebook=RULEBOOK)
    return f"max by (target, clause, limit) ({rule} and on (target) ({of}))"


def by_rulebook(counts: str) -> str:
    """Return the numbers *counts*, which have a label *rulebook*, with its name and number as *basis*."""
    return f"({counts}) * on (rulebook) group_left (basis) {_WITH_NUMBER}"


def named_by_rulebook(values: str) -> str:
    """Return *values*, which have a label *rulebook*, with what its limits are called as *words*."""
    return f"({values}) * on (rulebook) group_left (words) {_NAMED}"


def states_in_numbers(**labels: str) -> str:
    """Return for each rulebook the number of ``CODES`` that the target with *labels* is in, or SUSPECTED."""
    parts = [
        f"{of_office('xuncha_target_state', state=is_(state), **labels)} * {number}"
        for state, number in CODES.items()
    ]
    parts.append(f"{of_office('xuncha_target_suspected', **labels)} * {SUSPECTED}")
    return named_by_rulebook(f"max by (rulebook) ({' or '.join(parts)})")


#: The share of newest looks that saw something (检查覆盖率), and how many did not.
COVERAGE = (
    f"1 - sum({of_office('xuncha_newest_looks', outcome=among(FAILED))}) "
    f"/ sum({of_office('xuncha_newest_looks')})"
)
NOT_SEEN = f"sum({of_office('xuncha_newest_looks', outcome=among(FAILED))})"


def _due() -> str:
    return of_office("xuncha_target_due_timestamp_seconds", rulebook=RULEBOOK)
