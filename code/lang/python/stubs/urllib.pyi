"""Python 2's urllib; in Python 3 a package."""
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlencode
from urllib.request import urlopen, urlretrieve
