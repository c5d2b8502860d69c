"""What each platform calls an account and a post: drawn from the county's own names, always alike."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from hashlib import blake2b

from practice.county import Account
from practice.draw import draw
from practice.history import Item

#: What 22 characters of an address hold, and what a platform appends to ``MS4wLjABAAAA``.
_SHORT_BYTES, _LONG_BYTES = 16, 32


def digest(size: int, *about: object) -> bytes:
    """Return *size* bytes that depend on *about* alone."""
    return blake2b("\x1f".join(map(str, about)).encode(), digest_size=size).digest()


def user_name(account: Account) -> str:
    """Return the original id of a WeChat account (原始ID), ``gh_…``."""
    return account.id if account.id.startswith("gh_") else f"gh_{digest(6, 'gh', account.id).hex()}"


def biz(account: Account) -> str:
    """Return the ``__biz`` of a WeChat account: ten digits in base64."""
    return b64encode(f"3{draw('biz', account.id) % 10**9:09}".encode()).decode()


def uid(account: Account) -> str:
    """Return the number of a Weibo account."""
    return account.id if account.id.isdecimal() else f"7{draw('uid', account.id) % 10**9:09}"


def sec_uid(account: Account) -> str:
    """Return what Douyin calls an account in addresses."""
    return _long("sec_uid", account.id)


def token(account: Account) -> str:
    """Return what Toutiao calls an account in addresses."""
    return _long("token", account.id)


def app_number(account: Account) -> str:
    """Return the number of an app in a store."""
    return account.id if account.id.isdecimal() else f"6{draw('app', account.id) % 10**9:09}"


def package(account: Account) -> str:
    """Return the package of an app."""
    return f"cn.practice.n{app_number(account)}"


#: What an inventory would hold as an account's id, by platform; anywhere else it is the county's own.
_IDENTITIES: Mapping[str, Callable[[Account], str]] = {
    "wechat": user_name,
    "weibo": uid,
    "douyin": sec_uid,
    "toutiao": token,
    "app": app_number,
}


def identity(account: Account) -> str:
    """Return the account's id on its platform, as an inventory would hold it."""
    name = _IDENTITIES.get(account.platform)
    return name(account) if name else account.id


def app_id(account: Account) -> str:
    """Return the appid by which the owner of a WeChat account asks the official interface."""
    return f"wx{digest(8, 'appid', account.id).hex()}"


def app_secret(account: Account) -> str:
    """Return the secret that goes with the appid."""
    return digest(16, "secret", account.id).hex()


def album_id(account: Account) -> str:
    """Return the number of the account's one album: nineteen digits."""
    return f"3{draw('album', account.id) % 10**18:018}"


def homepage_sn(account: Account) -> str:
    """Return the check of the account's one homepage, whose number (hid) is 1."""
    return digest(16, "homepage", account.id).hex()


def short(item: Item) -> str:
    """Return the 22 characters of a WeChat article's short address."""
    return urlsafe_b64encode(digest(_SHORT_BYTES, "short", item.number)).decode().rstrip("=")


def mid(item: Item) -> str:
    """Return the number of the WeChat message that holds the article."""
    return str(2_247_000_000 + item.number)


def sn(item: Item) -> str:
    """Return the check of a WeChat article's long address."""
    return digest(16, "sn", item.number).hex()


def chksm(item: Item) -> str:
    """Return what makes a WeChat article's long address pass without a session."""
    return digest(32, "chksm", item.number).hex()


def epoch(item: Item) -> int:
    """Return when the item came out, in seconds since 1970."""
    return int(item.at.timestamp())


def post_number(item: Item) -> str:
    """Return the number of a Weibo post."""
    return str(5_200_000_000_000_000 + item.number)


def work_number(item: Item) -> str:
    """Return the number of a Douyin or Toutiao post, whose high half is the second it came out."""
    return str(epoch(item) << 32 | item.number)


def _long(*about: object) -> str:
    return "MS4wLjABAAAA" + urlsafe_b64encode(digest(_LONG_BYTES, *about)).decode().rstrip("=")
