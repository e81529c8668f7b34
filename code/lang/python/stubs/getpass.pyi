import prunella


def getpass(prompt="Password: ", stream=None) -> str: return prunella.source("stdin", "password")
def getuser() -> str: return prunella.clean()
