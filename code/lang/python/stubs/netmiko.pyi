from prunella_remote import Console


class NetmikoTimeoutException(Exception): ...
class NetmikoAuthenticationException(Exception): ...


class BaseConnection(Console): ...


def ConnectHandler(*args, **options) -> BaseConnection: return BaseConnection()
def ConnLogOnly(*args, **options) -> BaseConnection: return BaseConnection()
