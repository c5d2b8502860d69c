"""The environment, read once at the door."""

from pathlib import Path

import pytest

from pipeline.settings import Settings
from records.errors import InputError, SettingsError


def test_nothing_set_gives_the_defaults() -> None:
    settings = Settings.from_environment({"PATH": "/bin", "LANG": "C"})
    assert settings == Settings()
    assert settings.host == "127.0.0.1"
    assert settings.database == f"sqlite:///{Path('var').absolute() / 'xuncha.db'}"


def test_a_variable_sets_its_field() -> None:
    settings = Settings.from_environment({"XUNCHA_HOME": "/srv/xuncha", "XUNCHA_PORT": "9000"})
    assert (settings.home, settings.port) == (Path("/srv/xuncha"), 9000)
    assert settings.database == "sqlite:////srv/xuncha/xuncha.db"


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql+psycopg://xuncha:secret@db/xuncha\n")
    settings = Settings.from_environment({"XUNCHA_DATABASE_URL_FILE": str(tmp_path / "url")})
    assert settings.database == "postgresql+psycopg://xuncha:secret@db/xuncha"


def test_secrets_are_not_shown() -> None:
    settings = Settings.from_environment(
        {"XUNCHA_DATABASE_URL": "postgresql+psycopg://u:hidden@db/x", "XUNCHA_SMTP_PASSWORD": "hidden"}
    )
    assert "hidden" not in repr(settings)


def test_chats_have_names_of_their_own_and_may_stand_in_files(tmp_path: Path) -> None:
    (tmp_path / "leaders").write_text("https://oapi.dingtalk.com/robot/send?access_token=hush#SEChush\n")
    settings = Settings.from_environment(
        {
            "XUNCHA_CHAT_E": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush",
            "XUNCHA_CHAT_LEADERS_FILE": str(tmp_path / "leaders"),
            "XUNCHA_SMS_URL": "https://sms.county.test/hush",
            "XUNCHA_SMS_SECRET": "hush, it is long enough",
        }
    )
    assert settings.chat("E").place == "XUNCHA_CHAT_E (qyapi.weixin.qq.com)"
    assert settings.chat("LEADERS").secret == "SEChush"
    assert settings.sms_gateway().place == "XUNCHA_SMS_URL (sms.county.test)"
    assert "hush" not in f"{settings!r} {settings.chat('E')!r} {settings.sms_gateway()!r}"


def test_a_chat_that_is_not_set_is_told_with_those_that_are() -> None:
    settings = Settings.from_environment({"XUNCHA_CHAT_A": "feishu://abc", "XUNCHA_CHAT_B": "feishu://abc"})
    with pytest.raises(InputError, match="XUNCHA_CHAT_C: is not set; there is A、B"):
        settings.chat("C")
    with pytest.raises(InputError, match="XUNCHA_SMS_URL: no gateway"):
        settings.sms_gateway()


def test_the_contact_stands_in_the_user_agent() -> None:
    assert Settings().user_agent == "xuncha/0.1"
    assert Settings(contact="+86 719 0000000").user_agent == "xuncha/0.1 (+86 719 0000000)"


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("XUNCHA_PROT", "9000", "no such setting; did you mean XUNCHA_PORT?"),
        ("XUNCHA_XYZZY", "1", "no such setting; see the README"),
        ("XUNCHA_PORT", "none", "valid integer"),
        ("XUNCHA_PORT", "70000", "less than or equal to 65535"),
        ("XUNCHA_SCHEDULE", "every morning", "Wrong number of fields"),
        ("XUNCHA_SCHEDULE", "99 6 * * *", "99"),
        ("XUNCHA_SMTP_SECURITY", "ssl", "'none', 'starttls' or 'tls'"),
        ("XUNCHA_LOG_LEVEL", "loud", "'DEBUG'"),
        ("XUNCHA_CONTACT", "办公室", "printable ASCII"),
        ("XUNCHA_CONTACT", "a\r\nX-Evil: 1", "printable ASCII"),
        ("XUNCHA_DELAY", "-1", "greater than or equal to 0"),
        ("XUNCHA_SMTP_PASSWORD_FILE", "/nowhere/secret", "cannot read /nowhere/secret"),
        ("XUNCHA_CHAT_UNITS", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "has no key"),
        ("XUNCHA_CHAT_UNITS_FILE", "/nowhere/secret", "cannot read /nowhere/secret"),
        ("XUNCHA_CHAT_", "feishu://abc", "no such setting"),
        ("XUNCHA_SMS_URL", "https://sms.county.test/", "XUNCHA_SMS_SECRET: the secret that signs"),
        ("XUNCHA_NOTICES_UNTIL", "08:30", "is no later than XUNCHA_NOTICES_FROM; write a later hour"),
        ("XUNCHA_NOTICES_FROM", "08:30+08:00", "is an hour of Beijing time; write it like 08:30"),
        ("XUNCHA_NOTICES_FROM", "morning", "time"),
        ("XUNCHA_REMIND_NEWS_DAYS", "1", "greater than or equal to 2"),
        ("XUNCHA_REMIND_DAYS", "4", "greater than or equal to 5"),
        ("XUNCHA_DIGEST", "monday", "Wrong number of fields"),
    ],
)
def test_a_wrong_variable_is_one_line_that_names_it(variable: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.from_environment({variable: value})
    line = str(error.value)
    assert line.startswith((variable.removesuffix("_FILE"), "XUNCHA_SMS_"))
    assert told in line
    assert "\n" not in line


def test_a_chat_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "chat").write_text("feishu://abc")
    twice = {"XUNCHA_CHAT_A": "feishu://abc", "XUNCHA_CHAT_A_FILE": str(tmp_path / "chat")}
    with pytest.raises(SettingsError, match="XUNCHA_CHAT_A_FILE: given twice"):
        Settings.from_environment(twice)


def test_a_value_and_a_file_for_the_same_setting_are_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("one")
    with pytest.raises(SettingsError, match="given twice"):
        Settings.from_environment(
            {"XUNCHA_SMTP_PASSWORD": "two", "XUNCHA_SMTP_PASSWORD_FILE": str(tmp_path / "password")}
        )
