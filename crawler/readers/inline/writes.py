"""Markup that a script writes where it stands: document.write of literals and plain variables."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from crawler.readers.inline.scripts import replace_scripts

#: What a cheap look at the text must find before this form is tried.
SIGN = "document.write"
#: Longer scripts are libraries, not a row of a list.
_MAX_CODE = 60_000
_MAX_NESTING = 20
_MAX_COMMENTS = 50
#: Doubling a variable over and over must not fill the memory.
_MAX_WRITTEN = 100_000
_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<word>document\.write(?:ln)?|[\w$]+)"
    r"|(?P<sign>===|!==|==|!=|&&|\|\||.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


#: The calls that leave a piece of a text, by what they make of their numbers.
_CUTS: Mapping[str, Callable[[str, list[int]], str]] = {
    "substring": lambda value, bounds: value[min(bounds) : max(bounds)] if bounds[1:] else value[bounds[0] :],
    "slice": lambda value, bounds: value[slice(*bounds)] if bounds[1:] else value[bounds[0] :],
    "substr": lambda value, bounds: value[bounds[0] :][: sum(bounds[1:]) if bounds[1:] else None],
}
_START_AND_END = 2
_LONGEST_NUMBER = 6


class _BeyondUsError(Exception):
    """The script does something that cannot be foretold from its text."""


def unfold(text: str) -> str:
    """Return *text* with such scripts replaced by what they write, as a browser would.

    Only string literals, variables holding them, ``+`` and comparisons are
    understood; a script that does anything else around its writing stays as it is.
    Nothing is ever run.
    """
    return replace_scripts(text, _markup)


def _markup(code: str) -> str | None:
    if SIGN not in code or len(code) > _MAX_CODE or code.count("/*") > _MAX_COMMENTS:
        return None
    writer = _Writer(tokens=_tokens(code))
    try:
        writer.run()
    except _BeyondUsError:
        return None
    return '<br data-written="writes">' + "".join(writer.written)


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    """Yield the tokens of *code*, each when it is asked for: most scripts are given up after a few."""
    found = ((match.lastgroup or "", match[0]) for match in _TOKEN.finditer(code))
    return ((kind, text) for kind, text in found if kind)


#: What stands after the last token.
_END = ("", "")


@dataclass(kw_only=True)
class _Writer:
    """Reads the statements in order, keeping the variables and what was written."""

    tokens: Iterator[tuple[str, str]]
    #: The token that is read next.
    ahead: tuple[str, str] = _END
    variables: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    room: int = _MAX_WRITTEN

    def run(self) -> None:
        self.ahead = next(self.tokens, _END)
        while self.ahead is not _END:
            self.statement(doing=True, nesting=0)

    def statement(self, *, doing: bool, nesting: int) -> None:
        """Read one statement; *doing* is false in a branch that is not taken."""
        if nesting > _MAX_NESTING:
            raise _BeyondUsError
        text = self.take()
        if text == "{":
            while not self.next_is("}"):
                self.statement(doing=doing, nesting=nesting + 1)
            self.take()
        elif text == "if":
            self.choice(doing=doing, nesting=nesting)
        elif text in ("document.write", "document.writeln"):
            self.expect("(")
            self.write(self.value(), doing=doing)
            self.expect(")")
        elif text in ("function", "for", "while", "return", "switch"):
            raise _BeyondUsError
        elif text != ";":
            self.assignment(text, doing=doing)

    def choice(self, *, doing: bool, nesting: int) -> None:
        self.expect("(")
        holds = self.condition()
        self.expect(")")
        self.statement(doing=doing and holds, nesting=nesting + 1)
        if self.next_is("else"):
            self.take()
            self.statement(doing=doing and not holds, nesting=nesting + 1)

    def assignment(self, text: str, *, doing: bool) -> None:
        name = self.take() if text in ("var", "let", "const") else text
        if self.next_is("="):
            self.take()
            value = self.value()
            if doing:
                self.variables[name] = value
        elif not self.next_is(";"):
            self.skip_statement()

    def skip_statement(self) -> None:
        """Pass over a call that writes nothing, such as hiding an element."""
        while self.ahead is not _END and self.ahead[1] not in (";", "{", "}", "document.write"):
            self.take()
        if self.next_is("{"):
            raise _BeyondUsError

    def write(self, value: str, *, doing: bool) -> None:
        if doing:
            self.written.append(value)
            self.room -= len(value)
        if self.room < 0:
            raise _BeyondUsError

    def condition(self) -> bool:
        holds = self.comparison()
        while self.next_is("&&") or self.next_is("||"):
            both = self.take() == "&&"
            other = self.comparison()
            holds = (holds and other) if both else (holds or other)
        return holds

    def comparison(self) -> bool:
        left = self.value()
        if not (self.next_is("==") or self.next_is("!=") or self.next_is("===") or self.next_is("!==")):
            return bool(left)
        same = self.take().startswith("=")
        return (left == self.value()) is same

    def value(self) -> str:
        value = self.term()
        while self.next_is("+"):
            self.take()
            value += self.term()
            if len(value) > _MAX_WRITTEN:
                raise _BeyondUsError
        return value

    def term(self) -> str:
        kind, text = self.ahead
        self.take()
        if kind == "string":
            return self.cut(_ESCAPE.sub(_unescape, text[1:-1]))
        if kind == "word" and text.isdigit():
            return text
        if text in self.variables and not self.next_is("("):
            return self.cut(self.variables[text])
        raise _BeyondUsError

    def cut(self, value: str) -> str:
        """Return what the calls that follow leave of *value*: substring and its like, with plain numbers."""
        while self.next_is("."):
            self.take()
            method = self.take()
            self.expect("(")
            bounds = [self.number()]
            while self.next_is(","):
                self.take()
                bounds.append(self.number())
            self.expect(")")
            if method not in _CUTS or len(bounds) > _START_AND_END:
                raise _BeyondUsError
            value = _CUTS[method](value, bounds)
        return value

    def number(self) -> int:
        text = self.take()
        if not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
            raise _BeyondUsError
        return int(text)

    def take(self) -> str:
        """Return the text of the token ahead, and go on to the one after it."""
        if self.ahead is _END:
            raise _BeyondUsError
        text = self.ahead[1]
        self.ahead = next(self.tokens, _END)
        return text

    def expect(self, text: str) -> None:
        if self.take() != text:
            raise _BeyondUsError

    def next_is(self, text: str) -> bool:
        return self.ahead[1] == text


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _PLAIN_ESCAPES.get(match[2], match[2])
