"""The mail, the text and the card of a notice, as their readers get them."""

import re
from dataclasses import replace

import pytest
from lxml import html

from exporters.codes import qr_code
from exporters.mail.compose import compose
from exporters.mail.message import Digest
from exporters.notices.card import MOST_ITEMS, card_html
from exporters.notices.mail import HTML_BYTES, notice_mail
from exporters.notices.message import chat_notice
from exporters.notices.text import MOST, notice_text
from exporters.notices.told import Told
from tests.unit.exporters.county import NOW, county
from tests.unit.exporters.notices.reminded import (
    DUE_SOON,
    OVERDUE,
    PHONE,
    of_education,
    reminded,
    sixty,
    with_phone,
)


def words(source: str) -> str:
    return " ".join(html.document_fromstring(source).text_content().split())


def without_phone() -> Told:
    return reminded("jyj", ("jyj-dongtai", OVERDUE), found=with_phone(county(), ""))


def test_the_subject_counts_what_is_urged_first() -> None:
    assert notice_mail(of_education()).subject == "【巡查】县教育局：1 项催办，1 项即将超期，1 项超期未更新"
    assert notice_mail(sixty()).subject == "【巡查】县教育局：20 项即将超期，40 项超期未更新"


def test_both_halves_of_the_mail_say_the_same() -> None:
    mail = notice_mail(of_education())
    for said in (mail.text, words(mail.html)):
        assert all(part in said for one in of_education().items for _, part in one.facts)
        assert all(one.name in said and one.link in said for one in of_education().items)
        for part in ("县教育局：", "更新后系统自动核销，无需回复", "情况反馈", f"办公室 {PHONE}"):
            assert part in said


def test_the_mail_says_nothing_of_others_or_of_what_is_not_known() -> None:
    mail = notice_mail(of_education())
    for word in ("县财政局", "待人工核查", "系统未能核查", "发布日期存疑", "系统初查"):
        assert word not in mail.text + mail.html


def test_the_mail_is_made_of_styles_that_every_program_keeps() -> None:
    document = html.document_fromstring(notice_mail(of_education()).html)
    assert not document.xpath("//style | //link | //img | //script")
    assert all("background" in cell.get("style") for cell in document.xpath("//td[@bgcolor]"))
    assert not document.xpath("//td[not(@bgcolor) and not(table)]")


def test_the_telephone_can_be_dialled_from_the_mail() -> None:
    document = html.document_fromstring(notice_mail(of_education()).html)
    assert document.xpath("//a[starts-with(@href, 'tel:')]/@href") == ["tel:07190000000"]


def test_a_mail_of_sixty_items_names_them_all_and_stays_small() -> None:
    mail = notice_mail(sixty(url="http://portal.test/" + "x" * 100))
    assert len(mail.html.encode()) < HTML_BYTES
    said = words(mail.html)
    names = [one.name for one in sixty().items]
    assert [name for name in names if name not in said or name not in mail.text] == []


def test_the_mail_s_values_are_those_that_the_sender_takes() -> None:
    mail = notice_mail(of_education())
    made = compose(
        Digest(**vars(mail)),
        sender="a@b.test",
        recipients=["c@d.test"],
        message_id="<notice.test@b.test>",
        sent_at=NOW,
    )
    assert made["Subject"] == mail.subject


def test_the_text_of_one_item_has_all_that_is_needed() -> None:
    assert notice_text(reminded("jyj", ("jyj-dongtai", OVERDUE))) == (
        "【巡查】县教育局：栏目“教育动态”超期未更新\n"
        "最后更新：2026年11月10日（未更新 13 天）\n"
        "最迟更新日期：2026年11月17日（已超期 6 天）\n"
        "http://portal.test/jyj-dongtai/\n"
        "更新后系统自动核销，无需回复；情况反馈请致电 0719-0000000（演练县人民政府办公室）。"
    )


def test_the_text_of_several_items_has_each_with_its_link() -> None:
    assert notice_text(reminded("jyj", ("jyj-dongtai", OVERDUE), ("jyj-gonggao", DUE_SOON))).split("\n") == [
        "【巡查】县教育局：超期未更新 1 项，即将超期 1 项",
        "1. 教育动态（已超期 6 天）最后更新11月10日，最迟更新日期11月17日",
        "http://portal.test/jyj-dongtai/",
        "2. 招生公告（还剩 2 天）最后更新8月26日，最迟更新日期11月25日",
        "http://portal.test/jyj-gonggao/",
        "更新后系统自动核销，无需回复；情况反馈请致电 0719-0000000（演练县人民政府办公室）。",
    ]


def test_the_text_of_sixty_items_names_the_most_urgent_and_says_how_many_there_are() -> None:
    text = notice_text(sixty())
    assert len(text) <= MOST
    assert "1. 第0号演练栏目（已超期 40 天）" in text
    assert "\n等 60 项\n" in text


def test_the_text_says_when_a_person_asked_for_it() -> None:
    assert notice_text(of_education()).startswith("【巡查催办】县教育局：催办 1 项，")


@pytest.mark.parametrize("length", [10, 60, 120, 200, 500])
def test_a_link_is_whole_or_not_there(length: int) -> None:
    link = "http://portal.test/" + "x" * length
    for made in (reminded("jyj", ("jyj-dongtai", OVERDUE)), of_education()):
        changed = replace(made, items=tuple(replace(one, link=link) for one in made.items))
        text = notice_text(changed)
        assert len(text) <= MOST
        assert set(re.findall(r"http\S*", text)) <= {link}


def test_without_a_telephone_the_office_is_named_alone() -> None:
    made = without_phone()
    mail = notice_mail(made)
    assert notice_text(made).endswith("情况反馈请联系演练县人民政府办公室。")
    assert "请与演练县人民政府办公室联系。" in mail.text
    assert "请与演练县人民政府办公室联系" in words(mail.html)
    assert "请与演练县人民政府办公室联系" in words(card_html(made))


def test_a_message_for_robots_is_the_text_in_two_parts() -> None:
    made = chat_notice(of_education(), image=b"\x89PNG")
    assert f"{made.title}\n{made.text}" == notice_text(of_education())
    assert made.image == b"\x89PNG"
    assert chat_notice(of_education()).image == b""


def test_the_card_has_what_the_text_has_and_a_code_of_each_link() -> None:
    source = card_html(of_education())
    for one in of_education().items:
        assert one.name in source
        assert one.standing in source
        assert qr_code(one.link) in source
    assert PHONE in source


def test_a_card_shows_the_most_urgent_items_and_counts_the_others() -> None:
    document = html.document_fromstring(card_html(sixty()))
    assert len(document.xpath("//article")) == MOST_ITEMS
    assert f"另有 {60 - MOST_ITEMS} 项未列出" in document.text_content()


@pytest.mark.parametrize("link", ["", "http://portal.test/" + "x" * 400])
def test_without_a_link_that_can_be_coded_there_is_no_code(link: str) -> None:
    made = reminded("jyj", ("jyj-dongtai", OVERDUE))
    source = card_html(replace(made, items=(replace(made.items[0], link=link),)))
    assert "<svg" not in source
    assert "扫码" not in source


def test_the_card_loads_and_runs_nothing() -> None:
    document = html.document_fromstring(card_html(of_education()))
    assert not document.xpath("//@src | //@href | //script | //img")
    assert "default-src 'none'" in document.xpath("//meta/@content")[0]
