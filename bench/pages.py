"""``python -m bench.pages FOLDER``: the whole row over real saved pages, beside a ten-line script.

The folder holds ``manifest.jsonl`` and the pages it lists. They are served over
loopback, looked at, judged and told as an office's own columns would be; what the
row says of each is read back from its database. Ends with 0 when that is done,
whatever the figures; 2 where the folder cannot be used; 3 where a pass broke off.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.report import Figures, as_json, peak_memory, table_lines
from bench.row import run_row
from bench.saved import SavedPage, load_pages
from bench.score import Answer, Scored
from bench.script import newest_date
from records.errors import XunchaError


def measure(pages: Sequence[SavedPage]) -> Figures:
    """Return the figures of the row and of the script over *pages*; leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as home:
        passes = run_row(pages, home=Path(home), say=_say)
    memory = peak_memory()
    answers = {file: answer for each in passes for file, answer in each.answers.items()}
    scored = [Scored(page=page, row=answers[page.file], script=_by_script(page)) for page in pages]
    return Figures(pages=scored, passes=passes, memory=memory)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of the benchmark that *arguments* ask for; the figures go to standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.pages",
        description="Run the whole row over saved pages, and print its figures beside a ten-line script's.",
        epilog="Example: python -m bench.pages ../shared/pages",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds manifest.jsonl and the pages")
    parser.add_argument("--json", action="store_true", help="print one JSON object for programs")
    asked = parser.parse_args(arguments)
    try:
        figures = measure(load_pages(asked.folder))
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    lines = [json.dumps(as_json(figures), ensure_ascii=False)] if asked.json else table_lines(figures)
    print("\n".join(lines))
    return 0


def _by_script(page: SavedPage) -> Answer:
    return Answer(newest_on=newest_date(page.body, now=page.now))


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
