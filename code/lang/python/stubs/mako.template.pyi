import prunella


class Template:
    def __init__(self, text=None, filename=None, **options):
        if text is not None:
            prunella.sink("template", text)
    def render(self, *args, **data) -> str: return prunella.unknown(args, data)
    def render_unicode(self, *args, **data) -> str: return prunella.unknown(args, data)
