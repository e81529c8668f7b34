import prunella


def send_mail(subject, message, from_email, recipient_list, fail_silently=False, auth_user=None, auth_password=None, connection=None, html_message=None):
    if html_message is not None:
        prunella.sink("html", html_message, "text/html")
    prunella.effect("mail", recipient_list, message)
def mail_admins(subject, message, fail_silently=False, connection=None, html_message=None): send_mail(subject, message, "", [], html_message=html_message)
def mail_managers(subject, message, fail_silently=False, connection=None, html_message=None): send_mail(subject, message, "", [], html_message=html_message)
class EmailMessage:
    def __init__(self, subject="", body="", from_email=None, to=None, **options): ...
    def send(self, **options): ...
