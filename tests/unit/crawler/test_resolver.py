"""The guarded resolver, with a resolver of the test's own inside."""

from collections.abc import Sequence

from twisted.internet.address import IPv4Address, IPv6Address

from crawler.resolver import Address, GuardedResolver, Receiver


class Scripted:
    """Answers each question with the next list of addresses."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Receiver, host: str, port: int = 0, *_how: object) -> object:
        receiver.resolutionBegan(None)
        for each in self.answers.pop(0):
            kind = IPv6Address if ":" in each else IPv4Address
            receiver.addressResolved(kind("TCP", each, port))
        receiver.resolutionComplete()
        return None


class Listener:
    """What a connection would be given."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.done = False

    def resolutionBegan(self, resolution: object) -> None:
        pass

    def addressResolved(self, address: Address) -> None:
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.done = True


def resolved(resolver: GuardedResolver, host: str = "www.yanlian.test") -> list[str]:
    listener = Listener()
    resolver.resolveHostName(listener, host, 80)
    assert listener.done
    return listener.addresses


def test_a_public_address_is_passed_on() -> None:
    resolver = GuardedResolver(Scripted(["114.114.114.114", "2400:3200::1"]))
    assert resolved(resolver) == ["114.114.114.114", "2400:3200::1"]
    assert resolver.refusal("www.yanlian.test") == ""


def test_an_inner_address_never_reaches_the_connection() -> None:
    resolver = GuardedResolver(Scripted(["127.0.0.1", "::1", "169.254.169.254"]))
    assert resolved(resolver) == []
    assert "not a public address" in resolver.refusal("www.yanlian.test")


def test_of_mixed_addresses_only_the_public_ones_are_used() -> None:
    resolver = GuardedResolver(Scripted(["10.0.0.1", "114.114.114.114"]))
    assert resolved(resolver) == ["114.114.114.114"]
    assert resolver.refusal("www.yanlian.test") == ""


def test_a_name_that_turns_inward_after_the_first_look_is_refused_the_second_time() -> None:
    resolver = GuardedResolver(Scripted(["114.114.114.114"], ["127.0.0.1"]))
    assert resolved(resolver) == ["114.114.114.114"]
    assert resolved(resolver) == []


def test_an_admitted_host_may_be_at_an_inner_address_and_no_other_host() -> None:
    resolver = GuardedResolver(Scripted(["127.0.0.1"], ["127.0.0.1"], ["0.0.0.0"]))
    resolver.admit(["inner.test"])
    assert resolved(resolver, "Inner.Test") == ["127.0.0.1"]
    assert resolved(resolver, "other.test") == []
    assert resolved(resolver, "inner.test") == []


def test_a_name_without_addresses_is_not_called_a_refusal() -> None:
    resolver = GuardedResolver(Scripted(["127.0.0.1"], []))
    assert resolved(resolver) == []
    assert resolved(resolver) == []
    assert resolver.refusal("www.yanlian.test") == ""


def test_it_takes_the_place_of_the_resolver_it_wraps() -> None:
    installed: list[object] = []
    resolver = GuardedResolver(Scripted(), install=installed.append)
    resolver.install_on_reactor()
    assert installed == [resolver]
