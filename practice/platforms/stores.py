"""Three stores of apps: what each says of the version that an app is at."""

from dataclasses import replace
from datetime import UTC

from practice.county import Account, County, Rhythm, Site
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, fields, page, told
from practice.platforms.manners import Standing
from practice.wire import Answer, Request

_APPLE, _HUAWEI, _HUAWEI_TAB, _TENCENT = "/lookup", "/app/C", "/uowap/index", "/appdetail/"


def with_app(county: County) -> County:
    """Return *county* with the stores on a host of their own, and one app of its last unit."""
    beside = next(site for site in county.sites if site.platform)
    unit = county.units[-1].key
    host = f"{beside.host.rpartition('.')[0]}.70"
    site = Site(key="p-app", name="应用商店（模拟）", host=host, unit=unit, platform="app")
    app = Account(
        key="app-ylt",
        platform="app",
        kind="移动客户端",
        name="演练通",
        id="6700000001",
        unit=unit,
        rhythm=Rhythm(every=(20, 60)),
    )
    return replace(county, sites=(*county.sites, site), accounts=(*county.accounts, app))


class Stores:
    """``/lookup?id=``, ``/app/C<id>`` with ``/uowap/index``, and ``/appdetail/<package>``."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        apps = [one for one in history.county.accounts if one.platform == "app"]
        self._by_number = {ids.app_number(one): one for one in apps}
        self._by_package = {ids.package(one): one for one in apps}

    def account_of(self, request: Request) -> Account | None:
        """Return which app is asked for."""
        query = fields(request.query)
        if request.path == _APPLE:
            return self._by_number.get(query.get("id", ""))
        if request.path == _HUAWEI_TAB:
            return self._by_number.get(query.get("uri", "").removeprefix("app|C"))
        by_package = self._by_package.get(request.path.removeprefix(_TENCENT))
        return by_package or self._by_number.get(request.path.removeprefix(_HUAWEI))

    def answer(self, asked: Asked) -> Answer | None:
        """Return what a store says; that it has no such app it says in its own way."""
        versions = self._versions(asked)
        if asked.path == _APPLE:
            return self._apple(asked, versions)
        if asked.path == _HUAWEI_TAB:
            return self._huawei(asked, versions)
        if asked.path.startswith(_HUAWEI):
            number = asked.path.removeprefix(_HUAWEI)
            code = ids.digest(24, "interface", number).hex()
            return page(
                self._pages.render("platforms/app/huawei.html", asked=asked, number=number, code=code)
            )
        return self._tencent(asked, versions) if asked.path.startswith(_TENCENT) else None

    def _versions(self, asked: Asked) -> tuple[Item, ...]:
        """Return the app's versions, newest first; none where the store does not have it."""
        if asked.account is None or asked.manner.standing is not Standing.IN_ORDER:
            return ()
        return self._history.published(asked.account.key, asked.now)

    def _apple(self, asked: Asked, versions: tuple[Item, ...]) -> Answer:
        account = asked.account
        if account is None or not versions or asked.query.get("country") != "cn":
            return told({"resultCount": 0, "results": []}, type_="text/javascript; charset=utf-8")
        newest, first = (item.at.astimezone(UTC) for item in (versions[0], versions[-1]))
        result = {
            "kind": "software",
            "trackId": int(ids.app_number(account)),
            "trackName": asked.name,
            "bundleId": ids.package(account),
            "sellerName": f"演练{self._history.county.unit(account.unit).name}",
            "version": version_of(versions),
            "releaseDate": f"{first:%Y-%m-%dT%H:%M:%SZ}",
            "currentVersionReleaseDate": f"{newest:%Y-%m-%dT%H:%M:%SZ}",
            "trackViewUrl": f"{asked.home}/cn/app/id{ids.app_number(account)}",
        }
        return told({"resultCount": 1, "results": [result]}, type_="text/javascript; charset=utf-8")

    def _huawei(self, asked: Asked, versions: tuple[Item, ...]) -> Answer:
        number = asked.query.get("uri", "").removeprefix("app|C")
        if asked.request.headers.get("interface-code") != ids.digest(24, "interface", number).hex():
            return told({"rtnCode": 1, "rtnDesc": "Interface-Code is invalid"})
        account = asked.account
        if account is None or not versions:
            return told({"rtnCode": 0, "layoutData": []})
        on = versions[0].on
        hidden = {
            "appid": f"C{number}",
            "name": asked.name,
            "package": ids.package(account),
            "versionName": version_of(versions),
        }
        info = {
            "developer": f"演练{self._history.county.unit(account.unit).name}",
            "releaseDate": f"{on.year}/{on.month}/{on.day}",
        }
        cards = [("detailhiddencard", hidden), ("detailappinfocard", info)]
        layout = [{"layoutName": name, "dataList": [data]} for name, data in cards]
        return told({"rtnCode": 0, "layoutData": layout})

    def _tencent(self, asked: Asked, versions: tuple[Item, ...]) -> Answer:
        if asked.account is None or not versions:
            return page(self._pages.notice("应用宝-找不到应用", "抱歉，找不到您访问的应用"), status=404)
        text = self._pages.render(
            "platforms/app/tencent.html",
            asked=asked,
            unit=self._history.county.unit(asked.account.unit),
            version=version_of(versions),
            on=versions[0].on,
            # As a bundler names classes: anew with each of the store's own releases.
            hashed=ids.digest(3, "css", asked.now.year, asked.now.month).hex(),
        )
        return page(text)


def version_of(versions: tuple[Item, ...]) -> str:
    """Return the number of the newest of *versions*."""
    return f"{1 + len(versions) // 10}.{len(versions) % 10}.0"
