"""The score of a year of accounts, on lines that are made up."""

from datetime import UTC, datetime, timedelta

from bench.practised.silence import Figures, Line, Told, as_json, table_lines

START = datetime(2026, 1, 1, 6, 30, tzinfo=UTC)


def line(*days: tuple[str, str], platform: str = "weibo", certainty: str = "confirmed") -> Line:
    """Return a line of what was true and what was told, a day after the other."""
    found = Line(account="wb", platform=platform)
    for number, (true, told) in enumerate(days):
        found.add(
            Told(
                account="wb",
                rulebook="notice",
                at=START + timedelta(days=number),
                state=told,
                certainty=certainty if told in {"OVERDUE", "GONE"} else "",
                true=true,
                true_when_seen=true,
                morning=True,
            )
        )
    return found


def figures(*lines: Line) -> Figures:
    return Figures(
        seed=1,
        days=10,
        links=False,
        looks=10,
        end=START + timedelta(days=10),
        provable=frozenset({"weibo"}),
        lines=lines,
    )


FRESH, LATE = ("FRESH", "FRESH"), ("OVERDUE", "OVERDUE")


def test_a_run_of_false_accusations_counts_once_and_a_suspicion_not_at_all() -> None:
    wrong = ("FRESH", "OVERDUE")
    assert len(line(FRESH, wrong, wrong, FRESH, wrong).false_accusations) == 2
    assert line(FRESH, wrong, certainty="suspected").false_accusations == []


def test_a_silence_is_told_once_and_one_that_ends_untold_is_unheard() -> None:
    told = line(FRESH, LATE, LATE, FRESH)
    assert (told.silences, told.told, told.unheard) == (1, 1, [])
    unheard = line(FRESH, *[("OVERDUE", "UNKNOWN")] * 3, FRESH)
    assert (unheard.silences, unheard.told) == (1, 0)
    assert figures(unheard).missed == ["2026-01-02 wb notice: silent for 3 days"]


def test_a_silence_that_no_source_could_prove_or_of_a_day_is_not_missed() -> None:
    dark = ("OVERDUE", "UNKNOWN")
    assert figures(line(FRESH, dark, dark, FRESH, platform="douyin")).missed == []
    assert figures(line(FRESH, dark, FRESH)).missed == []


def test_unknown_is_counted_with_its_oldest_stretch() -> None:
    unknown = ("FRESH", "UNKNOWN")
    found = figures(line(FRESH, unknown, unknown, FRESH, unknown))
    row = as_json(found)["platforms"]["weibo"]
    assert (row["unknown"], row["oldest"]) == (60.0, 6)


def test_the_table_has_a_line_for_each_platform_and_one_for_all() -> None:
    told = list(table_lines(figures(line(FRESH), line(FRESH, platform="wechat"))))
    assert [each.partition(" ")[0] for each in told[2:]] == ["weibo", "wechat", "all"]
