"""What lowered templates of Jinja and Django call. Raw is text that a filter
declared to be right as it is; where it is written it is judged."""
import prunella
import prunella_web as web
from markupsafe import Markup
from django.utils.safestring import SafeText


class Raw:
    def __init__(self, text):
        self.text = text
    def __str__(self) -> str: return self.text


def look(context, name):
    if name in context:
        return context[name]
    return absent()


def absent(): return prunella.clean()
def unsure() -> bool: return prunella.clean()
def loop(): return prunella.clean()
def page() -> str: return prunella.clean()
def made(result): return Markup.of(page())
def elsewhere(context) -> str: return prunella.clean()


def mapping(o) -> bool:
    return isinstance(o, dict) or isinstance(o, web.QueryArgs) or isinstance(o, web.FormArgs) or isinstance(o, web.HeaderArgs) or isinstance(o, web.CookieArgs)


def is_number(x) -> bool: return isinstance(x, int) or isinstance(x, float)


def block(blocks, name, own, context, escape, before):
    if name in blocks:
        replaced = blocks[name]
        return replaced(context, escape, blocks, before, own)
    return own(context, escape, blocks, before, None)


def above(own, context, escape, blocks, before):
    if own is None:
        return page()
    return own(context, escape, blocks, before, None)


def text(value, escape) -> str:
    if isinstance(value, Markup):
        return value.text
    if isinstance(value, Raw):
        return value.text
    if escape:
        return prunella.op("html.escape", f"{value}")
    return f"{value}"


def write(value, escape, before, after):
    """A hole. Markup was judged where it was made."""
    if isinstance(value, Markup):
        return None
    if isinstance(value, SafeText):
        return None
    if isinstance(value, Raw):
        prunella.sink("html", before + value.text + after, "text/html")
        return None
    if escape:
        prunella.sink("html", before + prunella.op("html.escape", f"{value}") + after, "text/html")
        return None
    prunella.sink("html", before + f"{value}" + after, "text/html")


def joined(a, b, escape):
    if isinstance(a, Raw):
        return Raw(a.text + text(b, True))
    if isinstance(b, Raw):
        return Raw(text(a, True) + b.text)
    return f"{a}" + f"{b}"


def like(value, result):
    if isinstance(value, Raw):
        return Raw(result)
    return result


def other(value, *args): return prunella.unknown(value, args)
def filter_safe(value):
    if isinstance(value, Markup):
        return value
    if isinstance(value, Raw):
        return value
    return Raw(f"{value}")
def filter_escape(value):
    if isinstance(value, Markup):
        return value
    if isinstance(value, Raw):
        return value
    return Raw(prunella.op("html.escape", f"{value}"))
def filter_forceescape(value): return Raw(prunella.op("html.escape", f"{value}"))
def filter_tojson(value, indent=None): return Raw(json(value))
def filter_json_script(value, element_id=None): return Markup.of(page())
def json(value) -> str: return prunella.op("json.script", value)
def filter_urlencode(value) -> str: return prunella.op("url.quote", f"{value}", "/")
def filter_striptags(value) -> str: return prunella.op("html.strip_tags", f"{value}")
def filter_upper(value): return like(value, f"{value}".upper())
def filter_lower(value): return like(value, f"{value}".lower())
def filter_capitalize(value): return like(value, f"{value}".capitalize())
def filter_title(value): return like(value, f"{value}".title())
def filter_trim(value, chars=None): return like(value, f"{value}".strip())
def filter_replace(value, old, new, count=None):
    if isinstance(value, Raw):
        return Raw(value.text.replace(text(old, True), text(new, True)))
    return f"{value}".replace(old, new)
def filter_default(value, default="", boolean=False):
    if value:
        return value
    return default
def filter_int(value, *args) -> int: return prunella.clean()
def filter_count(value, *args) -> str: return prunella.clean()
def filter_join(value, d="", attribute=None):
    if attribute is None:
        return d.join(value)
    return prunella.unknown(value)
def filter_first(value): return value[0]
def filter_last(value): return value[-1]
def filter_string(value): return like(value, f"{value}")
def filter_same(value, *args): return value
def filter_text(value, *args) -> str: return f"{value}"
def filter_escapejs(value) -> str:
    return Raw(prunella.op("js.escape", f"{value}"))
def filter_lines(value, *args): return Raw(prunella.op("html.escape", f"{value}"))
def filter_slug(value) -> str: return prunella.clean()
def filter_items(value): return value.items()
def filter_xmlattr(value, *args): return Markup.of(page())
