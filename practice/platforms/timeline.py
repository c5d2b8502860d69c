"""The cards of a Weibo timeline: pinned ones first, reposts, and times in the forms of two ages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from practice.county import Account
from practice.draw import between
from practice.history import Item
from practice.platforms import ids
from practice.platforms.asked import Asked, count
from practice.yanlian import SHANGHAI

#: One post in so many passes on somebody else's.
_REPOSTING = 5
#: An account with so many posts has old ones pinned.
_ENOUGH = 12
#: Whose posts are passed on.
_OTHER_UID, _OTHER_NAME = 5_000_000_001, "演练气象"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def pins(account: Account) -> int:
    """Return how many old posts the account has pinned."""
    return between(1, 2, "pins", account.id)


def is_repost(item: Item) -> bool:
    """Return whether the item passes on somebody else's post."""
    return item.number % _REPOSTING == 0


def created_at(moment: datetime) -> str:
    """Return *moment* as Weibo has written it since 2021."""
    local = moment.astimezone(SHANGHAI)
    day, month = _DAYS[local.weekday()], _MONTHS[local.month - 1]
    return f"{day} {month} {local:%d %H:%M:%S} +0800 {local.year}"


def created_before(moment: datetime, now: datetime) -> str:
    """Return *moment* as Weibo wrote it in 2019 to somebody who looked at *now*."""
    ago = now - moment
    if ago < timedelta(minutes=1):
        return "刚刚"
    if ago < timedelta(hours=1):
        return f"{int(ago.total_seconds()) // 60}分钟前"
    if moment.date() == now.date():
        return f"{int(ago.total_seconds()) // 3600}小时前"
    if moment.date() == now.date() - timedelta(days=1):
        return f"昨天 {moment:%H:%M}"
    return f"{moment:%m-%d}" if moment.year == now.year else f"{moment:%Y-%m-%d}"


def user_of(asked: Asked, account: Account, *, posts: int, reason: str = "") -> Mapping[str, object]:
    """Return the account as Weibo describes it, with the number of its *posts*."""
    return {
        "id": int(ids.uid(account)),
        "screen_name": asked.name,
        "profile_url": f"{asked.home}/u/{ids.uid(account)}",
        "statuses_count": posts,
        "verified": True,
        "verified_type": 7,
        "verified_type_ext": -1,
        "verified_reason": reason,
        "description": f"{asked.name}，发布身边的消息。",
        "followers_count": "1.2万",
        "follow_count": 86,
    }


def cards(
    asked: Asked, account: Account, items: Sequence[Item], *, size: int
) -> tuple[Sequence[object], Mapping[str, object]]:
    """Return the cards of the page that is asked for, and where the next one begins.

    *items* are newest first; the pinned ones stand on the first page alone, and once more in their place.
    """
    numbers = [ids.post_number(item) for item in items]
    since = asked.query.get("since_id", "")
    before = max(0, count(asked.query.get("page"), 1) - 1) * size
    start = numbers.index(since) + 1 if since in numbers else before
    rows = items[start : start + size]
    on_top = items[-pins(account) :] if start == 0 and len(items) >= _ENOUGH else ()
    found = [_card(asked, account, one, pinned=True) for one in on_top]
    found += [_card(asked, account, one, pinned=False) for one in rows]
    more = start + size < len(items)
    return found, {"since_id": int(ids.post_number(rows[-1]))} if more else {}


def _card(asked: Asked, account: Account, item: Item, *, pinned: bool) -> object:
    number = ids.post_number(item)
    return {
        "card_type": 9,
        "itemid": f"107603{ids.uid(account)}_-_{number}",
        "scheme": f"{asked.home}/status/{number}",
        "profile_type_id": f"proweibotop_{number}" if pinned else f"proweibo_{number}",
        "show_type": 0,
        "mblog": _post(asked, account, item, pinned=pinned),
    }


def _post(asked: Asked, account: Account, item: Item, *, pinned: bool) -> Mapping[str, object]:
    number = ids.post_number(item)
    post: dict[str, object] = {
        "visible": {"type": 0, "list_id": 0},
        "created_at": _when(asked, item.at),
        "id": number,
        "idstr": number,
        "mid": number,
        "bid": ids.digest(5, "bid", item.number).hex()[:9],
        "text": f'<a href="/search">#{account.name}#</a> {item.title}',
        "source": "微博网页版",
        "user": user_of(asked, account, posts=1000 + item.number % 1000),
        "reposts_count": item.number % 17,
        "comments_count": item.number % 7,
        "attitudes_count": item.number % 43,
        "isLongText": False,
        "mblogtype": 2 if pinned else item.number % 2,
        "edit_config": {"edited": False},
    }
    if pinned:
        post |= {"isTop": 1, "title": {"text": "置顶", "base_color": 1}}
    if is_repost(item):
        post |= {"text": f"转发微博：{item.title}", "retweeted_status": _passed_on(asked, item)}
    return post


def _passed_on(asked: Asked, item: Item) -> Mapping[str, object]:
    """Return the post that *item* passes on, which is some days older than it."""
    older = item.at - timedelta(days=between(2, 40, "older", item.number))
    return {
        "created_at": _when(asked, older),
        "id": str(int(ids.post_number(item)) - 9_000_000),
        "text": "未来三天以晴好天气为主，早晚温差较大。",
        "user": {"id": _OTHER_UID, "screen_name": _OTHER_NAME, "verified": True, "verified_type": 7},
    }


def _when(asked: Asked, moment: datetime) -> str:
    return created_before(moment, asked.now) if asked.manner.relative_times else created_at(moment)
