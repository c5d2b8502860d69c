"""Answers in XML: no entity is resolved, nothing is fetched, and the parser's own bounds hold."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from crawler.readers.bounds import fault_of

#: Tags read of one field. A feed whose elements are never closed nests all it holds in its first title.
_MAX_TAGS = 400


def load_xml(body: bytes, *, holding: str) -> etree._Element | None:
    """Return the root element of *body*, or None where it is no XML within the bounds.

    It is None too where no element is called *holding*.
    """
    if fault_of(body):
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body.strip(), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    held = next(named(root, holding), None) if root is not None else None
    return None if held is None else root


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements under *root* with one of these local *names*, whatever their namespace."""
    for element in root.iter():
        if _local(element) in names:
            yield element


def own(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children of *element* with one of these local *names*: what lies deeper is not its own."""
    return (child for child in element if _local(child) in names)


def text_of(element: etree._Element, *names: str) -> str:
    """Return the text of *element*'s first child with one of *names* that has any; or empty."""
    for name in names:
        for child in own(element, name):
            text = "".join(_texts(child)).strip()
            if text:
                return text
    return ""


def _texts(element: etree._Element) -> Iterator[str]:
    for event, part in islice(etree.iterwalk(element, events=("start", "end")), _MAX_TAGS):
        if event == "start":
            yield part.text or ""
        elif part is not element:
            yield part.tail or ""


def _local(element: etree._Element) -> str:
    """Return the name of *element* without its namespace; a damaged document has names that are none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
