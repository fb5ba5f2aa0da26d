"""The secrets of authenticator apps and recovery codes, encrypted in the database."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from timeline.operations import encryption


class EncryptingAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)
