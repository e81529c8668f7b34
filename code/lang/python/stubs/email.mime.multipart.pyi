from email.message import EmailMessage


class MIMEMultipart(EmailMessage):
    def __init__(self, subtype="mixed", **options):
        self.parts = ""
