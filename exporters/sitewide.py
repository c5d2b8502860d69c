"""A site's vetoes (单项否决) in words: what was counted, what it takes, and what is not known."""

from collections.abc import Iterator, Sequence

from exporters.markup import printable
from exporters.words import VETO_STANDINGS, date_words, period_words
from records.inventory import Inventory
from records.rulebook import Rulebook, VetoKind
from records.sitewide import SiteVeto


def site_lines(inventory: Inventory, site: str, vetoes: Sequence[SiteVeto]) -> Iterator[str]:
    """Yield how the *vetoes* stand for the *site* of that key, for a person, rulebook by rulebook."""
    for line in _lines(inventory, site, vetoes):
        indent = len(line) - len(line.lstrip(" "))
        yield " " * indent + printable(line)


def _lines(inventory: Inventory, site: str, vetoes: Sequence[SiteVeto]) -> Iterator[str]:
    about = inventory.site(site)
    yield f"{about.name}（{site}）　{inventory.unit(about.unit).name}　{about.home}"
    if not vetoes:
        yield "单项否决：没有适用的检查指标，或监测清单中没有登记该网站的栏目"
    for rulebook in inventory.rulebooks:
        found = [each for each in vetoes if each.rulebook == rulebook.key]
        if found:
            yield f"{rulebook.title}（{rulebook.number}，版本 {rulebook.version}）"
        for each in found:
            yield from _veto_lines(inventory, rulebook, each)


def _veto_lines(inventory: Inventory, rulebook: Rulebook, one: SiteVeto) -> Iterator[str]:
    yield f"  {one.veto.title}：{VETO_STANDINGS[one.standing]}"
    yield f"    检查依据：{one.veto.clause}"
    if one.veto.kind is VetoKind.TARGETS:
        yield from _targets(inventory, rulebook, one)
    elif one.veto.kind is VetoKind.HOME:
        yield from _home(inventory, one)
    else:
        yield from _probes(one)


def _targets(inventory: Inventory, rulebook: Rulebook, one: SiteVeto) -> Iterator[str]:
    wanted = one.veto.rules
    rules = [rule.title for rule in rulebook.rules if not wanted or rule.key in wanted]
    yield f"    计数范围：{'、'.join(rules)}"
    yield f"    已确认 {len(one.counted)} 个，{one.veto.at_least} 个即否决"
    groups = (("计入", one.counted), ("系统初查，尚不计入", one.suspected), ("尚不能判定", one.unknown))
    for said, keys in groups:
        if keys:
            names = "、".join(f"{inventory.column(key).name}（{key}）" for key in keys)
            yield f"    {said} {len(keys)} 个：{names}"


def _home(inventory: Inventory, one: SiteVeto) -> Iterator[str]:
    limit = f"，时限 {period_words(one.veto.limit)}" if one.veto.limit else ""
    if one.newest_on and one.due_on:
        column = f"{inventory.column(one.newest_in).name}（{one.newest_in}）"
        due = f"最迟更新日期 {date_words(one.due_on)}"
        yield f"    一级栏目中最后更新 {date_words(one.newest_on)}，{column}{limit}，{due}"
    else:
        yield f"    一级栏目中没有查到最后更新时间{limit}"
    yield "    系统未单独核查首页：一级栏目有更新的视为首页有更新，没有的需人工核查首页"


def _probes(one: SiteVeto) -> Iterator[str]:
    veto = one.veto
    if one.from_on and one.until_on:
        share = f"，占 {100 * one.failed / one.tries:.2f}%" if one.tries else ""
        yield (
            f"    {date_words(one.from_on)}至{date_words(one.until_on)}访问 {one.tries} 次，"
            f"{veto.seconds} 秒内未打开 {one.failed} 次{share}，占 {veto.per_cent}% 即否决"
        )
    if one.missing:
        yield f"    每天至少访问 {veto.a_day} 次，还缺 {one.missing} 次，尚不能判定"
