import prunella


class Field:
    """What a visitor typed; validators only look at it."""
    errors: list
    def __init__(self, label=None, validators=None, **options):
        self.label = label
    @property
    def data(self) -> str: return prunella.source("http.form", "field")
    def __str__(self) -> str: return prunella.clean()
    def __call__(self, **options) -> str: return prunella.clean()


class NumberField(Field):
    @property
    def data(self) -> int: return prunella.clean()


class ChoiceField(Field):
    @property
    def data(self) -> str: return prunella.clean()


class Form:
    errors: dict
    def __init__(self, formdata=None, obj=None, **options): ...
    def validate(self, extra_validators=None) -> bool: return prunella.clean()
    def validate_on_submit(self) -> bool: return prunella.clean()
    def populate_obj(self, obj): ...
    @property
    def data(self) -> dict: return prunella.source("http.form", "all")
    def hidden_tag(self) -> str: return prunella.clean()


class StringField(Field): ...


class TextAreaField(Field): ...


class PasswordField(Field): ...


class HiddenField(Field): ...


class SearchField(Field): ...


class EmailField(Field): ...


class URLField(Field): ...


class TelField(Field): ...


class FileField(Field): ...


class MultipleFileField(Field): ...


class IntegerField(NumberField): ...


class DecimalField(NumberField): ...


class FloatField(NumberField): ...


class BooleanField(NumberField): ...


class DateField(NumberField): ...


class DateTimeField(NumberField): ...


class SubmitField(NumberField): ...


class SelectField(ChoiceField): ...


class RadioField(ChoiceField): ...


class SelectMultipleField(ChoiceField): ...
