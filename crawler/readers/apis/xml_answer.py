"""Answers in XML: no entity is resolved, nothing is fetched, and the parser's own bounds hold."""

from collections.abc import Iterator

from lxml import etree

from crawler.readers.bounds import fault_of


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


def text_of(element: etree._Element, *names: str) -> str:
    """Return the text of *element*'s first child with one of *names* that has any; or empty."""
    for name in names:
        for child in element:
            if _local(child) == name:
                text = "".join(map(str, child.itertext())).strip()
                if text:
                    return text
    return ""


def _local(element: etree._Element) -> str:
    """Return the name of *element* without its namespace; a damaged document has names that are none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
