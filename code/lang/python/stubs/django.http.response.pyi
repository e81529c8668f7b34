from django.http import HttpResponse, JsonResponse, HttpResponseRedirect
