"""Write what a pass came to where people and Prometheus can read it without a server."""

from pathlib import Path

from exporters.metrics import write_textfile
from exporters.page.render import render_board
from pipeline.home import writable, write_whole
from records.snapshot import Snapshot

#: The board and the metrics, under XUNCHA_HOME.
BOARD, METRICS = Path("told/board.html"), Path("told/xuncha.prom")


def tell(snapshot: Snapshot, home: Path) -> None:
    """Write the board and the metrics of *snapshot* under *home*, each at one stroke.

    Raises InputError where *home* cannot be written.
    """
    with writable(home):
        (home / BOARD).parent.mkdir(parents=True, exist_ok=True)
        write_whole(home / BOARD, render_board(snapshot))
        write_textfile(snapshot, home / METRICS)
