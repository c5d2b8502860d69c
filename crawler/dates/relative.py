"""Dates told from now: 刚刚, 5分钟前, 昨天 10:08, 前天."""

import re
from datetime import datetime, time, timedelta

from crawler.dates.stated import Stated
from records.civil import SHANGHAI, civil_date

_AGO = re.compile(r"(?P<count>\d{1,3}) ?(?P<unit>秒钟?|分钟|个?小时|天)前")
_DAY = re.compile(r"(?P<day>今天|昨天|前天)(?: ?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?")
#: The longest such phrases: 昨天 10:08, 100 个小时前.
_LONGEST = 8
_UNITS = {"秒": "seconds", "分": "minutes", "时": "hours", "天": "days"}
_DAYS_BACK = {"今天": 0, "昨天": 1, "前天": 2}


def relative_date(text: str, *, now: datetime) -> Stated | None:
    """Return the date of a plain *text* that is such a phrase and nothing else, or None.

    No moment is given where the phrase is coarser than minutes.
    """
    if len(text) > _LONGEST:
        return None
    if text == "刚刚":
        return Stated(on=civil_date(now), end=len(text))
    ago = _AGO.fullmatch(text)
    if ago:
        unit = "小时" if "小时" in ago["unit"] else ago["unit"]
        back = timedelta(**{_UNITS["时" if unit == "小时" else unit[0]]: int(ago["count"])})
        return Stated(on=civil_date(now - back), end=len(text))
    day = _DAY.fullmatch(text)
    if not day:
        return None
    on = civil_date(now) - timedelta(days=_DAYS_BACK[day["day"]])
    if not day["hour"]:
        return Stated(on=on, end=len(text))
    at = datetime.combine(on, time(int(day["hour"]), int(day["minute"])), tzinfo=SHANGHAI)
    return Stated(on=on, at=at, end=len(text))
