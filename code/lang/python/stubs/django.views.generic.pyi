from django.views import View
from django.shortcuts import render


class TemplateView(View):
    template_name = ""
    def get_context_data(self, **kwargs): return {}
    def get(self, request, *args, **kwargs): return render(request, self.template_name, self.get_context_data(**kwargs))


class ListView(TemplateView):
    def get_queryset(self): return []
    def get(self, request, *args, **kwargs):
        self.get_queryset()
        return render(request, self.template_name, self.get_context_data(**kwargs))


class DetailView(ListView): ...
class CreateView(ListView): ...
class UpdateView(ListView): ...
class DeleteView(ListView): ...
class FormView(TemplateView): ...
class RedirectView(View): ...
