"""What stands behind a verdict, handed on as a web archive, as a PDF and as a chain in words."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.evidence import EvidenceStore, Exchange
from exporters.evidence.chain import chain_lines
from exporters.evidence.dossier import Dossier
from pipeline.cli import run_program
from pipeline.dossiers import dossier_of
from pipeline.kept import newest_snapshot
from records.store import Store
from tests.integration.pipeline.month import Month, put_on_record
from tests.integration.pipeline.pdf_text import text_of

#: Late, confirmed, and looked at by a browser that took a picture.
KEY, UNIT = "xwzx-tpxw", "rmt"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc00000030101001827cc5a0000000049454e44ae426082"
)


@pytest.fixture
def pictured(office: Month) -> Month:
    """The month with a picture, as a thorough look takes one, behind the second key."""
    dossier = dossier_on(office)
    number = dossier.finding.verdict.second_key
    assert number
    look, evidence = dossier.looks[number], EvidenceStore(office.settings.evidence)
    page = replace(evidence.exchange(look.evidence[0]), rendered=True, step="rendered")
    headers = (("Content-Type", "image/png"),)
    picture = replace(page, headers=headers, body=evidence.keep_body(PICTURE))
    digests = [*look.evidence, evidence.keep(page), evidence.keep(picture)]
    put_on_record(office, "update observations set evidence = ? where id = ?", json.dumps(digests), number)
    return office


def dossier_on(office: Month, key: str = KEY) -> Dossier:
    snapshot = newest_snapshot(office.settings, until=None)
    with Store.open(office.settings.database) as store:
        return dossier_of(store, EvidenceStore(office.settings.evidence), snapshot, key)


def xuncha(office: Month, *arguments: str) -> int:
    return run_program(arguments, office.environment)


def body_file(office: Month, exchange: Exchange) -> Path:
    return office.settings.evidence / "bodies" / exchange.body[:2] / f"{exchange.body}.gz"


def exported(office: Month, folder: Path, key: str = KEY) -> Path:
    assert xuncha(office, "evidence", "export", key, "--out", str(folder)) == 0
    (path,) = folder.glob("*.warc.gz")
    return path


def records(archive: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield each record's type, address and content, the payload alone where it is HTTP."""
    with archive.open("rb") as file:
        for record in ArchiveIterator(file):
            content = record.content_stream().read()
            yield record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "", content


def is_sound(archive: Path) -> bool:
    class Asked:
        inputs, verbose = [str(archive)], False

    checker = Checker(Asked)
    checker.process_all()
    return checker.exit_value == 0


def test_the_archive_gives_the_evidence_back_byte_for_byte(pictured: Month, tmp_path: Path) -> None:
    archive = exported(pictured, tmp_path / "out")
    assert is_sound(archive)
    kept = [one for one in dossier_on(pictured).all_witnesses() if one.exchange]
    told = list(records(archive))
    for scheme, type_, wanted in (
        ("", "response", [one for one in kept if not one.exchange.rendered]),
        ("urn:rendered:", "resource", [one for one in kept if _is_document(one.exchange)]),
        ("urn:view:", "resource", [one for one in kept if one.exchange.is_picture]),
    ):
        given = [each[1:] for each in told if each[0] == type_ and each[1].startswith(scheme)]
        assert wanted
        assert given == [(scheme + one.exchange.address, one.body) for one in wanted]
        assert [sha256(body).hexdigest() for _, body in given] == [one.exchange.body for one in wanted]


def _is_document(exchange: object) -> bool:
    assert isinstance(exchange, Exchange)
    return exchange.rendered and not exchange.is_picture


def test_the_archive_says_what_it_proves(office: Month, tmp_path: Path) -> None:
    told = list(records(exported(office, tmp_path / "out")))
    assert [type_ for type_, _, _ in told][:2] == ["warcinfo", "metadata"]
    said = told[1][2].decode()
    verdict = dossier_on(office).finding.verdict
    for line in (
        "verdict: OVERDUE confirmed (late)",
        f"clause: {verdict.clause}",
        f"first-key: look {verdict.first_key}",
        f"second-key: look {verdict.second_key}",
    ):
        assert line in said
    assert {type_ for type_, _, _ in told} >= {"warcinfo", "metadata", "response", "request"}


def test_the_questions_are_in_the_archive_as_they_were_asked(office: Month, tmp_path: Path) -> None:
    with exported(office, tmp_path / "out").open("rb") as file:
        asked = [record.http_headers for record in ArchiveIterator(file) if record.rec_type == "request"]
    assert ("GET", "/xwzx/tpxw/ HTTP/1.1") in {(head.protocol, head.statusline) for head in asked}
    assert all(head.get_header("User-Agent").startswith("xuncha/") for head in asked)


def test_a_question_to_an_api_keeps_its_answer(office: Month, tmp_path: Path) -> None:
    told = list(records(exported(office, tmp_path / "out", key="xxgk-shjz")))
    answers = [address for type_, address, _ in told if type_ == "response"]
    assert len(set(answers)) == 2, "the page, and the list that a script fetches for it"


def test_the_same_evidence_makes_the_same_archive(office: Month, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        at = ("--now", "2026-11-24")
        assert xuncha(office, "evidence", "export", KEY, "--out", str(tmp_path / name), *at) == 0
        made.append(gzip.decompress(next((tmp_path / name).iterdir()).read_bytes()))
    assert made[0] == made[1]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(gzip.compress(b"else"))])
def test_what_is_missing_or_altered_is_named_and_never_handed_on(
    office: Month, tmp_path: Path, capfd: pytest.CaptureFixture[str], spoil: Callable[[Path], object]
) -> None:
    dossier = dossier_on(office)
    look = dossier.looks[dossier.finding.verdict.first_key or 0]
    exchange = EvidenceStore(office.settings.evidence).exchange(look.evidence[0])
    spoil(body_file(office, exchange))
    archive = exported(office, tmp_path / "out")
    assert exchange.body in capfd.readouterr().err
    told = list(records(archive))
    assert b"not-in-this-archive" in told[1][2]
    assert is_sound(archive)
    assert exchange.body not in {sha256(content).hexdigest() for _, _, content in told}
    chain = "\n".join(chain_lines(dossier_on(office)))
    assert ("佐证材料缺失" in chain) != ("佐证材料已被改动" in chain)


def test_explain_prints_the_chain(office: Month, capfd: pytest.CaptureFixture[str]) -> None:
    assert xuncha(office, "explain", KEY) == 0
    told = capfd.readouterr().out
    dossier = dossier_on(office)
    verdict, chain = dossier.finding.verdict, told[told.index("证据链") :]
    places = [
        chain.index(part)
        for part in (
            f"规则 {verdict.rule}　{verdict.clause}",
            f"初查：第 {verdict.first_key} 次查看",
            dossier.looks[verdict.first_key or 0].evidence[0],
            f"复查：第 {verdict.second_key} 次查看",
            "仅有一个来源" if verdict.one_source else "其他途径：",
            "人工复核：尚无",
        )
    ]
    assert places == sorted(places)
    assert "佐证材料缺失" not in chain


def test_a_verdict_that_accuses_nobody_has_no_chain(office: Month, capfd: pytest.CaptureFixture[str]) -> None:
    assert xuncha(office, "explain", "tzgg") == 0
    assert "证据链" not in capfd.readouterr().out


def test_a_units_findings_are_a_pdf_with_name_clause_and_dates(
    needs: Callable[[str], str], pictured: Month, tmp_path: Path
) -> None:
    needs("chromium-headless-shell")
    assert xuncha(pictured, "evidence", "export", "--unit", UNIT, "--out", str(tmp_path / "out")) == 0
    (path,) = (tmp_path / "out").glob("*.pdf")
    text = text_of(path.read_bytes())
    dossier = dossier_on(pictured)
    finding, verdict = dossier.finding, dossier.finding.verdict
    keys = [dossier.looks[number or 0] for number in (verdict.first_key, verdict.second_key)]
    assert verdict.newest_on
    for part in (
        finding.name,
        finding.address,
        verdict.clause,
        f"{verdict.newest_on.year}年{verdict.newest_on.month}月{verdict.newest_on.day}日",
        f"已超期{finding.days_over}天",
        *(digest for look in keys for digest in look.evidence),
        "页面截图",
        "第1页，共",
    ):
        assert "".join(part.split()) in text
    assert b"/Subtype /Image" in path.read_bytes()


def test_a_unit_without_a_confirmed_finding_gets_no_pdf(
    office: Month, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert xuncha(office, "evidence", "export", "--unit", "cgz", "--out", str(tmp_path / "out")) == 2
    assert "nothing confirmed" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [[], ["tzgg", "--unit", "rmt"], ["nosuch"], ["--unit", "nosuch"]])
def test_an_export_of_nothing_that_is_there_is_refused(office: Month, arguments: list[str]) -> None:
    assert xuncha(office, "evidence", "export", *arguments) == 2


def test_the_size_is_that_of_the_files(office: Month, capfd: pytest.CaptureFixture[str]) -> None:
    assert xuncha(office, "evidence", "size", "--json") == 0
    told = json.loads(capfd.readouterr().out)
    files = [path.stat().st_size for path in office.settings.evidence.rglob("*") if path.is_file()]
    assert told == {"files": len(files), "bytes": sum(files), "keep_days": 550}
