"""Weibo's refusals and notices: by HTTP status, by address, in answers and on pages."""

import re

from crawler.platforms.text import plain
from crawler.platforms.told import Told, told_nothing
from crawler.platforms.weibo.asked import asked
from crawler.platforms.weibo.fields import plain_at, sign_at
from crawler.platforms.weibo.timeline import NO_CONTENT
from crawler.readers.apis.json_answer import dig, text_at
from crawler.readers.apis.rows import absolute
from records.observation import Outcome

_SLOWER = "leave more time between accounts"
_STATUSES = {
    432: "no visitor session, or one that is no longer taken: make a new visitor once, then stop",
    418: f"too many requests: {_SLOWER}",
    403: f"the platform refuses this address of ours: {_SLOWER}",
    414: f"too many requests: {_SLOWER}",
}
#: What the words of a notice say of the account, and the state they give it.
_GONE = {
    "banned": re.compile(r"该[账帐]号因被投诉违反[^。]{0,60}现已无法查看"),
    "cancelled": re.compile(r"该[账帐]号已关闭|因用户自行申请关闭"),
}
_NOBODY = re.compile(r"该?用户不存在|(?<!\d)20003(?!\d)")
_RESTRICTED = re.compile(r"该[账帐]号行为异常|用户验证之前暂时不能查看")
_TOO_OFTEN = re.compile(r"频次过高|过于频繁|太频繁")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_VISITOR_TITLE = "Sina Visitor System"
#: How much of a page is looked at: notices are small.
_LOOKED_AT = 60_000
_NOBODY_QUERY = "usernotexists"

VISITOR_NOTE = "the visitor step was not passed: wait for the page's second navigation, in one kept context"
_LOGIN_NOTE = "asks for a log-in: make a new visitor once, then stop; or the owner authorises the open API"
_NOBODY_NOTE = "the platform says that there is no such account: check its uid"


def of_status(status: int) -> Told | None:
    """Return what an HTTP *status* says, or None for one that says nothing of its own."""
    note = _STATUSES.get(status)
    return told_nothing(Outcome.BLOCKED, f"HTTP {status}: {note}") if note else None


def of_address(address: str) -> Told | None:
    """Return what the *address* that answered in the end says, or None for an ordinary one."""
    request = asked(address)
    if not _is_of(request.host, "weibo.com", "weibo.cn"):
        return None
    if _is_of(request.host, "passport.weibo.com", "passport.weibo.cn"):
        is_visitor = request.path.startswith("/visitor")
        return told_nothing(Outcome.BLOCKED, VISITOR_NOTE if is_visitor else _LOGIN_NOTE)
    if request.path == "/login.php":
        return told_nothing(Outcome.BLOCKED, _LOGIN_NOTE)
    if request.path.rstrip("/") != "/sorry":
        return None
    if _NOBODY_QUERY in address.partition("?")[2]:
        return told_nothing(Outcome.GONE, _NOBODY_NOTE)
    return told_nothing(Outcome.BLOCKED, "the platform's page of regrets, for another reason: look at it")


def of_answer(answer: object) -> Told | None:
    """Return what a loaded *answer* refuses with, or None where it refuses nothing.

    这里还没有内容 is no refusal by itself: see ``profile.told_empty``.
    """
    if not isinstance(answer, dict):
        return None
    if "retcode" in answer and "ok" not in answer:
        return told_nothing(Outcome.BLOCKED, f"the visitor system's own answer: {VISITOR_NOTE}")
    ok = sign_at(answer, "ok")
    words = plain_at(answer, "msg", "errmsg", "message")
    link = absolute("https://weibo.com/", text_at(answer, "url", "data.url", "link", "scheme"))
    if ok == "1" or not (ok or words or link):
        return None
    told = of_words(words) or (of_address(link) if link else None)
    if told:
        return told
    if _NOBODY.search(text_at(answer, "errno", "error_code")):
        return told_nothing(Outcome.GONE, _NOBODY_NOTE)
    return _by_number(answer, ok, words)


def of_words(words: str) -> Told | None:
    """Return what the *words* of a notice say, or None where they are none that is known."""
    told = _state_in(words)
    if told:
        return told
    if _NOBODY.search(words):
        return told_nothing(Outcome.GONE, _NOBODY_NOTE)
    if _TOO_OFTEN.search(words):
        return told_nothing(Outcome.BLOCKED, f"asked too often: {_SLOWER}")
    return None


def of_page(text: str, *, address: str) -> Told:
    """Return what an HTML page says that came in an answer's place: a refusal, by one name or another."""
    by_address = of_address(address)
    if by_address:
        is_regrets = asked(address).path.rstrip("/") == "/sorry"
        return (_state_in(_shown(text[:_LOOKED_AT])) if is_regrets else None) or by_address
    title = _TITLE.search(text[:_LOOKED_AT])
    if title and _VISITOR_TITLE in title[1]:
        return told_nothing(Outcome.BLOCKED, VISITOR_NOTE)
    return told_nothing(Outcome.BLOCKED, "a page in an answer's place, most likely a refusal: look at it")


def _state_in(words: str) -> Told | None:
    for state, form in _GONE.items():
        if form.search(words):
            return told_nothing(Outcome.GONE, f"the platform says that the account is {state}", state=state)
    if _RESTRICTED.search(words):
        note = "the account is restricted until its owner verifies it: tell the owner"
        return told_nothing(Outcome.BLOCKED, note, state="restricted")
    return None


def _shown(text: str) -> str:
    """Return *text* without its scripts, which may hold the words of every notice there is."""
    first, *others = text.split("<script")
    return first + "".join(other.partition("</script>")[2] for other in others)


def _by_number(answer: object, ok: str, words: str) -> Told | None:
    if ok.startswith("-"):
        return told_nothing(Outcome.BLOCKED, f"ok:{plain(ok)[:8]}: {_LOGIN_NOTE}")
    if NO_CONTENT in words or not ok or (not words and dig(answer, "data.cards") is not None):
        return None
    return told_nothing(Outcome.UNREADABLE, f"ok:{plain(ok)[:8]} with words that are not known: {words[:80]}")


def _is_of(host: str, *domains: str) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
