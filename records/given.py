"""What people give by hand of an account: the link of its newest article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from records.civil import require_aware
from records.targets import Platform

#: The hosts on which a platform shows its articles; those below one count as well.
PLATFORM_HOSTS: Mapping[Platform, tuple[str, ...]] = {
    Platform.WECHAT: ("mp.weixin.qq.com",),
    Platform.WEIBO: ("weibo.com", "weibo.cn"),
    Platform.DOUYIN: ("douyin.com", "iesdouyin.com"),
    Platform.TOUTIAO: ("toutiao.com",),
    Platform.KUAISHOU: ("kuaishou.com",),
    Platform.CHANNELS: ("channels.weixin.qq.com", "weixin.qq.com"),
    Platform.APP: ("apple.com", "appgallery.huawei.com", "sj.qq.com", "app.mi.com"),
    Platform.OTHER: (),
}


class Via(StrEnum):
    """The way by which a link came in."""

    #: Typed on the command line.
    COMMAND = "command"
    #: In a text or CSV file that was dropped into the folder.
    FOLDER = "folder"
    #: In a workbook that was dropped there.
    WORKBOOK = "workbook"


@dataclass(frozen=True, kw_only=True)
class GivenLink:
    """A link to an article of an account, as a person pasted it: nothing is taken off it."""

    #: The account's key.
    target: str
    url: str
    #: When it came in, aware.
    given_at: datetime
    #: Who gave it, or empty.
    given_by: str = ""
    via: Via = Via.COMMAND

    def __post_init__(self) -> None:
        require_aware(self.given_at)
