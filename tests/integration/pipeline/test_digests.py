"""The week's digests as the database tells them: whose they are, and what counts as mended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from monitors.changes import changes
from pipeline.settings import Settings
from pipeline.telling.digest import addressed_digest, archive_digests, digests_for
from pipeline.telling.digest_archive import OFFICE, DigestArchive
from pipeline.week import Week
from records.civil import SHANGHAI
from records.errors import InputError
from records.inventory import Inventory
from records.store import Store
from records.targets import Contact, ContactRole, Unit
from records.verdict import Certainty, Reason, State, Verdict
from tests.unit.exporters.county import UNITS, column, fresh, snapshot, verdict

WEEK = Week(date(2026, 11, 16))
JYJ, CZJ, SLJ, ZFB = "jyj", "czj", "slj", "zfb"
LATE = {
    certainty: verdict("x", State.OVERDUE, Reason.LATE, rule="news", newest=20, due=-13, certainty=certainty)
    for certainty in (Certainty.SUSPECTED, Certainty.CONFIRMED)
}
SUSPECTED, CONFIRMED = LATE.values()
MISTAKEN = verdict("x", State.UNKNOWN, Reason.MISTAKEN, rule="news", newest=20)
UNSEEN = verdict("x", State.UNKNOWN, Reason.COULD_NOT_LOOK)
FRESH = fresh("x", "news", 1, 6)[0]


def contacts(unit: Unit) -> Unit:
    people = (
        Contact(name="甲", mail=f"a@{unit.key}.test"),
        Contact(name="乙", mail=f"b@{unit.key}.test", role=ContactRole.SECOND),
        Contact(name="丙", mail=f"leader@{unit.key}.test", role=ContactRole.LEADER),
        Contact(name="丁", mail=f"a@{unit.key}.test", role=ContactRole.SECOND),
        Contact(name="戊", mail="名字@unit.test", role=ContactRole.SECOND),
    )
    return replace(unit, contacts=() if unit.key == SLJ else people)


INVENTORY = snapshot(
    [column(key, f"{key}的栏目", key) for key in (JYJ, CZJ, SLJ, ZFB)], [], units=tuple(map(contacts, UNITS))
).inventory


def judged(store: Store, inventory: Inventory, at: datetime, states: Mapping[str, Verdict]) -> None:
    """Keep a pass at *at* that came to *states*, by target, with the changes they make."""
    verdicts = [replace(one, target=key, judged_at=at) for key, one in states.items()]
    made = changes(store.known_states(until=at), verdicts)
    begun = store.begin_pass(inventory, now=at, reader="1")
    store.judged(begun.id, at=at, verdicts=verdicts, changes=made)
    store.finished(begun.id, at=at)


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 9, tzinfo=SHANGHAI)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home whose week saw lapses end: confirmed, taken back by a person, suspected, and one not ended."""
    made = Settings(home=tmp_path / "home")
    made.home.mkdir()
    with Store.open(made.database) as store:
        judged(
            store,
            INVENTORY,
            moment(16),
            {JYJ: CONFIRMED, CZJ: CONFIRMED, SLJ: SUSPECTED, ZFB: SUSPECTED},
        )
        judged(store, INVENTORY, moment(18), {JYJ: UNSEEN, CZJ: MISTAKEN, SLJ: CONFIRMED, ZFB: SUSPECTED})
        judged(store, INVENTORY, moment(20), {JYJ: FRESH, CZJ: FRESH, SLJ: CONFIRMED, ZFB: FRESH})
    return made


def test_each_unit_with_something_mended_or_to_mend_is_told_and_no_other(settings: Settings) -> None:
    digests = digests_for(settings, week=WEEK)
    assert {one.key for one in digests.units} == {JYJ, SLJ}
    told = {one.key: one.digest.subject for one in digests.units}
    assert "需整改 0 项，本周已整改 1 项" in told[JYJ]
    assert "需整改 1 项，本周已整改 0 项" in told[SLJ]


def test_the_office_reads_which_ends_of_lapses_are_proven(settings: Settings) -> None:
    text = digests_for(settings, week=WEEK).office.digest.text
    assert "已整改 1 项，其他变化 2 项。" in text


def test_a_unit_s_digest_goes_to_its_first_and_second_person(settings: Settings) -> None:
    digests = digests_for(settings, week=WEEK)
    assert {one.key: one.recipients for one in digests.all} == {
        OFFICE: ("clerk@office.test",),
        JYJ: ("a@jyj.test", "b@jyj.test"),
        SLJ: (),
    }


def test_a_unit_without_an_address_is_told_to_the_office_and_kept_all_the_same(settings: Settings) -> None:
    digests = digests_for(settings, week=WEEK)
    assert "请另行告知并补登：县水利局。" in digests.office.digest.text
    archive_digests(settings, digests.all, week=WEEK)
    kept = DigestArchive(settings.home).all()
    assert [one.name for one in kept if one.form == "html"] == [f"{OFFICE}.html", "jyj.html", "slj.html"]


def test_a_change_at_the_week_s_first_instant_is_the_week_s(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with Store.open(settings.database) as store:
        judged(store, INVENTORY, moment(14), {JYJ: CONFIRMED})
        judged(store, INVENTORY, WEEK.start, {JYJ: FRESH})
    assert [one.key for one in digests_for(settings, week=WEEK).units] == [JYJ]


def test_each_digest_has_its_workbook_under_a_name_any_system_takes(settings: Settings) -> None:
    names = [one.digest.attachments[0].name for one in digests_for(settings, week=WEEK).all]
    assert names == [
        "演练县_监测周报_2026年第47周.xlsx",
        "县教育局_监测周报_2026年第47周.xlsx",
        "县水利局_监测周报_2026年第47周.xlsx",
    ]


def test_a_hostile_unit_makes_no_hostile_file(settings: Settings) -> None:
    worse = replace(INVENTORY.unit(SLJ), name='../../etc/"a\r\nb\u202e<script>.exe' + "长" * 200)
    units = tuple(worse if unit.key == SLJ else unit for unit in INVENTORY.units)
    with Store.open(settings.database) as store:
        judged(store, replace(INVENTORY, units=units, version="2"), moment(21), {SLJ: CONFIRMED})
    (own,) = digests_for(settings, week=WEEK).units
    (attached,) = own.digest.attachments
    assert not set(attached.name) & set('/\\"<>\r\n\u202e')
    assert attached.name.startswith("etc_a_b_script_exe长")
    assert len(attached.name) <= 70


def test_one_unit_s_digest_can_be_had_though_it_has_nothing_to_mend(settings: Settings) -> None:
    made, office = addressed_digest(settings, week=WEEK, unit=ZFB)
    assert "需整改 0 项" in made.digest.subject
    assert office.name == "演练县人民政府办公室"
    with pytest.raises(InputError, match="--unit nobody"):
        addressed_digest(settings, week=WEEK, unit="nobody")
