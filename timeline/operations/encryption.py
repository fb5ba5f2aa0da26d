"""Secrets as the database holds them: encrypted with a key that is made from ``SECRET_KEY``.

Fernet (AES-128-CBC with HMAC-SHA256). A text without the mark is from before and taken as it is.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

logger = logging.getLogger(__name__)

MARK = "fernet:"


def encrypt(text: str) -> str:
    if text.startswith(MARK):
        return text
    return MARK + _keys().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """The text. With another ``SECRET_KEY`` than it was encrypted with, a secret nobody knows:
    what is checked against it is refused."""
    if not stored.startswith(MARK):
        return stored
    try:
        return _keys().decrypt(stored.removeprefix(MARK)).decode()
    except InvalidToken:
        logger.warning("A second factor was set up under another secret key: nobody gets in by it.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def _keys() -> MultiFernet:
    """The key of today, then those that Django still accepts."""
    accepted = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([_key(secret) for secret in accepted])


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(b"secrets of second factors:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
