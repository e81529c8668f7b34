from django.db.models import RawSQL
