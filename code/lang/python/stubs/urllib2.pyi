from urllib.request import Request, urlopen, build_opener, install_opener
from urllib.error import URLError, HTTPError
