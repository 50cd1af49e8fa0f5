"""Making an answer small on its way. Only for an answer that holds no secret: one that mixes a secret,
such as a form's token, with words that somebody else chose tells the secret by its length (BREACH).
"""

import zlib

from flask import Response, request

# gzip's own header, and as much work as a keystroke has time for.
_GZIP, _LEVEL = 31, 3
LEAST = 1000


def takes_packed() -> bool:
    """Whether the browser takes gzip."""
    return request.accept_encodings.quality("gzip") > 0


def packed(response: Response) -> Response:
    """``response`` as gzip, when the browser takes it and it is worth it."""
    response.headers.add("Vary", "Accept-Encoding")
    body = response.get_data()
    if len(body) < LEAST or not takes_packed():
        return response
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    response.set_data(packer.compress(body) + packer.flush())
    response.headers["Content-Encoding"] = "gzip"
    return response
