"""Queue the digests of a week: the office's, and where notices are on each unit's."""

from collections.abc import Iterator
from datetime import datetime

from exporters.mail.compose import compose
from exporters.messages.message import Message
from pipeline.kept import kept_store
from pipeline.settings import Settings
from pipeline.telling.digest import AddressedDigest, archive_digests, digests_for
from pipeline.telling.post import digest_id, sender_of
from pipeline.week import Week
from records.inventory import Office
from records.outgoing import Channel, Outgoing


def queue_digests(settings: Settings, *, week: Week, now: datetime) -> tuple[str, ...]:
    """Archive the digests of *week* and queue those that have somebody to go to; returns their keys.

    Queueing the same week again changes nothing. Raises InputError where no pass had been
    judged by then, or the office has no mail_from.
    """
    made = digests_for(settings, week=week)
    archive_digests(settings, made.all, week=week)
    wanted = made.all if settings.notices else (made.office,)
    queued = []
    with kept_store(settings) as store:
        for one in wanted:
            messages = list(_messages(one, made.sender, week, now=now))
            if messages and store.postbox.queue(messages):
                queued.append(messages[0].key)
    return tuple(queued)


def _messages(made: AddressedDigest, office: Office, week: Week, *, now: datetime) -> Iterator[Outgoing]:
    message_id = digest_id(office, week=week, unit=made.unit.key if made.unit else "")
    key = message_id.strip("<>").rpartition("@")[0]
    if made.recipients:
        mail = compose(
            made.digest,
            sender=sender_of(office),
            recipients=made.recipients,
            message_id=message_id,
            sent_at=now,
        )
        yield Outgoing(
            key=key,
            channel=Channel.MAIL,
            recipients=made.recipients,
            subject=made.digest.subject,
            content=mail.as_bytes(),
            made_at=now,
        )
    if made.unit is None and office.chat:
        said = Message(title=made.digest.subject, text=made.digest.subject, link=office.board_url)
        yield Outgoing(
            key=f"{key}.chat",
            channel=Channel.CHAT,
            recipients=(office.chat,),
            subject=made.digest.subject,
            content=said.to_json(),
            made_at=now,
        )
