import prunella


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0): ...
    def total_seconds(self) -> float: return prunella.clean()
    def __str__(self) -> str: return prunella.clean()


class tzinfo: ...


class timezone(tzinfo):
    utc = None
    def __init__(self, offset=None, name=None): ...


class date:
    def __init__(self, year=0, month=0, day=0): ...
    def isoformat(self, sep="T", timespec="auto") -> str: return "2020-01-02"
    def strftime(self, format) -> str: return prunella.op("time.format", format, "")
    def timestamp(self) -> float: return prunella.clean()
    def timetuple(self) -> tuple: return prunella.clean()
    def weekday(self) -> int: return prunella.clean()
    def isoweekday(self) -> int: return prunella.clean()
    def toordinal(self) -> int: return prunella.clean()
    def replace(self, **parts): return self
    def astimezone(self, tz=None): return self
    def date(self): return self
    def time(self): return self
    def __str__(self) -> str: return "2020-01-02 03:04:05"
    def __add__(self, other): return self
    def __sub__(self, other): return timedelta()
    @property
    def year(self) -> int: return prunella.clean()
    @property
    def month(self) -> int: return prunella.clean()
    @property
    def day(self) -> int: return prunella.clean()
    @property
    def hour(self) -> int: return prunella.clean()
    @property
    def minute(self) -> int: return prunella.clean()
    @property
    def second(self) -> int: return prunella.clean()
    @classmethod
    def today(cls): return cls()
    @classmethod
    def now(cls, tz=None): return cls()
    @classmethod
    def utcnow(cls): return cls()
    @classmethod
    def fromtimestamp(cls, t, tz=None): return cls()
    @classmethod
    def utcfromtimestamp(cls, t): return cls()
    @classmethod
    def fromisoformat(cls, text): return cls()
    @classmethod
    def strptime(cls, text, format): return cls()
    @classmethod
    def combine(cls, date, time, tzinfo=None): return cls()


class datetime(date): ...
class time(date): ...


UTC = timezone()
