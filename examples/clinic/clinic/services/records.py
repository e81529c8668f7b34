"""Reading what other systems send: XML, YAML and saved work."""

import base64
import hashlib
import hmac
import io
import json
import pickle
import xml.etree.ElementTree as ET
import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges

import yaml

SHARES = """<shares>
<share code="DEMO" owner="guest"><note>Demonstration record</note></share>
<share code="K7Q2" owner="ada"><note>Allergic to penicillin</note></share>
<share code="P9X4" owner="carl"><note>Second opinion wanted</note></share>
</shares>"""


class TextOf(ContentHandler):
    """Collects the text of one element."""

    def __init__(self, name):
        super().__init__()
        self.name = name
        self.inside = False
        self.text = ""

    def startElement(self, name, attrs):
        self.inside = name == self.name

    def endElement(self, name):
        self.inside = False

    def characters(self, content):
        if self.inside:
            self.text += content


def referral(content):
    """Return the reason of a referral letter; letters may be split over files."""
    handler = TextOf("reason")
    parser = xml.sax.make_parser()
    parser.setFeature(feature_external_ges, True)
    parser.setContentHandler(handler)
    parser.parse(io.BytesIO(content))
    return handler.text.strip()


def measurements(content):
    """Return the values of a measurement file."""
    return [float(node.text) for node in ET.fromstring(content).iter("value")]


def shared_notes(code):
    """Return the notes that were shared under a code."""
    path = ".//share[@code='" + code + "']/note"
    return [node.text for node in ET.fromstring(SHARES).findall(path)]


def shared_owner(code):
    """Return whose notes were shared under a code."""
    for share in ET.fromstring(SHARES).iter("share"):
        if share.get("code") == code:
            return share.get("owner")
    raise LookupError(code)


def form_from_yaml(text):
    """Return the questions of a form."""
    return yaml.load(text, Loader=yaml.Loader)


def preferences_from_yaml(text):
    return yaml.safe_load(text)


def draft_to_text(draft):
    return base64.b64encode(pickle.dumps(draft)).decode()


def draft_from_text(text):
    """Return a draft that the browser kept."""
    return pickle.loads(base64.b64decode(text))


def seal(key, value):
    """Return value as signed text."""
    body = base64.b64encode(pickle.dumps(value)).decode()
    return hmac.new(key.encode(), body.encode(), hashlib.sha256).hexdigest() + "." + body


def unseal(key, text):
    """Return what seal was given; anything else is refused."""
    mark, _, body = text.partition(".")
    expected = hmac.new(key.encode(), body.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), mark.encode()):
        raise LookupError("seal")
    return pickle.loads(base64.b64decode(body))


def options(text):
    return json.loads(text)
