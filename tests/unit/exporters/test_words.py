"""Every member has its word, and dates and counts read as people write them."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from exporters import words
from records.deadline import DeadlineState
from records.flag import FlagKind
from records.ledger import LedgerKind
from records.observation import Outcome
from records.period import Period
from records.rulebook import RuleKind
from records.targets import ColumnClass, Platform, SourceKind
from records.verdict import Certainty, Reason, State
from tests.unit.exporters.county import NATIONAL, OWN


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (State, words.STATES),
        (Certainty, words.CERTAINTIES),
        (Outcome, words.OUTCOMES),
        (ColumnClass, words.CLASSES),
        (Platform, words.PLATFORMS),
        (SourceKind, words.SOURCE_KINDS),
        (RuleKind, words.RULE_KINDS),
        (Reason, words.REASONS),
        (FlagKind, words.FLAGS),
        (State, words.STANDINGS),
        (DeadlineState, words.DEADLINES),
        (LedgerKind, words.LEDGER),
    ],
)
def test_every_member_has_its_word_and_no_word_is_left_over(
    members: type[StrEnum], said: dict[Any, str]
) -> None:
    assert set(said) == set(members)
    assert all(said.values())


@pytest.mark.parametrize(
    "said", [words.STATES, words.CERTAINTIES, words.CLASSES, words.PLATFORMS, words.DEADLINES]
)
def test_no_two_members_share_a_word(said: dict[Any, str]) -> None:
    assert len(set(said.values())) == len(said)


def test_late_is_never_a_mix_of_two_words() -> None:
    everything = [*words.STATES.values(), *words.REASONS.values(), *words.STANDINGS.values()]
    assert not any("逾期" in text for text in everything)


def test_a_date_is_written_as_people_write_it() -> None:
    assert words.date_words(date(2026, 11, 3)) == "2026年11月3日"


def test_a_moment_is_told_in_the_time_of_shanghai() -> None:
    assert words.moment_words(datetime(2026, 11, 22, 23, 5, tzinfo=UTC)) == "2026年11月23日 07:05"


@pytest.mark.parametrize(
    ("days", "said"),
    [(2, "还剩 2 天"), (1, "还剩 1 天"), (0, "今天到期"), (-1, "已超期 1 天"), (-37, "已超期 37 天")],
)
def test_the_way_to_the_due_date_is_told_in_days(days: int, said: str) -> None:
    assert words.deadline_words(days) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("P7D", "7 天"),
        ("P10D", "10 天"),
        ("P2W", "2 周"),
        ("P14D", "2 周"),
        ("P3M", "3 个月"),
        ("P6M", "6 个月"),
        ("P1Y", "1 年"),
        ("P1Y6M", "1 年 6 个月"),
        ("P1M3D", "1 个月 3 天"),
    ],
)
def test_a_limit_is_written_as_a_notice_writes_it(period: str, said: str) -> None:
    assert words.period_words(Period.parse(period)) == said


def test_the_office_s_own_rulebook_and_the_national_one_are_called_differently() -> None:
    assert words.rulebook_words(OWN, first=True) == "县级时限"
    assert words.rulebook_words(NATIONAL, first=False) == "国办指标"
    assert words.rulebook_words(OWN, first=False) == "演政办发〔2026〕1号时限"


@pytest.mark.parametrize(
    ("office", "place"),
    [
        ("演练县人民政府办公室", "演练县"),
        ("演练县政府办公室", "演练县"),
        ("演练县数据局", "演练县数据局"),
        ("办公室", "办公室"),
    ],
)
def test_the_place_is_the_office_s_name_without_the_office(office: str, place: str) -> None:
    assert words.place_words(office) == place
