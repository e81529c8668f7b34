import prunella


class Settings:
    def __getattr__(self, name): return prunella.clean()


settings = Settings()
