"""视频号 (Channels): nothing of it is public, so no page of it says anything of an account."""

from datetime import datetime

from crawler.platforms.told import Told, told_nothing
from records.observation import Outcome

_NOTE = "视频号 has no public page of an account: take the owner's report (视频号助手) or a person's look"


def read(
    body: bytes,  # noqa: ARG001  (whatever it is, it is no page of an account)
    *,
    address: str = "",  # noqa: ARG001
    seen_at: datetime | None = None,  # noqa: ARG001
) -> Told:
    """Return that *body* says nothing, and who can; see ReadPlatform."""
    return told_nothing(Outcome.PARTIAL, _NOTE)
