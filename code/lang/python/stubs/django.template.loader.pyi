import prunella


def render_to_string(template_name, context=None, request=None, using=None) -> str: return prunella.clean()
def get_template(template_name, using=None): return prunella.clean()
