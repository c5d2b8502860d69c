"""Answers of list APIs, built from the shapes that such answers have, for readers to stumble over."""

import json
from collections.abc import Callable, Mapping
from random import Random

_ROWS_AT = (
    *("data.results", "results.data.results", "data.rows", "data.list", "data.records", "result.records"),
    *("custom.infodata", "infolist", "articles", "page.content", "items", "searchVO.listVO", "result", ""),
)
_TITLES = ("title", "TITLE", "docTitle", "DOCTITLE", "BT", "customtitle")
_ADDRESSES = ("url", "URL", "link", "linkurl", "infourl", "DOCPUBURL", "doc_pub_url", "id", "docId")
_DATES = (
    *("publishedTimeStr", "publishedTime", "pubtime", "webdate", "infodate", "publishDate", "created_at"),
    *("PUBDATE", "DOCRELPUBTIME", "save_time", "f_2021", "date", "pubtimeStr", "date_published"),
)
_TOTALS = ("total", "totalcount", "totalCount", "count")
_WHEN: tuple[object, ...] = (
    *("2026-11-20", "2026-11-20 09:30:00", "2026/11/20", "20261120", "2026-11-20T09:30:00+08:00"),
    *(1_795_138_200_000, 1_795_138_200, "1795138200000", "昨天", "2026年11月20日", "", None, 0, -1, 1e308),
    *("9999-12-31T23:59:59-12:00", "0000-00-00", [], {}, True, 10**40, "Fri, 20 Nov 2026 09:30:00 +0800"),
)
_WHERE = ("/a/1.html", "http://[", "//h/1", "", None, 7, "javascript:1", "/搜索?x=\ud800", "http://a.test/1")
_WHAT = ("演练县召开工作会议", "<a href='/1.html'>演练县</a>", "", None, 5, "标题\0\ud800", "&lt;li&gt;" * 50)


def answer(chance: Random) -> tuple[str, bytes]:
    """Return the name of a shape and an answer that has it."""
    name = chance.choice(list(SHAPES))
    return name, SHAPES[name](chance)


def _json(chance: Random) -> bytes:
    rows: object = [_row(chance) for _ in range(chance.choice([0, 1, 5, 20, 300]))]
    names = chance.choice(_ROWS_AT).split(".")
    for depth, name in enumerate(reversed(names)):
        counted = {chance.choice(_TOTALS): chance.choice([0, 20, "20", -1, None])} if depth == 0 else {}
        rows = {name: rows, **counted} if name else rows
    text = json.dumps(rows, ensure_ascii=chance.random() < 0.3)
    if chance.random() < 0.2:
        text = f"callback({text});"
    if chance.random() < 0.1:
        text = json.dumps({"code": 200, "content": text})
    return text.encode("utf-8", errors="surrogatepass")


def _row(chance: Random) -> Mapping[str, object]:
    return {
        chance.choice(_TITLES): chance.choice(_WHAT),
        chance.choice(_ADDRESSES): chance.choice(_WHERE),
        **{name: chance.choice(_WHEN) for name in chance.choices(_DATES, k=2)},
    }


def _feed(chance: Random) -> bytes:
    kinds = (
        ("rss", "channel", "item", "pubDate"),
        ("feed", "", "entry", "published"),
        ("urlset", "", "url", "lastmod"),
    )
    root, inner, item, dated = chance.choice(kinds)
    entry = "<{0}><title>{1}</title><link>{2}</link><loc>{2}</loc><{3}>{4}</{3}></{0}>"
    parts = (
        entry.format(item, chance.choice(_WHAT), chance.choice(_WHERE), dated, chance.choice(_WHEN))
        for _ in range(chance.choice([0, 1, 20]))
    )
    opened, closed = (f"<{inner}>", f"</{inner}>") if inner else ("", "")
    return _bytes(f'<?xml version="1.0"?><{root}>{opened}{"".join(parts)}{closed}</{root}>')


def _datastore(chance: Random) -> bytes:
    records = "".join(f"<record><![CDATA[{_li(chance)}]]></record>" for _ in range(chance.choice([0, 1, 20])))
    total = chance.choice(["0", "20", "x", ""])
    return _bytes(
        f"<datastore><totalrecord>{total}</totalrecord><recordset>{records}</recordset></datastore>"
    )


def _fragment(chance: Random) -> bytes:
    html = "".join(_li(chance) for _ in range(chance.choice([0, 1, 20])))
    if chance.random() < 0.5:
        return _bytes(html + "<script>pageCount:7</script>")
    return _bytes(json.dumps({"success": True, "data": {"html": html}}))


def _li(chance: Random) -> str:
    where, what, when = chance.choice(_WHERE), chance.choice(_WHAT), chance.choice(_WHEN)
    return f"<li><a href='{where}' title='{what}'>{what}</a><span class='date'>{when}</span></li>"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


#: The shapes there are. A new one is a function and a line.
SHAPES: Mapping[str, Callable[[Random], bytes]] = {
    "json": _json,
    "feed": _feed,
    "datastore": _datastore,
    "fragment": _fragment,
}
