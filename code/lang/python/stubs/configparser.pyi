import prunella


class Error(Exception): ...


def setting(name) -> str: return prunella.source("config", name)


class Section:
    def __init__(self, parser, name):
        self.parser = parser
        self.name = name
    def __getitem__(self, key) -> str: return self.parser.get(self.name, key)
    def __setitem__(self, key, value): self.parser.set(self.name, key, value)
    def get(self, key, fallback=None) -> str: return self.parser.get(self.name, key)
    def getint(self, key, fallback=None) -> int: return prunella.clean()
    def getboolean(self, key, fallback=None) -> bool: return prunella.clean()
    def __contains__(self, key): return prunella.clean()


class ConfigParser:
    def __init__(self, **options): self.own = {}
    def read(self, filenames, encoding=None): prunella.sink("path", filenames)
    def read_string(self, string, source=""): ...
    def read_file(self, f, source=None): ...
    def read_dict(self, dictionary, source=""):
        for section in dictionary:
            for option in dictionary[section]:
                self.set(section, option, dictionary[section][option])
    def get(self, section, option, raw=False, vars=None, fallback=None) -> str:
        key = f"{section}/{option}".lower()
        if key in self.own:
            return self.own[key]
        return setting(option)
    def getint(self, section, option, **options) -> int: return prunella.clean()
    def getfloat(self, section, option, **options) -> float: return prunella.clean()
    def getboolean(self, section, option, **options) -> bool: return prunella.clean()
    def has_option(self, section, option) -> bool: return prunella.clean()
    def has_section(self, section) -> bool: return prunella.clean()
    def sections(self): return [setting("section")]
    def options(self, section): return [setting("option")]
    def items(self, section=None): return [(setting("option"), setting("value")), *[(k, self.own[k]) for k in self.own]]
    def set(self, section, option, value=None): self.own[f"{section}/{option}".lower()] = value
    def add_section(self, section): ...
    def write(self, fp): ...
    def __getitem__(self, section) -> Section: return Section(self, section)
    def __setitem__(self, section, values):
        for option in values:
            self.set(section, option, values[option])
    def __contains__(self, section): return prunella.clean()


class RawConfigParser(ConfigParser): ...
class SafeConfigParser(ConfigParser): ...
