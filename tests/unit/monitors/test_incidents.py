"""Whose fault: what fails together says something of the host, the line or the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitors.incidents import find_incidents
from records.incident import Incident, IncidentKind
from records.observation import Observation, Outcome
from tests.unit.monitors.cases import TODAY, at, look


def found(
    looks: Sequence[Observation],
    *,
    hosts: Mapping[str, str] | None = None,
    before: Outcome | None = Outcome.READ,
    excused: Sequence[str] = (),
) -> tuple[Incident, ...]:
    return find_incidents(
        looks,
        hosts=hosts or {each.target: "portal.test" for each in looks},
        before={each.target: before for each in looks} if before else {},
        excused=excused,
        from_at=at(TODAY, 6),
        until_at=at(TODAY, 7),
    )


def looks(*outcomes: Outcome, skew: float | None = None) -> list[Observation]:
    return [
        replace(look(outcome=outcome, target=str(place)), skew=skew) for place, outcome in enumerate(outcomes)
    ]


def kinds(incidents: Sequence[Incident]) -> list[IncidentKind]:
    return [incident.kind for incident in incidents]


READ, GONE, EMPTY, DOWN = Outcome.READ, Outcome.GONE, Outcome.EMPTY, Outcome.UNREACHABLE


def test_three_columns_of_one_host_gone_at_once_are_the_hosts_affair() -> None:
    (incident,) = found(looks(READ, READ, READ, GONE, GONE, GONE))
    assert (incident.kind, incident.host) == (IncidentKind.HOST, "portal.test")
    assert incident.covers("portal.test", at(TODAY, 6))
    assert not incident.covers("portal.test", at(TODAY, 8))


def test_two_columns_gone_are_two_columns_gone() -> None:
    assert found(looks(READ, READ, GONE, GONE)) == ()


def test_three_of_many_are_three_columns() -> None:
    assert found(looks(*[READ] * 20, GONE, EMPTY, GONE)) == ()


def test_four_lists_of_twenty_that_turn_blank_at_once_are_the_hosts_affair() -> None:
    assert kinds(found(looks(*[READ] * 16, *[EMPTY] * 4))) == [IncidentKind.HOST]


def test_columns_that_were_blank_before_say_nothing_of_their_host() -> None:
    assert found(looks(EMPTY, EMPTY, EMPTY), before=Outcome.EMPTY) == ()
    assert found(looks(EMPTY, EMPTY, EMPTY), before=None) == ()


def test_a_host_that_does_not_answer_is_one_incident() -> None:
    assert kinds(found(looks(DOWN, DOWN, DOWN, READ))) == []
    assert kinds(found(looks(DOWN, DOWN, DOWN, DOWN, READ))) == [IncidentKind.HOST]


def test_when_no_host_answers_it_is_our_line() -> None:
    each = looks(DOWN, DOWN, DOWN)
    hosts = {"0": "a.test", "1": "b.test", "2": "c.test"}
    assert kinds(found(each, hosts=hosts)) == [IncidentKind.LINE]
    some = [*looks(DOWN, DOWN), look(target="2")]
    assert found(some, hosts=hosts) == ()


def test_one_host_down_is_not_our_line() -> None:
    assert kinds(found(looks(DOWN, DOWN, DOWN))) == [IncidentKind.HOST]


def test_a_clock_more_than_five_minutes_off_the_servers_is_wrong() -> None:
    assert found(looks(READ, READ, skew=300.0)) == ()
    assert kinds(found(looks(READ, READ, skew=-301.0))) == [IncidentKind.CLOCK]


def test_one_servers_wrong_clock_is_not_ours() -> None:
    each = looks(READ, READ, READ, skew=1.0)
    each[0] = replace(each[0], skew=86_400.0)
    assert found(each, hosts={"0": "a.test", "1": "b.test", "2": "c.test"}) == ()


def test_what_went_with_its_neighbours_and_is_looked_at_alone_is_the_host_s_affair_still() -> None:
    """A round over one column cannot see that all the others are still gone too."""
    assert kinds(found(looks(GONE), excused=["0"])) == [IncidentKind.HOST]
    assert kinds(found(looks(EMPTY), excused=["0"])) == [IncidentKind.HOST]
    assert found(looks(READ), excused=["0"]) == ()
    assert found(looks(READ, GONE), excused=["0"]) == ()
