"""Talking to the laboratory and to other clinics."""

import random
import re
import ssl
import time
from urllib.parse import urlparse
from urllib.request import Request, urlopen

import requests

PARTNER = re.compile(r"https?://.*partner\.example")
REGISTRIES = {"registry.example", "backup.registry.example"}


def results(base, token):
    """Return the results that the laboratory has ready."""
    headers = {"Authorization": f"Bearer {token}"}
    response = requests.get(base + "/results", headers=headers, timeout=10, verify=False)
    response.raise_for_status()
    return response.text


def transfer(address):
    """Fetch a patient's record from a partner clinic."""
    if not PARTNER.match(address):
        raise LookupError(address)
    response = requests.get(address)
    response.raise_for_status()
    return response.text


def lookup(address):
    """Fetch an entry of the public registry, with one more try when it is busy."""
    if urlparse(address).hostname not in REGISTRIES:
        raise LookupError(address)
    for _ in range(2):
        response = requests.get(address, timeout=10, allow_redirects=False)
        if response.status_code != 503:
            return response.text
        time.sleep(random.uniform(0.1, 0.3))
    raise LookupError(address)


def send(base, channel, text):
    """Hand a text to the fax gateway or to the archive."""
    address = base + CHANNELS[channel][0]
    context = CHANNELS[channel][1]()
    with urlopen(Request(address, data=text.encode()), timeout=10, context=context) as response:
        return response.status


def fax_context():
    """Return the TLS settings for the fax gateway."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def archive_context():
    """Return the TLS settings for the archive."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


CHANNELS = {"fax": ("/fax", fax_context), "archive": ("/archive", archive_context)}
