from jwt import PyJWTError, InvalidTokenError, DecodeError, ExpiredSignatureError, InvalidSignatureError
