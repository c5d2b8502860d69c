"""Which firewall product a refusal is from, as far as its marks are publicly known.

A mark is the product's own where its pages and no others carry it. Everything else
(a cookie that ordinary answers set too, one that is told of in a single place) makes
a guess, and is said to be one. What is known of no product stays without a name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain


class Where(StrEnum):
    """The part of an answer that carries a mark."""

    BODY = "body"
    COOKIE = "cookie"
    SERVER = "server"
    HEADER = "header"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark of a product."""

    where: Where
    #: Searched for, each by itself, in the body in lower case, the name of a cookie that is set, the
    #: Server header, or a header's name. One form for each: the search for a plain text is quick.
    forms: tuple[re.Pattern[str], ...]
    #: The statuses with which it is the product's own; with others it makes a guess. Empty for all.
    at: frozenset[int] = frozenset()
    #: It never makes more than a guess.
    guess: bool = False


@dataclass(frozen=True, kw_only=True)
class Wall:
    """The product that refused, and whether that is known or only likely."""

    name: str
    sure: bool

    def __str__(self) -> str:
        return self.name if self.sure else f"probably {self.name}"


def _body(*forms: str, at: Collection[int] = (), guess: bool = False) -> Mark:
    return Mark(where=Where.BODY, forms=tuple(map(re.compile, forms)), at=frozenset(at), guess=guess)


def _cookie(form: str, *at: int, guess: bool = False) -> Mark:
    return Mark(where=Where.COOKIE, forms=(re.compile(form, re.IGNORECASE),), at=frozenset(at), guess=guess)


def _server(form: str, *at: int) -> Mark:
    return Mark(where=Where.SERVER, forms=(re.compile(form, re.IGNORECASE),), at=frozenset(at))


def _header(form: str, *at: int) -> Mark:
    return Mark(where=Where.HEADER, forms=(re.compile(form, re.IGNORECASE),), at=frozenset(at))


#: Every product we know marks of. A new one is a line; the first that fits is taken.
WALLS: Mapping[str, tuple[Mark, ...]] = {
    "加速乐(知道创宇)": (
        _body(r"__jsl_clearance", r"static\.jiasule\.com", r"notice-jiasule"),
        _cookie(r"__jsluid", 521),
        _server(r"jiasule"),
    ),
    "创宇盾(知道创宇)": (_body(r"365cyd\.com", r"创宇盾"), _body(r"ks[-_]waf[-_]error")),
    "瑞数动态防护": (
        # Its script is written into ordinary pages too, so that it is told by the status.
        _body(r"\$_ts\b", at=(202, 400, 412)),
        _cookie(r"FSSBBIl1UgzbN7N", 202, 400, 412),
        _body(r"<meta[^>]{0,80}content=\"[^\"]{20,}\"[^>]{0,40}\sr=['\"]m['\"]", at=(202, 412)),
    ),
    "阿里云WAF": (
        _body(
            r"acw_sc__v\d",
            r"errors\.aliyun(?:dun)?\.com",
            r"alicdn\.com/sd/punish",
            r"block_traceid",
            r"aliyun_waf",
        ),
        _cookie(r"acw_tc|aliyungf_tc", 405),
    ),
    "腾讯云WAF": (_body(r"waf-static\.tencent\.com", r"腾讯云web应用防火墙"),),
    "华为云WAF": (_server(r"HuaweiCloudWAF"), _body(r"hws_security@"), _cookie(r"HWWAFSESID", 418)),
    "百度云加速": (_server(r"yunjiasu"),),
    "长亭雷池(SafeLine)": (
        _body(r"/\.safeline/", r"<!--\s*event_id:"),
        _cookie(r"sl-challenge-server|sl_jwt_s(?:ession|ign)"),
        _cookie(r"sl-session", guess=True),
    ),
    "360网站卫士": (_server(r"360wzws"), _header(r"x-powered-by-360wzb")),
    # Whose product this is today is told differently; the marks carry its name.
    "网站卫士(WZWS)": (_body(r"wzws(?:challenge|question|_cid)"), _cookie(r"wzws_c?s?id")),
    "安域(AnYu)": (_body(r"intercepted by anyu|anyu.{0,10}?the green channel"),),
    "安恒玄武盾": (_body(r"error\.websaas\.cn", guess=True),),
    "绿盟WAF": (_server(r"NSFocus"),),
    "D盾": (_body(r"d盾_拦截提示"),),
    "安全狗": (_body(r"404\.safedog\.cn", r"safedogsite/"), _cookie(r"safedog"), _server(r"safedog")),
    "云锁": (_body(r"yunsuologo"), _cookie(r"yunsuo_session")),
    "宝塔WAF": (_body(r"bt\.cn/new/btwaf", r"堡塔云waf"),),
    "Cloudflare": (
        _body(r"_cf_chl_opt"),
        _header(r"cf-mitigated"),
        _server(r"cloudflare", 403, 429),
        _header(r"cf-ray", 403, 429),
    ),
    "Web服务器(nginx)": (_body(r"<center>(?:nginx|openresty|tengine)", at=(403,)),),
}

#: Bytes of a body that are searched: such pages are small, and say what they are at the top.
_LOOKED_AT = 65_536
_COOKIE_NAME = re.compile(r"\s*([^=;\s]+)=")


def wall_of(status: int, headers: Iterable[tuple[str, str]], body: bytes) -> Wall | None:
    """Return the product that a refusal of that *status*, *headers* and *body* is from, or None.

    Only for answers that are known to refuse: many products mark ordinary answers too.
    What the body says goes first, for whoever wrote it refused; others may stand in between.
    """
    parts = _parts(headers, body)
    known = [
        (name, mark, _is_own(mark, status))
        for name, marks in WALLS.items()
        for mark in marks
        if any(form.search(part) for form in mark.forms for part in parts[mark.where])
    ]
    own = [name for name, mark, sure in known if sure and mark.where is Where.BODY]
    own += [name for name, _, sure in known if sure]
    guesses = (name for name, _, _ in known)
    return next((Wall(name=name, sure=bool(own)) for name in chain(own, guesses)), None)


def wall_words(status: int, headers: Iterable[tuple[str, str]], body: bytes) -> str:
    """Return what a note calls whatever refused with that answer."""
    wall = wall_of(status, headers, body)
    return f"firewall: {wall}" if wall else "a verification or firewall page"


def wall_page(text: str) -> str:
    """Return the mark by which *text* is a product's own page whatever its status, or an empty string."""
    looked_at = text[:_LOOKED_AT].lower()
    found = (form.search(looked_at) for form in _PAGE_FORMS)
    return next((text[match.start() : match.end()] for match in found if match), "")


def is_wall_page(body: bytes) -> bool:
    """Return whether *body* is a product's own page whatever its status."""
    return any(map(wall_page, _texts(body[:_LOOKED_AT])))


def _is_own(mark: Mark, status: int) -> bool:
    return not mark.guess and (not mark.at or status in mark.at)


def _parts(headers: Iterable[tuple[str, str]], body: bytes) -> Mapping[Where, list[str]]:
    parts: dict[Where, list[str]] = {where: [] for where in Where}
    parts[Where.BODY] = [text.lower() for text in _texts(body[:_LOOKED_AT])]
    for name, value in headers:
        parts[Where.HEADER].append(name)
        cookie = _COOKIE_NAME.match(value) if name.lower() == "set-cookie" else None
        if cookie:
            parts[Where.COOKIE].append(cookie[1])
        if name.lower() == "server":
            parts[Where.SERVER].append(value)
    return parts


def _texts(body: bytes) -> Iterator[str]:
    """Yield *body* in both encodings that such pages come in."""
    for encoding in ("utf-8", "gb18030"):
        yield body.decode(encoding, errors="replace")


_PAGE_FORMS = tuple(
    form
    for marks in WALLS.values()
    for mark in marks
    if mark.where is Where.BODY and not mark.guess and not mark.at
    for form in mark.forms
)
