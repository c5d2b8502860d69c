"""The past of a target in words."""

from dataclasses import replace
from datetime import date, datetime
from unicodedata import category

from exporters.looking_back import LookingBack, UnderRulebook, looking_back_lines
from records.civil import SHANGHAI
from records.disclosure import Disclosure, LateFile
from records.flag import Flag, FlagKind
from records.observation import Entry
from records.past import Coverage, Lapse, Past, Span, UnitItems
from records.period import Period
from tests.unit.exporters.county import county

INVENTORY = county().inventory
FIRST, SECOND = INVENTORY.units[:2]
COLUMN = INVENTORY.columns[0]
MORNING = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
PERIOD = Span(from_on=date(2026, 11, 1), until_on=date(2026, 11, 20))
OLD = Entry(title="旧\x1b[2J闻", published_on=date(2026, 11, 1), written_on=date(2026, 9, 1))
LATE = Entry(title="新闻", published_on=date(2026, 11, 11))

PAST = Past(
    target=COLUMN.key,
    period=PERIOD,
    told=(PERIOD,),
    reaches_to=PERIOD.from_on,
    lapses=(
        Lapse(
            after=OLD,
            ended_by=LATE,
            over=Span(from_on=date(2026, 11, 9), until_on=date(2026, 11, 11)),
            length=10,
        ),
    ),
    longest=10,
    items=(UnitItems(unit=FIRST.key, items=2), UnitItems(unit="", items=1)),
    undated=0,
)
COVERAGE = Coverage(
    target=COLUMN.key,
    period=PERIOD,
    looks=20,
    telling=18,
    missed=(date(2026, 11, 3),),
    longest_from=MORNING.replace(day=2),
    longest_until=MORNING.replace(day=4),
    holds=True,
)


def lines(
    past: Past = PAST,
    coverage: Coverage = COVERAGE,
    flags: tuple[Flag, ...] = (),
    disclosure: Disclosure | None = None,
    limit: Period | None = Period(days=7),  # noqa: B008 - frozen
) -> str:
    rulebook = INVENTORY.rulebooks[0].key
    under = UnderRulebook(rulebook=rulebook, past=past, coverage=coverage, limit=limit)
    back = LookingBack(period=PERIOD, under=(under,), flags=flags, disclosure=disclosure)
    return "\n".join(looking_back_lines(back, INVENTORY))


def test_a_time_over_the_limit_is_told_with_its_days_and_both_entries() -> None:
    told = lines()
    assert "县级时限 7 天：可核实的 20 天中按时 85.0%，超过时限 1 次，最长间隔 10 天" in told
    assert "超期 3 天(2026年11月9日至2026年11月11日)，间隔 10 天：上一条 2026年11月1日《" in told
    assert "下一条 2026年11月11日《新闻》" in told


def test_one_that_is_still_open_names_the_last_day_that_is_told_of() -> None:
    (lapse,) = PAST.lapses
    assert "至2026年11月11日未见更新" in lines(replace(PAST, lapses=(replace(lapse, ended_by=None),)))
    assert "列表所及没有更早的信息" in lines(replace(PAST, lapses=(replace(lapse, after=None),)))


def test_what_is_not_told_of_is_said_and_not_counted() -> None:
    part = Span(from_on=date(2026, 11, 11), until_on=date(2026, 11, 20))
    told = lines(replace(PAST, told=(part,), lapses=(), reaches_to=part.from_on))
    assert "列表回溯到2026年11月11日，期内有 10 天无法核实，不计为超期" in told
    assert "列表不能说明期内的更新情况" in lines(
        replace(PAST, told=(), lapses=(), reaches_to=None, longest=None)
    )


def test_items_and_looks_are_counted() -> None:
    told = lines()
    assert f"期内信息 3 条，{FIRST.name} 2 条，未注明单位 1 条" in told
    assert "查看 20 次，有效 18 次，应查而未查到 1 天(2026年11月3日)" in told
    assert "监测结果不受未查到的时段影响" in told
    assert "可能受未查到的时段影响" in lines(coverage=replace(COVERAGE, holds=False))
    assert "没有更新时限要求" in lines(limit=None)


def test_a_flag_says_that_it_is_for_the_office_alone() -> None:
    flag = Flag(
        kind=FlagKind.BACKDATED,
        target=COLUMN.key,
        entries=(LATE,),
        seen_at=MORNING,
        absent_at=MORNING.replace(day=15),
    )
    repeated = replace(flag, kind=FlagKind.REPEATED, absent_at=None, others=(COLUMN.key,))
    told = lines(flags=(flag, repeated))
    assert "发布日期存疑(仅供办公室参考)：2026年11月11日《新闻》" in told
    assert "2026年11月15日 09:00的完整列表中没有" in told
    assert f"重复发布(仅供办公室参考)：2026年11月11日《新闻》，也见于{COLUMN.name}" in told


def test_late_files_are_listed_with_their_unit_and_days() -> None:
    late = LateFile(entry=OLD, unit=SECOND.key, working_days=41)
    told = lines(disclosure=Disclosure(target=COLUMN.key, limit=20, late=(late,), judged=3, unknown=2))
    assert "主动公开(20 个工作日)：可核实 3 件，超过时限公开 1 件，无法核实 2 件" in told
    assert f"{SECOND.name}　41 个工作日　成文 2026年9月1日" in told


def test_no_line_can_steer_the_terminal() -> None:
    assert not any(category(char).startswith("C") for line in lines().splitlines() for char in line)
