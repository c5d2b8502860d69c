"""The requests of WeChat's official interface (api.weixin.qq.com), which an account's owner grants."""

import json
import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from crawler.readers.apis.api import Ask
from crawler.readers.apis.json_answer import load, text_at

BASE = "https://api.weixin.qq.com"
#: The most that one page of ``freepublish/batchget`` holds.
PAGE = 20
_JSON = (("Content-Type", "application/json; charset=utf-8"),)
_TOKEN = re.compile(r"[\x21-\x7e]{8,1000}")


def ask_token(app_id: str, secret: str, *, base: str = BASE) -> Ask:
    """Return the request for an access token, which holds for 7,200 seconds; its body has the *secret*."""
    message = {
        "grant_type": "client_credential",
        "appid": app_id,
        "secret": secret,
        "force_refresh": False,
    }
    return _post(f"{base.rstrip('/')}/cgi-bin/stable_token", message)


def ask_day(token: str, day: date, *, base: str = BASE) -> Ask:
    """Return the request for what was published on *day*, yesterday at the latest, in Asia/Shanghai."""
    message = {"begin_date": day.isoformat(), "end_date": day.isoformat()}
    return _post(_with_token(f"{base.rstrip('/')}/datacube/getarticletotaldetail", token), message)


def ask_published(token: str, *, base: str = BASE) -> Ask:
    """Return the request for the first page of what was published without being sent (未群发)."""
    message = {"offset": 0, "count": PAGE, "no_content": 1}
    return _post(_with_token(f"{base.rstrip('/')}/cgi-bin/freepublish/batchget", token), message)


def token_in(body: bytes) -> str:
    """Return the access token that the answer to ``ask_token`` holds, or empty; it is a secret."""
    token = text_at(load(body), "access_token")
    return token if _TOKEN.fullmatch(token) else ""


def _with_token(url: str, token: str) -> str:
    return f"{url}?access_token={quote(token, safe='')}"


def _post(url: str, message: Mapping[str, object]) -> Ask:
    return Ask(url=url, method="POST", body=json.dumps(message).encode(), headers=_JSON)
