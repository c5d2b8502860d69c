"""Apple's lookup: the version that an app is at in one country's store."""

import re
from datetime import datetime

from crawler.platforms.addresses import Place, place_of
from crawler.platforms.app.version import told_absent, told_version
from crawler.platforms.posts import rows_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.apis.json_answer import count_at, text_at
from crawler.readers.apis.rows import absolute
from records.observation import Outcome

#: When the version came out; ``releaseDate`` is when the app's first one did.
_FIELD = "currentVersionReleaseDate"
_COUNTRY = re.compile(r"[a-zA-Z]{2}")
_HERE = "cn"


def recognises(answer: object) -> bool:
    """Return whether *answer* is that of a lookup."""
    return isinstance(answer, dict) and "resultCount" in answer


def read_lookup(answer: object, *, address: str, seen_at: datetime | None) -> Told:
    """Return the version that the lookup tells; GONE where the country's store has no such app."""
    place = place_of(address)
    asked = plain(place.query.get("id", ""))
    ids = (asked,) if asked else ()
    rows = rows_at(answer, "results")
    if count_at(answer, "resultCount") == 0 and not rows:
        return _absent(place, ids, is_known=bool(address))
    apps = [row for row in rows or () if text_at(row, "kind") in ("", "software", "mac-software")]
    found = [row for row in apps if asked in (text_at(row, "trackId"), text_at(row, "bundleId"))]
    if len(found or apps) != 1:
        note = "the lookup tells of no app, or of several: ask for one by its id"
        return told_nothing(Outcome.UNREADABLE, note, account=Identity(ids=ids))
    app = (found or apps)[0]
    said = (text_at(app, "trackId"), text_at(app, "bundleId"))
    account = Identity(
        ids=tuple(plain(each) for each in said if each),
        name=plain(text_at(app, "trackName")),
        principal=plain(text_at(app, "sellerName")),
    )
    if not account.ids or not text_at(app, "version", _FIELD):
        return told_nothing(
            Outcome.UNREADABLE, "a result without an app's id or version: look at it", account=account
        )
    return told_version(
        text_at(app, "version"),
        app.get(_FIELD),
        account=account,
        field=_FIELD,
        address=absolute(address, text_at(app, "trackViewUrl")),
        seen_at=seen_at,
    )


def _absent(place: Place, ids: tuple[str, ...], *, is_known: bool) -> Told:
    first = place.path.strip("/").partition("/")[0]
    country = place.query.get("country", "") or (first if _COUNTRY.fullmatch(first) else "")
    if is_known and not country:
        note = f"the lookup names no country, so it was not the Chinese store's: ask with country={_HERE}"
        return told_nothing(Outcome.PARTIAL, note, account=Identity(ids=ids))
    named = plain(country)[:2] or "the country asked for"
    return told_absent(f"Apple's store of {named}", ids=ids)
