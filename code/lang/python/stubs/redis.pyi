import prunella
import prunella_dbapi


def stored() -> bytes: return prunella.source("db", "redis")


class Redis:
    def __init__(self, host="localhost", port=6379, db=0, password=None, **options):
        if password is not None:
            prunella.sink("secret", password, "password")
    @classmethod
    def from_url(cls, url, **options):
        prunella_dbapi.named(url)
        return cls()
    def get(self, name): return stored()
    def set(self, name, value, **options): prunella.effect("redis", name, value)
    def setex(self, name, time, value): prunella.effect("redis", name, value)
    def hget(self, name, key): return stored()
    def hgetall(self, name) -> dict: return prunella.source("db", "redis")
    def hset(self, name, key=None, value=None, mapping=None): ...
    def delete(self, *names): ...
    def exists(self, *names) -> int: return prunella.clean()
    def expire(self, name, time): ...
    def incr(self, name, amount=1) -> int: return prunella.clean()
    def lpush(self, name, *values): ...
    def rpush(self, name, *values): ...
    def lpop(self, name, count=None): return stored()
    def lrange(self, name, start, end): return [stored()]
    def keys(self, pattern="*"): return [stored()]
    def eval(self, script, numkeys, *args):
        prunella.sink("code", script)
        return stored()
    def execute_command(self, *args): return stored()
    def publish(self, channel, message): ...
    def pipeline(self, **options): return self
    def execute(self): ...
    def ping(self) -> bool: return prunella.clean()


class StrictRedis(Redis): ...


def from_url(url, **options) -> Redis: return Redis.from_url(url)
