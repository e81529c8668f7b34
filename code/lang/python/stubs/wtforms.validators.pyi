def maker(*args, **options): return None
DataRequired = maker
InputRequired = maker
Length = maker
Email = maker
EqualTo = maker
Optional = maker
Regexp = maker
URL = maker
NumberRange = maker
class ValidationError(Exception): ...
