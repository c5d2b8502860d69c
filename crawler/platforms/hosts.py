"""The platforms' own domains, which their pages' scripts need beside the host that the inventory names."""

from collections.abc import Iterable, Mapping

from records.targets import Account, Platform

#: Those that serve pages and interfaces were read of; those that serve scripts alone were not tried live.
DOMAINS: Mapping[Platform, tuple[str, ...]] = {
    Platform.WECHAT: ("weixin.qq.com", "wx.qq.com", "weixin.sogou.com"),
    Platform.WEIBO: ("weibo.cn", "weibo.com", "sinaimg.cn"),
    Platform.DOUYIN: ("douyin.com", "iesdouyin.com", "douyinstatic.com"),
    Platform.TOUTIAO: ("toutiao.com", "toutiaostatic.com"),
    Platform.KUAISHOU: ("kuaishou.com",),
    Platform.APP: ("appgallery.huawei.com", "dbankcloud.cn", "sj.qq.com", "app.mi.com", "itunes.apple.com"),
}


def is_within(host: str, domain: str) -> bool:
    """Return whether *host*, in its normal form, is *domain* or below it."""
    return host == domain or host.endswith(f".{domain}")


def domains_of(accounts: Iterable[Account], hosts: Iterable[str]) -> frozenset[str]:
    """Return the domains of the platforms of *accounts* of which one of *hosts* is a part.

    An office that names no page on a platform itself lets nothing of it be asked.
    """
    named = frozenset(hosts)
    platforms = {account.platform for account in accounts}
    return frozenset(
        domain
        for platform in platforms
        for domain in DOMAINS.get(platform, ())
        if any(is_within(host, each) for host in named for each in DOMAINS[platform])
    )
