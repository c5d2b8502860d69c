"""Evidence by digest."""

import gzip
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence import DamagedEvidence, EvidenceStore, Exchange
from records.errors import OutsideError

BODY = "<html>演练县</html>".encode()


def exchange(**changes: object) -> Exchange:
    fields = {
        "asked": "http://www.yanlian.test/xwzx/",
        "address": "http://www.yanlian.test/xwzx/index.html",
        "moment": "2026-11-23T09:00:00+08:00",
        "status": 200,
        "headers": (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Server", "é\x07")),
        "redirects": (("http://www.yanlian.test/xwzx/", "302"),),
        "tls": "none",
        "seen_from": "10.0.0.5",
        "peer": "114.114.114.114",
        "body": "0" * 64,
    }
    return Exchange(**{**fields, **changes})  # type: ignore[arg-type]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_body_comes_back_by_its_digest(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    digest = store.keep_body(BODY)
    assert digest == hashlib.sha256(BODY).hexdigest()
    assert store.read(digest) == BODY
    assert (tmp_path / "bodies" / digest[:2] / f"{digest}.gz").is_file()


def test_an_exchange_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    assert store.exchange(store.keep(exchange())) == exchange()


def test_the_same_evidence_gives_the_same_files_in_any_store(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        store = EvidenceStore(tmp_path / folder)
        for _again in range(2):
            store.keep(exchange(body=store.keep_body(BODY)))
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) == 2


def test_another_moment_is_another_exchange(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    assert store.keep(exchange()) != store.keep(exchange(moment="2026-11-23T09:00:01+08:00"))


@pytest.mark.parametrize(
    "damage", [b"", b"not gzip", gzip.compress(b"something else", mtime=0), gzip.compress(BODY, mtime=0)[:-3]]
)
def test_a_damaged_body_is_an_error_that_names_the_file(tmp_path: Path, damage: bytes) -> None:
    store = EvidenceStore(tmp_path)
    digest = store.keep_body(BODY)
    (tmp_path / "bodies" / digest[:2] / f"{digest}.gz").write_bytes(damage)
    with pytest.raises(OutsideError, match=digest):
        store.read(digest)


def test_a_damaged_exchange_is_an_error(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    digest = store.keep(exchange())
    path = tmp_path / "exchanges" / digest[:2] / f"{digest}.json"
    path.write_bytes(path.read_bytes().replace(b"200", b"404"))
    with pytest.raises(OutsideError, match="damaged"):
        store.exchange(digest)


def test_missing_evidence_is_told_from_damaged_evidence(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="missing"):
        EvidenceStore(tmp_path).read("0" * 64)
    with pytest.raises(OutsideError, match="missing"):
        EvidenceStore(tmp_path).exchange("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_digest_names_evidence(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a digest"):
        EvidenceStore(tmp_path).read(name)


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    digest = store.keep_body(BODY)
    (tmp_path / "unfinished" / f"{'1' * 64}.gz").write_bytes(b"half")
    store.sweep()
    assert not list((tmp_path / "unfinished").iterdir())
    assert store.read(digest) == BODY


@given(body=st.binary(max_size=300))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    store = EvidenceStore(tmp_path_factory.getbasetemp() / "any")
    assert store.read(store.keep_body(body)) == body


def test_an_exchange_of_before_its_newer_fields_can_be_read(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    older = ("method", "sent", "question", "step", "flags", "outcome")
    fields = {name: value for name, value in asdict(exchange()).items() if name not in older}
    text = json.dumps(fields).encode()
    digest = hashlib.sha256(text).hexdigest()
    path = tmp_path / "exchanges" / digest[:2] / f"{digest}.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    assert store.exchange(digest) == exchange()


def test_a_body_goes_with_the_last_exchange_that_names_it(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    body = store.keep_body(BODY)
    first, second = (store.keep(exchange(body=body, peer=peer)) for peer in ("10.0.0.1", "10.0.0.2"))
    store.remove_exchange(first)
    store.remove_unnamed_bodies()
    assert store.read(store.exchange(second).body) == BODY
    store.remove_exchange(second)
    store.remove_unnamed_bodies()
    assert files(tmp_path) == {}


def test_no_body_goes_while_an_exchange_cannot_be_read(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    store.keep_body(BODY)
    digest = store.keep(exchange())
    (tmp_path / "exchanges" / digest[:2] / f"{digest}.json").write_bytes(b"[]")
    before = files(tmp_path)
    with pytest.raises(DamagedEvidence, match=digest):
        store.remove_unnamed_bodies()
    assert files(tmp_path) == before


def test_the_mark_of_a_clean_up_stays_where_it_did_not_end(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    with pytest.raises(ZeroDivisionError), store.cleaning():
        1 / 0  # noqa: B018
    assert store.is_being_cleaned
    with store.cleaning():
        pass
    assert not store.is_being_cleaned
