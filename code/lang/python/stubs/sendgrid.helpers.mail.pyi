import prunella


class MimeType:
    text = "text/plain"
    html = "text/html"
    amp = "text/x-amp-html"


class Email:
    def __init__(self, email=None, name=None, **options): ...


class From(Email): ...
class To(Email): ...
class Cc(Email): ...
class Bcc(Email): ...


class Content:
    def __init__(self, mime_type, content, **options):
        prunella.sink("html", content, mime_type)


class HtmlContent:
    def __init__(self, content): prunella.sink("html", content, "text/html")


class PlainTextContent:
    def __init__(self, content): ...


class Mail:
    def __init__(self, from_email=None, to_emails=None, subject=None, plain_text_content=None, html_content=None, **options):
        if isinstance(html_content, str):
            prunella.sink("html", html_content, "text/html")
    def get(self) -> dict: return prunella.clean()
    def add_content(self, content, mime_type=None):
        if isinstance(content, str):
            prunella.sink("html", content, mime_type)
