"""What a server calls the answer it gave, to be asked next time whether it still stands (RFC 9110 §13.1)."""

from collections.abc import Mapping

from crawler.evidence import Exchange
from crawler.look import PAGE
from records.observation import Observation, Outcome

#: An answer's ETag and Last-Modified; empty where it had none.
Validators = tuple[str, str]
NONE: Validators = ("", "")

#: Characters of the longest validator that is sent back.
MAX_VALIDATOR = 500


def validators_of(exchange: Exchange) -> Validators:
    """Return the validators of the answer in *exchange*, as it sent them.

    What is too long or not plain ASCII is left out: it goes back into a header.
    """
    if exchange.status != 200:
        return NONE
    headers = {name.lower(): value for name, value in reversed(exchange.headers)}
    return _plain(headers.get("etag", "")), _plain(headers.get("last-modified", ""))


def may_be_unchanged(observation: Observation, *, reader: str) -> bool:
    """Return whether a 304 to the validators of its answer would mean that *observation* still holds.

    Only where one page alone was read by the same *reader* and proved the newest:
    behind a stub, articles or further pages may change while the first page does not.
    """
    alone = observation.how == PAGE and len(observation.evidence) == 1
    return (
        observation.outcome is Outcome.READ
        and observation.complete
        and alone
        and observation.reader == reader
    )


def conditions(validators: Validators) -> Mapping[str, str]:
    """Return the request headers that ask for an answer only where *validators* no longer hold."""
    etag, modified = validators
    headers = {"If-None-Match": _plain(etag), "If-Modified-Since": _plain(modified)}
    return {name: value for name, value in headers.items() if value}


def _plain(value: str) -> str:
    good = value.isascii() and value.isprintable() and len(value) <= MAX_VALIDATOR
    return value.strip() if good else ""
