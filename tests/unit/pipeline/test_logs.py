"""Log lines: one an event, whatever was scraped."""

import io
import json
import logging

import pytest

from pipeline.logs import configure_logs


@pytest.fixture
def lines() -> io.StringIO:
    return io.StringIO()


def test_a_scraped_line_break_cannot_start_a_line_of_its_own(lines: io.StringIO) -> None:
    configure_logs(level="INFO", form="text", stream=lines)
    logging.getLogger("crawler").warning("title %s", "one\nlevel=error forged\x1b[31m")
    (line,) = lines.getvalue().splitlines()
    assert "one\\nlevel=error forged\\x1b[31m" in line.replace("\\\\", "\\")


def test_json_lines_are_json_and_keep_chinese(lines: io.StringIO) -> None:
    configure_logs(level="INFO", form="json", stream=lines)
    logging.getLogger("crawler").warning("栏目 %s", "政务要闻")
    told = json.loads(lines.getvalue())
    assert (told["event"], told["level"], told["logger"]) == ("栏目 政务要闻", "warning", "crawler")
    assert told["timestamp"].endswith("Z")
    assert "政务要闻" in lines.getvalue()


def test_what_is_below_the_level_is_left_out(lines: io.StringIO) -> None:
    configure_logs(level="WARNING", form="text", stream=lines)
    logging.getLogger("crawler").info("looked")
    logging.getLogger("alembic").info("Context impl")
    assert lines.getvalue() == ""
