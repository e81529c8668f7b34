from starlette.exceptions import HTTPException


class RequestValidationError(Exception): ...
