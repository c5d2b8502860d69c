"""What changed between what was last known and what is known now."""

from collections.abc import Mapping, Sequence

from records.verdict import Change, State, Verdict


def changes(known: Mapping[tuple[str, str], State], verdicts: Sequence[Verdict]) -> tuple[Change, ...]:
    """Return the targets whose state differs from *known*, in the order of *verdicts*.

    *known* is the last state that was not UNKNOWN, by target and rulebook: an UNKNOWN
    in between is our trouble, not a change, and a first verdict is none either.
    """
    return tuple(
        Change(
            target=verdict.target,
            rulebook=verdict.rulebook,
            before=before,
            after=verdict.state,
            changed_at=verdict.judged_at,
        )
        for verdict in verdicts
        if verdict.state is not State.UNKNOWN
        and (before := known.get((verdict.target, verdict.rulebook))) is not None
        and before is not verdict.state
    )
