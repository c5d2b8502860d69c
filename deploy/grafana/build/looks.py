"""How states, outcomes and kinds look on every dashboard: the words of the office, one colour a state."""

from collections.abc import Mapping

from grafana_foundation_sdk.models.dashboard import DynamicConfigValue, ValueMap, ValueMappingResult

from exporters.words import CERTAINTIES, CLASSES, OUTCOMES, PLATFORMS, STATES
from records.notice import NoticeKind
from records.observation import Outcome
from records.verdict import Certainty, State

#: What could not be looked at is purple everywhere: no shade of a unit's fault.
OWN_COLOUR = "purple"
GOOD, POOR, BAD, QUIET = "green", "yellow", "red", "#8e8e8e"

COLOURS: Mapping[State, str] = {
    State.FRESH: GOOD,
    State.DUE_SOON: POOR,
    State.OVERDUE: BAD,
    State.BLANK: "dark-red",
    State.GONE: "dark-orange",
    State.UNKNOWN: OWN_COLOUR,
    State.WAIVED: QUIET,
}

#: Late first, as on xuncha's own board.
IN_ORDER = (
    State.OVERDUE,
    State.BLANK,
    State.GONE,
    State.DUE_SOON,
    State.UNKNOWN,
    State.WAIVED,
    State.FRESH,
)
ACCUSING = tuple(state for state in IN_ORDER if state.adverse)

SUSPECTED_WORD = CERTAINTIES[Certainty.SUSPECTED]
_SUSPECTED_COLOUR = "blue"

#: What stands for a state where a panel draws numbers, and for the states that one look alone supports.
CODES: Mapping[State, int] = {state: number for number, state in enumerate(State, start=1)}
SUSPECTED = len(CODES) + 1

#: What a newest look came to when it saw nothing: the system's own share, no unit's.
FAILED = (
    Outcome.UNREACHABLE,
    Outcome.BLOCKED,
    Outcome.MAINTENANCE,
    Outcome.UNREADABLE,
    Outcome.SHELL,
)

#: The kinds of columns and accounts by the code that metrics carry; some codes are of both.
KINDS: Mapping[str, str] = {
    code: "、".join(word for table in (CLASSES, PLATFORMS) for each, word in table.items() if each == code)
    for code in map(str, (*CLASSES, *PLATFORMS))
}
#: Where looks went, by the code that metrics carry.
PLATFORM_WORDS: Mapping[str, str] = {"portal": "门户网站栏目"} | {
    str(code): word for code, word in PLATFORMS.items()
}
#: What became of messages, and what units were told, as the metrics have them.
FATE_WORDS: Mapping[str, str] = {
    "waiting": "待发",
    "sent": "已送达",
    "given_up": "未能送达",
    "withdrawn": "已撤回",
}
KIND_WORDS: Mapping[str, str] = {kind.name.lower(): kind.value for kind in NoticeKind}
OUTCOME_WORDS: Mapping[str, str] = {str(code): word.split("(")[0] for code, word in OUTCOMES.items()}


def state_words() -> ValueMap:
    """Return what turns a state's code in a cell into its word and colour."""
    return ValueMap(
        options={
            state: ValueMappingResult(text=STATES[state], color=COLOURS[state], index=place)
            for place, state in enumerate(IN_ORDER)
        }
    )


def state_numbers() -> ValueMap:
    """Return what turns the numbers of ``CODES`` into words and colours."""
    options = {
        str(number): ValueMappingResult(text=STATES[state], color=COLOURS[state], index=number)
        for state, number in CODES.items()
    }
    last = ValueMappingResult(text=SUSPECTED_WORD, color=_SUSPECTED_COLOUR, index=SUSPECTED)
    return ValueMap(options=options | {str(SUSPECTED): last})


def words(table: Mapping[str, str]) -> ValueMap:
    """Return what turns the codes of *table* into its words."""
    return ValueMap(
        options={
            code: ValueMappingResult(text=word, index=place)
            for place, (code, word) in enumerate(table.items())
        }
    )


def yes_or_no(yes: str, no: str) -> ValueMap:
    """Return what turns 1 into *yes*, in green, and 0 into *no*, in red."""
    return ValueMap(
        options={
            "1": ValueMappingResult(text=yes, color=GOOD, index=0),
            "0": ValueMappingResult(text=no, color=BAD, index=1),
        }
    )


def painted(state: State) -> list[DynamicConfigValue]:
    """Return what names and colours a series or a column that belongs to *state*."""
    return [
        DynamicConfigValue(id_val="displayName", value=STATES[state]),
        DynamicConfigValue(id_val="color", value={"mode": "fixed", "fixedColor": COLOURS[state]}),
    ]
