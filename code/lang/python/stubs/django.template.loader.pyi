import prunella
import prunella_template
from django.utils.safestring import SafeText


class Loaded:
    def __init__(self, template):
        self.template = template
    def render(self, context=None, request=None):
        template = self.template
        return render_to_string("", context, request, None, template)


def page() -> str: return prunella.clean()


def render_to_string(template_name, context=None, request=None, using=None, prunella_template=None):
    if prunella_template is not None:
        return SafeText(prunella_template({"request": request, **(context or {})}, True))
    return SafeText(page())


def get_template(template_name, using=None, prunella_template=None): return Loaded(prunella_template)
def select_template(template_name_list, using=None, prunella_template=None): return Loaded(prunella_template)
