"""Every list API we know, in the order in which a page is held against them.

A new one is a file here, its import and its line in APIS, and a folder of cases under tests/apis.
"""

from collections.abc import Mapping
from datetime import datetime

from crawler.readers.apis import (
    atom,
    epoint_builder,
    epoint_search,
    hanweb_jpaas,
    hanweb_jpage,
    hanweb_search,
    json_feed,
    lonsun_label,
    nfcms_catalogue,
    nfcms_postmeta,
    nfra_documents,
    policy_article,
    rss,
    sitemap,
    state_council_lists,
    state_council_search,
    template_blocks,
    trading_list,
    trs_igs,
    trs_irs,
    ucap_code_list,
    ucap_info_common,
    ucap_search_list,
)
from crawler.readers.apis.api import Found, ListApi
from crawler.readers.apis.frame import parse_frame
from crawler.readers.apis.rows import unreadable
from crawler.readers.reading import Reading
from records.observation import Outcome

#: What an API is called that the inventory names: its answer is held against every form there is.
NAMED = "named"

#: Those that a page names outright come first, then feeds, then what only hints.
APIS: Mapping[str, ListApi] = {
    "hanweb_jpage": hanweb_jpage.API,
    "hanweb_jpaas": hanweb_jpaas.API,
    "nfcms_postmeta": nfcms_postmeta.API,
    "nfcms_catalogue": nfcms_catalogue.API,
    "lonsun_label": lonsun_label.API,
    "epoint_search": epoint_search.API,
    "epoint_builder": epoint_builder.API,
    "trs_igs": trs_igs.API,
    "trs_irs": trs_irs.API,
    "ucap_code_list": ucap_code_list.API,
    "ucap_info_common": ucap_info_common.API,
    "trading_list": trading_list.API,
    "template_blocks": template_blocks.API,
    "policy_article": policy_article.API,
    "state_council_search": state_council_search.API,
    "state_council_lists": state_council_lists.API,
    "hanweb_search": hanweb_search.API,
    "nfra_documents": nfra_documents.API,
    "ucap_search_list": ucap_search_list.API,
    "rss": rss.API,
    "atom": atom.API,
    "json_feed": json_feed.API,
    "sitemap": sitemap.API,
}


def find_api(body: bytes, *, address: str, charset: str = "") -> Found | None:
    """Return the first API that the page *body* says it is filled from, with the request to make; or None.

    *address* is the page's own, with its fragment where it has one. The request may
    lead to another host: whoever sends it decides whether it may.
    """
    frame = parse_frame(body, address=address, charset=charset)
    if not frame:
        return None
    asks = ((name, api.find(frame)) for name, api in APIS.items())
    return next((Found(name=name, ask=ask) for name, ask in asks if ask), None)


def read_answer(name: str, body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the API *name* answered with *body* to the page at *address*; never raises.

    A name that is not in the catalogue is UNREADABLE; NAMED takes the first form that fits.
    """
    if name == NAMED:
        readings = (api.read(body, address=address, now=now) for api in APIS.values())
        fitting = (reading for reading in readings if reading.outcome is not Outcome.UNREADABLE)
        return next(fitting, unreadable("the answer has the form of no list API that is known"))
    api = APIS.get(name)
    if not api:
        return unreadable(f"no list API is called {name}")
    return api.read(body, address=address, now=now)
