"""``python -m crawler``: carry out the order on standard input, one JSON line a kept observation.

``python -m crawler probes``: try home pages instead, one JSON line a try.
"""

import sys

from crawler.order import read_order
from crawler.parent import die_with_parent
from crawler.probing import PROBES, read_probe_order, try_homes
from crawler.running import carry_out
from records.errors import OutsideError, XunchaError


def main() -> int:
    """Return the exit code: 0 done, 2 an order that cannot be used, 3 cut off or something outside failed."""
    die_with_parent()
    try:
        text = sys.stdin.read()
        if sys.argv[1:] == [PROBES]:
            probes = read_probe_order(text)
            _stay_with(probes.parent)
            try_homes(probes, sys.stdout)
        else:
            order = read_order(text)
            _stay_with(order.parent)
            carry_out(order, sys.stdout)
    except XunchaError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


def _stay_with(parent: int) -> None:
    if not die_with_parent(parent):
        raise OutsideError("the process that ordered this crawl is gone")


if __name__ == "__main__":
    sys.exit(main())
