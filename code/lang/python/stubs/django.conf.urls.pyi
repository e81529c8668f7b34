from django.urls import re_path, include, path


def url(regex, view, kwargs=None, name=None): return re_path(regex, view)
