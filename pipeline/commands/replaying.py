"""``xuncha replay``."""

import json
from collections import Counter
from collections.abc import Iterable

import typer

from crawler.evidence import EvidenceStore
from crawler.readers.reading import READER_VERSION
from exporters.markup import printable
from pipeline.commands.options import AsJson, Since, settings_of
from pipeline.kept import kept_store
from pipeline.replay import Came, Replay, Replayed


def replay(context: typer.Context, *, since: Since = None, as_json: AsJson = False) -> None:
    """Read and judge earlier passes again from what was kept, and say what comes out otherwise.

    Exit code 1 where the same versions come to something else, or evidence was altered.
    What another reader reads otherwise, and evidence that has expired, is only told.

    Example: xuncha replay --since 2026-11-01
    """
    settings = settings_of(context)
    evidence = EvidenceStore(settings.evidence)
    with kept_store(settings) as store:
        replayed = Replay(store, evidence, keys=settings.keys, reader=READER_VERSION).since(since)
        counts = _told(replayed, as_json=as_json)
    told = {came.value: counts[came] for came in Came if counts[came]}
    if as_json:
        typer.echo(json.dumps({"counts": told}))
    else:
        typer.echo(", ".join(f"{count} {name}" for name, count in told.items()) or "no pass to replay")
    if any(came.is_wrong for came in counts):
        raise typer.Exit(1)


def _told(replayed: Iterable[Replayed], *, as_json: bool) -> Counter[Came]:
    """Print each of *replayed* that did not come out the same, and return how many came to what."""
    counts: Counter[Came] = Counter()
    for each in replayed:
        counts[each.came] += 1
        if each.came is not Came.SAME:
            typer.echo(json.dumps(_fields(each), ensure_ascii=False) if as_json else printable(_line(each)))
    return counts


def _line(each: Replayed) -> str:
    what = f"verdict by {each.rulebook}" if each.look is None else f"look {each.look}"
    moment = each.judged_at.isoformat(timespec="minutes")
    return f"{each.came.value}: {each.target}, {what} of pass {each.pass_id} ({moment}): {each.detail}"


def _fields(each: Replayed) -> dict[str, object]:
    return vars(each) | {"came": each.came.value, "judged_at": each.judged_at.isoformat()}
