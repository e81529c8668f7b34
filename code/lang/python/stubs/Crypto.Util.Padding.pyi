import prunella


def pad(data, block_size, style="pkcs7") -> bytes: return prunella.unknown(data)
def unpad(data, block_size, style="pkcs7") -> bytes: return prunella.unknown(data)
