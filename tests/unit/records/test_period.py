"""Durations as a rulebook writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.period import Period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P7D", Period(days=7)),
        ("P2W", Period(days=14)),
        ("P6M", Period(months=6)),
        ("P1Y", Period(months=12)),
        ("P1Y6M1W3D", Period(months=18, days=10)),
    ],
)
def test_a_duration_is_read_as_months_and_days(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text", ["", "P", "7", "7D", "P7", "P7H", "PT7H", "P-7D", "P1.5D", "P7D ", "p7d", "P0D"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="P"):
        Period.parse(text)


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_duration_is_written_as_it_is_read(months: int, days: int) -> None:
    if months or days:
        period = Period(months=months, days=days)
        assert Period.parse(str(period)) == period
