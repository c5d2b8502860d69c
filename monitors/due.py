"""The arithmetic of a limit: the last day in time."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from records.period import Period
from records.rulebook import Month, RulebookSettings, Start

_THIRTY = 30


def due_on(newest_on: date, limit: Period, settings: RulebookSettings) -> date:
    """Return the last day on which a target updated on *newest_on* is still in time.

    The day of the update is day nought, or the one after it where the rulebook
    starts to count on the next day. Months are calendar months, so six months
    after 31 August is 28 or 29 February, unless the rulebook counts thirty days.
    With an exclusive limit the day that completes it is already late. The notice
    says neither; both are the office's settings.
    """
    if settings.month is Month.THIRTY_DAYS:
        reached = newest_on + timedelta(days=limit.months * _THIRTY + limit.days)
    else:
        reached = newest_on + relativedelta(months=limit.months, days=limit.days)
    if settings.start is Start.NEXT_DAY:
        reached += timedelta(days=1)
    return reached if settings.inclusive else reached - timedelta(days=1)


def warns_from(due: date, warn_before: Period | None, settings: RulebookSettings) -> date:
    """Return the first day on which a target due on *due* is 即将超期, or *due* without a warning."""
    if warn_before is None:
        return due
    if settings.month is Month.THIRTY_DAYS:
        return due - timedelta(days=warn_before.months * _THIRTY + warn_before.days)
    return due - relativedelta(months=warn_before.months, days=warn_before.days)
