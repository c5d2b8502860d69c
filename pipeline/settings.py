"""Everything the environment says, as one typed object made at the door."""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from apscheduler.triggers.cron import CronTrigger
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from exporters.messages.destination import Destination, destination, gateway
from monitors.flags import Odd
from monitors.memory import Keys
from monitors.notices import Lead
from pipeline.environment import PREFIX, stated
from records.errors import InputError, SettingsError

#: The fields that are many settings, each under a name of its own, and what comes before that name.
_GROUPS = {"secrets": "SECRET_", "chats": "CHAT_"}


def _cron(text: str) -> str:
    """Return *text* when it is a crontab line of five fields; raises ValueError for anything else."""
    CronTrigger.from_crontab(text)
    return text


def _cron_or_never(text: str) -> str:
    """Return *text* when it is empty or a crontab line; raises ValueError for anything else."""
    return _cron(text) if text else text


def _hour(moment: time) -> time:
    """Return *moment* when it is an hour of the office's own day; raises ValueError for one elsewhere."""
    if moment.tzinfo is not None:
        raise ValueError("is an hour of Beijing time; write it like 08:30")
    return moment


def _header_safe(text: str) -> str:
    """Return *text* when it can stand in a User-Agent: printable ASCII."""
    if not re.fullmatch(r"[ -~]*", text):
        raise ValueError("only printable ASCII can stand in a User-Agent")
    return text


def _address(text: str) -> str:
    """Return *text* when it is an http or https address; raises ValueError for anything else."""
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise ValueError("is no http or https address; write it like https://api.weixin.qq.com")
    return text


class Settings(BaseModel):
    """The settings of one process. Each field is the variable ``XUNCHA_<NAME>``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: Where everything that grows lives: the database, evidence, written pages.
    home: Path = Path("var")
    #: The folder of the office's inventory.
    inventory: Path = Path("inventory")
    #: An SQLAlchemy address; empty for SQLite in *home*. It may hold a password.
    database_url: SecretStr = SecretStr("")
    #: Where the board and /metrics listen.
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8642
    #: When passes are run: a crontab line, in Asia/Shanghai.
    schedule: Annotated[str, AfterValidator(_cron)] = "30 6 * * *"
    #: How to reach the people behind the crawler: an address or telephone in the User-Agent.
    contact: Annotated[str, AfterValidator(_header_safe)] = ""
    #: Seconds between two requests to one host that sets no delay of its own.
    delay: Annotated[float, Field(ge=0, le=600)] = 2.0
    #: Seconds between two visits to a platform of accounts, half as long to half as long again by chance.
    platform_pause: Annotated[float, Field(ge=0, le=3_600)] = 8.0
    #: Seconds until an unanswered request is given up.
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    #: Minutes between a look that accuses a target and the second one that tries to refute it.
    confirm_after: Annotated[int, Field(ge=0, le=10_080)] = 30
    #: The same where there is one path to the target alone.
    confirm_alone_after: Annotated[int, Field(ge=0, le=10_080)] = 240
    #: How often a day each site's home page is tried, spaced evenly; 0 for never. The indicators ask for 20.
    probes_a_day: Annotated[int, Field(ge=0, le=288)] = 24
    #: How many entries at once are a burst (集中发布), and the days that lie between their printed ones.
    burst_items: Annotated[int, Field(ge=2, le=1_000)] = 5
    burst_days: Annotated[int, Field(ge=1, le=366)] = 14
    #: Days that evidence is kept: past the appraisal of the year it was seen in.
    keep_evidence_days: Annotated[int, Field(ge=1, le=36_500)] = 550
    #: What lets us into official interfaces of accounts: ``XUNCHA_SECRET_<NAME>``, by the name that
    #: accounts.yaml gives it. WeChat's is ``APPID:SECRET``, Weibo's the access token.
    secrets: Mapping[str, SecretStr] = Field(default_factory=dict)
    #: Where the official interfaces are, for an office that reaches them by a relay of its own.
    wechat_interface: Annotated[str, AfterValidator(_address)] = "https://api.weixin.qq.com"
    weibo_interface: Annotated[str, AfterValidator(_address)] = "https://api.weibo.com"
    #: Whether what a WeChat account published without sending it (发表, not 群发) counts as a post.
    count_unsent: bool = True
    #: Whether units are sent notices: off until the office has seen what would go out.
    notices: bool = False
    #: Between which hours of a working day, in Asia/Shanghai.
    notices_from: Annotated[time, AfterValidator(_hour)] = time(8, 30)
    notices_until: Annotated[time, AfterValidator(_hour)] = time(11, 30)
    #: How many working days a unit has left when it is reminded: of news columns and accounts, of others.
    remind_news_days: Annotated[int, Field(ge=2, le=60)] = 2
    remind_days: Annotated[int, Field(ge=5, le=60)] = 5
    #: When the weekly digest is sent: a crontab line, in Asia/Shanghai; empty for never.
    digest: Annotated[str, AfterValidator(_cron_or_never)] = "0 9 * * 1"
    #: Days after which a message that no server takes is given up.
    give_up_after_days: Annotated[int, Field(ge=1, le=30)] = 3
    #: Chat groups' robots and the like, ``XUNCHA_CHAT_<NAME>``: addresses that let in whoever knows them.
    chats: Mapping[str, SecretStr] = Field(default_factory=dict)
    #: The office's gateway for text messages, and what its requests are signed with.
    sms_url: SecretStr = SecretStr("")
    sms_secret: SecretStr = SecretStr("")
    smtp_host: str = ""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 25
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    #: A Chromium to use instead of the one that is found.
    chromium: str = ""
    #: Whether Chromium keeps its sandbox; off only where a container is one already, as for root.
    chromium_sandbox: bool = True
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("notices_until")
    @classmethod
    def _later_than_it_begins(cls, until: time, given: ValidationInfo) -> time:
        if until <= given.data.get("notices_from", time.min):
            raise ValueError("is no later than XUNCHA_NOTICES_FROM; write a later hour")
        return until

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings that *environ* states.

        A secret may stand in a file whose path is ``XUNCHA_<NAME>_FILE``. Raises
        SettingsError that names the variable: an unknown one, one that is wrong,
        or a file that cannot be read.
        """
        values, groups = stated(environ, fields=cls.model_fields, groups=_GROUPS)
        try:
            settings = cls.model_validate({**values, **groups})
        except ValidationError as error:
            raise SettingsError(_explained(error)) from error
        _check_destinations(settings)
        return settings

    def chat(self, name: str) -> Destination:
        """Return the chat group of that name; raises InputError that lists those there are."""
        if name not in self.chats:
            known = "、".join(sorted(self.chats)) or "none yet"
            raise InputError(f"XUNCHA_CHAT_{name}: is not set; there is {known}")
        return destination(f"XUNCHA_CHAT_{name}", self.chats[name].get_secret_value())

    def sms_gateway(self) -> Destination:
        """Return the gateway for text messages; raises InputError where none is set."""
        if not self.sms_url.get_secret_value():
            raise InputError(
                "XUNCHA_SMS_URL: no gateway for text messages is set; docs/messages.md has its form"
            )
        return gateway(self.sms_url.get_secret_value(), self.sms_secret.get_secret_value())

    @property
    def database(self) -> str:
        """The database's address: the one that was set, or SQLite under *home*."""
        stated = self.database_url.get_secret_value()
        return stated or f"sqlite:///{self.home.absolute() / 'xuncha.db'}"

    @property
    def database_file(self) -> Path | None:
        """The file of a SQLite database, or None for a server's."""
        prefix = "sqlite:///"
        return Path(self.database.removeprefix(prefix)) if self.database.startswith(prefix) else None

    @property
    def keys(self) -> Keys:
        """When a second look confirms."""
        return Keys(
            after=timedelta(minutes=self.confirm_after),
            alone_after=timedelta(minutes=self.confirm_alone_after),
        )

    @property
    def odd(self) -> Odd:
        """From when on something about an entry is odd."""
        return Odd(burst_items=self.burst_items, burst_days=self.burst_days)

    @property
    def lead(self) -> Lead:
        """How many working days a unit has left when it is reminded."""
        return Lead(news=self.remind_news_days, other=self.remind_days)

    @property
    def evidence(self) -> Path:
        """The folder of the evidence."""
        return self.home / "evidence"

    @property
    def keep_evidence(self) -> timedelta:
        """How long evidence is kept."""
        return timedelta(days=self.keep_evidence_days)

    @property
    def user_agent(self) -> str:
        """What the crawler says it is, with the contact where one is set."""
        return f"xuncha/0.1 ({self.contact})" if self.contact else "xuncha/0.1"


def _check_destinations(settings: Settings) -> None:
    """Raise SettingsError for an address of a chat or of the gateway that nothing could be sent to."""
    try:
        for name in settings.chats:
            settings.chat(name)
        if settings.sms_url.get_secret_value():
            settings.sms_gateway()
    except InputError as error:
        raise SettingsError(str(error)) from error


def _explained(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    variable = PREFIX + str(first["loc"][0]).upper()
    return f"{variable}: {first['msg'].removeprefix('Value error, ')}"
