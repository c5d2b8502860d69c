"""``python -m crawler``: carry out the order on standard input, one JSON line a kept observation."""

import sys

from crawler.order import read_order
from crawler.parent import die_with_parent
from crawler.running import carry_out
from records.errors import OutsideError, XunchaError


def main() -> int:
    """Return the exit code: 0 done, 2 an order that cannot be used, 3 cut off or something outside failed."""
    die_with_parent()
    try:
        order = read_order(sys.stdin.read())
        if not die_with_parent(order.parent):
            raise OutsideError("the process that ordered this crawl is gone")
        carry_out(order, sys.stdout)
    except XunchaError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
