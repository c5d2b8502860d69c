"""Where a message goes: a chat group's robot, a hook of the office's own, or a service that Apprise knows."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

from records.errors import InputError

#: A secret that signs has at least so many characters: a shorter one can be found by trying.
SECRET_LENGTH = 16

_WECOM_PATH, _DINGTALK_PATH = "/cgi-bin/webhook/send", "/robot/send"
_WECOM_HOME, _DINGTALK_HOME = "https://qyapi.weixin.qq.com", "https://oapi.dingtalk.com"
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\]")
_SCHEME = re.compile(r"([a-z][a-z0-9]*)(?:\+(https?))?://(.+)")
_WRITTEN = "write the robot's webhook, hook+https://…#SECRET, or an address as Apprise has it"
#: Shorter parts of an address are no secrets.
_SHORTEST_SECRET = 4


class Kind(StrEnum):
    """Who takes the message there."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    HOOK = "hook"
    APPRISE = "apprise"


@dataclass(frozen=True, kw_only=True)
class Destination:
    """One place that takes messages; neither ``repr`` nor ``place`` says what lets us in."""

    #: The setting that it comes from, such as XUNCHA_CHAT_UNITS.
    setting: str
    kind: Kind
    #: Where to post; for Apprise, its own form.
    address: str = field(repr=False)
    #: What signs, or empty.
    secret: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """What errors and logs call it: the setting and the host.

        Of Apprise's, whose hosts may be tokens, the scheme in the place of the host.
        """
        parts = urlsplit(self.address)
        return f"{self.setting} ({parts.scheme if self.kind is Kind.APPRISE else parts.hostname})"

    def hidden(self, text: str) -> str:
        """Return *text*, which came from there, without any part of the address that may let somebody in."""
        for part in sorted(self._secrets(), key=len, reverse=True):
            text = text.replace(part, "…")
        return text

    def _secrets(self) -> set[str]:
        parts = urlsplit(self.address)
        found = [self.secret, *(value for _, value in parse_qsl(parts.query))]
        if self.kind is Kind.HOOK:
            found += parts.path.split("/")
        elif self.kind is Kind.APPRISE:
            found += re.split(r"[/:@?&=#,;+]+", self.address.partition("://")[2])
        written = {*found, *map(unquote, found)}
        return {part for part in written if len(part) >= _SHORTEST_SECRET}


def destination(setting: str, stated: str) -> Destination:
    """Return the destination that *stated*, the value of *setting*, names.

    A webhook of 企业微信 or 钉钉 is known by its path, on whatever host; else its kind stands before it:
    ``wecom+https://``, ``dingtalk+https://``, ``hook+https://``. What follows ``#`` is the secret that signs.
    Raises InputError, which names the setting and never repeats its value.
    """
    written = _SCHEME.fullmatch(stated) if stated.isascii() and stated.isprintable() else None
    if not written or " " in stated:
        raise InputError(f"{setting}: is no address; {_WRITTEN}")
    before, web, rest = written.groups()
    if web:
        return _of_kind(setting, before, _web(setting, f"{web}://{rest}"))
    if before in {"http", "https"}:
        parts = _web(setting, stated)
        return _of_kind(setting, _known_by_path(parts), parts)
    match before:
        case "wecombot":
            key = rest.rstrip("/")
            return _robot(setting, Kind.WECOM, _web(setting, f"{_WECOM_HOME}{_WECOM_PATH}?key={key}"))
        case "dingtalk":
            secret, _, token = rest.rstrip("/").rpartition("@")
            address = f"{_DINGTALK_HOME}{_DINGTALK_PATH}?access_token={token}#{secret}"
            return _robot(setting, Kind.DINGTALK, _web(setting, address))
    return Destination(setting=setting, kind=Kind.APPRISE, address=stated)


def gateway(address: str, secret: str) -> Destination:
    """Return the office's gateway for text messages; raises InputError that names what to set."""
    parts = _web("XUNCHA_SMS_URL", address)
    if parts.fragment:
        raise InputError("XUNCHA_SMS_URL: ends in #…; give its secret as XUNCHA_SMS_SECRET")
    _strong("XUNCHA_SMS_SECRET", secret)
    return Destination(setting="XUNCHA_SMS_URL", kind=Kind.HOOK, address=address, secret=secret)


def _web(setting: str, address: str) -> SplitResult:
    """Return the parts of an http or https *address*; raises InputError where none could be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise InputError(f"{setting}: is no address that can be asked; {_WRITTEN}") from None
    host = parts.netloc.rpartition(":")[0] if port is not None else parts.netloc
    usable = parts.scheme in {"http", "https"} and address.isascii() and address.isprintable()
    if not usable or " " in address or not _HOST.fullmatch(host):
        raise InputError(
            f"{setting}: is no http or https address with a plain host (no user before it, a Chinese one "
            "in its xn-- form); mend it"
        )
    return parts


def _known_by_path(parts: SplitResult) -> str:
    if parts.path.endswith(_WECOM_PATH):
        return Kind.WECOM
    return Kind.DINGTALK if parts.path.endswith(_DINGTALK_PATH) else ""


def _of_kind(setting: str, kind: str, parts: SplitResult) -> Destination:
    match kind:
        case Kind.WECOM | Kind.DINGTALK:
            return _robot(setting, Kind(kind), parts)
        case Kind.HOOK:
            _strong(f"{setting}, after #", unquote(parts.fragment))
            return _built(setting, Kind.HOOK, parts)
    raise InputError(
        f"{setting}: names no robot we know; write wecom+https://…, dingtalk+https://…, "
        "hook+https://…#SECRET, or the service's address as Apprise has it"
    )


def _robot(setting: str, kind: Kind, parts: SplitResult) -> Destination:
    wanted = "key" if kind is Kind.WECOM else "access_token"
    if not dict(parse_qsl(parts.query)).get(wanted):
        raise InputError(f"{setting}: has no {wanted}; copy the robot's whole webhook")
    if kind is Kind.WECOM and parts.fragment:
        raise InputError(f"{setting}: ends in #…; a robot of 企业微信 has no secret besides its key")
    return _built(setting, kind, parts)


def _built(setting: str, kind: Kind, parts: SplitResult) -> Destination:
    address = urlunsplit(parts._replace(fragment=""))
    return Destination(setting=setting, kind=kind, address=address, secret=unquote(parts.fragment))


def _strong(setting: str, secret: str) -> None:
    if len(secret) < SECRET_LENGTH:
        raise InputError(
            f"{setting}: the secret that signs has fewer than {SECRET_LENGTH} characters; "
            "make one with `openssl rand -hex 32`"
        )
