import defusedxml.ElementTree


def defuse_stdlib(): ...
