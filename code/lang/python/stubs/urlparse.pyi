from urllib.parse import urlparse, urlsplit, urljoin, urlunparse, urlunsplit, parse_qs, parse_qsl, urldefrag
