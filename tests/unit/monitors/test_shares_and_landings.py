"""A unit's share of a shared column, and a landing page with its children."""

from datetime import date

from monitors.own_entries import belongs_to
from records.observation import Observation, Outcome
from records.targets import ColumnClass, FormerName, Unit, UnitInColumn, UnitKind
from records.verdict import Reason, State, Verdict
from tests.unit.monitors.cases import TODAY, UNITS, ago, book, column, county, entry, failed, judged, look

SHARED = column("xzdt", units=("jyj", "cgz"))
CGZ = UnitInColumn(column="xzdt", unit="cgz")
TOWNSHIP = UNITS[1]


def share(*looks: Observation) -> Verdict:
    return judged(CGZ, *looks, inventory=county(SHARED, rulebook=book()))


def listed(*rows: tuple[int, str], complete: bool = True, on: date = TODAY) -> Observation:
    entries = [entry(ago(days), f"第{days}天", source) for days, source in rows]
    return look(*entries, target="xzdt", complete=complete, on=on)


def test_a_unit_is_judged_by_its_own_entries() -> None:
    verdict = share(listed((0, "县教育局"), (9, "城关镇"), (30, "县教育局")))
    assert (verdict.state, verdict.newest_on, verdict.due_on) == (State.OVERDUE, ago(9), ago(2))


def test_a_unit_with_an_entry_in_time_is_fresh_whatever_the_others_do() -> None:
    assert share(listed((3, "城关镇人民政府"))).state is State.FRESH


def test_a_unit_without_an_entry_is_late_where_the_list_reaches_back_past_the_limit() -> None:
    verdict = share(listed((0, "县教育局"), (20, "县教育局")))
    assert (verdict.state, verdict.reason, verdict.newest_on) == (State.OVERDUE, Reason.SILENT_IN_LIST, None)
    assert verdict.due_on == ago(13)


def test_a_unit_without_an_entry_is_unknown_where_the_list_is_too_short() -> None:
    verdict = share(listed((0, "县教育局"), (3, "县教育局")))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.LIST_TOO_SHORT)


def test_what_is_pinned_on_top_makes_a_list_no_longer() -> None:
    pinned = (900, "县教育局"), (0, "县教育局"), (3, "县教育局")
    assert share(listed(*pinned)).reason is Reason.LIST_TOO_SHORT
    assert share(listed((900, "城关镇"), *pinned[1:])).reason is Reason.LIST_TOO_SHORT
    assert share(listed((900, "城关镇"), (0, "县教育局"), (9, "县教育局"))).state is State.OVERDUE


def test_no_source_no_verdict_on_a_unit() -> None:
    verdict = share(listed((0, "县教育局"), (3, ""), (20, "城关镇")))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.LIST_TOO_SHORT)


def test_a_unit_is_not_late_by_an_old_or_incomplete_list() -> None:
    rows = ((9, "城关镇"), (30, "县教育局"))
    assert share(listed(*rows, on=ago(3))).reason is Reason.NOT_LOOKED_SINCE_DUE
    assert share(listed(*rows, complete=False)).reason is Reason.NOT_PROVEN
    assert share(listed(*rows, on=ago(3)), failed(target="xzdt")).reason is Reason.COULD_NOT_LOOK


def test_a_unit_keeps_what_an_earlier_look_saw_of_it() -> None:
    assert share(listed((5, "城关镇"), on=ago(4)), listed((0, "县教育局"), (2, "县教育局"))).newest_on == ago(
        5
    )


def test_the_shared_column_itself_is_judged_by_all_entries() -> None:
    inventory = county(SHARED, rulebook=book())
    verdict = judged(SHARED, listed((0, "县教育局"), (20, "城关镇")), inventory=inventory)
    assert verdict.state is State.FRESH


def test_a_source_names_a_unit_by_its_end_with_or_without_the_county() -> None:
    for shown in ("城关镇", "城关镇人民政府", "演练县城关镇", " 城 关 镇 "):
        assert belongs_to(entry(TODAY, source=shown), TOWNSHIP)
    for shown in ("", "县教育局", "镇", "城关", "关镇"):
        assert not belongs_to(entry(TODAY, source=shown), TOWNSHIP)


def test_a_former_name_counts_up_to_its_last_day() -> None:
    unit = Unit(
        key="jyj",
        name="县教育局",
        kind=UnitKind.DEPARTMENT,
        was=(FormerName(name="县文教体局", until=date(2026, 3, 1)),),
    )
    assert belongs_to(entry(date(2026, 3, 1), source="县文教体局"), unit)
    assert not belongs_to(entry(date(2026, 3, 2), source="县文教体局"), unit)


LANDING = column("zcwj", class_=ColumnClass.NEWS)
CHILDREN = (column("a", level=2, parent="zcwj"), column("b", level=2, parent="zcwj"))
FAMILY = county(LANDING, *CHILDREN, rulebook=book())


def landing(*looks: Observation) -> Verdict:
    return judged(LANDING, *looks, inventory=FAMILY)


def leads(*, on: date = TODAY) -> Observation:
    return look(target="zcwj", outcome=Outcome.LANDING, complete=False, on=on)


def test_a_landing_page_is_as_fresh_as_its_freshest_child() -> None:
    verdict = landing(leads(), look(entry(ago(30)), target="a"), look(entry(ago(2)), target="b"))
    assert (verdict.state, verdict.newest_on) == (State.FRESH, ago(2))


def test_a_landing_page_is_late_when_every_child_is_proven_late() -> None:
    verdict = landing(leads(), look(entry(ago(30)), target="a"), look(entry(ago(9)), target="b"))
    assert (verdict.state, verdict.newest_on) == (State.OVERDUE, ago(9))


def test_a_landing_page_is_unknown_while_a_child_is() -> None:
    verdict = landing(leads(), look(entry(ago(30)), target="a"), failed(target="b"))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.CHILD_UNKNOWN)


def test_a_landing_page_is_never_blank() -> None:
    empty = look(target="zcwj", outcome=Outcome.EMPTY)
    assert landing(empty).state is State.UNKNOWN
    assert landing(empty, look(entry(ago(1)), target="a")).state is State.FRESH


def test_a_landing_page_that_cannot_be_opened_is_still_judged_by_its_children() -> None:
    assert landing(failed(target="zcwj"), look(entry(ago(1)), target="a")).state is State.FRESH


def test_a_landing_page_that_is_gone_is_gone() -> None:
    gone = look(target="zcwj", outcome=Outcome.GONE)
    assert landing(gone, look(entry(ago(1)), target="a")).state is State.GONE


def test_a_landing_page_without_children_in_the_inventory_needs_a_person() -> None:
    alone = column("zcwj")
    verdict = judged(alone, leads())
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.NO_CHILDREN)
