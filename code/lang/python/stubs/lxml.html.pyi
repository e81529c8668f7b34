from lxml.etree import fromstring, parse, HTML, tostring, Element


def document_fromstring(html, **options): return HTML(html)
def fragment_fromstring(html, **options): return HTML(html)
