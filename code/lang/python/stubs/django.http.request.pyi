from django.http import HttpRequest
