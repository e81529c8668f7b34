import prunella

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
digits = "0123456789"
hexdigits = "0123456789abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace = " \t\n\r\v\f"
printable = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\v\f"


class Template:
    def __init__(self, template):
        self.template = template
    def substitute(self, mapping={}, **kws) -> str: return filled(self.template, mapping, kws)
    def safe_substitute(self, mapping={}, **kws) -> str: return filled(self.template, mapping, kws)


def filled(template, mapping, kws) -> str:
    text = template
    for k in mapping:
        text = text.replace("${" + k + "}", f"{mapping[k]}").replace("$" + k, f"{mapping[k]}")
    for k in kws:
        text = text.replace("${" + k + "}", f"{kws[k]}").replace("$" + k, f"{kws[k]}")
    return text


class Formatter:
    def format(self, text, *args, **kwargs) -> str: return prunella.op("fmt.format", text, args, kwargs)
    def vformat(self, text, args, kwargs) -> str: return prunella.op("fmt.format", text, args, kwargs)


def capwords(s, sep=None) -> str: return prunella.op("text.title", s)
