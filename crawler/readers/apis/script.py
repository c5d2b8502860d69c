"""What a script says without being run: plain values, the addresses it joins, the forms it sends."""

import re
from dataclasses import dataclass
from functools import cached_property

#: Stands for a part that only running the script would tell.
UNKNOWN = "\ufffd"
_STRING = r"\"([^\"\n]{0,2000})\"|'([^'\n]{0,2000})'"
_VALUE = re.compile(
    rf"([A-Za-z_$][\w$]{{0,40}})[\"']?\s{{0,5}}[:=]\s{{0,5}}(?:{_STRING}|(-?\d{{1,15}})(?![\w.]))"
)
_PAIR = re.compile(
    rf"(?:[\"']([^\"'\n]{{1,60}})[\"']|\b(\w{{1,40}}))\s{{0,5}}:\s{{0,5}}(?:{_STRING}|([^,{{}}]{{1,100}}))"
)
_TERM = re.compile(
    rf"\s{{0,20}}(?:{_STRING}|`([^`]{{0,2000}})`|(\d{{1,15}})|([A-Za-z_$][\w$.]{{0,80}})(\(\))?)\s{{0,20}}(\+?)"
)
_HOLE = re.compile(r"\$\{\s*([\w$.]{1,80})\s*\}")
_FORM = re.compile(r"(?:\bdata\s*:|[,=])\s{0,20}(?:JSON\.stringify\s{0,5}\(\s{0,20})?(\{[^{}]{0,3000}\})")
_QUOTES = "\"'`"
_MAX_TERMS = 60
#: A sign may stand in comments and names before it stands in a literal.
_MAX_TRIES = 20
#: How far a call's form may stand before and after its address.
_BEFORE, _AFTER = 1_500, 3_000
_FARTHEST_QUOTE = 300


@dataclass(frozen=True)
class Script:
    """The text of a page's scripts."""

    code: str

    @cached_property
    def values(self) -> dict[str, str]:
        """Every name that is given a literal, as a variable or in an object; the first time counts."""
        found: dict[str, str] = {}
        for name, *literals in _VALUE.findall(self.code):
            if any(literals):
                found.setdefault(name, "".join(literals))
        return found

    def address_with(self, sign: str) -> str:
        """Return the address in whose literal *sign* stands, joined with what is added to it; or empty.

        A part that cannot be known is UNKNOWN.
        """
        at = self.code.find(sign)
        for _ in range(_MAX_TRIES):
            if at < 0:
                return ""
            before = max(0, at - _FARTHEST_QUOTE)
            for start in sorted((self.code.rfind(quote, before, at) for quote in _QUOTES), reverse=True):
                literal = _TERM.match(self.code, start) if start >= 0 else None
                if literal and literal.end() > at and sign in literal[0]:
                    return "".join(self._terms(start))
            at = self.code.find(sign, at + 1)
        return ""

    def form_near(self, sign: str) -> dict[str, str]:
        """Return the flat object that stands nearest to *sign*, unknown values as UNKNOWN."""
        at = self.code.find(sign)
        if at < 0:
            return {}
        start = max(0, at - _BEFORE)
        forms = list(_FORM.finditer(self.code[start : at + _AFTER]))
        nearest = min(forms, key=lambda form: abs(form.start() + start - at), default=None)
        return self._pairs(nearest[1]) if nearest else {}

    def _pairs(self, literal: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for quoted, bare, double, single, other in _PAIR.findall(literal):
            text = other.strip()
            plain = text in ("true", "false") or text.lstrip("-").isdigit()
            known = text if plain or not text else self._known(text)
            found.setdefault(quoted or bare, double or single or known)
        return found

    def _terms(self, at: int) -> list[str]:
        terms: list[str] = []
        while len(terms) < _MAX_TERMS:
            term = _TERM.match(self.code, at)
            if not term:
                return [*terms, UNKNOWN] if terms else []
            double, single, template, number, name, called, more = term.groups()
            filled = _HOLE.sub(lambda hole: self._known(hole[1]), template or "")
            terms.append(double or single or filled or number or self._named(name, called))
            at = term.end()
            if not more:
                return [*terms, UNKNOWN] if name and self.code[at : at + 1] == "(" else terms
        return terms

    def _named(self, name: str | None, called: str | None) -> str:
        if not name:
            return ""
        return UNKNOWN if called else self._known(name)

    def _known(self, name: str) -> str:
        return self.values.get(name.rpartition(".")[2], UNKNOWN)
