import prunella
import prunella_dbapi


class Settings:
    def __getattr__(self, name): return prunella.clean()


settings = Settings()


def configure(name, value):
    """What the modules of settings assign is judged here; see settings.go of the front
    end."""
    if name == "SECRET_KEY":
        prunella.sink("secret", value, name)
    elif name == "SESSION_COOKIE_HTTPONLY":
        prunella.sink("cookie", True, value, "session")
    elif name == "DATABASES":
        for alias in value:
            password = value[alias].get("PASSWORD")
            if password is not None and password != "":
                prunella.sink("secret", password, "password")
    elif name == "SQLALCHEMY_DATABASE_URI":
        prunella_dbapi.named(value)
    else:
        prunella.sink("cookie", value, True, "session")
