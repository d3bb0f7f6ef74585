"""How often one address may knock where everybody can: at the doors of the installation."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE = 60.0
MOST_ADDRESSES = 10_000  # remembered at once, a few hundred bytes each; the ones that came first are forgotten first


class Knocks:
    """Counts by address, so many a minute."""

    def __init__(self, most: int, elapsed: Callable[[], float] = time.monotonic) -> None:
        """`elapsed` counts seconds."""
        self._most, self._elapsed = most, elapsed
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._counted)

    def again_in(self, address: str) -> int:
        """Count a knock; 0 when it is answered, else the whole seconds until one is."""
        now, who = self._elapsed(), _neighbourhood(address)
        while self._counted and (len(self) > MOST_ADDRESSES or now - next(iter(self._counted.values()))[0] >= MINUTE):
            self._counted.popitem(last=False)
        since, count = self._counted.get(who, (now, 0))
        self._counted[who] = (since, count + 1)
        return 0 if count < self._most else int(since + MINUTE - now) + 1


def _neighbourhood(address: str) -> str:
    """The address, or the /64 of an IPv6 one: whoever has one of these has all of them."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
