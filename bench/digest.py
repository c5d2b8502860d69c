"""``python -m bench.digest``: what the weekly digest of a thousand columns costs, beside one of none.

Everything is made up in memory: no page is looked at, no database opened and no mail
sent. An eighth of the columns is late, an eighth needs a person, the rest is in time.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter

from exporters.findings import findings
from exporters.mail.digest import HTML_BYTES, render_digest
from exporters.weekly.office import Week, office_report
from exporters.weekly.report import Report
from exporters.workbook.book import write_workbook
from monitors.outlook import look_ahead
from records.civil import SHANGHAI
from records.inventory import Inventory, Office
from records.period import Period
from records.rulebook import Covers, Rule, Rulebook, RuleKind
from records.snapshot import Snapshot
from records.targets import Column, ColumnClass, Site, Unit, UnitKind
from records.verdict import Certainty, Reason, State, Verdict

_NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
_SINCE, _UNTIL = date(2026, 11, 16), date(2026, 11, 22)
_UNITS = 80
#: The best of so many tries counts: other work on the machine only ever slows one down.
_TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Seconds and bytes of one digest."""

    #: From the snapshot to the report, from there to HTML and text, and to the workbook.
    report: float
    mail: float
    workbook: float
    html_bytes: int
    text_bytes: int
    workbook_bytes: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 1 where the HTML is too big for mail; the figures go to standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.digest",
        description="Time the weekly digest of many columns beside one of none.",
        epilog="Example: python -m bench.digest --columns 1000",
    )
    parser.add_argument("--columns", type=int, default=1000, metavar="N", help="how many columns")
    many, none = measured(parser.parse_args(arguments).columns), measured(0)
    print("\n".join(table_lines(many, none)))
    return int(many.html_bytes >= HTML_BYTES)


def measured(columns: int) -> Figures:
    """Return what the office's digest of that many *columns* costs; the best of some tries."""
    told = _snapshot(columns)
    report = _report(told)
    mail, workbook = render_digest(report), write_workbook(report)
    return Figures(
        report=_best(lambda: _report(told)),
        mail=_best(lambda: render_digest(report)),
        workbook=_best(lambda: write_workbook(report)),
        html_bytes=len(mail.html.encode()),
        text_bytes=len(mail.text.encode()),
        workbook_bytes=len(workbook),
    )


def table_lines(many: Figures, none: Figures) -> Sequence[str]:
    """Return *many* beside *none*, a line each, with how often the one fits into the other."""
    rows = [
        ("snapshot to report, ms", many.report * 1000, none.report * 1000),
        ("report to HTML and text, ms", many.mail * 1000, none.mail * 1000),
        ("report to workbook, ms", many.workbook * 1000, none.workbook * 1000),
        ("HTML, bytes", many.html_bytes, none.html_bytes),
        ("text, bytes", many.text_bytes, none.text_bytes),
        ("workbook, bytes", many.workbook_bytes, none.workbook_bytes),
    ]
    lines = [f"| {name} | {much:.1f} | {little:.1f} | {much / little:.1f} |" for name, much, little in rows]
    return ["| | of all | of none | ratio |", "|---|---|---|---|", *lines]


def _best(work: Callable[[], object]) -> float:
    def once() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return min(once() for _ in range(_TRIES))


def _report(told: Snapshot) -> Report:
    week = Week(since=_SINCE, until=_UNTIL, outlook=look_ahead(told))
    return office_report(told, findings(told), week)


def _snapshot(columns: int) -> Snapshot:
    rule = Rule(
        key="news",
        clause="动态要闻类栏目更新间隔不超过7天",
        title="动态要闻类栏目",
        covers=Covers(kind=RuleKind.COLUMN),
        limit=Period.parse("P7D"),
    )
    rulebook = Rulebook(
        key="own", title="演练通知", number="演政办发〔2026〕1号", in_force=date(2023, 8, 7), rules=(rule,)
    )
    units = tuple(Unit(key=f"u{n}", name=f"县第{n}局", kind=UnitKind.DEPARTMENT) for n in range(_UNITS))
    inventory = Inventory(
        office=Office(name="演练县人民政府办公室"),
        units=units,
        sites=(Site(key="portal", name="演练县人民政府网", home="http://portal.test/", unit="u0"),),
        columns=tuple(map(_column, range(columns))),
        accounts=(),
        rulebooks=(rulebook,),
    )
    return Snapshot(
        at=_NOW,
        pass_id=1,
        started_at=_NOW,
        inventory=inventory,
        verdicts=tuple(map(_verdict, range(columns))),
        looks={},
    )


def _column(number: int) -> Column:
    return Column(
        key=f"c{number}",
        name=f"工作动态栏目{number}",
        url=f"http://portal.test/xxgk/gzdt/c{number}/index.shtml",
        site="portal",
        units=(f"u{number % _UNITS}",),
        class_=ColumnClass.NEWS,
    )


def _verdict(number: int) -> Verdict:
    state, reason = {
        0: (State.OVERDUE, Reason.LATE),
        1: (State.UNKNOWN, Reason.UNDATED),
    }.get(number % 8, (State.FRESH, Reason.IN_TIME))
    newest_on = _NOW.date() - timedelta(days=10 + number % 60 if state is State.OVERDUE else number % 7)
    return Verdict(
        target=f"c{number}",
        rulebook="own",
        rulebook_version="1",
        rule="news",
        clause="动态要闻类栏目更新间隔不超过7天",
        state=state,
        reason=reason,
        judged_at=_NOW,
        certainty=Certainty.CONFIRMED if state.adverse else None,
        newest_on=newest_on,
        newest_title="一则消息",
        due_on=newest_on + timedelta(days=7),
    )


if __name__ == "__main__":
    sys.exit(main())
