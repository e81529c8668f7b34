from logging import getLogger

request_logger = getLogger("django.request")
