from django.views import View as APIView
