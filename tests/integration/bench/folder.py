"""A folder of invented pages, as the benchmark wants it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

NOW = "2026-11-23"

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{name}-演练县人民政府</title></head>
<body>
<div class="top">今天是{today}，欢迎访问</div>
<div class="main"><div class="position">当前位置：<a href="/">首页</a> &gt; {name}</div>
{content}</div><div class="footer">版权所有：演练县人民政府办公室</div></body></html>
"""


@dataclass(frozen=True)
class Written:
    """A page that is to be written, and its line in the manifest."""

    file: str
    text: str
    line: Mapping[str, object]
    charset: str = "utf-8"


def page(name: str, content: str, *, today: str = "", charset: str = "utf-8") -> str:
    return _PAGE.format(name=name, content=content, today=today, charset=charset)


def listing(*days: str) -> str:
    rows = "".join(
        f'<li><a href="{place}.html">演练县第{place}批惠民项目已经开工建设</a><span>{day}</span></li>'
        for place, day in enumerate(days, start=1)
    )
    return f'<ul class="list">{rows}</ul><div class="pages">共1页</div>'


def article(day: str, deadline: str) -> str:
    return (
        "<h1>关于征集演练县便民服务点建设意见的公告</h1>"
        f'<div class="info">发布时间：{day} 09:30 来源：演练县办公室</div>'
        f"<p>为方便群众办事，现向社会公开征集意见。意见请于{deadline}前送至县办公室。</p>"
    )


def write_folder(folder: Path, pages: Sequence[Written]) -> Path:
    lines = []
    for each in pages:
        place = folder / each.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(each.text, encoding=each.charset)
        lines.append(json.dumps({"file": each.file, "now": NOW, **each.line}, ensure_ascii=False))
    (folder / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder
