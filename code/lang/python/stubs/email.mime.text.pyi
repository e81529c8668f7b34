from email.message import EmailMessage


class MIMEText(EmailMessage):
    def __init__(self, text="", subtype="plain", charset=None):
        self.parts = text
