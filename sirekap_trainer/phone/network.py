"""Under which addresses a phone finds this laptop, and the QR code that spares typing them."""

from __future__ import annotations

import io
import ipaddress
from dataclasses import dataclass

import ifaddr

#: Adapters of virtual machines and containers: no phone is on their networks. Compared with the beginning of the name.
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vboxnet", "vmnet", "vEthernet", "VMware", "VirtualBox", "Hyper-V")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this laptop on a network it is connected to.

    Attributes:
        host: IPv4 address as text.
        adapter: The adapter's name, for a person to choose by.
    """

    host: str
    adapter: str

    @property
    def likelihood(self) -> tuple[bool, bool, str, str]:
        """Sorts first what a phone most likely reaches: real adapters before virtual ones, private addresses first."""
        virtual = self.adapter.startswith(_VIRTUAL)
        return virtual, not ipaddress.ip_address(self.host).is_private, self.adapter, self.host


def addresses() -> tuple[Address, ...]:
    """Addresses a phone on the same network or hotspot may reach, the likeliest first, in a stable order.

    IPv4 only: hotspots of phones hand it out, and it can be typed. The machine itself (127.0.0.1) and addresses that
    an adapter gave itself because nobody answered (169.254) are left out. Empty where the system does not tell.
    """
    try:
        adapters = list(ifaddr.get_adapters())
    except OSError:
        return ()
    found = {
        Address(str(ip.ip), adapter.nice_name)
        for adapter in adapters
        for ip in adapter.ips
        if ip.is_IPv4 and _is_reachable(str(ip.ip))
    }
    return tuple(sorted(found, key=lambda one: one.likelihood))


def _is_reachable(host: str) -> bool:
    address = ipaddress.ip_address(host)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast)


def qr_png(text: str, *, scale: int = 8) -> bytes:
    """A QR code as the bytes of a PNG, black on white with its quiet zone, `scale` pixels a module."""
    import segno  # noqa: PLC0415 - asking for addresses does not need it

    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="png", scale=scale, border=4)
    return buffer.getvalue()
