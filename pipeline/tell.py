"""Write what a pass came to where people and Prometheus can read it without a server."""

from pathlib import Path

from exporters.metrics.exposition import exposition
from exporters.page.render import render_board
from pipeline.home import writable, write_bytes_whole, write_whole
from pipeline.scraping import scrape_of
from records.snapshot import Snapshot
from records.vitals import Vitals

#: The board and the metrics, under XUNCHA_HOME.
BOARD, METRICS = Path("told/board.html"), Path("told/xuncha.prom")


def tell(snapshot: Snapshot, vitals: Vitals, home: Path) -> None:
    """Write the board of *snapshot* and the metrics of both under *home*, each at one stroke.

    Raises InputError where *home* cannot be written.
    """
    with writable(home):
        (home / BOARD).parent.mkdir(parents=True, exist_ok=True)
        write_whole(home / BOARD, render_board(snapshot))
        write_bytes_whole(home / METRICS, exposition(lambda: scrape_of(snapshot, vitals)))
