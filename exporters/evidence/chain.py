"""The chain behind a verdict in words: the rule, the first look, the second one, what people decided."""

from collections.abc import Iterator

from exporters.evidence.dossier import Dossier, Witness
from exporters.finding import Judged
from exporters.markup import printable
from exporters.words import CERTAINTIES, STATES, look_words, moment_words, path_words
from records.observation import PERSON, Observation
from records.verdict import Review

#: The entries shown of what a second look found elsewhere.
_SHOWN = 5
_ALONE = "仅有一个来源，隔时再次完整查看"


def chain_lines(dossier: Dossier) -> Iterator[str]:
    """Yield the chain behind each adverse verdict of *dossier*, what is missing named in its place.

    What was scraped comes out printable. A verdict that accuses nobody has no chain.
    """
    for judged in dossier.finding.judged:
        if judged.verdict.state.adverse:
            yield from map(printable, _chain(dossier, judged))


def _chain(dossier: Dossier, judged: Judged) -> Iterator[str]:
    verdict = judged.verdict
    certainty = CERTAINTIES[verdict.certainty] if verdict.certainty else ""
    yield f"证据链（{judged.label}）"
    yield f"判定：{STATES[verdict.state]}（{verdict.state}）{certainty}"
    yield f"依据：{judged.rulebook.number}　规则 {verdict.rule}　{verdict.clause}"
    yield from _key(dossier, "初查", verdict.first_key)
    if verdict.second_key is None:
        yield "复查：尚无"
    else:
        yield from _key(dossier, "复查", verdict.second_key)
        yield from _refuting(dossier.looks.get(verdict.second_key), alone=verdict.one_source)
    reviews = [review for review in dossier.reviews if review.is_about(verdict)]
    for review in reviews:
        yield _review_line(review)
    if not reviews:
        yield "人工复核：尚无"


def _key(dossier: Dossier, name: str, number: int | None) -> Iterator[str]:
    look = dossier.looks.get(number or 0)
    if look is None:
        yield f"{name}：第 {number} 次查看的记录缺失" if number else f"{name}：没有记录"
        return
    yield f"{name}：第 {number} 次查看　{moment_words(look.seen_at)}　{_outcome(look)}"
    yield f"地址 {look.address}"
    for witness in dossier.witnesses.get(number or 0, ()):
        yield _witness_line(witness)
    if not look.evidence:
        yield "没有佐证材料"


def _outcome(look: Observation) -> str:
    how = "" if look.how == PERSON else f"　方式 {look.how}"
    return f"{look_words(look)}（{look.outcome}）{how}"


def _refuting(look: Observation | None, *, alone: bool) -> Iterator[str]:
    paths = path_words(look.paths) if look else ""
    yield f"其他途径：{paths}" if paths and not alone else _ALONE
    for entry in look.elsewhere[:_SHOWN] if look else ():
        yield f"其他页面另有：{entry.published_on or '无日期'}　{entry.title}　{entry.address}"


def _witness_line(witness: Witness) -> str:
    exchange = witness.exchange
    told = f"　{exchange.moment}　{exchange.status or exchange.failure}　{exchange.asked}" if exchange else ""
    body = f"　内容校验值 {exchange.body}" if exchange and exchange.body else ""
    state = "佐证材料完好" if not witness.fault else "佐证材料缺失" if witness.missing else "佐证材料已被改动"
    fault = f"：{witness.fault}" if witness.fault else ""
    return f"{state}　校验值 {witness.digest}{body}{told}{fault}"


def _review_line(review: Review) -> str:
    note = f"　{review.note}" if review.note else ""
    return f"人工复核：{review.decision.value}　{review.by}　{moment_words(review.reviewed_at)}{note}"
