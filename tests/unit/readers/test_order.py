from collections.abc import Iterable
from datetime import date

from crawler.readers.lists.order import proves_silence

WHOLE = (0,)


def days(*numbers: int) -> list[date | None]:
    """Return days of November 2026, 0 standing for a row without a date."""
    return [date(2026, 11, number) if number else None for number in numbers]


def proves(numbers: Iterable[int], *, blocks: tuple[int, ...] = WHOLE, only_page: bool = False) -> bool:
    return proves_silence(days(*numbers), blocks, only_page=only_page)


def test_a_list_from_new_to_old_proves_that_nothing_newer_is_there() -> None:
    assert proves([20, 18, 18, 3])


def test_rows_pinned_on_top_are_passed_over() -> None:
    assert proves([1, 20, 18, 3])
    assert proves([1, 2, 3, 4, 5, 6, 20, 19, 18, 17, 16])


def test_a_row_without_a_date_proves_nothing() -> None:
    assert not proves([20, 0, 3])
    assert not proves([20, 0, 3], only_page=True)


def test_a_list_out_of_order_proves_nothing_while_there_may_be_more_pages() -> None:
    assert not proves([3, 20, 1, 18, 2, 19])
    assert proves([3, 20, 1, 18, 2, 19], only_page=True)


def test_a_list_from_old_to_new_proves_nothing() -> None:
    assert not proves([3, 5, 8, 20])


def test_one_row_proves_nothing_unless_it_is_all_there_is() -> None:
    assert not proves([20])
    assert proves([20], only_page=True)


def test_no_rows_prove_nothing() -> None:
    assert not proves([], only_page=True)


def test_each_block_has_to_run_from_new_to_old() -> None:
    assert proves([9, 8, 20, 19], blocks=(0, 2))
    assert not proves([9, 8, 19, 20], blocks=(0, 2))
