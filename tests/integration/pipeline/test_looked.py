"""A person's own look at an account, put on record and judged by."""

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from struct import pack

import pytest

from crawler.evidence import EvidenceStore
from records.civil import parse_moment
from records.observation import PERSON, Observation, Outcome
from records.store import Store
from tests.integration.pipeline.conftest import Done, Xuncha

NOW = "2026-11-23T09:30"
KEY = "dy-ysyl"


def chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))


PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\x00\x7f")),
        chunk(b"IEND", b""),
    )
)
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40


def looked(xuncha: Xuncha, *arguments: str, key: str = KEY, now: str = NOW) -> Done:
    return xuncha("account", "looked", key, *arguments, "--now", now)


def looks(environment: Mapping[str, str], key: str = KEY) -> tuple[Observation, ...]:
    with Store.open(f"sqlite:///{environment['XUNCHA_HOME']}/xuncha.db") as store:
        return store.looks_at(key, until=parse_moment("2026-12-31"))


def state(xuncha: Xuncha, key: str = KEY) -> tuple[str, str, str | None]:
    lines = [json.loads(line) for line in xuncha("status", "--json").stdout.splitlines()]
    (found,) = [each for each in lines if (each["target"], each["rulebook"]) == (key, "fangxian-2023-16")]
    return found["state"], found["reason"], found["newest_on"]


def test_a_person_s_look_is_judged_by_at_once_and_told_with_the_name(
    xuncha: Xuncha, environment: dict[str, str]
) -> None:
    done = looked(xuncha, "--newest", "2026-11-20", "--title", "云岭的秋天", "--by", " 王某  办公室 ")
    assert (done.returncode, done.stderr) == (0, "")
    (look,) = looks(environment)
    assert (look.how, look.reader, look.complete, look.outcome) == (PERSON, "", True, Outcome.READ)
    assert (look.looked_by, look.seen_at) == ("王某 办公室", parse_moment(f"{NOW}+08:00"))
    (entry,) = look.entries
    assert (entry.title, str(entry.published_on), entry.found_by) == ("云岭的秋天", "2026-11-20", "person")
    assert state(xuncha) == ("FRESH", "in_time", "2026-11-20")
    told = xuncha("explain", KEY).stdout
    assert "第 1 次查看　2026年11月23日 09:30　人工查看（王某 办公室），见到最新一篇（READ）" in told
    assert "2026-11-20　云岭的秋天　[person]" in told


def test_a_look_that_finds_it_late_is_proof_and_suspected(xuncha: Xuncha) -> None:
    looked(xuncha, "--newest", "2026-11-01", "--by", "王某")
    assert state(xuncha) == ("OVERDUE", "late", "2026-11-01")
    told = xuncha("explain", KEY).stdout
    assert "suspected" in told
    assert "初查：第 1 次查看　2026年11月23日 09:30　人工查看（王某），见到最新一篇（READ）" in told
    assert "人工查看所见，2026年11月1日发布" in told
    upheld = xuncha("review", KEY, "--decision", "确认", "--by", "李某", "--now", "2026-11-23T10:00")
    assert upheld.returncode == 0
    assert "人工复核：确认　李某" in xuncha("explain", KEY).stdout


@pytest.mark.parametrize(
    ("option", "outcome", "found", "words"),
    [
        ("--none", Outcome.EMPTY, ("OVERDUE", "never_posted", None), "人工查看（王某），从未发布"),
        ("--gone", Outcome.GONE, ("GONE", "gone", None), "人工查看（王某），已注销/已迁移/已冻结"),
    ],
)
def test_an_account_that_never_posted_and_one_that_is_gone_are_said_to_be(
    option: str,
    outcome: Outcome,
    found: tuple[str, str, None],
    words: str,
    xuncha: Xuncha,
    environment: dict[str, str],
) -> None:
    looked(xuncha, option, "--by", "王某")
    (look,) = looks(environment)
    assert (look.outcome, look.complete, look.entries) == (outcome, True, ())
    assert state(xuncha) == found
    assert words in xuncha("explain", KEY).stdout


@pytest.mark.parametrize(("content", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_picture_is_kept_as_evidence_and_can_be_handed_on(
    content: bytes, kind: str, xuncha: Xuncha, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "seen").write_bytes(content)
    looked(xuncha, "--newest", "2026-11-01", "--by", "王某", "--picture", str(tmp_path / "seen"))
    (look,) = looks(environment)
    evidence = EvidenceStore(Path(environment["XUNCHA_HOME"]) / "evidence")
    exchange = evidence.exchange(look.evidence[0])
    assert (exchange.is_picture, exchange.headers) == (True, (("Content-Type", kind),))
    assert evidence.read(exchange.body) == content
    told = xuncha("explain", KEY).stdout
    assert f"佐证材料完好　校验值 {look.evidence[0]}　内容校验值 {exchange.body}" in told
    done = xuncha("evidence", "export", KEY, "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_person_s_look_is_replayed_as_it_stands_and_an_altered_picture_is_found(
    xuncha: Xuncha, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "seen.png").write_bytes(PNG)
    looked(xuncha, "--newest", "2026-11-20", "--by", "王某", "--picture", str(tmp_path / "seen.png"))
    looked(xuncha, "--none", "--by", "李某", key="wx-ylfb")
    done = xuncha("replay", "--json")
    assert (done.returncode, list(json.loads(done.stdout.splitlines()[-1])["counts"])) == (0, ["same"])
    (body,) = (Path(environment["XUNCHA_HOME"]) / "evidence").glob("bodies/??/*.gz")
    body.write_bytes(body.read_bytes()[:-1])
    assert xuncha("replay").returncode == 1


def test_two_people_at_one_moment_are_both_on_record_and_the_same_again_is_one_more_look(
    xuncha: Xuncha, environment: dict[str, str]
) -> None:
    at = ("--at", "2026-11-22T15:00")
    looked(xuncha, "--newest", "2026-11-20", "--by", "王某", *at)
    looked(xuncha, "--newest", "2026-11-21", "--by", "李某", *at)
    assert [look.looked_by for look in looks(environment)] == ["王某", "李某"]
    assert {look.seen_at for look in looks(environment)} == {parse_moment("2026-11-22T15:00+08:00")}


def test_a_later_post_that_was_seen_before_is_pointed_out(xuncha: Xuncha) -> None:
    looked(xuncha, "--newest", "2026-11-20", "--title", "新的", "--by", "王某")
    done = looked(xuncha, "--newest", "2026-11-12", "--by", "李某", now="2026-11-23T10:00")
    assert done.returncode == 0
    assert done.stderr == (
        f"{KEY}: an earlier look saw a later post, 2026-11-20 新的; see whether it stands\n"
    )
    assert looked(xuncha, "--gone", "--by", "李某", now="2026-11-23T11:00").stderr == ""


def test_a_pass_goes_on_from_a_person_s_look(xuncha: Xuncha, environment: dict[str, str]) -> None:
    looked(xuncha, "--newest", "2026-11-20", "--by", "王某", key="wb-ylyj", now="2026-11-23T08:00")
    assert state(xuncha, "wb-ylyj")[0] == "FRESH"
    done = xuncha("run", "--only", "wb-ylyj", "--now", "2026-11-23")
    assert done.returncode == 0, done.stderr
    assert [look.outcome for look in looks(environment, "wb-ylyj")] == [Outcome.READ, Outcome.BLOCKED]
    assert state(xuncha, "wb-ylyj") == ("FRESH", "in_time", "2026-11-20")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("--newest", "2026-11-24"),
            "--newest: 2026-11-24 is after the day of the look, 2026-11-23; give the",
        ),
        (
            ("--newest", "2026-11-23", "--at", "2026-11-22"),
            "--newest: 2026-11-23 is after the day of the look",
        ),
        (("--newest", "昨天"), "--newest: '昨天' is no day; write it like 2026-11-20"),
        ((), "say one of --newest DAY, --none (never posted) and --gone"),
        (("--newest", "2026-11-20", "--none"), "say one of --newest DAY, --none (never posted) and --gone"),
        (("--none", "--gone"), "say one of --newest DAY, --none (never posted) and --gone"),
        (("--none", "--title", "一篇"), "--title: is that of the newest post; give its day by --newest"),
        (("--none", "--by", ""), "--by: what a person gives needs a name; say who"),
        (("--none", "--by", " \t"), "--by: what a person gives needs a name; say who"),
        (("--none", "--by", "王\x1b[2J"), "--by: is no name; write one of at most 100 characters"),
        (("--none", "--by", "王" * 101), "--by: is no name; write one of at most 100 characters"),
        (("--none", "--at", "2026-11-24"), "--at: lies ahead of now; give the moment of the look"),
        (("--none", "--picture", "/nowhere.png"), "--picture: /nowhere.png cannot be read (No such file"),
    ],
)
def test_what_cannot_be_put_on_record_is_one_line_and_nothing_is_written(
    arguments: tuple[str, ...], line: str, xuncha: Xuncha, environment: dict[str, str]
) -> None:
    done = looked(xuncha, "--by", "王某", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"xuncha: {line}")
    assert done.stderr.count("\n") == 1
    assert not Path(environment["XUNCHA_HOME"]).exists()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"GIF89a", "is neither PNG nor JPEG; save it as one of them"),
        (b"", "is neither PNG nor JPEG; save it as one of them"),
        (PNG + b"\x00" * 8_000_000, "is larger than 8 MB; save it smaller"),
    ],
)
def test_a_picture_that_is_none_or_too_large_is_refused(
    content: bytes, line: str, xuncha: Xuncha, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "seen.png").write_bytes(content)
    done = looked(xuncha, "--none", "--by", "王某", "--picture", str(tmp_path / "seen.png"))
    assert (done.returncode, done.stderr) == (2, f"xuncha: --picture: {tmp_path / 'seen.png'} {line}\n")
    assert not Path(environment["XUNCHA_HOME"]).exists()


@pytest.mark.parametrize("key", ["dy-ysyx", "xwzx-zwyw", ""])
def test_a_key_that_is_no_account_s_is_refused(key: str, xuncha: Xuncha) -> None:
    done = looked(xuncha, "--none", "--by", "王某", key=key)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"xuncha: {key}: no account has this key; ")
