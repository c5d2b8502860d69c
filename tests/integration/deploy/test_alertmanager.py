"""Alertmanager with what is shipped: who hears of what, what silences what, and the mails."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import html
from pytest_httpserver import HTTPServer

from practice.mailbox import Mailbox, mailbox
from tests.integration.deploy.programs import (
    ALERTMANAGER,
    PROMETHEUS,
    Program,
    alertmanager,
    hurried,
    loaded,
    rendered,
    until,
)

OFFICE, OTHER = "演练县人民政府办公室", "邻县人民政府办公室"
RECEIVERS = {"office": "office", "engineer": "engineer"}
#: A name as bad as they come.
HOSTILE = "<script>alert(1)</script>“甲”\"'&乙\r\nBcc: x@evil.test 😀\u202e"


def told(alertname: str, *, office: str = OFFICE, **labels: str) -> Mapping[str, object]:
    """Return an alert as Prometheus sends it, with what its rule always adds."""
    rule = next(rule for rule in shipped() if rule["alert"] == alertname)
    own = {"alertname": alertname, "office": office, **rule["labels"], **labels}
    named = {"summary": labels.get("name", alertname), "description": "说明", "result": "超期未更新"}
    return {"labels": own, "annotations": named}


def shipped() -> list[Mapping[str, dict[str, str]]]:
    files = (PROMETHEUS / "rules").glob("*.yml")
    every = [rule for file in files for group in loaded(file)["groups"] for rule in group["rules"]]
    return [rule for rule in every if "alert" in rule]


@pytest.fixture(scope="module")
def post() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, needs: Callable[..., Path], post: Mailbox
) -> Iterator[Program]:
    """Alertmanager, its groups sent at once and at any hour."""
    folder: Path = tmp_path_factory.mktemp("alertmanager")
    config = hurried(rendered(folder, XUNCHA_SMTP_PORT=str(post.port)))
    with alertmanager(needs("prometheus-alertmanager"), config, folder) as program:
        yield program


def mails(post: Mailbox, word: str) -> list[EmailMessage]:
    return [mail for mail in post.messages if word in whole(mail)]


def whole(mail: EmailMessage) -> str:
    return "\n".join([str(mail["Subject"]), part(mail, "plain"), part(mail, "html")])


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def states(program: Program, office: str) -> dict[str, bool]:
    """Return for each alert of *office* whether another one silences it, by alert and what it is about."""
    alerts = program.ask("/api/v2/alerts", filter=f'office="{office}"')
    return {
        f"{alert['labels']['alertname']} {alert['labels'].get('site', '')}".strip(): bool(
            alert["status"]["inhibitedBy"]
        )
        for alert in alerts
    }


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule["alert"])
def test_every_alert_is_routed_to_whom_its_rule_names(
    rule: Mapping[str, dict[str, str]], needs: Callable[..., Path]
) -> None:
    name, labels = rule["alert"], rule["labels"]
    receiver = "office-due-soon" if name == "DueSoon" else RECEIVERS[labels["audience"]]
    command = [needs("amtool"), "config", "routes", "test", f"--verify.receivers={receiver}"]
    command += [f"--config.file={ALERTMANAGER / 'alertmanager.yml'}", f"alertname={name}"]
    command += [f"{key}={value}" for key, value in labels.items()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_but_the_dead_man_is_quiet_at_night_and_on_weekends() -> None:
    config = loaded(ALERTMANAGER / "alertmanager.yml")
    loud = [route for route in config["route"]["routes"] if "mute_time_intervals" not in route]
    assert [route["matchers"] for route in loud] == [['alertname="NoPassCompleted"']]
    for interval in config["time_intervals"]:
        assert all(one["location"] == "Asia/Shanghai" for one in interval["time_intervals"])


def test_in_quiet_hours_the_dead_man_speaks_and_nobody_else(
    tmp_path: Path, needs: Callable[..., Path]
) -> None:
    with mailbox() as box:
        config = rendered(tmp_path, XUNCHA_SMTP_PORT=str(box.port))
        always = [{"times": [{"start_time": "00:00", "end_time": "24:00"}], "location": "Asia/Shanghai"}]
        config["time_intervals"] = [
            {"name": one["name"], "time_intervals": deepcopy(always)} for one in config["time_intervals"]
        ]
        for route in (config["route"], *config["route"]["routes"]):
            route |= {"group_wait": "1s", "group_interval": "1s"}
        with alertmanager(needs("prometheus-alertmanager"), config, tmp_path) as program:
            program.alert(
                told("ColumnOverdue", name="甲", unit="县教育局"), told("NoPassCompleted", office=OTHER)
            )
            until(lambda: "within mute time" in program.log.read_text(), "nothing was held back")
            until(lambda: box.messages, "the dead man did not speak")
    assert [str(mail["Subject"]) for mail in box.messages] == ["【巡查】NoPassCompleted"]


def test_a_site_that_is_away_silences_its_own_columns_alone(running: Program) -> None:
    office = "第一办公室"
    running.alert(
        told("SiteUnreachable", office=office, site="edu"),
        told("ColumnOverdue", office=office, site="edu", unit="甲"),
        told("DueSoon", office=office, site="edu", unit="甲"),
        told("ColumnOverdue", office=office, site="portal", unit="乙"),
        told("AccountOverdue", office=office, unit="甲"),
        told("SiteUnreachable", office="第二办公室", site="portal"),
    )
    assert states(running, office) == {
        "SiteUnreachable edu": False,
        "ColumnOverdue edu": True,
        "DueSoon edu": True,
        "ColumnOverdue portal": False,
        "AccountOverdue": False,
    }


def test_an_exporter_that_is_gone_silences_its_office_but_for_the_dead_man(running: Program) -> None:
    office, other = "第三办公室", "第四办公室"
    running.alert(
        told("ExporterGone", office=office),
        told("NoPassCompleted", office=office),
        told("ColumnBlank", office=office, site="edu"),
        told("PlatformBlocked", office=office),
        told("SiteUnreachable", office=office, site="edu"),
        told("PlatformBlocked", office=other),
    )
    assert states(running, office) == {
        "ExporterGone": False,
        "NoPassCompleted": False,
        "ColumnBlank edu": True,
        "PlatformBlocked": True,
        "SiteUnreachable edu": True,
    }
    assert states(running, other) == {"PlatformBlocked": False}


def test_without_passes_what_goes_by_days_is_silent(running: Program) -> None:
    office = "第五办公室"
    running.alert(
        told("NoPassCompleted", office=office),
        told("ColumnOverdue", office=office, site="edu"),
        told("ColumnBlank", office=office, site="edu"),
        told("AccountOverdue", office=office),
        told("DueSoon", office=office, site="edu"),
        told("ClockWrong", office=office),
    )
    silent = {name.split()[0] for name, inhibited in states(running, office).items() if inhibited}
    assert silent == {"ColumnOverdue", "ColumnBlank", "AccountOverdue", "DueSoon"}


def test_each_unit_gets_one_mail_in_both_forms(running: Program, post: Mailbox) -> None:
    mine = {"office": "第六办公室", "unit": "县教育局六"}
    running.alert(
        told("ColumnOverdue", **mine, target="a", name="甲栏目", site="edu", clause="不超过7天"),
        told("AccountOverdue", **mine, target="b", name="乙账号"),
        told("ColumnBlank", **(mine | {"unit": "县财政局六"}), target="c", name="丙栏目"),
    )
    until(lambda: len(mails(post, "第六办公室")) >= 2, "the mails did not come")
    finance, education = sorted(mails(post, "第六办公室"), key=lambda mail: "甲栏目" in whole(mail))
    assert (str(education["To"]), str(education["From"])) == ("clerk@office.test", "xuncha@office.test")
    assert str(education["Subject"]) == "【巡查】县教育局六：2 项待处理"
    for kind in ("plain", "html"):
        assert "甲栏目" in part(education, kind)
        assert "乙账号" in part(education, kind)
        assert "丙栏目" not in part(education, kind)
    assert str(finance["Subject"]) == "【巡查】丙栏目"


def test_hostile_names_stay_text_in_every_part_of_a_mail(running: Program, post: Mailbox) -> None:
    office = "第七办公室"
    alert = told("ColumnOverdue", office=office, target="a", name=HOSTILE, unit=HOSTILE, clause=HOSTILE)
    annotations = {"summary": HOSTILE, "description": HOSTILE, "link": "javascript:alert(1)", "board": "'>x"}
    running.alert({**alert, "annotations": annotations})
    until(lambda: mails(post, office), "the mail did not come")
    [mail] = mails(post, office)
    assert mail["Bcc"] is None
    assert mail.defects == []
    page = html.fromstring(part(mail, "html"))
    assert page.xpath("//script | //@*[starts-with(name(), 'on')]") == []
    assert not [href for href in page.xpath("//@href") if href.startswith("javascript:")]
    assert "<script>alert(1)</script>“甲”" in page.text_content()


def test_a_warning_that_is_over_says_nothing_and_what_is_mended_does(running: Program, post: Mailbox) -> None:
    mine = {"office": "第八办公室", "unit": "县水利局八"}
    soon, late = told("DueSoon", **mine, name="甲"), told("ColumnOverdue", **mine, name="乙")
    running.alert(soon, late)
    until(lambda: len(mails(post, mine["office"])) == 2, "the mails did not come")
    running.alert(*({**alert, "endsAt": "2020-01-01T00:00:00Z"} for alert in (soon, late)))
    until(lambda: mails(post, "已解除：乙"), "the mail of what is mended did not come")
    assert len(mails(post, mine["office"])) == 3


def test_the_engineer_is_called_as_well_where_a_webhook_is_set(
    tmp_path: Path, needs: Callable[..., Path], httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("")
    config = hurried(rendered(tmp_path, ALERT_WEBHOOK_URL=httpserver.url_for("/hook?key=a&b=1")))
    with alertmanager(needs("prometheus-alertmanager"), config, tmp_path) as program:
        program.alert(told("ColumnOverdue", unit="县教育局"), told("ClockWrong"))
        until(lambda: httpserver.log, "nobody was called")
    requests = [request for request, _answer in httpserver.log]
    assert {request.args["key"] for request in requests} == {"a"}
    alerts = [alert for request in requests for alert in request.get_json()["alerts"]]
    assert {alert["labels"]["alertname"] for alert in alerts} == {"ClockWrong"}
