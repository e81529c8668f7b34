import prunella


class Message:
    html: Annotated[object, "sink html"]
    def __init__(self, subject="", recipients=None, body=None, html=None, sender=None, **options):
        self.subject = subject
        self.recipients = recipients
        self.body = body
        prunella.sink("header", subject)
        if html is not None:
            prunella.sink("html", html, "text/html")
    def add_recipient(self, recipient): ...
    def attach(self, *args, **options): ...


class Mail:
    def __init__(self, app=None): ...
    def init_app(self, app): ...
    def send(self, message): prunella.effect("mail", message.recipients, message.body)
    def send_message(self, *args, **options): self.send(Message(*args, **options))
    def connect(self): return self
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
