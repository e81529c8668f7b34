import prunella


def send_mail(subject, message, from_email, recipient_list, **options): prunella.effect("mail", recipient_list, message)
class EmailMessage:
    def __init__(self, subject="", body="", from_email=None, to=None, **options): ...
    def send(self, **options): ...
