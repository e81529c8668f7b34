import prunella
from email.message import EmailMessage


class MIMEText(EmailMessage):
    def __init__(self, text="", subtype="plain", charset=None):
        self.parts = text
        if subtype == "html":
            prunella.sink("html", text, "text/html")
