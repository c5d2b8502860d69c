"""The request of Weibo's open API (api.weibo.com), which an account's owner authorises."""

from urllib.parse import urlencode

BASE = "https://api.weibo.com"
#: Posts asked for: the newest page of an account that posts several times a day reaches back for days.
COUNT = 50


def user_timeline(uid: str, token: str, *, base: str = BASE) -> str:
    """Return the address of the newest posts of *uid*, whose owner gave the *token*; it holds a secret."""
    query = urlencode({"uid": uid, "count": COUNT, "access_token": token})
    return f"{base.rstrip('/')}/2/statuses/user_timeline.json?{query}"
