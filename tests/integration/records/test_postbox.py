"""The outbox and the record of notices, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from records.civil import SHANGHAI
from records.notice import Fate, Notice, NoticeItem, NoticeKind, Via
from records.outgoing import Attempt, Channel, Outgoing
from records.postbox import LEASE, Postbox
from records.store import Store
from records.verdict import State
from records.vitals import PostTally

NOW = datetime(2026, 9, 28, 8, 30, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)
ITEM = NoticeItem(
    target="czj-xwdt",
    kind=NoticeKind.DUE_SOON,
    occasion=date(2026, 9, 30),
    state=State.DUE_SOON,
    newest_on=date(2026, 9, 23),
    due_on=date(2026, 9, 30),
)
NOTICE = Notice(
    key="notice.2026-09-28.czj", unit="czj", via=Via.MAIL, people=("张三",), items=(ITEM,), made_at=NOW
)
MAIL = Outgoing(
    key="notice.2026-09-28.czj",
    notice="notice.2026-09-28.czj",
    channel=Channel.MAIL,
    recipients=("a@czj.test", "b@czj.test"),
    subject="1 项即将超期",
    content=b"Subject: x\r\n\r\n",
    made_at=NOW,
)


@pytest.fixture
def postbox(database_url: str) -> Iterator[Postbox]:
    """An outbox with nothing in it."""
    with Store.open(database_url) as store:
        yield store.postbox


def told(postbox: Postbox) -> Notice:
    (notice,) = postbox.notices(since=NOW - MINUTE, until=NOW)
    return notice


def test_what_is_queued_comes_back_as_it_was(postbox: Postbox) -> None:
    assert postbox.queue([MAIL], notice=NOTICE)
    assert told(postbox) == NOTICE
    (kept,) = postbox.messages()
    assert replace(kept, next_at=None) == MAIL


def test_the_same_key_is_queued_once(postbox: Postbox) -> None:
    assert postbox.queue([MAIL], notice=NOTICE)
    other = replace(NOTICE, items=(ITEM, replace(ITEM, target="czj-tzgg")))
    assert not postbox.queue([replace(MAIL, content=b"other")], notice=other)
    assert [message.content for message in postbox.messages()] == [MAIL.content]
    assert told(postbox).items == (ITEM,)


def test_what_is_claimed_is_nobody_elses_until_its_sender_is_given_up(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    first = postbox.claim(now=NOW)
    assert first
    assert first.key == MAIL.key
    assert postbox.claim(now=NOW + MINUTE) is None
    again = postbox.claim(now=NOW + LEASE + MINUTE)
    assert again
    assert (again.key, again.uncertain, again.attempts) == (MAIL.key, True, 1)


def test_what_was_taken_by_all_is_sent_and_not_claimed_again(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    postbox.claim(now=NOW)
    postbox.tried(MAIL.key, Attempt(taken_by=MAIL.recipients), at=NOW + MINUTE)
    assert postbox.claim(now=NOW + LEASE * 2) is None
    assert (told(postbox).fate, told(postbox).ended_at) == (Fate.SENT, NOW + MINUTE)


def test_those_who_have_it_do_not_get_it_again(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    postbox.claim(now=NOW)
    later = NOW + MINUTE * 5
    partly = Attempt(taken_by=("a@czj.test",), left=("b@czj.test",), next_at=later, trouble="450 busy")
    postbox.tried(MAIL.key, partly, at=NOW)
    assert postbox.claim(now=NOW + MINUTE) is None
    again = postbox.claim(now=later)
    assert again
    assert (again.recipients, again.trouble) == (("b@czj.test",), "450 busy")


def test_what_nobody_will_take_is_given_up_with_its_reason(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    postbox.claim(now=NOW)
    postbox.tried(MAIL.key, Attempt(left=MAIL.recipients, trouble="550 no such user"), at=NOW)
    assert (told(postbox).fate, told(postbox).trouble) == (Fate.GIVEN_UP, "550 no such user")


def test_what_one_took_and_another_refused_for_good_has_told_the_unit(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    postbox.claim(now=NOW)
    refused = Attempt(taken_by=("a@czj.test",), left=("b@czj.test",), trouble="550 no such user")
    postbox.tried(MAIL.key, refused, at=NOW)
    assert (told(postbox).fate, told(postbox).trouble) == (Fate.SENT, "550 no such user")


def test_it_is_not_sent_after_its_time_until_it_is_renewed(postbox: Postbox) -> None:
    postbox.queue([replace(MAIL, not_after=NOW + MINUTE)], notice=NOTICE)
    next_day = NOW + timedelta(days=1)
    assert postbox.claim(now=next_day) is None
    other = replace(ITEM, target="czj-tzgg")
    renewed = replace(MAIL, content=b"new", not_after=next_day + MINUTE)
    assert postbox.renew(replace(NOTICE, items=(ITEM, other)), [renewed], now=next_day)
    claimed = postbox.claim(now=next_day)
    assert claimed
    assert (claimed.content, claimed.key) == (b"new", MAIL.key)
    assert told(postbox).items == (ITEM, other)


def test_what_is_being_sent_is_neither_renewed_nor_withdrawn(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    postbox.claim(now=NOW)
    assert not postbox.renew(NOTICE, [replace(MAIL, content=b"new")], now=NOW)
    assert not postbox.withdraw(NOTICE.key, at=NOW, why="mended")
    assert told(postbox).fate is Fate.WAITING


def test_what_was_withdrawn_is_never_sent_and_says_why(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    assert postbox.withdraw(NOTICE.key, at=NOW, why="mended")
    assert postbox.claim(now=NOW + MINUTE) is None
    assert postbox.open_notices() == ()
    assert (told(postbox).fate, told(postbox).trouble) == (Fate.WITHDRAWN, "mended")


def test_a_sender_that_died_leaves_it_in_doubt(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    assert not postbox.uncertain(NOTICE.key)
    postbox.claim(now=NOW)
    assert postbox.uncertain(NOTICE.key)
    postbox.tried(MAIL.key, Attempt(left=MAIL.recipients, next_at=NOW, trouble="refused"), at=NOW)
    assert not postbox.uncertain(NOTICE.key)


def test_what_a_person_told_is_on_record_and_needs_no_message(postbox: Postbox) -> None:
    by_phone = replace(NOTICE, key="told.1", via=Via.PHONE, by="李四", note="已告知", people=())
    postbox.record(by_phone)
    assert told(postbox) == replace(by_phone, fate=Fate.SENT, ended_at=NOW)
    assert postbox.messages() == ()


def test_old_contents_are_forgotten_and_their_record_kept(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    postbox.claim(now=NOW)
    postbox.tried(MAIL.key, Attempt(taken_by=MAIL.recipients), at=NOW)
    assert postbox.forget_contents(before=NOW) == 0
    assert postbox.forget_contents(before=NOW + MINUTE) == 1
    assert [(one.key, one.content) for one in postbox.messages(fate=Fate.SENT)] == [(MAIL.key, b"")]


def test_the_tally_tells_how_full_the_box_is_and_who_was_told(postbox: Postbox) -> None:
    assert postbox.tally(at=NOW) == PostTally()
    postbox.queue([MAIL], notice=NOTICE)
    postbox.queue([replace(MAIL, key="digest.1", notice="", made_at=NOW + MINUTE)])
    postbox.record(replace(NOTICE, key="told.1", via=Via.PHONE, by="李四", people=()))
    assert postbox.tally(at=NOW).told == {("czj", NoticeKind.DUE_SOON, Via.PHONE): 1}
    postbox.claim(now=NOW)
    postbox.tried(MAIL.key, Attempt(taken_by=MAIL.recipients), at=NOW)
    assert postbox.tally(at=NOW) == PostTally(
        outgoing={(Channel.MAIL, Fate.SENT): 1, (Channel.MAIL, Fate.WAITING): 1},
        waiting_since=NOW + MINUTE,
        told={
            ("czj", NoticeKind.DUE_SOON, Via.PHONE): 1,
            ("czj", NoticeKind.DUE_SOON, Via.MAIL): 1,
        },
    )


def test_what_may_not_be_sent_now_is_not_overdue(postbox: Postbox) -> None:
    postbox.queue([replace(MAIL, not_after=NOW)], notice=NOTICE)
    assert postbox.tally(at=NOW).waiting_since == NOW
    assert postbox.tally(at=NOW + MINUTE).waiting_since is None


def test_whether_a_notice_may_be_sent_is_known_without_reading_it(postbox: Postbox) -> None:
    postbox.queue([replace(MAIL, key="digest.1", notice="")])
    assert not postbox.may_send_notices(now=NOW)
    postbox.queue([replace(MAIL, not_after=NOW + MINUTE)], notice=NOTICE)
    assert postbox.may_send_notices(now=NOW + MINUTE)
    assert not postbox.may_send_notices(now=NOW + 2 * MINUTE)


def test_what_is_held_waits_until_it_is_renewed(postbox: Postbox) -> None:
    postbox.queue([MAIL], notice=NOTICE)
    assert postbox.hold(NOTICE.key, at=NOW)
    assert postbox.claim(now=NOW) is None
    assert told(postbox).fate is Fate.WAITING
    assert postbox.renew(NOTICE, [MAIL], now=NOW)
    assert postbox.claim(now=NOW)
    assert not postbox.hold(NOTICE.key, at=NOW)
