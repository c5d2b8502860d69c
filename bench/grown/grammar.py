"""Column pages grown from a grammar, each with the newest date its own list shows.

What is true of a page is what somebody who knows portals would say of it; what a
reader can do has no part in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.grown.column import DATED_HREFS, LINKS, PLAIN_HREFS, TODAY, Row, link, migrated, title
from bench.grown.dresses import DRESSES, SPELLINGS, spell
from bench.grown.forms import FORMS, Form, always
from bench.grown.frames import FRAMES

#: Frames in which another full date stands beside the row's own.
_TWO_DATES = frozenset({"headed table"})
#: Frames whose rows are links as a whole, or are written inside a script: no links of other ways.
_OWN_LINKS = frozenset({"li inside a link", "datastore", "written by a script"})
_COUNTS = (1, 2, 3, 4, 5, 8, 12, 15, 20, 25, 60)
#: A list of this length can have rows pinned on top.
_LONG = 5


@dataclass(frozen=True, kw_only=True)
class Grown:
    """A page, and what is true of it."""

    body: bytes
    #: The newest date of the column's own list; None where the page cannot tell it.
    newest: date | None
    #: A date that is right as well, though the page alone does not tell it.
    also_right: date | None
    #: How many rows its list has, and the titles of those of the newest date.
    rows: int
    titles: frozenset[str]
    #: The choices it was grown from, by what was chosen.
    chosen: Mapping[str, str]

    @property
    def recipe(self) -> str:
        """The choices in a line, for a failure's message."""
        return ", ".join(f"{what}: {name}" for what, name in self.chosen.items())


def grow(seed: int) -> Grown:
    """Return the page that *seed* grows into; the same one every time."""
    chance = Random(seed)
    name = chance.choice(list(FORMS))
    form = FORMS[name]
    days, order = _days(chance, form)
    frame = form.frame or chance.choice(_frames(form))
    way = "a plain link" if frame in _OWN_LINKS else chance.choice(list(LINKS))
    rows = _rows(chance, form, days, way="a plain link" if form.dated_links else way)
    dress, spelling = chance.choice(list(DRESSES)), chance.choice(list(SPELLINGS))
    page = spell(spelling, DRESSES[dress](chance, FRAMES[frame](chance, rows)))
    encoding, body = _encoded(chance, page)
    settled = form.settles(days)
    chosen = {
        **{"seed": f"{seed}", "form": name, "frame": frame, "dress": dress, "link": way, "order": order},
        **{"rows": f"{len(days)}", "spelling": spelling, "encoding": encoding},
    }
    newest = max(days)
    return Grown(
        body=body,
        newest=newest if settled else None,
        also_right=newest if form.guessable else None,
        rows=len(rows),
        titles=frozenset(row.title for row in rows if row.on == newest),
        chosen=chosen,
    )


def _frames(form: Form) -> Sequence[str]:
    taken = {other.frame for other in FORMS.values()}
    bare = not form.shown or not form.settles([TODAY])
    return [name for name in FRAMES if name not in taken and not (bare and name in _TWO_DATES)]


def _days(chance: Random, form: Form) -> tuple[list[date], str]:
    count = max(form.least, chance.choice(_COUNTS))
    if form.most_back is not None:
        return [TODAY - timedelta(days=back) for back in range(form.most_back)], "falling"
    days = [TODAY - timedelta(days=chance.choice([0, 1, 3, 9, 40, 200, 700]))]
    while len(days) < count:
        days.append(days[-1] - timedelta(days=chance.choice([0, 1, 2, 5, 17])))
    order = "falling" if form.falling else chance.choice(["falling"] * 5 + ["rising", "pinned", "mixed"])
    if order == "rising":
        days.reverse()
    elif order == "mixed":
        chance.shuffle(days)
    elif order == "pinned" and count > _LONG:
        for place in range(chance.choice([1, 1, 3])):
            days[place] -= timedelta(days=1500 + place)
    return days, order


def _rows(chance: Random, form: Form, days: Sequence[date], *, way: str) -> list[Row]:
    style, number = chance.random(), chance.randrange(10_000, 99_999)
    dated = chance.choice(DATED_HREFS)
    others = [dated, migrated(dated)] if form.shown and form.settles is always else []
    href = dated if form.dated_links else chance.choice([*PLAIN_HREFS, *others])
    rows = []
    for on in days:
        number -= chance.randrange(1, 30)
        text, there = title(chance, days=form.shown), href(number, on)
        shown = form.write(Random(style), on)
        rows.append(Row(on=on, title=text, href=there, shown=shown, link=link(chance, way, there, text)))
    return rows


def _encoded(chance: Random, page: str) -> tuple[str, bytes]:
    """Return what the page is encoded in and what it says of it, and its bytes."""
    codec = chance.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030"])
    other = {"gb18030": "utf-8"}.get(codec, "gb2312")
    says = chance.choice([codec, codec, "", other])
    charset = says.removesuffix("-sig")
    meta = f'<meta http-equiv="Content-Type" content="text/html{f"; charset={charset}" if charset else ""}">'
    return f"{codec} called {charset or 'nothing'}", page.replace("<title>", meta + "<title>").encode(codec)
