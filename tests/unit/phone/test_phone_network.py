"""The addresses a phone is offered, and their QR code."""

from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from sirekap_trainer.phone import network
from sirekap_trainer.phone.network import Address, addresses, qr_png


@pytest.fixture
def adapters(monkeypatch):
    def have(**named):
        made = [
            SimpleNamespace(
                nice_name=name.replace("_", "-"),
                ips=[SimpleNamespace(ip=ip, is_IPv4=isinstance(ip, str)) for ip in ips],
            )
            for name, ips in named.items()
        ]
        monkeypatch.setattr(network.ifaddr, "get_adapters", lambda: made)

    return have


def test_a_laptop_on_a_phones_hotspot_is_found(adapters):
    adapters(lo=["127.0.0.1", ("::1", 0, 0)], wlan0=["192.168.43.17", ("fe80::1", 0, 2)])
    assert addresses() == (Address("192.168.43.17", "wlan0"),)


def test_private_addresses_of_real_adapters_come_first(adapters):
    adapters(docker0=["172.17.0.1"], eth0=["8.8.4.4", "10.0.0.7"], wlan0=["192.168.1.4"], br_12=["172.18.0.1"])
    assert [one.host for one in addresses()] == ["10.0.0.7", "192.168.1.4", "8.8.4.4", "172.18.0.1", "172.17.0.1"]


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.0.1.1", "169.254.7.7", "0.0.0.0", "224.0.0.1"])  # noqa: S104
def test_what_no_phone_reaches_is_not_offered(adapters, ip):
    adapters(eth0=[ip])
    assert addresses() == ()


def test_a_system_that_does_not_tell_has_none(monkeypatch):
    def refuse():
        raise OSError

    monkeypatch.setattr(network.ifaddr, "get_adapters", refuse)
    assert addresses() == ()


def test_this_machine_tells_without_a_word_to_the_network():
    assert all(one.host and one.adapter for one in addresses())


def test_the_qr_code_says_the_address():
    address = "http://192.168.43.17:38211/kmq7xw3e/"
    picture = cv2.imdecode(np.frombuffer(qr_png(address, scale=6), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == address
