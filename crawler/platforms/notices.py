"""A platform's page without posts: a wall, a notice that the account is gone, or merely its frame."""

import re
from dataclasses import dataclass

from crawler.platforms.addresses import place_of
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.decoding import decode
from records.observation import Outcome

_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|noscript|template|title)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
#: Characters of what a page shows that are looked at.
_LOOKED_AT = 60_000
#: A notice that an account is gone is all that its page shows; a longer page may quote one.
_MAX_NOTICE = 1_000
_WALL_TITLE = re.compile(r"验证码中间页|安全验证|身份验证")
#: Never the bare word captcha: ordinary pages name it in their scripts and forms.
_WALL = re.compile(
    r"请(?:先)?登录|访问(?:过于)?频繁|请求过快|网络环境存在风险|完成(?:下列|下方|安全)?验证后|请完成(?:安全)?验证"
)
_GONE = {
    "cancelled": re.compile(r"[该此](?:[账帐]号|用户)已(?:经)?(?:自主|自行)?注销"),
    "banned": re.compile(r"[该此](?:[账帐]号|用户)(?:已(?:经)?被?|被)(?:永久)?(?:封禁|封号|封停)"),
    "frozen": re.compile(r"[该此](?:[账帐]号|用户)已(?:经)?被?冻结"),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a page shows: its title, and its text without scripts and markup."""

    title: str
    text: str


def shown_on(body: bytes) -> Shown:
    """Return what the page *body* shows to a visitor, of its text the first 60,000 characters."""
    text = decode(body)
    title = _TITLE.search(text)
    seen = " ".join(_TAG.sub(" ", outside_scripts(text)[: _LOOKED_AT * 10]).split())
    return Shown(title=plain(title[1]) if title else "", text=seen[:_LOOKED_AT])


def outside_scripts(text: str) -> str:
    """Return *text* without its scripts and styles, which may hold the words of every notice there is."""
    first, *others = _UNSEEN.split(text)
    pieces = [first]
    for name, piece in zip(others[::2], others[1::2], strict=True):
        end = piece.find(f"</{name}")
        pieces.append(piece[end:] if end >= 0 else "")
    return "".join(pieces)


def wall_in(words: str) -> str:
    """Return the words in *words* that ask for a log-in, a verification or patience; or empty."""
    found = _WALL.search(words[:_LOOKED_AT])
    return found[0] if found else ""


def told_of_page(
    body: bytes, *, address: str, account: Identity, frame: re.Pattern[str], remedy: str
) -> Told:
    """Return what a page without posts says of *account*, the one that its address asks for.

    *frame* matches the title of an account's page, and its first group the name. *remedy*
    says in English what may tell more.
    """
    shown = shown_on(body)
    marked = _WALL_TITLE.search(shown.title)
    words = marked[0] if marked else wall_in(shown.text)
    if place_of(address).is_wall or words:
        said = f"the page says {words}" if words else "its address is that of a log-in or a verification"
        return told_nothing(Outcome.BLOCKED, f"{said}: {remedy}", account=account)
    notice = f"{shown.title} {shown.text}"
    for state, form in _GONE.items() if len(notice) <= _MAX_NOTICE else ():
        if form.search(notice):
            note = f"the platform says that the account is {state}"
            return told_nothing(Outcome.GONE, note, account=account, state=state)
    framed = frame.search(shown.title)
    if framed:
        said_by = Identity(ids=account.ids, name=plain(framed[1]))
        note = f"the account's page without its posts: {remedy}"
        return told_nothing(Outcome.PARTIAL, note, account=said_by)
    note = f"neither an answer nor a page that is known, or a damaged one: {remedy}"
    return told_nothing(Outcome.UNREADABLE, note, account=account)
