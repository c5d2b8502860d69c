"""Ways to spoil a page: each takes its bytes, another page's, and chance, and gives other bytes."""

from collections.abc import Callable, Mapping
from random import Random

Mutation = Callable[[Random, bytes, bytes], bytes]

#: The most a mutation may make of a page; readers refuse what is larger.
MOST_BYTES = 2_000_000
_SCRAPS = (
    *(b"\0", b"<", b">", b'"', b"'", b"<ul>", b"</div>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<td>"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"&#", b"<script>", b"</script>", b"<base href='http://['>", b"{{x}}"),
    *(b"2026-11-23", b"99-99", b"0000-00-00", "二〇二六年".encode(), "昨天".encode(), b"\r\n"),
    *(b"document.write('<li>", b"<datastore>", b"<record>", b"href='javascript:'", b"<iframe src=//[>"),
    *(b"<meta charset=utf-16>", b"&#x110000;"),
)
_OPENED = (
    *(b"<div>", b"<ul><li>", b"<table><tr><td>", b"<span>", b"<font>", b"<dl><dd>", b"<a href='x'>"),
    b"<p><b>",
)
_STRETCHED = (
    *(b" ", b"\n", b"0", b"2026-11-23 ", b"[", b"-", b"<br>", b"&nbsp;", b"a=1;", b"'+'", b"<!-- "),
    "　".encode(),
)
_LENGTHS = (3, 60, 600, 6_000, 60_000)


def flipped(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with some of its bytes made others."""
    spoilt = bytearray(body)
    for _ in range(chance.choice([1, 10, 100, 1_000])):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return a piece of *body*, or what is left when a piece is taken out."""
    start, end = _span(chance, body)
    return body[start:end] if chance.random() < 0.5 else body[:start] + body[end:]


def spliced(chance: Random, body: bytes, other: bytes) -> bytes:
    """Return *body* with pieces of the *other* page in it."""
    for _ in range(chance.randrange(1, 5)):
        start, end = _span(chance, other)
        at = chance.randrange(len(body) + 1)
        body = body[:at] + other[start:end] + body[at:]
    return body


def scrapped(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with scraps of markup, dates and scripts strewn into it."""
    for _ in range(chance.choice([1, 5, 40])):
        at = chance.randrange(len(body) + 1)
        body = body[:at] + chance.choice(_SCRAPS) + body[at + chance.randrange(30) :]
    return body


def shuffled(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with the tags of a stretch, or all of them, in another order."""
    tags = body.split(b"<")
    start, end = _span(chance, tags) if chance.random() < 0.5 else (0, len(tags))
    some = tags[start:end]
    chance.shuffle(some)
    return b"<".join([*tags[:start], *some, *tags[end:]])


def unbalanced(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* without some of its tags: opening, closing, or any."""
    drop = chance.choice([b"/", b"", b"l", b"d", b"t"])
    share = chance.choice([0.02, 0.3, 1.0])
    tags = body.split(b"<")
    kept = (tag for tag in tags if not (tag.startswith(drop) and chance.random() < share))
    return b"<".join(kept)


def repeated(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with a piece of it many times over."""
    start, end = _span(chance, body)
    times = min(chance.choice([2, 10, 200]), MOST_BYTES // max(1, end - start))
    return body[:start] + body[start:end] * times + body[end:]


def recoded(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with encodings mixed: the rest in another one, or all in one that nobody names."""
    at = chance.choice([0, chance.randrange(len(body) + 1)])
    codec = chance.choice(["gb18030", "utf-8", "utf-16", "utf-32", "big5", "utf-7", "latin-1"])
    said = chance.choice(["utf-8", "gb18030", "latin-1"])
    return body[:at] + body[at:].decode(said, errors="replace").encode(codec, errors="replace")


def swollen(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with a tag that has a great many attributes, or one of great length."""
    at, length = _tag_end(chance, body), chance.choice(_LENGTHS)
    name = chance.choice([b"style", b"class", b"href", b"title", b"data-time", b"onclick", b"content"])
    value = chance.choice([b"x", b"2026-11-23 ", b"display:none;", b"../", b"a b ", b"%", b"1"])
    many = b"".join(b" a%d='%s'" % (number, value) for number in range(length // 10))
    swelling = b" " + name + b'="' + value * length + b'"' if chance.random() < 0.5 else many
    return body[:at] + swelling[:MOST_BYTES] + body[at:]


def nested(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with elements opened many times over, closed again or not."""
    opened, times = chance.choice(_OPENED), chance.choice([20, 200, 480, 3_000, 20_000])
    start, end = _span(chance, body)
    closed = b"</%s>" % opened[1:].split(b">")[0].split(b" ")[0] if chance.random() < 0.5 else b""
    return body[:start] + opened * times + body[start:end] + closed * times + body[end:]


def stretched(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with long runs of one thing, as no writer of patterns had in mind."""
    for _ in range(chance.choice([1, 5])):
        at = chance.choice([chance.randrange(len(body) + 1), _tag_end(chance, body)])
        body = body[:at] + chance.choice(_STRETCHED) * chance.choice(_LENGTHS) + body[at:]
    return body[:MOST_BYTES]


def redated(chance: Random, body: bytes, _other: bytes) -> bytes:
    """Return *body* with its digits made others, some of them full-width or Chinese."""
    digits = (*(b"%d" % number for number in range(10)), "３".encode(), "二".encode(), b"")
    share = chance.choice([0.01, 0.2])
    return b"".join(
        chance.choice(digits) if byte in b"0123456789" and chance.random() < share else bytes([byte])
        for byte in body[:200_000]
    )


#: Every mutation by its name. A new one is a function and a line.
MUTATIONS: Mapping[str, Mutation] = {
    "flipped": flipped,
    "cut": cut,
    "spliced": spliced,
    "scrapped": scrapped,
    "shuffled": shuffled,
    "unbalanced": unbalanced,
    "repeated": repeated,
    "recoded": recoded,
    "swollen": swollen,
    "nested": nested,
    "stretched": stretched,
    "redated": redated,
}
#: How many mutations one page may meet.
_MOST = 4


def mutate(chance: Random, body: bytes, other: bytes) -> tuple[str, bytes]:
    """Return the names of one to four mutations drawn by *chance*, and what they make of *body*."""
    names = chance.choices(list(MUTATIONS), k=chance.randrange(1, _MOST + 1))
    for name in names:
        body = MUTATIONS[name](chance, body, other)
    return "+".join(names), body


def _span(chance: Random, whole: bytes | list[bytes]) -> tuple[int, int]:
    """Return a piece of *whole*, often a small one."""
    start = chance.randrange(len(whole) + 1)
    longest = chance.choice([40, 2_000, len(whole)])
    return start, min(len(whole), start + chance.randrange(longest + 1))


def _tag_end(chance: Random, body: bytes) -> int:
    """Return where a tag's closing bracket stands, or the end of *body*."""
    at = body.find(b">", chance.randrange(len(body) + 1))
    return at if at >= 0 else len(body)
