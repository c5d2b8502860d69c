"""Any store's page or answer about an app: which version it is at, and since when; never that it posts."""

from datetime import datetime

from crawler.platforms.addresses import Place, place_of
from crawler.platforms.app import appgallery, apple
from crawler.platforms.app.appbao import read_page
from crawler.platforms.notices import shown_on
from crawler.platforms.told import Told, told_nothing
from crawler.readers.apis.json_answer import load
from crawler.readers.bounds import fault_of
from records.observation import Outcome


def read(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return what *body* says of an app; its one entry is a version, titled 版本 and its number.

    See ReadPlatform.
    """
    fault = fault_of(body)
    if fault:
        return told_nothing(Outcome.UNREADABLE, fault)
    if body.lstrip().startswith(b"<"):
        return _read_page(body, address=address, seen_at=seen_at)
    answer = load(body)
    if apple.recognises(answer):
        return apple.read_lookup(answer, address=address, seen_at=seen_at)
    if appgallery.recognises(answer):
        return appgallery.read_tab(answer, address=address, seen_at=seen_at)
    note = "no store's answer that is known, or a damaged one: look at the address that was asked"
    return told_nothing(Outcome.UNREADABLE, note)


def _read_page(body: bytes, *, address: str, seen_at: datetime | None) -> Told:
    place, shown = place_of(address), shown_on(body)
    if place.is_of("app.mi.com") or "小米应用商店" in shown.title:
        return told_nothing(Outcome.UNREADABLE, "Xiaomi's pages are not read: look at the store by hand")
    if _is_appbao(place) or "应用宝" in shown.title:
        return read_page(body, shown, address=address, seen_at=seen_at)
    note = "a store's page that is not read: AppGallery answers its script (getTabDetail), Apple its lookup"
    return told_nothing(Outcome.UNREADABLE, note)


def _is_appbao(place: Place) -> bool:
    return place.is_of("sj.qq.com") or bool(place.after("appdetail"))
