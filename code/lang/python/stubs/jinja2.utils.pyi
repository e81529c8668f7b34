from markupsafe import Markup, escape
