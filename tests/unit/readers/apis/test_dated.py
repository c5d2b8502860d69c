from datetime import date, datetime

import pytest

from crawler.readers.apis.dated import date_of
from records.civil import SHANGHAI

TOMORROW = date(2026, 11, 24)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("value", "on", "at"),
    [
        ("2026-11-20 09:12:00", date(2026, 11, 20), moment(20, 9, 12)),
        ("2026-11-20", date(2026, 11, 20), None),
        ("2026年11月20日", date(2026, 11, 20), None),
        ("2026.11.20", date(2026, 11, 20), None),
        ("20261120", date(2026, 11, 20), None),
        ("20261120091200", date(2026, 11, 20), None),
        (20261120, date(2026, 11, 20), None),
        ("2026-11-19T16:30:00Z", date(2026, 11, 20), moment(20, 0, 30)),
        ("2026-11-20T09:12:00+08:00", date(2026, 11, 20), moment(20, 9, 12)),
        ("2026-11-20T09:12:00", date(2026, 11, 20), moment(20, 9, 12)),
        ("Fri, 20 Nov 2026 01:00:00 GMT", date(2026, 11, 20), moment(20, 9)),
        ("20 Nov 2026 09:00:00 -0000", date(2026, 11, 20), moment(20, 9)),
        (1795136400000, date(2026, 11, 20), moment(20, 9)),
        ("1795136400", date(2026, 11, 20), moment(20, 9)),
        (1795136400.0, date(2026, 11, 20), moment(20, 9)),
        (1795104000, date(2026, 11, 20), moment(20, 0)),
    ],
)
def test_each_form_of_a_date_is_read(value: object, on: date, at: datetime | None) -> None:
    stated = date_of(value, not_after=TOMORROW)
    assert stated
    assert (stated.on, stated.at) == (on, at)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, "", 0, 7, -1, "x", [], {}, 1e300, float("inf"), float("nan"), 10**15),
        *("2026-11-25", "2027-01-01T00:00:00Z", "1989-12-31", 4_102_416_000, "20269999", "20271120"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "Fri, 99 Nov 2026 09:00:00 +0800"),
        *("9999-12-31T23:59:59+14:00", "2026-11-20" + "." * 60),
    ],
)
def test_what_is_no_date_or_not_believed_is_none(value: object) -> None:
    assert date_of(value, not_after=TOMORROW) is None
