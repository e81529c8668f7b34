import prunella


class Response:
    def __init__(self, data=None, status=None, template_name=None, headers=None, content_type=None): prunella.effect("respond", data)
