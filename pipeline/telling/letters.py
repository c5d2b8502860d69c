"""A notice as the messages that carry it: a mail, and where the unit has them its chat and its phones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from exporters.findings import Findings, findings
from exporters.mail.compose import compose, is_address
from exporters.mail.message import Digest
from exporters.messages.message import Message
from exporters.notices.mail import NoticeMail, notice_mail
from exporters.notices.message import chat_notice
from exporters.notices.told import Told, told
from monitors.notices import FRESH_WITHIN, page_of
from pipeline.settings import Settings
from pipeline.telling.notice_desk import Letter, Write
from pipeline.telling.post import domain_of, sender_of
from pipeline.working_days import last_workday
from records.civil import SHANGHAI
from records.inventory import Inventory
from records.notice import Notice, NoticeKind, Via
from records.outgoing import Channel, Outgoing
from records.snapshot import Snapshot
from records.targets import Contact, ContactRole

#: Who hears of what: the leader from a 催办 on.
_ALWAYS = frozenset({ContactRole.FIRST, ContactRole.SECOND})
_URGED = _ALWAYS | {ContactRole.LEADER}
_VIA = {Channel.MAIL: Via.MAIL, Channel.CHAT: Via.ROBOT, Channel.SMS: Via.SMS}


def writer(settings: Settings) -> Write:
    """Return what writes a notice as it stands at a snapshot, for the people and the ways that are set.

    A chat or a gateway that is not set is left out. It raises InputError where the office has no
    mail_from.
    """
    return _Writer(settings)


class _Writer:
    """Writes notices; what all those of one snapshot share is worked out once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: tuple[Snapshot, Findings] | None = None

    def __call__(self, notice: Notice, snapshot: Snapshot) -> Letter:
        inventory = snapshot.inventory
        said = told(notice, snapshot, last_workday=last_workday(inventory), found=self._findings(snapshot))
        if said is None:
            return Letter(notice=notice)
        people = _people(notice, inventory)
        messages = tuple(_messages(notice, said, people, snapshot, self._settings))
        if not messages:
            return Letter(notice=notice)
        targets = {item.target for item in said.items}
        written = replace(
            notice,
            people=tuple(dict.fromkeys(person.name for person in people)),
            via=_VIA[messages[0].channel],
            items=tuple(item for item in notice.items if item.target in targets),
        )
        return Letter(notice=written, messages=messages)

    def _findings(self, snapshot: Snapshot) -> Findings:
        if self._known is None or self._known[0] is not snapshot:
            self._known = (snapshot, findings(snapshot))
        return self._known[1]


def _messages(
    notice: Notice, said: Told, people: tuple[Contact, ...], snapshot: Snapshot, settings: Settings
) -> Iterator[Outgoing]:
    """Yield the mail, then the message to the unit's chat, then the one to phones: those it has."""
    mail, chat = notice_mail(said), chat_notice(said)
    whole = Outgoing(
        key=notice.key,
        notice=notice.key,
        channel=Channel.MAIL,
        recipients=tuple(dict.fromkeys(person.mail for person in people if is_address(person.mail))),
        subject=mail.subject,
        content=b"",
        made_at=notice.made_at,
        not_after=_not_after(notice, snapshot, settings),
    )
    if whole.recipients:
        yield replace(whole, content=_mail(whole, mail, snapshot))
    short = replace(whole, content=Message(title=chat.title, text=chat.text).to_json())
    unit = snapshot.inventory.unit(notice.unit)
    if unit.chat in settings.chats:
        yield replace(short, key=f"{notice.key}.chat", channel=Channel.CHAT, recipients=(unit.chat,))
    phones = tuple(dict.fromkeys(person.phone for person in people if person.sms and person.phone))
    if phones and settings.sms_url.get_secret_value():
        yield replace(short, key=f"{notice.key}.sms", channel=Channel.SMS, recipients=phones)


def _mail(message: Outgoing, mail: NoticeMail, snapshot: Snapshot) -> bytes:
    office = snapshot.inventory.office
    return compose(
        Digest(subject=mail.subject, html=mail.html, text=mail.text),
        sender=sender_of(office),
        recipients=message.recipients,
        message_id=f"<{message.key}@{domain_of(office)}>",
        sent_at=snapshot.at,
    ).as_bytes()


def _people(notice: Notice, inventory: Inventory) -> tuple[Contact, ...]:
    """Return the contacts of the unit who hear of something in *notice*."""
    urged = any(item.kind is NoticeKind.URGED for item in notice.items)
    roles = _URGED if urged else _ALWAYS
    pages = {page_of(item.target) for item in notice.items}
    return tuple(
        person
        for person in inventory.unit(notice.unit).contacts
        if person.role in roles and (not person.targets or not pages.isdisjoint(person.targets))
    )


def _not_after(notice: Notice, snapshot: Snapshot, settings: Settings) -> datetime:
    """Return until when *notice* may be sent: while its looks are fresh, and in the morning alone."""
    looks = (snapshot.looks.get(page_of(item.target)) for item in notice.items)
    fresh = min((look.seen_at for look in looks if look), default=snapshot.at) + FRESH_WITHIN
    return min(fresh, datetime.combine(snapshot.today, settings.notices_until, tzinfo=SHANGHAI))
