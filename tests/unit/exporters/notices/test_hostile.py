"""Whatever a name, an address or a telephone holds, a notice stays what it is."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from exporters.mail.compose import compose
from exporters.mail.message import Digest
from exporters.notices.card import card_html
from exporters.notices.mail import HTML_BYTES, notice_mail
from exporters.notices.text import MOST, notice_text
from exporters.notices.told import Told
from records.snapshot import Snapshot
from records.targets import Platform
from records.verdict import Certainty, Reason, State
from tests.unit.exporters.county import NOW, UNITS, account, column, snapshot, verdict
from tests.unit.exporters.notices.reminded import DUE_SOON, OVERDUE, URGED, reminded

NASTY = (
    "<script>alert(1)</script>",
    "\"'&<>",
    "\r\nBcc: x@y.test",
    "\u202e\u200f\u2067\u200b",
    "😀👨‍👩‍👧",
    "\ud800\udfff",
    "\x00\x1b[31m\u2028\ufffe",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "很长的名称" * 60,
)
#: Every character there is, lone surrogates too, and what was thought of above.
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=[]), max_size=80),
    st.lists(st.sampled_from(NASTY), max_size=3).map("".join),
)
ADDRESS = st.one_of(TEXT, TEXT.map(lambda text: f"http://portal.test/{text}"))
#: What may not be in anything that is sent: it cannot be, or turns what is read.
FORBIDDEN = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f\\ud800-\\udfff\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)


@st.composite
def notices(draw: st.DrawFn) -> Told:
    """Draw a notice of one to three items in which every text was written by an enemy."""
    late, soon, blank = State.OVERDUE, State.DUE_SOON, State.BLANK
    sure = Certainty.CONFIRMED
    parent = column("p", draw(TEXT), "zfb")
    columns = [
        replace(column("a", draw(TEXT), "jyj", parent="p"), url=draw(ADDRESS)),
        replace(column("b", draw(TEXT), "jyj"), url=draw(ADDRESS)),
    ]
    media = account("c", draw(TEXT), "jyj", draw(st.sampled_from(Platform)), draw(TEXT))
    media = replace(media, sources=tuple(replace(one, url=draw(ADDRESS)) for one in media.sources))
    verdicts = [
        verdict("a", soon, Reason.IN_TIME, rule="news", newest=5, due=2),
        verdict("b", blank, Reason.EMPTY, rule="blank", certainty=sure),
        verdict("c", late, Reason.LATE, rule="media", newest=21, due=-11, certainty=sure),
    ]
    clauses = [replace(one, clause=draw(TEXT)) for one in verdicts]
    found = snapshot([parent, *columns, media], [(one,) for one in clauses], office=draw(TEXT))
    some = st.lists(st.sampled_from([("a", DUE_SOON), ("b", OVERDUE), ("c", URGED)]), min_size=1, unique=True)
    return reminded("jyj", *draw(some), found=_renamed(found, draw(TEXT), draw(TEXT)))


def _renamed(found: Snapshot, unit: str, phone: str) -> Snapshot:
    units = tuple(replace(one, name=unit) if one.key == "jyj" else one for one in UNITS)
    office = replace(found.inventory.office, phone=phone)
    return replace(found, inventory=replace(found.inventory, units=units, office=office))


@given(notices())
@settings(max_examples=60, deadline=None)
def test_a_text_for_chat_groups_keeps_its_bound_and_its_lines(made: Told) -> None:
    text = notice_text(made)
    assert len(text) <= MOST
    assert not FORBIDDEN.search(text)
    assert len(text.splitlines()) == len(text.split("\n")) <= 8
    assert set(re.findall(r"(?m)^https?://\S*$", text)) <= {one.link for one in made.items}
    assert "更新后系统自动核销，无需回复" in text


@given(notices())
@settings(max_examples=40, deadline=None)
def test_a_mail_has_the_markup_that_we_wrote_and_can_be_sent(made: Told) -> None:
    mail = notice_mail(made)
    assert len(mail.html.encode()) < HTML_BYTES
    assert not FORBIDDEN.search(mail.text + mail.html)
    document = html.document_fromstring(mail.html)
    assert {one.tag for one in document.iter() if isinstance(one.tag, str)} <= {
        *("html", "head", "meta", "title", "body", "table", "tbody", "tr", "td", "a", "b", "br", "span")
    }
    assert all(re.match(r"(https?://|tel:\+?[0-9]+$)", link) for link in document.xpath("//@href"))
    assert not [name for one in document.iter() for name in one.keys() if name.startswith("on")]  # noqa: SIM118
    sent = {"sender": "a@b.test", "recipients": ["c@d.test"], "message_id": "<n@b.test>"}
    compose(Digest(**vars(mail)), **sent, sent_at=NOW).as_bytes()  # type: ignore[arg-type]


@given(notices())
@settings(max_examples=40, deadline=None)
def test_a_card_has_the_markup_that_we_wrote(made: Told) -> None:
    source = card_html(made)
    assert not FORBIDDEN.search(source)
    document = html.document_fromstring(source)
    assert not document.xpath("//script | //img | //@src | //@href | //@onclick | //iframe | //a")
    assert len(document.xpath("//article")) == len(made.items)
