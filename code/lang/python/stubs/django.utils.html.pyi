import prunella
from django.utils.safestring import SafeText, mark_safe


def safe(x) -> str:
    if isinstance(x, SafeText):
        return x.text
    return prunella.op("html.escape", f"{x}", "python")


def escape(text): return SafeText(prunella.op("html.escape", f"{text}", "python"))
def conditional_escape(text): return SafeText(safe(text))
def format_html(format_string, *args, **kwargs):
    return SafeText(prunella.op("fmt.format", format_string, [safe(a) for a in args], {k: safe(kwargs[k]) for k in kwargs}))
def format_html_join(sep, format_string, args_generator):
    return SafeText(prunella.op("text.join", [format_html(format_string, *args).text for args in args_generator], safe(sep)))
def strip_tags(value) -> str: return prunella.op("html.strip_tags", value)
def escapejs(value): return SafeText(prunella.op("js.escape", value))
def linebreaks(value, autoescape=False) -> str: return value
def urlize(text, **options) -> str: return text
