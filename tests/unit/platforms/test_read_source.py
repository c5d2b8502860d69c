"""One source's answer by its status, its document and what its scripts were answered."""

import pytest

from crawler.platforms.catalogue import Sent, read_source
from records.civil import parse_moment
from records.observation import Outcome
from records.targets import Platform, SourceKind
from tests.unit.platforms.test_saved_answers import ANSWERS

NOW = parse_moment("2026-11-23T09:00:00")


def sent(case: str, *, status: int = 200, address: str = "http://127.10.1.1/s/x") -> Sent:
    (file,) = (ANSWERS / case).glob("sent.*")
    return Sent(address=address, status=status, body=file.read_bytes())


def outcome(platform: Platform, kind: SourceKind, document: Sent, *heard: Sent) -> Outcome:
    return read_source(platform, kind, document, heard, seen_at=NOW).reading.outcome


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (403, Outcome.BLOCKED),
        (404, Outcome.UNREADABLE),
        (418, Outcome.BLOCKED),
        (432, Outcome.BLOCKED),
        (503, Outcome.UNREACHABLE),
    ],
)
def test_a_status_that_is_no_answer_says_nothing_of_the_account(status: int, expected: Outcome) -> None:
    document = Sent(address="http://127.10.1.1/x", status=status, body=b"")
    for platform in (Platform.WECHAT, Platform.DOUYIN):
        assert outcome(platform, SourceKind.ALBUM, document) is expected


def test_a_store_that_does_not_list_an_app_says_so_with_404() -> None:
    document = sent("app/appbao-absent-404", status=404, address="https://sj.qq.com/appdetail/x.test.app")
    assert outcome(Platform.APP, SourceKind.STORE, document) is Outcome.GONE


def test_what_a_script_was_answered_counts_more_than_its_page() -> None:
    page = Sent(address="http://127.10.1.3/user/x", status=200, body=b"<html><title>x</title></html>")
    heard = Sent(
        address="http://127.10.1.3/aweme/v1/web/aweme/post/?sec_user_id=x",
        status=200,
        body=b'{"status_code":0,"aweme_list":[{"aweme_id":"1","create_time":1795136400,"desc":"x"}]}',
    )
    assert outcome(Platform.DOUYIN, SourceKind.PROFILE, page, heard) is Outcome.READ
    assert outcome(Platform.DOUYIN, SourceKind.PROFILE, page) is Outcome.UNREADABLE
