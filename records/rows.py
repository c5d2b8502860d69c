"""Turn records into table rows and back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from records.codec import from_json, to_json
from records.given import GivenLink, Via
from records.incident import Incident, IncidentKind
from records.observation import AccountSays, Entry, Observation, Outcome
from records.probe import Probe
from records.verdict import Certainty, Change, Decision, Reason, Review, State, Verdict

#: Readings that are held in memory once they were read.
_READINGS = 2_000


def reading_of(entries: tuple[Entry, ...]) -> tuple[str, str]:
    """Return the digest and the JSON of *entries*, without what only the store knows."""
    content = to_json(tuple(replace(entry, first_seen_at=None) for entry in entries))
    return hashlib.sha256(content.encode()).hexdigest(), content


def identity(entry: Entry) -> str:
    """Return what makes *entry* the same item on another day: its address, or its title where it has none."""
    return hashlib.sha256((entry.address or entry.title).encode()).hexdigest()


def observation_row(observation: Observation, *, pass_id: int, reading: str | None) -> dict[str, Any]:
    """Return the row that keeps *observation*."""
    return {
        "pass_id": pass_id,
        "target": observation.target,
        "seen_at": observation.seen_at,
        "outcome": observation.outcome.value,
        "complete": observation.complete,
        "reading": reading,
        "evidence": json.dumps(observation.evidence),
        "how": observation.how,
        "reader": observation.reader,
        "address": observation.address,
        "noted": observation.noted,
        "verified": observation.verified,
        "note": observation.note,
        "thorough": observation.thorough,
        "paths": json.dumps(observation.paths),
        "elsewhere": to_json(observation.elsewhere),
        "moved_to": observation.moved_to,
        "skew": observation.skew,
        "seconds": observation.seconds,
        "account": to_json(observation.account) if observation.account else "",
    }


@lru_cache(maxsize=_READINGS)
def entries_of(content: str | None) -> tuple[tuple[str, Entry], ...]:
    """Return the entries of a reading's JSON *content*, each with its identity.

    Remembered: a list that stays the same is asked for again and again.
    """
    entries = from_json(tuple[Entry, ...], content) if content else ()
    return tuple((identity(entry), entry) for entry in entries)


def observation_from(row: Row[Any], first_seen: Mapping[str, datetime] | None = None) -> Observation:
    """Return the observation *row* keeps; *first_seen* is by the entries' identity, where it is known."""
    return Observation(
        id=row.id,
        target=row.target,
        seen_at=row.seen_at,
        outcome=Outcome(row.outcome),
        complete=row.complete,
        entries=tuple(
            replace(entry, first_seen_at=first_seen.get(identity)) if first_seen else entry
            for identity, entry in entries_of(row.entries)
        ),
        evidence=tuple(json.loads(row.evidence)),
        how=row.how,
        reader=row.reader,
        address=row.address,
        noted=row.noted,
        verified=row.verified,
        note=row.note,
        thorough=row.thorough,
        paths=tuple(json.loads(row.paths)),
        elsewhere=tuple(entry for _, entry in entries_of(row.elsewhere)),
        moved_to=row.moved_to,
        skew=row.skew,
        seconds=row.seconds,
        account=from_json(AccountSays, row.account) if row.account else None,
    )


def verdict_row(verdict: Verdict, *, pass_id: int, position: int) -> dict[str, Any]:
    """Return the row that keeps *verdict*."""
    return {
        "pass_id": pass_id,
        "target": verdict.target,
        "rulebook": verdict.rulebook,
        "position": position,
        "rulebook_version": verdict.rulebook_version,
        "rule": verdict.rule,
        "clause": verdict.clause,
        "state": verdict.state.value,
        "reason": verdict.reason.value,
        "judged_at": verdict.judged_at,
        "certainty": verdict.certainty.value if verdict.certainty else None,
        "newest_on": verdict.newest_on,
        "newest_title": verdict.newest_title,
        "due_on": verdict.due_on,
        "seen_at": verdict.seen_at,
        "last_outcome": verdict.last_outcome.value if verdict.last_outcome else None,
        "rests_on": json.dumps(verdict.rests_on),
        "first_key": verdict.first_key,
        "first_key_at": verdict.first_key_at,
        "second_key": verdict.second_key,
        "one_source": verdict.one_source,
    }


def verdict_from(row: Row[Any]) -> Verdict:
    """Return the verdict *row* keeps."""
    return Verdict(
        target=row.target,
        rulebook=row.rulebook,
        rulebook_version=row.rulebook_version,
        rule=row.rule,
        clause=row.clause,
        state=State(row.state),
        reason=Reason(row.reason),
        judged_at=row.judged_at,
        certainty=Certainty(row.certainty) if row.certainty else None,
        newest_on=row.newest_on,
        newest_title=row.newest_title,
        due_on=row.due_on,
        seen_at=row.seen_at,
        last_outcome=Outcome(row.last_outcome) if row.last_outcome else None,
        rests_on=tuple(json.loads(row.rests_on)),
        first_key=row.first_key,
        first_key_at=row.first_key_at,
        second_key=row.second_key,
        one_source=row.one_source,
    )


def change_row(change: Change, *, pass_id: int) -> dict[str, Any]:
    """Return the row that keeps *change*."""
    return {
        "pass_id": pass_id,
        "target": change.target,
        "rulebook": change.rulebook,
        "before": change.before.value,
        "after": change.after.value,
        "changed_at": change.changed_at,
        "claimed_at": change.claimed_at,
    }


def change_from(row: Row[Any]) -> Change:
    """Return the change *row* keeps."""
    return Change(
        target=row.target,
        rulebook=row.rulebook,
        before=State(row.before),
        after=State(row.after),
        changed_at=row.changed_at,
        claimed_at=row.claimed_at,
    )


def incident_row(incident: Incident, *, pass_id: int) -> dict[str, Any]:
    """Return the row that keeps *incident*."""
    return {
        "pass_id": pass_id,
        "kind": incident.kind.value,
        "host": incident.host,
        "from_at": incident.from_at,
        "until_at": incident.until_at,
        "note": incident.note,
    }


def incident_from(row: Row[Any]) -> Incident:
    """Return the incident *row* keeps."""
    return Incident(
        kind=IncidentKind(row.kind),
        host=row.host,
        from_at=row.from_at,
        until_at=row.until_at,
        note=row.note,
    )


def review_row(review: Review) -> dict[str, Any]:
    """Return the row that keeps *review*."""
    return {
        "target": review.target,
        "rulebook": review.rulebook,
        "state": review.state.value,
        "newest_on": review.newest_on,
        "decision": review.decision.value,
        "by": review.by,
        "reviewed_at": review.reviewed_at,
        "note": review.note,
    }


def review_from(row: Row[Any]) -> Review:
    """Return the review *row* keeps."""
    return Review(
        target=row.target,
        rulebook=row.rulebook,
        state=State(row.state),
        newest_on=row.newest_on,
        decision=Decision(row.decision),
        by=row.by,
        reviewed_at=row.reviewed_at,
        note=row.note,
    )


def probe_from(row: Row[Any]) -> Probe:
    """Return the probe *row* keeps."""
    return Probe(site=row.site, at=row.at, seconds=row.seconds)


def given_link_row(link: GivenLink) -> dict[str, Any]:
    """Return the row that keeps *link*."""
    return {
        "target": link.target,
        "url": link.url,
        "given_at": link.given_at,
        "given_by": link.given_by,
        "via": link.via.value,
    }


def given_link_from(row: Row[Any]) -> GivenLink:
    """Return the link *row* keeps."""
    return GivenLink(
        target=row.target, url=row.url, given_at=row.given_at, given_by=row.given_by, via=Via(row.via)
    )
