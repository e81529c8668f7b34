import prunella


class Address:
    def __init__(self, text):
        if not prunella.op("ip.valid", text):
            raise ValueError("no address")
        self.text = text
    def __str__(self) -> str: return self.text
    @property
    def is_private(self) -> bool: return prunella.clean()
    @property
    def is_loopback(self) -> bool: return prunella.clean()
    @property
    def is_link_local(self) -> bool: return prunella.clean()
    @property
    def is_global(self) -> bool: return prunella.clean()
    @property
    def version(self) -> int: return prunella.clean()


def ip_address(address) -> Address: return Address(address)
def IPv4Address(address) -> Address: return Address(address)
def IPv6Address(address) -> Address: return Address(address)
def ip_network(address, strict=True): return prunella.clean()
def ip_interface(address): return prunella.clean()
