import hmac


def new(key, msg=b"", digestmod=None): return hmac.new(key, msg, digestmod)
