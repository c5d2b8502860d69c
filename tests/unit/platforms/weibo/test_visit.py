"""A visit's answers together."""

import pytest

from crawler.platforms.told import Told
from crawler.platforms.weibo.visit import read_visit
from records.civil import civil_date
from records.observation import Outcome
from tests.unit.platforms.weibo.heard import (
    CANCELLED,
    LOGIN,
    LOGIN_ASKED,
    NOBODY,
    NOW,
    OTHER,
    PAGE,
    RESTRICTED,
    SORRY,
    TOO_OFTEN,
    UID,
    VISITOR,
    Heard,
    card,
    empty,
    pinned,
    profile,
    refused,
    timeline,
)

TWO = (card(1, 2), card(2, 5))


def visit(*answers: Heard, address: str = PAGE) -> Told:
    return read_visit(answers, address=address, seen_at=NOW)


def said(told: Told) -> tuple[Outcome, bool]:
    return told.reading.outcome, told.reading.complete


def days_ago(told: Told) -> list[int]:
    days = (entry.published_on for entry in told.reading.entries)
    return [(civil_date(NOW) - day).days for day in days if day]


def test_a_profile_and_its_timeline_prove_what_they_do_not_show() -> None:
    told = visit(profile(), timeline(*TWO))
    assert said(told) == (Outcome.READ, True)
    assert (told.account.ids, told.account.name, told.posts) == ((UID,), "演练发布", 812)
    assert days_ago(told) == [2, 5]


def test_the_order_in_which_answers_come_does_not_matter() -> None:
    assert visit(timeline(*TWO), profile()) == visit(profile(), timeline(*TWO))


def test_pinned_old_posts_take_nothing_from_the_proof() -> None:
    assert said(visit(profile(), timeline(pinned(9, 400), *TWO))) == (Outcome.READ, True)


def test_a_list_of_pinned_posts_alone_is_partial() -> None:
    assert said(visit(profile(), timeline(pinned(9, 1)))) == (Outcome.PARTIAL, False)


@pytest.mark.parametrize("posts", [0, None, "很多"])
def test_without_a_count_of_posts_nothing_is_proven(posts: object) -> None:
    assert said(visit(profile(posts), timeline(*TWO))) == (Outcome.READ, False)


def test_without_a_profile_nothing_is_proven() -> None:
    told = visit(timeline(*TWO))
    assert said(told) == (Outcome.READ, False)
    assert "no profile" in told.reading.note


def test_a_post_of_another_account_is_left_out_and_takes_the_proof() -> None:
    told = visit(profile(), timeline(card(3, 0, uid=OTHER), *TWO))
    assert said(told) == (Outcome.READ, False)
    assert days_ago(told) == [2, 5]


def test_a_post_of_nobody_takes_the_proof() -> None:
    assert said(visit(profile(), timeline(card(3, 1, uid=None), *TWO))) == (Outcome.READ, False)


def test_a_post_without_a_date_takes_the_proof() -> None:
    assert said(visit(profile(), timeline(card(3, 1, created_at=None), *TWO))) == (Outcome.READ, False)


@pytest.mark.parametrize(
    "answers",
    [
        (profile(uid=OTHER), timeline(*TWO)),
        (profile(), timeline(card(1, 2, uid=OTHER), uid=OTHER)),
        (profile(uid=OTHER), timeline(card(1, 2, uid=OTHER), uid=OTHER)),
        (profile(), profile(uid=OTHER), timeline(*TWO)),
    ],
)
def test_answers_of_two_accounts_are_unreadable(answers: tuple[Heard, ...]) -> None:
    told = visit(*answers)
    assert said(told) == (Outcome.UNREADABLE, False)
    assert not told.reading.entries


def test_later_pages_add_their_posts_once() -> None:
    later = timeline(card(2, 5), card(3, 9), more="&since_id=51")
    told = visit(profile(), timeline(*TWO), later)
    assert said(told) == (Outcome.READ, True)
    assert days_ago(told) == [2, 5, 9]


def test_a_later_page_may_show_that_a_post_is_not_only_pinned() -> None:
    later = timeline(card(9, 40), more="&page=2")
    assert said(visit(profile(), timeline(pinned(9, 40)), later)) == (Outcome.READ, True)


def test_a_later_page_alone_is_partial() -> None:
    assert said(visit(profile(), timeline(*TWO, more="&page=2"))) == (Outcome.PARTIAL, False)


def test_the_end_of_the_list_takes_nothing() -> None:
    assert said(visit(profile(), timeline(*TWO), empty(more="&page=2"))) == (Outcome.READ, True)


def test_another_container_is_not_counted_beside_the_timeline() -> None:
    videos = timeline(card(5, 90), container="231567")
    told = visit(profile(), videos, timeline(*TWO))
    assert said(told) == (Outcome.READ, True)
    assert days_ago(told) == [2, 5]
    assert said(visit(profile(), videos)) == (Outcome.PARTIAL, False)


def test_the_container_that_the_profile_names_is_the_timeline() -> None:
    answers = (profile(container="230413"), timeline(*TWO, container="230413"))
    assert said(visit(*answers)) == (Outcome.READ, True)


def test_nothing_shown_where_the_profile_counts_nothing_is_an_empty_account() -> None:
    told = visit(profile(0), empty())
    assert said(told) == (Outcome.EMPTY, True)
    assert (told.account.ids, told.posts) == ((UID,), 0)
    assert said(visit(profile(0), timeline())) == (Outcome.EMPTY, True)


def test_nothing_shown_where_the_profile_counts_posts_is_blocked() -> None:
    assert said(visit(profile(812), empty())) == (Outcome.BLOCKED, False)
    assert said(visit(profile(812), timeline())) == (Outcome.BLOCKED, False)


def test_nothing_shown_without_a_count_is_partial() -> None:
    assert said(visit(empty())) == (Outcome.PARTIAL, False)
    assert said(visit(profile(None), empty())) == (Outcome.PARTIAL, False)


def test_an_empty_album_or_later_page_does_not_make_an_empty_account() -> None:
    albums = timeline(container="107803")
    assert visit(profile(0), albums).reading.outcome is Outcome.UNREADABLE
    assert visit(profile(0), empty(more="&page=2")).reading.outcome is Outcome.PARTIAL


def test_cards_whose_shape_has_changed_do_not_make_an_empty_account() -> None:
    told = visit(profile(0), timeline({"card_type": 9, "post": {}}))
    assert said(told) == (Outcome.UNREADABLE, False)


def test_a_profile_alone_is_partial() -> None:
    told = visit(profile())
    assert said(told) == (Outcome.PARTIAL, False)
    assert (told.account.ids, told.posts) == ((UID,), 812)


@pytest.mark.parametrize("refusal", [LOGIN_ASKED, TOO_OFTEN, RESTRICTED])
@pytest.mark.parametrize("beside", [(), (profile(),), (profile(0), empty()), (empty(),)])
def test_a_refusal_and_no_posts_are_blocked(refusal: Heard, beside: tuple[Heard, ...]) -> None:
    assert said(visit(*beside, refusal)) == (Outcome.BLOCKED, False)
    assert said(visit(refusal, *beside)) == (Outcome.BLOCKED, False)


def test_a_refusal_that_was_got_over_takes_nothing() -> None:
    assert said(visit(LOGIN_ASKED, profile(), timeline(*TWO))) == (Outcome.READ, True)


def test_a_refused_later_page_takes_nothing() -> None:
    assert said(visit(profile(), timeline(*TWO), TOO_OFTEN)) == (Outcome.READ, True)


@pytest.mark.parametrize("notice", [NOBODY, CANCELLED, RESTRICTED])
def test_a_notice_about_the_account_beside_its_posts_takes_the_proof(notice: Heard) -> None:
    assert said(visit(profile(), timeline(*TWO), notice)) == (Outcome.READ, False)


def test_a_notice_tells_that_the_account_is_gone() -> None:
    assert said(visit(NOBODY)) == (Outcome.GONE, False)
    told = visit(profile(), CANCELLED)
    assert (told.reading.outcome, told.state, told.account.ids) == (Outcome.GONE, "cancelled", (UID,))
    assert visit(NOBODY, CANCELLED).state == "cancelled"


def test_a_profile_contradicts_that_there_is_nobody() -> None:
    assert said(visit(profile(), NOBODY)) == (Outcome.PARTIAL, False)


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        (VISITOR, Outcome.BLOCKED),
        ("https://passport.weibo.com/visitor/visitor?entry=miniblog", Outcome.BLOCKED),
        (LOGIN, Outcome.BLOCKED),
        ("https://weibo.com/login.php?url=x", Outcome.BLOCKED),
        (SORRY, Outcome.GONE),
        ("https://www.weibo.com/sorry?userblock", Outcome.BLOCKED),
        (PAGE, Outcome.UNREADABLE),
        ("", Outcome.UNREADABLE),
        ("http://[", Outcome.UNREADABLE),
    ],
)
def test_without_answers_the_last_address_decides(address: str, outcome: Outcome) -> None:
    told = visit(address=address)
    assert said(told) == (outcome, False)
    assert told.reading.note


def test_a_page_that_was_led_away_proves_nothing() -> None:
    assert said(visit(profile(), timeline(*TWO), address=LOGIN)) == (Outcome.READ, False)
    assert said(visit(profile(0), empty(), address=VISITOR)) == (Outcome.BLOCKED, False)
    assert said(visit(profile(), address=VISITOR)) == (Outcome.BLOCKED, False)


def test_an_answer_that_was_cut_short_is_unreadable() -> None:
    at, body = timeline(*TWO)
    assert said(visit(profile(), (at, body[:60]))) == (Outcome.UNREADABLE, False)


def test_words_that_are_not_known_are_told_of() -> None:
    told = visit(profile(), refused(ok=0, msg="系统开小差了"))
    assert said(told) == (Outcome.UNREADABLE, False)
    assert "系统开小差了" in told.reading.note
