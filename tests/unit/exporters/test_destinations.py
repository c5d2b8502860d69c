"""Where messages go: what an address means, what is wrong with it, and that it is never told."""

import pytest

from exporters.messages.destination import Kind, destination, gateway
from records.errors import InputError

SECRET = "0123456789abcdef0123"
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=tok3n5"


@pytest.mark.parametrize(
    ("stated", "kind", "address", "secret"),
    [
        (WECOM, Kind.WECOM, WECOM, ""),
        ("wecombot://693a91f6-7xxx/", Kind.WECOM, WECOM, ""),
        (
            "http://10.1.2.3:8080/wx/cgi-bin/webhook/send?key=abcd",
            Kind.WECOM,
            "http://10.1.2.3:8080/wx/cgi-bin/webhook/send?key=abcd",
            "",
        ),
        (
            "wecom+https://wx.county.test/hook?key=abcd",
            Kind.WECOM,
            "https://wx.county.test/hook?key=abcd",
            "",
        ),
        (DINGTALK, Kind.DINGTALK, DINGTALK, ""),
        (f"{DINGTALK}#SEC%2Babc", Kind.DINGTALK, DINGTALK, "SEC+abc"),
        ("dingtalk://SECabc@tok3n5/", Kind.DINGTALK, DINGTALK, "SECabc"),
        ("dingtalk://tok3n5", Kind.DINGTALK, DINGTALK, ""),
        (
            "dingtalk+https://ding.county.test/send?access_token=tok3n5",
            Kind.DINGTALK,
            "https://ding.county.test/send?access_token=tok3n5",
            "",
        ),
        (f"hook+https://im.county.test/in?a=1#{SECRET}", Kind.HOOK, "https://im.county.test/in?a=1", SECRET),
        (f"hook+http://[::1]:9/in#{SECRET}", Kind.HOOK, "http://[::1]:9/in", SECRET),
        ("slack://T1/B1/abcdefgh", Kind.APPRISE, "slack://T1/B1/abcdefgh", ""),
    ],
)
def test_an_address_says_who_takes_the_message(stated: str, kind: Kind, address: str, secret: str) -> None:
    found = destination("XUNCHA_CHAT_UNITS", stated)
    assert (found.kind, found.address, found.secret) == (kind, address, secret)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("", "is no address"),
        ("693a91f6-7xxx", "is no address"),
        ("qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush-hush", "is no address"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "has no key"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", "has no key"),
        (f"{WECOM}#hush-hush", "has no secret besides its key"),
        ("https://oapi.dingtalk.com/robot/send?token=hush-hush", "has no access_token"),
        ("dingtalk://", "is no address"),
        ("https://example.test/hush-hush", "names no robot we know"),
        ("ftp+https://example.test/hush-hush", "names no robot we know"),
        ("hook+https://example.test/hush-hush", "openssl rand"),
        ("hook+https://example.test/in#hush-hush", "openssl rand"),
        ("hook+https:///in#hush-hush", "plain host"),
        ("https://user:hush-hush@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a", "plain host"),
        ("https://a..test/cgi-bin/webhook/send?key=hush-hush", "plain host"),
        (f"https://{'a' * 64}.test/cgi-bin/webhook/send?key=hush-hush", "plain host"),
        ("https://a.test:99999/cgi-bin/webhook/send?key=hush-hush", "no address that can be asked"),
        ("https://[a/cgi-bin/webhook/send?key=hush-hush", "no address that can be asked"),
        ("https://县.test/cgi-bin/webhook/send?key=hush-hush", "is no address"),
        (f"{WECOM}\r\nX-Evil: hush-hush", "is no address"),
        (f"{WECOM} hush-hush", "is no address"),
    ],
)
def test_a_wrong_address_is_one_line_that_does_not_repeat_it(stated: str, told: str) -> None:
    with pytest.raises(InputError) as raised:
        destination("XUNCHA_CHAT_UNITS", stated)
    line = str(raised.value)
    assert line.startswith("XUNCHA_CHAT_UNITS")
    assert told in line
    assert "hush-hush" not in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("address", "secret", "told"),
    [
        ("sms.county.test/send", SECRET, "XUNCHA_SMS_URL: is no http or https address"),
        (f"https://sms.county.test/send#{SECRET}", SECRET, "XUNCHA_SMS_URL: ends in #"),
        ("https://sms.county.test/send", "", "XUNCHA_SMS_SECRET: the secret that signs has fewer than 16"),
    ],
)
def test_a_gateway_needs_an_address_and_a_secret(address: str, secret: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        gateway(address, secret)


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        (WECOM, "XUNCHA_CHAT_UNITS (qyapi.weixin.qq.com)"),
        (f"{DINGTALK}#SECabc", "XUNCHA_CHAT_UNITS (oapi.dingtalk.com)"),
        (f"hook+https://im.county.test/in/hush#{SECRET}", "XUNCHA_CHAT_UNITS (im.county.test)"),
        ("tgram://12345:hush-hush/chat", "XUNCHA_CHAT_UNITS (tgram)"),
    ],
)
def test_neither_its_name_nor_its_form_tells_what_lets_us_in(stated: str, place: str) -> None:
    found = destination("XUNCHA_CHAT_UNITS", stated)
    assert found.place == place
    for hidden in ("693a91f6", "tok3n5", "SECabc", SECRET, "hush"):
        assert hidden not in f"{found} {found!r}"


@pytest.mark.parametrize(
    ("stated", "echo", "shown"),
    [
        (WECOM, "no robot 693a91f6-7xxx", "no robot …"),
        (f"{DINGTALK}#SEC%2Babc", "tok3n5 with SEC+abc: access_token不存在", "… with …: access_token不存在"),
        ("tgram://12345:hush-hush/chat", "POST /bot12345:hush-hush/send", "POST /bot…:…/send"),
    ],
)
def test_what_comes_back_is_told_without_what_lets_us_in(stated: str, echo: str, shown: str) -> None:
    assert destination("XUNCHA_CHAT_UNITS", stated).hidden(echo) == shown
