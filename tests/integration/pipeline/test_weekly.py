"""The digests of a week put into the outbox: once, for whom they are, with what units were told."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from pipeline.settings import Settings
from pipeline.telling.reminding import record_told
from pipeline.telling.weekly import queue_digests
from pipeline.week import Week
from records.civil import civil_date
from records.notice import Via
from records.outgoing import Channel, Outgoing
from records.store import Store
from tests.integration.pipeline.month import LAST, Month

WEEK = Week.of(civil_date(LAST))
LATE = "xwzx-tpxw"


def queued(settings: Settings) -> list[Outgoing]:
    with Store.open(settings.database) as store:
        return list(store.postbox.messages())


def mail_of(message: Outgoing) -> EmailMessage:
    parsed = message_from_bytes(message.content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_the_office_s_digest_is_queued_once_with_its_workbook(office: Month) -> None:
    assert queue_digests(office.settings, week=WEEK, now=WEEK.end) == ("digest.2026-W48",)
    assert queue_digests(office.settings, week=WEEK, now=WEEK.end) == ()
    (message,) = queued(office.settings)
    assert (message.channel, message.recipients) == (Channel.MAIL, ("clerk@office.test",))
    mail = mail_of(message)
    assert mail["Message-ID"] == "<digest.2026-W48@office.test>"
    assert [part.get_content_type() for part in mail.iter_attachments()] == [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ]
    assert (office.settings.home / "digests" / "2026-W48" / "_office" / "digest.html").is_file()


def test_units_get_theirs_where_notices_are_on(office: Month) -> None:
    settings = office.settings.model_copy(update={"notices": True})
    keys = queue_digests(settings, week=WEEK, now=WEEK.end)
    assert "digest.2026-W48.rmt" in keys
    own = next(message for message in queued(settings) if message.key == "digest.2026-W48.rmt")
    assert own.recipients == ("rmt@units.test",)
    assert "县融媒体中心" in str(mail_of(own)["Subject"])


def test_what_units_were_told_stands_in_the_office_s_digest(office: Month) -> None:
    record_told(office.settings, [LATE], via=Via.CHAT, by="王某", note="", now=LAST.replace(hour=16))
    queue_digests(office.settings, week=WEEK, now=WEEK.end)
    text = mail_of(queued(office.settings)[0]).get_body(("plain",))
    assert text
    _, _, reminders = text.get_content().partition("本周提醒")
    assert "图片新闻" in reminders
    assert "群内" in reminders
