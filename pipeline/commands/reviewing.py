"""``xuncha review``."""

from typing import Annotated

import typer

from pipeline.clock import clock_at
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.commands.passes import print_standing
from pipeline.reviewing import review_finding
from pipeline.run import judge_again
from records.verdict import Decision

Key = Annotated[str, typer.Argument(metavar="KEY", help="The target whose finding is decided on.")]
Decided = Annotated[Decision, typer.Option("--decision", help="确认 upholds it, 误报 and 存疑 take it back.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides: the name goes on record.")]
Note = Annotated[str, typer.Option("--note", help="Why, in a sentence.")]
Rulebook = Annotated[
    str, typer.Option("--rulebook", help="Only the finding under this rulebook; all of them without.")
]


def review(
    context: typer.Context,
    key: Key,
    *,
    decision: Decided,
    by: By,
    note: Note = "",
    rulebook: Rulebook = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Put a person's decision on a finding on record, and judge again by it.

    It holds for this finding alone: a newer item, or another state, is another finding.

    Example: xuncha review zwyw --decision 误报 --by 王某 --note 当日已更新
    """
    settings, clock = settings_of(context), clock_at(now)
    review_finding(settings, key, decision=decision, by=by, note=note, rulebook=rulebook, now=clock())
    print_standing(judge_again(settings, key, clock=clock, frozen=now is not None), as_json=as_json)
