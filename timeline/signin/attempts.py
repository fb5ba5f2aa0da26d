"""Which wrong passwords are counted together, and how a lock is opened.

Wrong passwords for a name are counted at each address, and more slowly over all addresses: whoever
types ten of them locks the name at their own address, not for its owner. A device on which the
owner has signed in is counted by itself and not over all (``known_devices``), so nobody locks it
from elsewhere. The rates are in ``ACCOUNT_RATE_LIMITS``. The codes of a second factor are counted
for the account as a whole, since six digits are soon guessed from many addresses.
"""

from __future__ import annotations

import hashlib
import time
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from timeline.signin.known_devices import device_of

HERE = "login_failed"  # at an address or on a device: allauth's own name of this rate
ANYWHERE = "login_failed_anywhere"
LONGEST = 24 * 3600  # seconds: no rate counts for longer


def key_here(request: HttpRequest, name: str) -> str:
    """Under what a wrong password for a name is counted at this address or on this device."""
    device = device_of(request, name)
    where = f"device {device}" if device else f"address {ratelimit.get_ip(request)}"
    return f"{name.lower()}:{_unlocked_at(name)}:{where}"


def key_anywhere(name: str) -> str:
    """Under what it is counted over all addresses."""
    return f"{name.lower()}:{_unlocked_at(name)}"


def unlock(user: Any) -> None:
    """Forget the wrong passwords and codes of an account, at every address."""
    cache.set(_unlocking(user.get_username()), time.time(), LONGEST)
    codes = f"mfa-auth-user-{user.pk}"  # allauth.mfa.base.internal.flows.check_rate_limit
    for rate in ratelimit.get_rates(app="allauth.account", action=HERE):
        if rate.per == "key":
            nobody = HttpRequest()
            key = ratelimit.get_cache_key(
                nobody, app="allauth.account", action=HERE, rate=rate, key=codes
            )
            cache.delete(key)


def _unlocking(name: str) -> str:
    digest = hashlib.sha256(name.lower().encode()).hexdigest()
    return f"timeline:unlocked:{digest}"


def _unlocked_at(name: str) -> float:
    """When the name was unlocked last, in seconds since 1970: attempts before are not counted."""
    moment: float = cache.get(_unlocking(name), 0)
    return moment
