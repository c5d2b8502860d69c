"""What an account's sources say together: every post counts, silence is proven, nobody is mistaken."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.platforms.merging import Answered, decisive, is_own, merged
from crawler.platforms.told import Identity, Told, as_partial, told_nothing, told_posts
from crawler.platforms.ways import Proof
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome
from records.targets import Account, Platform

GH, BIZ = "gh_0a1b2c3d4e01", "MzAxMjM0NTY3OA=="
ACCOUNT = Account(
    key="wx", platform=Platform.WECHAT, kind="订阅号", name="演练发布", id=GH, unit="zfb", aliases=(BIZ,)
)
OURS, OTHERS = Identity(ids=(GH,), name="演练发布"), Identity(ids=("gh_ffffffffffff",), name="演练发布")


def post(day: int, title: str = "") -> Entry:
    on = date(2026, 11, day)
    return Entry(title=title or f"第{day}日的消息", published_on=on, found_by="epoch")


def posts(*days: int, complete: bool = False, account: Identity = OURS) -> Told:
    return told_posts([post(day) for day in days], account=account, complete=complete, found_by="epoch")


def answered(told: Told, *, proves: Proof = Proof.POSTED, kind: str = "article") -> Answered:
    return Answered(kind=kind, proves=proves, told=told)


def together(*told: Told, proves: Proof = Proof.POSTED) -> Reading:
    return merged(ACCOUNT, [answered(each, proves=proves) for each in told])


def newest(reading: Reading) -> date | None:
    return max((entry.published_on for entry in reading.entries if entry.published_on), default=None)


def test_the_newest_post_of_any_source_counts() -> None:
    reading = together(posts(3), posts(20, 1), told_nothing(Outcome.BLOCKED, "verification"))
    assert (reading.outcome, newest(reading), len(reading.entries)) == (Outcome.READ, date(2026, 11, 20), 3)
    assert "BLOCKED verification" in reading.note


def test_the_source_that_shows_the_newest_post_is_named() -> None:
    answers = [answered(posts(3), kind="album"), answered(posts(20), kind="feed")]
    assert decisive(ACCOUNT, answers) == "feed"
    assert decisive(ACCOUNT, [answered(told_nothing(Outcome.BLOCKED, "432"), kind="timeline")]) == "timeline"
    assert decisive(ACCOUNT, []) == ""


def test_a_lower_bound_never_proves_silence() -> None:
    assert not together(posts(20, complete=True), proves=Proof.POSTED).complete
    assert together(posts(20, complete=True), proves=Proof.SILENCE).complete
    assert not together(posts(20), proves=Proof.SILENCE).complete


def test_a_whole_answer_proves_silence_beside_a_source_that_is_blocked() -> None:
    whole = answered(posts(20, complete=True), proves=Proof.SILENCE, kind="timeline")
    assert merged(ACCOUNT, [answered(told_nothing(Outcome.BLOCKED, "432")), whole]).complete


def test_what_another_account_of_the_same_name_posted_counts_for_nothing() -> None:
    reading = together(posts(20, account=OTHERS, complete=True), proves=Proof.SILENCE)
    assert (reading.outcome, reading.entries, reading.complete) == (Outcome.UNREADABLE, (), False)
    assert "another account: 演练发布 gh_ffffffffffff" in reading.note


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.EMPTY])
def test_a_source_that_shows_posts_takes_an_accusation_back(outcome: Outcome) -> None:
    gone = told_nothing(outcome, "cancelled", account=OURS)
    assert together(gone).outcome is outcome
    reading = together(gone, posts(2))
    assert (reading.outcome, reading.complete) == (Outcome.READ, False)


def test_another_accounts_end_is_not_ours() -> None:
    assert together(told_nothing(Outcome.GONE, "cancelled", account=OTHERS)).outcome is Outcome.UNREADABLE


def test_an_end_that_does_not_say_whose_it_is_is_for_a_person() -> None:
    gone = told_nothing(Outcome.GONE, "the account has migrated", state="migrated")
    assert together(gone).outcome is Outcome.UNREADABLE
    at_its_address = Answered(
        kind="timeline", address=f"http://a.test/u/{GH}", proves=Proof.SILENCE, told=gone
    )
    assert merged(ACCOUNT, [at_its_address]).outcome is Outcome.GONE


def test_what_could_not_be_looked_at_weighs_more_than_a_lower_bound_with_nothing_in_it() -> None:
    partial, blocked = told_nothing(Outcome.PARTIAL, "about"), told_nothing(Outcome.BLOCKED, "432")
    for order in permutations([partial, blocked]):
        assert together(*order).outcome is Outcome.BLOCKED


@pytest.mark.parametrize("outcome", Outcome)
def test_whatever_a_single_source_comes_to_stands(outcome: Outcome) -> None:
    told = Told(reading=Reading(outcome=outcome), account=OURS)
    assert together(told).outcome is outcome


def test_an_account_without_sources_was_not_looked_at() -> None:
    reading = merged(ACCOUNT, [])
    assert (reading.outcome, reading.complete) == (Outcome.UNREADABLE, False)


def test_posts_of_a_list_that_lacks_the_newest_are_kept() -> None:
    reading = together(as_partial(posts(3, 1), "oldest first"))
    assert (reading.outcome, len(reading.entries), reading.complete) == (Outcome.PARTIAL, 2, False)


@pytest.mark.parametrize(
    ("said", "own"),
    [
        (Identity(ids=(GH,)), True),
        (Identity(ids=(BIZ, "gh_ffffffffffff")), True),
        (Identity(ids=(GH.upper(),)), True),
        (Identity(ids=("gh_ffffffffffff",), name="演练发布"), False),
        (Identity(ids=("MzAwMDAwMDAwMA==",), name="演练发布"), False),
        (Identity(name="演练发布"), True),
        (Identity(name="演练发布厅"), False),
        (Identity(), True),
    ],
)
def test_identities_decide_and_a_name_only_without_them(said: Identity, *, own: bool) -> None:
    assert is_own(ACCOUNT, said) is own


def test_an_identity_of_a_kind_that_the_inventory_does_not_hold_says_nothing() -> None:
    bare = replace(ACCOUNT, aliases=())
    assert is_own(bare, Identity(ids=(BIZ,), name="演练发布"))
    assert not is_own(bare, Identity(ids=(BIZ,), name="演练发布厅"))
    assert not is_own(bare, Identity(ids=("gh_ffffffffffff", BIZ), name="演练发布"))


tellings = st.sampled_from(
    [
        posts(20),
        posts(9, complete=True),
        posts(3, account=OTHERS, complete=True),
        told_nothing(Outcome.GONE, "gone", account=OURS),
        told_nothing(Outcome.EMPTY, "none", account=OURS),
        told_nothing(Outcome.BLOCKED, "blocked"),
        told_nothing(Outcome.PARTIAL, "partial"),
        as_partial(posts(5), "oldest first"),
    ]
)
answers = st.lists(st.tuples(tellings, st.sampled_from(Proof)), max_size=5)


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_the_sources_makes_no_difference(
    drawn: Sequence[tuple[Told, Proof]], chance: object
) -> None:
    heard = [answered(told, proves=proof) for told, proof in drawn]
    shuffled = list(heard)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = merged(ACCOUNT, heard), merged(ACCOUNT, shuffled)
    assert (one.outcome, one.complete, newest(one)) == (other.outcome, other.complete, newest(other))
    assert set(one.entries) == set(other.entries)
