"""What a pass was judged by beside the looks, kept with it so that it can be judged again."""

import json
from dataclasses import dataclass
from datetime import timedelta

from monitors.memory import Keys


@dataclass(frozen=True, kw_only=True)
class JudgedWith:
    """The settings of the keys, and how far the record of decisions went."""

    keys: Keys
    #: The number of the last decision on record; None for a pass of which that was not kept.
    last_review: int | None

    def to_json(self) -> str:
        """Return it as ``judged_with_of`` takes it."""
        keys = self.keys
        return json.dumps(
            {
                "after": keys.after.total_seconds(),
                "alone_after": keys.alone_after.total_seconds(),
                "second": keys.second,
                "last_review": self.last_review,
            }
        )


def judged_with_of(text: str, *, otherwise: Keys) -> JudgedWith:
    """Return what *text* says; of a pass judged before that was kept, the keys *otherwise*."""
    if not text:
        return JudgedWith(keys=otherwise, last_review=None)
    said = json.loads(text)
    keys = Keys(
        after=timedelta(seconds=said["after"]),
        alone_after=timedelta(seconds=said["alone_after"]),
        second=said["second"],
    )
    return JudgedWith(keys=keys, last_review=said["last_review"])
