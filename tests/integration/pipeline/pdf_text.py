"""The text of a PDF that Chromium printed, as far as a test needs it: no library for it is locked."""

import re
import zlib
from collections.abc import Iterator, Mapping

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
#: A text that stands for the glyphs up to EMC, a font that is taken, or glyphs that are shown.
_SHOW = re.compile(rb"/ActualText <FEFF([0-9A-Fa-f]*)>.*?\bEMC\b|/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", re.S)

#: What each code of a font stands for; codes are hexadecimal, as they are shown.
_Font = Mapping[bytes, str]


def text_of(pdf: bytes) -> str:
    """Return every text that *pdf* shows, in the order in which it is drawn, without its spaces."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts: dict[bytes, _Font] = {}
    for body in objects.values():
        for group in re.findall(rb"/Font\s*<<(.*?)>>", body, re.S):
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", group):
                fonts[name] = _font(objects, objects[int(number)])
    shown = (piece for body in objects.values() for piece in _pieces(_content(body), fonts))
    return "".join("".join(shown).split())


def _content(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found or b"/Subtype /Image" in body:
        return b""
    return zlib.decompressobj().decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _font(objects: Mapping[int, bytes], font: bytes) -> _Font:
    reference = re.search(rb"/ToUnicode (\d+) 0 R", font)
    content, found = _content(objects[int(reference[1])]) if reference else b"", dict[bytes, str]()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", content, re.S):
        codes = [_HEX.findall(line) for line in block.splitlines() if line.strip()]
        found |= {code.upper(): _characters(to) for code, to in codes}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", content, re.S):
        for first, last, to in (_HEX.findall(line) for line in block.splitlines() if line.strip()):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = f"{int(first, 16) + step:0{len(first)}X}".encode()
                found[code] = chr(int(to, 16) + step)
    return found


def _characters(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _pieces(content: bytes, fonts: Mapping[bytes, _Font]) -> Iterator[str]:
    font: _Font = {}
    if b" Tf" not in content:
        return
    for actual, name, codes in _SHOW.findall(content):
        yield _characters(actual)
        font = fonts.get(name, {}) if name else font
        width = len(next(iter(font), b"00"))
        for start in range(0, len(codes), width):
            yield font.get(codes[start : start + width].upper(), "")
