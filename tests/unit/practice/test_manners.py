from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from practice.platforms import ids
from practice.platforms.manners import MANNERS, RIGHT, Manner, Standing, manner_of
from practice.yanlian import SHOWN_AT, yanlian

COUNTY = yanlian()


@pytest.mark.parametrize("step", [timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)])
@pytest.mark.parametrize(("some", "every"), [(0, 1), (1, 1), (1, 2), (2, 5), (3, 7)])
def test_of_so_many_visits_in_a_row_so_many_are_verified(step: timedelta, some: int, every: int) -> None:
    manner, start = Manner(verifies=(some, every)), datetime.combine(date(2026, 3, 2), datetime.min.time())
    visits = [manner.verifies_at(start + step * number) for number in range(every)]
    assert sum(visits) == some


@pytest.mark.parametrize("verifies", [(1, 0), (3, 2), (-1, 2)])
def test_a_share_of_visits_that_cannot_be_is_refused(verifies: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="visits"):
        Manner(verifies=verifies)


def test_a_manner_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="counted from 0"):
        Manner(lacks=-1)
    with pytest.raises(ValueError, match="time zone"):
        Manner(feed_still_from=datetime(2026, 7, 30))  # noqa: DTZ001


def test_an_account_is_shown_as_the_county_has_it_unless_its_manner_is_set() -> None:
    plain, blocked, gone = (COUNTY.account(key) for key in ("wb-ylfb", "wb-ylyj", "ks-jkyl"))
    assert manner_of(plain, SHOWN_AT, {}) is RIGHT
    assert manner_of(blocked, SHOWN_AT, {}).verifies == (1, 1)
    assert manner_of(gone, SHOWN_AT, {}).standing is Standing.CANCELLED
    assert manner_of(gone, datetime(2026, 5, 10, tzinfo=SHOWN_AT.tzinfo), {}) is RIGHT
    assert manner_of(gone, SHOWN_AT, {gone.key: RIGHT}) is RIGHT


def test_every_manner_has_a_name_of_its_own() -> None:
    assert len(set(MANNERS.values())) == len(MANNERS)


def test_ids_look_like_those_of_their_platforms() -> None:
    accounts = [replace(one, id=f"practised{place:04}") for place, one in enumerate(COUNTY.accounts)]
    for one in (*COUNTY.accounts, *accounts):
        assert len(ids.user_name(one)) == len("gh_0a1b2c3d4e01")
        assert ids.uid(one).isdecimal()
        assert ids.app_number(one).isdecimal()
        assert len(ids.sec_uid(one)) == len(ids.token(one)) == 55
        assert ids.sec_uid(one) != ids.token(one)
    found = [ids.identity(one) for one in (*COUNTY.accounts, *accounts)]
    assert len(set(found)) == len(found)
