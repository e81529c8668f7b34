def maker(*args, **options): return None
FileRequired = maker
FileAllowed = maker
from wtforms import FileField
