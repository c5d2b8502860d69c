"""Addresses as the inventory may write them, and when two of them are the same page."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, urlsplit

#: Longer addresses are refused by servers too.
MAX_LENGTH = 2_000

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|php|aspx?)$", re.IGNORECASE)
_SECRETS = {"access_token", "appsecret", "password", "passwd", "pwd", "secret"}
_PORTS = {"http": 80, "https": 443}
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal")


def checked_address(text: str) -> str:
    """Return *text* where it is an http or https address of a host; raises ValueError with the remedy.

    Credentials are refused: an address is printed on boards and in mails.
    """
    if re.search(r"[\s\\]", text) or len(text) > MAX_LENGTH:
        raise ValueError(
            "is no address: it holds spaces or backslashes, or is far too long; write http://host/path"
        )
    parts = _split(text)
    if parts.scheme not in _PORTS:
        raise ValueError("is no http or https address; write it in full, like http://www.example.test/path/")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a user name or password; leave them out, addresses are printed")
    if any(key.casefold() in _SECRETS for key, _ in parse_qsl(parts.query)):
        raise ValueError("holds a secret in its query; leave it out, addresses are printed")
    if not _is_host(host_of(text)):
        raise ValueError("names no host; write it in full, like http://www.example.test/path/")
    return text


def host_of(address: str) -> str:
    """Return the host *address* names, in lower case and as the name system writes it."""
    host = (_split(address).hostname or "").rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""


def is_private(host: str) -> bool:
    """Return whether *host* says by itself that it is no public one; names are not looked up."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(_PRIVATE_ENDINGS)


def same_page(address: str) -> str:
    """Return a form of *address* that is equal for two addresses of one page.

    The scheme, the usual port, a trailing slash, ``index.html`` and its like and a
    fragment make no difference; a fragment that is a route (``#/news``) does.
    """
    parts = _split(address)
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    path = _INDEX.sub("/", parts.path) if not parts.query else parts.path
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host_of(address)}{port}{path.rstrip('/')}{query}{route}"


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  (reading it is what checks it)
    except ValueError as error:
        raise ValueError(f"is no address ({error}); write http://host/path") from error
    return parts


def _is_host(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        labels = host.split(".")
        return not labels[-1].isdigit() and all(map(_LABEL.fullmatch, labels))
