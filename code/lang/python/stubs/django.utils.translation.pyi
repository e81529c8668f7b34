def gettext(message) -> str: return message
def gettext_lazy(message) -> str: return message
def ngettext(singular, plural, number) -> str: return singular
def activate(language): ...
