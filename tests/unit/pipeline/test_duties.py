"""When the rounds of notices are begun."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from apscheduler.triggers.cron import CronTrigger

from pipeline.duties import round_times
from pipeline.settings import Settings
from pipeline.telling.noticing import is_morning
from records.civil import SHANGHAI
from tests.unit.exporters.county import county

MONDAY = datetime(2026, 11, 23, tzinfo=SHANGHAI)


def rounds(settings: Settings, *, days: int = 1) -> list[datetime]:
    """Return the moments from MONDAY on at which a round is begun and does something."""
    cron = CronTrigger.from_crontab(round_times(settings), timezone=SHANGHAI)
    found, due = [], cron.get_next_fire_time(None, MONDAY)
    while due and due < MONDAY + timedelta(days=days):
        if is_morning(settings, county().inventory, now=due):
            found.append(due)
        due = cron.get_next_fire_time(due, due + timedelta(seconds=1))
    return found


def test_rounds_begin_with_the_morning_and_come_every_half_hour() -> None:
    begun = [f"{moment:%H:%M}" for moment in rounds(Settings())]
    assert begun == ["08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]


@pytest.mark.parametrize("first", [time(8, 0), time(8, 45), time(9, 10)])
def test_the_first_round_is_at_the_hour_that_is_set(first: time) -> None:
    begun = rounds(Settings(notices_from=first))
    assert begun[0].time() == first
    assert {later - earlier for earlier, later in pairwise(begun)} == {timedelta(minutes=30)}


def test_there_are_none_on_days_off() -> None:
    assert {moment.isoweekday() for moment in rounds(Settings(), days=7)} == {1, 2, 3, 4, 5}
