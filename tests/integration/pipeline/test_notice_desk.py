"""What waits for units beside what is so: queued, brought up to date, held back, taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from pipeline.settings import Settings
from pipeline.telling.letters import writer
from pipeline.telling.notice_desk import NoticeDesk, Round
from records.notice import Fate, Notice, NoticeItem, NoticeKind, Via
from records.observation import Observation, Outcome
from records.outgoing import Attempt, Outgoing
from records.postbox import Postbox
from records.snapshot import Snapshot
from records.store import Store
from records.targets import Contact, ContactRole, Unit
from records.verdict import Certainty, Reason, State, Verdict
from tests.unit.exporters.county import NOW, UNITS, column, snapshot, verdict

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LOOKED = NOW - 10 * MINUTE
SETTINGS = Settings(smtp_host="127.0.0.1")
PEOPLE = (
    Contact(name="甲", mail="a@czj.test"),
    Contact(name="乙", mail="b@czj.test", role=ContactRole.SECOND, targets=("yusuan",)),
    Contact(name="丙", mail="leader@czj.test", role=ContactRole.LEADER),
)
COLUMNS = [column("xwdt", "财政动态", "czj"), column("yusuan", "预算公开", "czj")]


def soon(key: str, *, newest: int = 6) -> Verdict:
    return verdict(key, State.DUE_SOON, Reason.IN_TIME, rule="news", newest=newest, due=7 - newest)


def late(key: str, *, certainty: Certainty = Certainty.CONFIRMED) -> Verdict:
    return verdict(key, State.OVERDUE, Reason.LATE, rule="news", newest=9, due=-2, certainty=certainty)


def fresh(key: str) -> Verdict:
    return verdict(key, State.FRESH, Reason.IN_TIME, rule="news", newest=0, due=7)


def unknown(key: str) -> Verdict:
    return verdict(key, State.UNKNOWN, Reason.COULD_NOT_LOOK, newest=9, due=-2)


def county(
    *verdicts: Verdict,
    at: datetime = NOW,
    looked: datetime = LOOKED,
    outcome: Outcome = Outcome.READ,
    people: Sequence[Contact] = PEOPLE,
) -> Snapshot:
    """Return the county at *at*, each of its columns looked at at *looked*."""
    units = tuple(replace(unit, contacts=tuple(people)) if unit.key == "czj" else unit for unit in UNITS)
    judged = [tuple(replace(each, judged_at=at) for each in verdicts)]
    told = snapshot(COLUMNS, judged, units=units)
    office = replace(told.inventory.office, mail_from="xuncha@office.test")
    looks = {
        each.key: Observation(target=each.key, seen_at=looked, outcome=outcome, complete=True)
        for each in COLUMNS
    }
    return replace(told, at=at, looks=looks, inventory=replace(told.inventory, office=office))


@pytest.fixture
def postbox(database_url: str) -> Iterator[Postbox]:
    """An outbox with nothing in it."""
    with Store.open(database_url) as store:
        yield store.postbox


def desk(postbox: Postbox, told: Snapshot, *, now: datetime | None = None) -> NoticeDesk:
    at = now or told.at
    return NoticeDesk(postbox, told, lead=SETTINGS.lead, write=writer(SETTINGS), now=at)


def morning(postbox: Postbox, told: Snapshot) -> Round:
    return desk(postbox, told).queue_due()


def send_all(postbox: Postbox, at: datetime) -> list[Outgoing]:
    """Take every message that is due at *at*, as a server would."""
    sent = []
    while message := postbox.claim(now=at):
        postbox.tried(message.key, Attempt(taken_by=message.recipients), at=at)
        sent.append(message)
    return sent


def said(postbox: Postbox) -> list[tuple[str, list[str], Fate]]:
    notices = postbox.notices(since=NOW - DAY, until=NOW + 9 * DAY)
    return [(each.key, [f"{item.target} {item.kind}" for item in each.items], each.fate) for each in notices]


KEY = "notice.2026-11-23.czj"


def test_all_that_a_unit_is_to_hear_is_in_one_mail_to_those_it_concerns(postbox: Postbox) -> None:
    done = morning(postbox, county(soon("xwdt"), late("yusuan")))
    assert done.queued == [KEY]
    (message,) = send_all(postbox, NOW)
    assert message.recipients == ("a@czj.test", "b@czj.test")
    mail = message_from_bytes(message.content, policy=default)
    assert mail["Message-ID"] == f"<{KEY}@office.test>"
    text = mail.get_body(("plain",))
    assert text
    assert "财政动态" in text.get_content()
    assert "预算公开" in text.get_content()
    assert said(postbox) == [(KEY, ["yusuan 超期未更新", "xwdt 即将超期"], Fate.SENT)]


def test_who_looks_after_one_column_does_not_hear_of_the_other(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt")))
    (message,) = send_all(postbox, NOW)
    assert message.recipients == ("a@czj.test",)


def test_nothing_is_said_twice(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt")))
    send_all(postbox, NOW)
    tomorrow = county(soon("xwdt"), at=NOW + DAY, looked=NOW + DAY - MINUTE)
    assert morning(postbox, tomorrow) == Round()


def test_what_no_fresh_look_bears_out_is_held_back(postbox: Postbox) -> None:
    assert morning(postbox, county(soon("xwdt"), looked=NOW - 31 * MINUTE)).queued == []
    blocked = morning(postbox, county(late("xwdt"), outcome=Outcome.BLOCKED))
    assert (blocked.queued, [item.target for item in blocked.held_back]) == ([], ["xwdt"])


def test_what_was_mended_before_it_was_sent_is_taken_back(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt")))
    assert desk(postbox, county(fresh("xwdt"))).take_back().withdrawn == [KEY]
    assert send_all(postbox, NOW) == []
    assert said(postbox) == [(KEY, ["xwdt 即将超期"], Fate.WITHDRAWN)]


def test_what_became_unknown_before_it_was_sent_is_taken_back(postbox: Postbox) -> None:
    morning(postbox, county(late("xwdt")))
    assert desk(postbox, county(unknown("xwdt"))).take_back().withdrawn == [KEY]


def test_of_two_items_the_one_that_was_mended_is_left_out(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt"), soon("yusuan")))
    assert desk(postbox, county(fresh("xwdt"), soon("yusuan"))).take_back().renewed == [KEY]
    (message,) = send_all(postbox, NOW)
    assert message.key == KEY
    assert "财政动态" not in message_from_bytes(message.content, policy=default).as_string()
    assert said(postbox) == [(KEY, ["yusuan 即将超期"], Fate.SENT)]


def test_it_is_not_sent_once_its_look_is_stale_and_the_next_morning_goes_on_with_it(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt")))
    assert send_all(postbox, LOOKED + 31 * MINUTE) == []
    tomorrow = NOW + DAY
    later = county(soon("xwdt"), late("yusuan"), at=tomorrow, looked=tomorrow - MINUTE)
    done = morning(postbox, later)
    assert (done.queued, done.renewed) == ([], [KEY])
    assert [message.key for message in send_all(postbox, tomorrow)] == [KEY]
    assert said(postbox) == [(KEY, ["yusuan 超期未更新", "xwdt 即将超期"], Fate.SENT)]


def test_under_an_identity_that_may_have_got_through_nothing_new_comes(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt")))
    postbox.claim(now=NOW)
    tomorrow = NOW + DAY
    later = county(soon("xwdt"), late("yusuan"), at=tomorrow, looked=tomorrow - MINUTE)
    assert morning(postbox, later).renewed == [KEY]
    assert said(postbox) == [(KEY, ["xwdt 即将超期"], Fate.WAITING)]
    send_all(postbox, tomorrow)
    assert morning(postbox, later).queued == ["notice.2026-11-24.czj"]


def test_a_reminder_that_did_not_get_out_in_time_says_that_it_is_late(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt")))
    later = NOW + 4 * DAY
    assert morning(postbox, county(late("xwdt"), at=later, looked=later)).renewed == [KEY]
    assert said(postbox) == [(KEY, ["xwdt 超期未更新"], Fate.WAITING)]


@pytest.mark.parametrize("people", [(), (Contact(name="丙", mail="l@czj.test", role=ContactRole.LEADER),)])
def test_a_unit_without_anybody_to_write_to_is_told_to_the_office(
    postbox: Postbox, people: Sequence[Contact]
) -> None:
    done = morning(postbox, county(late("xwdt"), people=people))
    assert (done.queued, done.without_address) == ([], ["czj"])
    assert said(postbox) == []


def test_what_one_look_says_is_said_to_nobody(postbox: Postbox) -> None:
    assert morning(postbox, county(late("xwdt", certainty=Certainty.SUSPECTED))) == Round()


def urged(postbox: Postbox) -> str:
    """Queue a 催办 as a person asks for it, and return its key."""
    told = county(late("xwdt"))
    standing = late("xwdt")
    item = NoticeItem(
        target="xwdt",
        kind=NoticeKind.URGED,
        occasion=standing.due_on or NOW.date(),
        state=State.OVERDUE,
        newest_on=standing.newest_on,
        due_on=standing.due_on,
    )
    notice = Notice(key="urge.1.czj", unit="czj", via=Via.MAIL, items=(item,), made_at=NOW, by="王某")
    letter = writer(SETTINGS)(notice, told)
    held = [replace(one, content=b"", not_after=NOW - MINUTE) for one in letter.messages]
    assert postbox.queue(held, notice=letter.notice)
    return notice.key


def test_an_urging_waits_for_the_round_and_goes_to_the_leader_as_well(postbox: Postbox) -> None:
    key = urged(postbox)
    assert send_all(postbox, NOW) == []
    done = morning(postbox, county(late("xwdt")))
    assert (done.renewed, done.queued) == ([key], [KEY])
    messages = {message.key: message for message in send_all(postbox, NOW)}
    assert messages[key].recipients == ("a@czj.test", "leader@czj.test")
    assert "催办" in messages[key].subject


def test_an_urging_of_what_was_mended_is_taken_back(postbox: Postbox) -> None:
    key = urged(postbox)
    assert morning(postbox, county(fresh("xwdt"))).withdrawn == [key]


def test_a_unit_s_chat_and_phones_hear_of_it_where_they_are_set(postbox: Postbox) -> None:
    settings = Settings.from_environment(
        {
            "XUNCHA_SMTP_HOST": "127.0.0.1",
            "XUNCHA_CHAT_CZJ": "hook+http://127.0.0.1:9/czj#a-secret-of-some-length",
            "XUNCHA_SMS_URL": "http://127.0.0.1:9/sms",
            "XUNCHA_SMS_SECRET": "another-secret-of-some-length",
        }
    )
    person = replace(PEOPLE[0], phone="0719-0000000", sms=True)
    told = county(soon("xwdt"), people=[person])
    units = tuple(_with_chat(unit) for unit in told.inventory.units)
    told = replace(told, inventory=replace(told.inventory, units=units))
    NoticeDesk(postbox, told, lead=settings.lead, write=writer(settings), now=NOW).queue_due()
    ways = {message.key: (message.channel, message.recipients) for message in postbox.messages()}
    assert ways == {
        KEY: ("mail", ("a@czj.test",)),
        f"{KEY}.chat": ("chat", ("CZJ",)),
        f"{KEY}.sms": ("sms", ("0719-0000000",)),
    }


def _with_chat(unit: Unit) -> Unit:
    return replace(unit, chat="CZJ") if unit.key == "czj" else unit


def test_what_waits_for_a_unit_that_nobody_can_be_written_to_any_more_is_taken_back(postbox: Postbox) -> None:
    morning(postbox, county(soon("xwdt"), soon("yusuan")))
    gone = county(soon("xwdt"), people=())
    assert desk(postbox, gone).take_back().withdrawn == [KEY]


def test_it_is_not_sent_after_the_morning_either(postbox: Postbox) -> None:
    end = NOW.replace(hour=11, minute=30)
    morning(postbox, county(soon("xwdt"), at=end - MINUTE, looked=end - MINUTE))
    assert send_all(postbox, end + MINUTE) == []
    assert [message.key for message in send_all(postbox, end)] == [KEY]


def test_what_was_mended_is_not_said_though_no_fresh_look_bears_out_the_rest(postbox: Postbox) -> None:
    """Its rest waits for the next round, under the same key."""
    morning(postbox, county(soon("xwdt"), soon("yusuan")))
    blocked = county(fresh("xwdt"), soon("yusuan"), looked=NOW - MINUTE, outcome=Outcome.BLOCKED)
    assert desk(postbox, blocked).take_back() == Round()
    assert send_all(postbox, NOW) == []
    assert morning(postbox, county(fresh("xwdt"), soon("yusuan"))).renewed == [KEY]
    assert [message.key for message in send_all(postbox, NOW)] == [KEY]
    assert said(postbox) == [(KEY, ["yusuan 即将超期"], Fate.SENT)]
