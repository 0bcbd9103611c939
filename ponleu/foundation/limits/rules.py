"""Which network an address belongs to, and which hour an instant. Pure."""

from __future__ import annotations

from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

V4_BITS, V6_BITS = 24, 48
"""A network is what one provider commonly gives to one place; a single address is never kept."""


def network_of(address: str) -> str:
    """The network of an address, "203.0.113.0/24"; "unknown" for what is no address."""
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = V6_BITS if isinstance(parsed, IPv6Address) else V4_BITS
    return str(ip_network(f"{parsed}/{bits}", strict=False))


def hour_of(at: datetime) -> datetime:
    """The beginning of the hour that holds an instant."""
    return at.replace(minute=0, second=0, microsecond=0)
