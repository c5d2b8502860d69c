"""What a visit of an imaginary account's page would hear."""

import json
from datetime import timedelta
from typing import Any

from records.civil import parse_moment

UID = "6000000001"
OTHER = "6000000098"
NOW = parse_moment("2026-11-23T09:00:00+08:00")
PAGE = f"https://m.weibo.cn/u/{UID}"
VISITOR = "https://visitor.passport.weibo.cn/visitor/visitor?entry=sinawap"
LOGIN = "https://passport.weibo.com/sso/signin?entry=wapsso"
SORRY = "https://weibo.com/sorry?usernotexists"
_ASK = "https://m.weibo.cn/api/container/getIndex?type=uid&value="

Heard = tuple[str, bytes]


def sent(value: object) -> bytes:
    return json.dumps(value).encode()


def card(number: int, days_ago: int, *, uid: str | None = UID, **mblog: Any) -> dict[str, Any]:
    """Return the card of a post made so many days before NOW."""
    at = (NOW - timedelta(days=days_ago)).strftime("%a %b %d %H:%M:%S +0800 %Y")
    user = {"id": int(uid), "screen_name": "演练发布"} if uid else None
    blog = {"created_at": at, "bid": f"Yl{number:04}", "text": f"演练县第{number}条", "user": user}
    return {"card_type": 9, "mblog": blog | mblog}


def pinned(number: int, days_ago: int) -> dict[str, Any]:
    return card(number, days_ago, isTop=1, mblogtype=2, title={"text": "置顶"})


def timeline(*cards: object, uid: str = UID, more: str = "", container: str = "107603") -> Heard:
    number = f"{container}{uid}"
    answer = {"ok": 1, "data": {"cardlistInfo": {"containerid": number}, "cards": cards}}
    return f"{_ASK}{uid}&containerid={number}{more}", sent(answer)


def profile(posts: object = 812, *, uid: str = UID, container: str = "107603") -> Heard:
    user = {"id": int(uid), "screen_name": "演练发布", "statuses_count": posts}
    tabs = [{"tab_type": "weibo", "containerid": f"{container}{uid}"}]
    return f"{_ASK}{uid}", sent({"ok": 1, "data": {"userInfo": user, "tabsInfo": {"tabs": tabs}}})


def empty(*, more: str = "") -> Heard:
    answer = {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
    return f"{_ASK}{UID}&containerid=107603{UID}{more}", sent(answer)


def refused(**answer: object) -> Heard:
    return f"{_ASK}{UID}&containerid=107603{UID}", sent(answer)


LOGIN_ASKED = refused(ok=-100, url=LOGIN)
TOO_OFTEN = refused(ok=0, msg="访问频次过高")
NOBODY = refused(ok=0, errno="20003", msg="该用户不存在(20003)")
CANCELLED = refused(ok=0, msg="该账号因用户自行申请关闭，现已无法查看")
RESTRICTED = refused(ok=0, msg="该账号行为异常，存在安全风险，用户验证之前暂时不能查看")
