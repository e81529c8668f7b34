import prunella


class Error(Exception): ...


def setting(name) -> str: return prunella.source("config", name)


class Section:
    def __getitem__(self, key) -> str: return setting(key)
    def get(self, key, fallback=None) -> str: return setting(key)
    def getint(self, key, fallback=None) -> int: return prunella.clean()
    def getboolean(self, key, fallback=None) -> bool: return prunella.clean()
    def __contains__(self, key): return prunella.clean()


class ConfigParser:
    def __init__(self, **options): ...
    def read(self, filenames, encoding=None): prunella.sink("path", filenames)
    def read_string(self, string, source=""): ...
    def read_file(self, f, source=None): ...
    def read_dict(self, dictionary, source=""): ...
    def get(self, section, option, raw=False, vars=None, fallback=None) -> str: return setting(option)
    def getint(self, section, option, **options) -> int: return prunella.clean()
    def getfloat(self, section, option, **options) -> float: return prunella.clean()
    def getboolean(self, section, option, **options) -> bool: return prunella.clean()
    def has_option(self, section, option) -> bool: return prunella.clean()
    def has_section(self, section) -> bool: return prunella.clean()
    def sections(self): return [setting("section")]
    def options(self, section): return [setting("option")]
    def items(self, section=None): return [(setting("option"), setting("value"))]
    def set(self, section, option, value=None): ...
    def add_section(self, section): ...
    def write(self, fp): ...
    def __getitem__(self, section) -> Section: return Section()
    def __contains__(self, section): return prunella.clean()


class RawConfigParser(ConfigParser): ...
class SafeConfigParser(ConfigParser): ...
