"""An address as a QR code, drawn in the page itself."""

import segno
from markupsafe import Markup

#: Finer codes are not read from paper by a telephone.
_FINEST = 20
#: The empty frame that readers need, in modules.
_FRAME = 4


def qr_code(address: str) -> Markup:
    """Return *address*, letter by letter, as an SVG element; nothing where it would come out too fine.

    It has no size of its own: a style sheet gives it one.
    """
    try:
        code = segno.make(address, error="l", version=None, micro=False)
    except segno.DataOverflowError:
        return Markup()
    if not isinstance(code.version, int) or code.version > _FINEST:
        return Markup()
    return Markup(code.svg_inline(border=_FRAME, omitsize=True))  # noqa: S704 - numbers alone, no value
