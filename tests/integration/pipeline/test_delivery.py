"""The outbox emptied against real mail servers: what they take, refuse, put off, and lose."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from exporters.mail.compose import compose
from exporters.mail.message import Digest
from pipeline.settings import Settings
from pipeline.telling.delivery import FEWEST_TRIES, LONGEST_WAIT, Delivered, deliver
from pipeline.telling.senders import senders
from records.civil import SHANGHAI
from records.notice import Fate
from records.outgoing import Channel, Outgoing
from records.postbox import LEASE, Postbox
from records.store import Store
from tests.integration.exporters.mailserver import Desk, mail_server

NOW = datetime(2026, 11, 23, 8, 31, tzinfo=SHANGHAI)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FIRST, SECOND = "a@czj.test", "b@czj.test"


def mail(key: str = "digest.2026-W47", *, to: tuple[str, ...] = (FIRST, SECOND)) -> Outgoing:
    content = compose(
        Digest(subject="【巡查】周报", html="<p>周报</p>", text="周报"),
        sender="xuncha@office.test",
        recipients=to,
        message_id=f"<{key}@office.test>",
        sent_at=NOW,
    )
    return Outgoing(
        key=key,
        channel=Channel.MAIL,
        recipients=to,
        subject="【巡查】周报",
        content=content.as_bytes(),
        made_at=NOW,
    )


@pytest.fixture
def postbox(database_url: str) -> Iterator[Postbox]:
    """An outbox with one mail in it."""
    with Store.open(database_url) as store:
        store.postbox.queue([mail()])
        yield store.postbox


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A mail server that takes everything."""
    with mail_server(Desk()) as opened:
        yield opened


def empty(postbox: Postbox, *, port: int, at: datetime = NOW) -> Delivered:
    """Empty the outbox at *at* into the server at *port*."""
    settings = Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", timeout=5)
    ways = senders(settings, clock=lambda: at)
    return deliver(postbox, ways, clock=lambda: at, give_up_after=3 * DAY)


def only(postbox: Postbox) -> Outgoing:
    (message,) = postbox.messages()
    return message


def ids(desk: Desk) -> list[str]:
    return [
        str(message_from_bytes(one.original_content or b"", policy=default)["Message-ID"])
        for one in desk.taken
    ]


def test_what_is_taken_is_sent_once(postbox: Postbox, desk: Desk) -> None:
    assert empty(postbox, port=desk.port) == Delivered(sent=1)
    assert empty(postbox, port=desk.port, at=NOW + DAY) == Delivered()
    assert ids(desk) == ["<digest.2026-W47@office.test>"]
    assert desk.taken[0].rcpt_tos == [FIRST, SECOND]
    assert only(postbox).fate is Fate.SENT


def test_a_server_that_is_down_for_a_day_loses_nothing(postbox: Postbox, desk: Desk) -> None:
    at, tries = NOW, 0
    while at < NOW + DAY:
        tries += empty(postbox, port=1, at=at).put_off
        at += 10 * MINUTE
    assert 20 < tries < 40
    assert "refus" in only(postbox).trouble
    assert not only(postbox).uncertain
    assert empty(postbox, port=desk.port, at=at + LONGEST_WAIT) == Delivered(sent=1)
    assert ids(desk) == ["<digest.2026-W47@office.test>"]


def test_a_recipient_that_is_refused_for_good_does_not_keep_it_from_the_other(postbox: Postbox) -> None:
    with mail_server(Desk(recipients={SECOND: "550 no such user"})) as desk:
        assert empty(postbox, port=desk.port).given_up == 1
        assert empty(postbox, port=desk.port, at=NOW + DAY) == Delivered()
        assert desk.taken[0].rcpt_tos == [FIRST]
    assert only(postbox).fate is Fate.SENT
    assert "550 no such user" in only(postbox).trouble


def test_a_recipient_that_is_put_off_gets_it_later_and_alone(postbox: Postbox) -> None:
    with mail_server(Desk(recipients={SECOND: "451 greylisted"})) as desk:
        assert empty(postbox, port=desk.port) == Delivered(put_off=1)
        desk.recipients.clear()
        assert empty(postbox, port=desk.port, at=NOW + MINUTE) == Delivered(sent=1)
        assert [one.rcpt_tos for one in desk.taken] == [[FIRST], [SECOND]]
        assert len(set(ids(desk))) == 1


def test_a_message_that_is_refused_for_good_is_given_up_loudly(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server(Desk(data="554 looks like spam")) as desk:
        assert empty(postbox, port=desk.port) == Delivered(given_up=1)
    assert only(postbox).fate is Fate.GIVEN_UP
    assert "digest.2026-W47 is given up" in caplog.text
    assert "554 looks like spam" in caplog.text


def test_what_was_given_up_can_be_tried_again(postbox: Postbox, desk: Desk) -> None:
    with mail_server(Desk(data="554 looks like spam")) as strict:
        empty(postbox, port=strict.port)
    assert postbox.try_again("digest.2026-W47", at=NOW + DAY)
    assert not postbox.try_again("digest.2026-W47", at=NOW + DAY)
    assert empty(postbox, port=desk.port, at=NOW + DAY) == Delivered(sent=1)


def test_our_own_wrong_settings_lose_no_mail(postbox: Postbox, desk: Desk) -> None:
    with mail_server(Desk(sender="550 who are you")) as strict:
        for hour in range(100):
            assert not empty(postbox, port=strict.port, at=NOW + hour * LONGEST_WAIT).given_up
    assert "mail_from" in only(postbox).trouble
    assert empty(postbox, port=desk.port, at=NOW + 101 * LONGEST_WAIT) == Delivered(sent=1)


def test_what_no_server_takes_for_days_is_given_up(postbox: Postbox) -> None:
    at = NOW
    while only(postbox).fate is Fate.WAITING and at < NOW + 10 * DAY:
        empty(postbox, port=1, at=at)
        at += LONGEST_WAIT
    assert 3 * DAY <= at - NOW <= 3 * DAY + 2 * LONGEST_WAIT
    assert only(postbox).fate is Fate.GIVEN_UP


def test_an_old_message_has_its_tries_all_the_same(postbox: Postbox) -> None:
    """After a holiday the first failure is no reason to give up."""
    holiday = NOW + 9 * DAY
    for number in range(FEWEST_TRIES - 1):
        assert empty(postbox, port=1, at=holiday + number * LONGEST_WAIT) == Delivered(put_off=1)
    assert empty(postbox, port=1, at=holiday + FEWEST_TRIES * LONGEST_WAIT) == Delivered(given_up=1)


def test_a_server_that_hangs_up_on_the_message_gets_it_again_under_the_same_identity(
    postbox: Postbox,
) -> None:
    with mail_server(Desk(drops=1)) as desk:
        assert empty(postbox, port=desk.port) == Delivered(put_off=1)
        assert only(postbox).uncertain
        assert empty(postbox, port=desk.port, at=NOW + MINUTE) == Delivered(sent=1)
        assert ids(desk) == ["<digest.2026-W47@office.test>"] * 2


def test_one_mail_that_fails_does_not_hold_up_the_next(postbox: Postbox) -> None:
    postbox.queue([mail("digest.2026-W47.czj", to=("c@czj.test",))])
    with mail_server(Desk(recipients={FIRST: "451 later", SECOND: "451 later"})) as desk:
        assert empty(postbox, port=desk.port) == Delivered(sent=1, put_off=1)


def test_what_is_not_to_be_sent_any_more_stays(postbox: Postbox, desk: Desk) -> None:
    postbox.queue([replace(mail("notice.1"), not_after=NOW - MINUTE)])
    assert empty(postbox, port=desk.port) == Delivered(sent=1)
    assert [one.key for one in postbox.messages(fate=Fate.WAITING)] == ["notice.1"]


def test_a_mail_whose_sender_died_is_sent_by_the_next(postbox: Postbox, desk: Desk) -> None:
    postbox.claim(now=NOW)
    assert empty(postbox, port=desk.port) == Delivered()
    assert empty(postbox, port=desk.port, at=NOW + LEASE + MINUTE) == Delivered(sent=1)


def test_no_mail_server_at_all_keeps_the_mail_and_names_the_setting(postbox: Postbox) -> None:
    ways = senders(Settings(), clock=lambda: NOW)
    assert deliver(postbox, ways, clock=lambda: NOW, give_up_after=DAY) == Delivered(put_off=1)
    assert "XUNCHA_SMTP_HOST" in only(postbox).trouble
