"""Turn notices and messages on their way into table rows and back."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from records.notice import Fate, Notice, NoticeItem, NoticeKind, Via
from records.outgoing import Channel, Outgoing
from records.verdict import State

#: Which fate of its messages is a notice's own: one that was taken tells the unit.
_FATES = (Fate.SENT, Fate.WAITING, Fate.GIVEN_UP, Fate.WITHDRAWN)


def notice_row(notice: Notice) -> dict[str, Any]:
    """Return the row that keeps *notice*, without its items and its fate."""
    return {
        "key": notice.key,
        "unit": notice.unit,
        "via": notice.via.value,
        "people": json.dumps(notice.people, ensure_ascii=False),
        "made_at": notice.made_at,
        "by": notice.by,
        "note": notice.note,
    }


def item_rows(notice: Notice) -> list[dict[str, Any]]:
    """Return the rows that keep the items of *notice*."""
    return [
        {
            "notice": notice.key,
            "position": position,
            "target": item.target,
            "kind": item.kind.value,
            "occasion": item.occasion,
            "state": item.state.value,
            "newest_on": item.newest_on,
            "due_on": item.due_on,
        }
        for position, item in enumerate(notice.items)
    ]


def notice_from(row: Row[Any], items: Sequence[Row[Any]], messages: Sequence[Row[Any]]) -> Notice:
    """Return the notice that *row* and the rows of its *items* keep, its fate that of its *messages*.

    One that a person told has no message, and is SENT.
    """
    decisive = min(messages, key=lambda one: _FATES.index(Fate(one.fate)), default=None)
    return Notice(
        key=row.key,
        unit=row.unit,
        via=Via(row.via),
        people=tuple(json.loads(row.people)),
        items=tuple(map(_item_from, items)),
        made_at=row.made_at,
        by=row.by,
        note=row.note,
        fate=Fate(decisive.fate) if decisive else Fate.SENT,
        ended_at=decisive.ended_at if decisive else row.made_at,
        trouble=decisive.trouble if decisive else "",
    )


def outgoing_row(message: Outgoing) -> dict[str, Any]:
    """Return the row that keeps *message*, to be sent at once where it does not say when."""
    return {
        "key": message.key,
        "notice": message.notice or None,
        "channel": message.channel.value,
        "recipients": json.dumps(message.recipients, ensure_ascii=False),
        "subject": message.subject,
        "content": message.content,
        "made_at": message.made_at,
        "not_after": message.not_after,
        "fate": message.fate.value,
        "attempts": message.attempts,
        "next_at": message.next_at or message.made_at,
        "trouble": message.trouble,
    }


def outgoing_from(row: Row[Any]) -> Outgoing:
    """Return the message *row* keeps."""
    return Outgoing(
        key=row.key,
        notice=row.notice or "",
        channel=Channel(row.channel),
        recipients=tuple(json.loads(row.recipients)),
        taken_by=tuple(json.loads(row.taken_by)),
        subject=row.subject,
        content=row.content,
        made_at=row.made_at,
        not_after=row.not_after,
        fate=Fate(row.fate),
        attempts=row.attempts,
        next_at=row.next_at,
        uncertain=row.uncertain,
        ended_at=row.ended_at,
        trouble=row.trouble,
    )


def _item_from(row: Row[Any]) -> NoticeItem:
    return NoticeItem(
        target=row.target,
        kind=NoticeKind(row.kind),
        occasion=row.occasion,
        state=State(row.state),
        newest_on=row.newest_on,
        due_on=row.due_on,
    )
