from email.message import EmailMessage


class MIMEBase(EmailMessage):
    def __init__(self, maintype, subtype, **options):
        self.parts = ""
class MIMEApplication(MIMEBase): ...
class MIMEImage(MIMEBase): ...
