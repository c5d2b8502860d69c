"""The ready request (白名单申请) to whoever runs a site's firewall, that it let the watching through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exporters.finding import NAME_LENGTH
from exporters.markup import printable, shortened
from exporters.words import date_words, moment_words
from records.inventory import Office
from records.rulebook import Rulebook

#: Columns that are named one by one; of more, how many there are is said.
COLUMNS_NAMED = 30
_LONGEST_ADDRESS = 300
#: What a person has to fill in before it is sent.
NO_ADDRESS = "请填写出口IP"
NO_CONTACT = "请填写联系人和电话"


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The newest look that a firewall refused."""

    at: datetime
    address: str
    #: The HTTP status; 0 where it is not known any more.
    status: int = 0
    #: The product, and whether that is known or only likely; empty where nothing tells.
    product: str = ""
    sure: bool = False
    #: Our own address as the machine knew it, and whether the world sees the same one.
    seen_from: str = ""
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How the watching asks, as the operator will find it in the logs."""

    user_agent: str
    #: Seconds between two requests to the host.
    delay: float
    #: Passes in a week; 0 where there is no habit.
    passes: int
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request: who asks by what right, for which host, and what was refused."""

    office: Office
    rulebook: Rulebook
    site: str
    host: str
    #: Name and address of each column of the host whose newest look was refused.
    columns: Sequence[tuple[str, str]]
    refused: Refused
    manners: Manners
    on: date


def request_lines(request: Request) -> Iterator[str]:
    """Yield the request as plain text, to be copied, filled in where it says 请填写, and sent."""
    return map(_kept_in, _lines(request))


def _lines(request: Request) -> Iterator[str]:
    office, book = request.office.name, request.rulebook
    yield "关于申请放行政府网站常态化监测访问的函"
    yield ""
    yield f"{request.site}（{request.host}）平台运维单位、云防护服务单位："
    yield ""
    by = f"《{book.title}》" + (f"（{book.number}）" if book.number else "")
    yield f"　　{office}依据{by}，对政府网站栏目更新情况开展常态化监测。"
    yield "　　监测程序访问贵方运维的网站时被安全防护拦截，栏目更新情况不能核查，现申请放行。"
    yield ""
    yield "一、被拦截的网站和栏目"
    yield f"　　网站：{request.site}（{request.host}）"
    yield from _columns(request.columns)
    yield "二、最近一次拦截"
    yield from _refusal(request.refused)
    yield "三、监测程序的访问特征"
    yield from _manners(request)
    yield "四、申请事项"
    yield "　　请将上述出口IP加入访问白名单；不便按IP放行的，请按上述User-Agent放行。"
    yield "　　放行后请告知，以便复核。"
    yield ""
    yield f"　　联系方式：{request.manners.contact or NO_CONTACT}"
    yield f"　　{office}"
    yield f"　　{date_words(request.on)}"


def _columns(columns: Sequence[tuple[str, str]]) -> Iterator[str]:
    for number, (name, address) in enumerate(columns[:COLUMNS_NAMED], start=1):
        yield f"　　{number}. {shortened(name, NAME_LENGTH)}　{shortened(address, _LONGEST_ADDRESS)}"
    if len(columns) > COLUMNS_NAMED:
        yield f"　　以上列出 {COLUMNS_NAMED} 个，共 {len(columns)} 个栏目。"


def _refusal(refused: Refused) -> Iterator[str]:
    yield f"　　时间：{moment_words(refused.at)}（北京时间）"
    yield f"　　地址：{shortened(refused.address, _LONGEST_ADDRESS)}"
    if refused.status:
        yield f"　　返回状态：HTTP {refused.status}"
    if not refused.product:
        yield "　　防护产品：未能识别，请贵方核实"
    elif refused.sure:
        yield f"　　防护产品：{refused.product}"
    else:
        yield f"　　防护产品：疑似{refused.product}（根据返回内容推断，请核实）"


def _manners(request: Request) -> Iterator[str]:
    manners = request.manners
    yield f"　　出口IP：{_our_address(request.refused)}"
    yield f"　　User-Agent：{manners.user_agent}"
    yield f"　　访问频率：{_often(manners.passes)}，对同一网站的两次请求间隔 {manners.delay:g} 秒以上"
    yield "　　访问范围：只读取上述网站的公开页面，不登录，不破解验证"


def _our_address(refused: Refused) -> str:
    if refused.seen_from and refused.public:
        return refused.seen_from
    known = f"（监测程序所在机器的地址为 {refused.seen_from}，一般不是出口地址）" if refused.seen_from else ""
    return f"{NO_ADDRESS}{known}"


def _often(passes: int) -> str:
    if not passes:
        return "不定期监测"
    return f"每周监测 {passes} 次" if passes % 7 else f"每天监测 {passes // 7} 次"


def _kept_in(line: str) -> str:
    """Return *line*, printable, with the two blanks that begin a paragraph."""
    start = "　　" if line.startswith("　　") else ""
    return f"{start}{printable(line)}"
