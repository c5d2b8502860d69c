"""The past of one target in words: times over the limit, how well it was looked at, flags, late files."""

from collections.abc import Iterator
from dataclasses import dataclass

from exporters.markup import printable
from exporters.words import FLAGS, date_words, moment_words, period_words, rulebook_words
from records.disclosure import Disclosure
from records.flag import Flag
from records.inventory import Inventory
from records.observation import Entry
from records.past import Coverage, Lapse, Past, Span, UnitItems
from records.period import Period

#: How many entries of a flag and how many missed days are named.
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class UnderRulebook:
    """The past by one rulebook's limit, and how far its verdict is proven."""

    rulebook: str
    past: Past
    coverage: Coverage
    limit: Period | None = None


@dataclass(frozen=True, kw_only=True)
class LookingBack:
    """Everything that is told of one target's period."""

    period: Span
    under: tuple[UnderRulebook, ...]
    flags: tuple[Flag, ...]
    #: None for a target that is not held to the time of 主动公开.
    disclosure: Disclosure | None


def looking_back_lines(back: LookingBack, inventory: Inventory) -> Iterator[str]:
    """Yield *back* for a person; what was scraped comes out printable."""
    return map(printable, _lines(back, inventory))


def _lines(back: LookingBack, inventory: Inventory) -> Iterator[str]:
    yield f"回看：{_span_words(back.period)}"
    for number, under in enumerate(back.under):
        rulebook = next(each for each in inventory.rulebooks if each.key == under.rulebook)
        limit = f" {period_words(under.limit)}" if under.limit else ""
        yield f"  {rulebook_words(rulebook, first=number == 0)}{limit}：{_in_time_words(under)}"
        for lapse in under.past.lapses:
            yield f"    {_lapse_words(lapse, under.past)}"
        yield f"    {_holds_words(under.coverage)}"
    for under in back.under[:1]:
        yield from _told_lines(under.past, inventory)
        yield f"  {_coverage_words(under.coverage)}"
    for flag in back.flags:
        yield f"  {_flag_words(flag, inventory)}"
    if back.disclosure:
        yield from _disclosure_lines(back.disclosure, inventory)


def _span_words(span: Span) -> str:
    return f"{date_words(span.from_on)}至{date_words(span.until_on)}"


def _in_time_words(under: UnderRulebook) -> str:
    past = under.past
    longest = f"，最长间隔 {past.longest} 天" if past.longest is not None else ""
    if under.limit is None:
        return f"没有更新时限要求{longest}"
    excused = f"，另有 {past.days_excused} 天已报备、不计入" if past.days_excused else ""
    if past.in_time is None:
        return (
            f"列表不能说明期内的更新情况{excused}"
            if past.days_unknown
            else f"期内 {past.days_excused} 天均已报备，不计入"
        )
    over = f"超过时限 {len(past.lapses)} 次" if past.lapses else "未超过时限"
    return f"可核实的 {past.days_told} 天中按时 {past.in_time:.1%}，{over}{longest}{excused}"


def _lapse_words(lapse: Lapse, past: Past) -> str:
    before = f"上一条 {_entry_words(lapse.after)}" if lapse.after else "列表所及没有更早的信息"
    if lapse.ended_by:
        after = f"下一条 {_entry_words(lapse.ended_by)}"
    else:
        last = past.told[-1].until_on if past.told else past.period.until_on
        after = f"至{date_words(min(last, lapse.over.until_on))}未见更新"
    return f"超期 {lapse.days_over} 天({_span_words(lapse.over)})，间隔 {lapse.length} 天：{before}，{after}"


def _entry_words(entry: Entry) -> str:
    day = date_words(entry.published_on) if entry.published_on else "无日期"
    return f"{day}《{entry.title}》"


def _told_lines(past: Past, inventory: Inventory) -> Iterator[str]:
    whose = "、".join(f"{_unit_words(each, inventory)} {each.items} 条" for each in past.items if each.unit)
    nobody = sum(each.items for each in past.items if not each.unit)
    total = sum(each.items for each in past.items)
    parts = [f"期内信息 {total} 条", whose, f"未注明单位 {nobody} 条" if nobody and whose else ""]
    parts.append(f"未标注日期 {past.undated} 条" if past.undated else "")
    yield "  " + "，".join(filter(None, parts))
    if past.days_unknown:
        reach = f"列表回溯到{date_words(past.reaches_to)}，" if past.reaches_to else ""
        yield f"  {reach}期内有 {past.days_unknown} 天无法核实，不计为超期；可用 xuncha run --back-to 补看"


def _unit_words(items: UnitItems, inventory: Inventory) -> str:
    return inventory.unit(items.unit).name


def _coverage_words(coverage: Coverage) -> str:
    named = "、".join(date_words(day) for day in coverage.missed[:SHOWN])
    more = "等" if len(coverage.missed) > SHOWN else ""
    missed = f"，应查而未查到 {len(coverage.missed)} 天({named}{more})" if coverage.missed else ""
    longest = f"{moment_words(coverage.longest_from)}至{moment_words(coverage.longest_until)}"
    return f"查看 {coverage.looks} 次，有效 {coverage.telling} 次{missed}，最长间断 {longest}"


def _holds_words(coverage: Coverage) -> str:
    if coverage.holds:
        return "监测结果不受未查到的时段影响"
    return "监测结果可能受未查到的时段影响，或尚无结果"


def _flag_words(flag: Flag, inventory: Inventory) -> str:
    titles = "；".join(_entry_words(entry) for entry in flag.entries[:SHOWN])
    more = f" 等 {len(flag.entries)} 条" if len(flag.entries) > SHOWN else ""
    seen = f"，{moment_words(flag.seen_at)}首次见到" if flag.absent_at else ""
    absent = f"，{moment_words(flag.absent_at)}的完整列表中没有" if flag.absent_at else ""
    others = "、".join(inventory.column(key).name for key in flag.others)
    also = f"，也见于{others}" if others else ""
    return f"{FLAGS[flag.kind]}(仅供办公室参考)：{titles}{more}{seen}{absent}{also}"


def _disclosure_lines(disclosure: Disclosure, inventory: Inventory) -> Iterator[str]:
    late, unknown = len(disclosure.late), disclosure.unknown
    yield (
        f"  主动公开({disclosure.limit} 个工作日)：可核实 {disclosure.judged} 件，"
        f"超过时限公开 {late} 件，无法核实 {unknown} 件(无成文日期或无当年工作日历)"
    )
    for file in disclosure.late:
        unit = inventory.unit(file.unit).name if file.unit else "未注明单位"
        written = date_words(file.entry.written_on) if file.entry.written_on else ""
        yield f"    {unit}　{file.working_days} 个工作日　成文 {written}　{_entry_words(file.entry)}"
