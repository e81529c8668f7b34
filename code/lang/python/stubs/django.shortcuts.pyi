import prunella
import prunella_template
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, Http404
from django.utils.safestring import SafeText


def page() -> str: return prunella.clean()


def render(request, template_name, context=None, content_type=None, status=None, using=None, prunella_template=None) -> HttpResponse:
    prunella.effect("render", template_name)
    if prunella_template is not None:
        return HttpResponse(SafeText(prunella_template({"request": request, **(context or {})}, True)))
    return HttpResponse(SafeText(page()))
def redirect(to, *args, permanent=False, **kwargs) -> HttpResponseRedirect: return HttpResponseRedirect(to)
def get_object_or_404(klass, *args, **kwargs): return prunella.clean()
def get_list_or_404(klass, *args, **kwargs): return [prunella.clean()]
def resolve_url(to, *args, **kwargs) -> str: return to
