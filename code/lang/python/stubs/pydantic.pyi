"""A model's instance is what its fields say; the front end makes it from its
annotations."""
import prunella


class ValidationError(ValueError): ...


class BaseModel:
    def dict(self, **options) -> dict: return prunella.unknown(self)
    def model_dump(self, **options) -> dict: return prunella.unknown(self)
    def json(self, **options) -> str: return prunella.unknown(self)
    def model_dump_json(self, **options) -> str: return prunella.unknown(self)
    def copy(self, **options): return self
    def model_copy(self, **options): return self
    @classmethod
    def parse_obj(cls, obj): return cls(**obj)
    @classmethod
    def model_validate(cls, obj, **options): return cls(**obj)
    @classmethod
    def parse_raw(cls, text, **options): return prunella.unknown(text)
    @classmethod
    def model_validate_json(cls, text, **options): return prunella.unknown(text)


class BaseSettings(BaseModel): ...


def Field(default=None, default_factory=None, **options):
    if default_factory is not None:
        return default_factory()
    return default
def validator(*fields, **options): return keep
def field_validator(*fields, **options): return keep
def root_validator(*args, **options): return keep
def model_validator(*args, **options): return keep
def keep(fn): return fn
def constr(**options): return None
def conint(**options): return None
def validate_call(fn): return fn
def ConfigDict(**options) -> dict: return {}
class EmailStr(str): ...
class HttpUrl(str): ...
class SecretStr(str):
    def get_secret_value(self) -> str: return self
