import prunella


def url_has_allowed_host_and_scheme(url, allowed_hosts, require_https=False) -> bool:
    return prunella.op("url.is_local", url, [allowed_hosts] if isinstance(allowed_hosts, str) else list(allowed_hosts or []))
def is_safe_url(url, allowed_hosts=None, require_https=False) -> bool: return url_has_allowed_host_and_scheme(url, allowed_hosts)
def urlencode(query, doseq=False) -> str: return prunella.unknown(query)
def urlquote(url, safe="/") -> str: return prunella.op("url.quote", url, safe)
