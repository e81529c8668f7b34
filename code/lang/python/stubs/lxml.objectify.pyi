import lxml.etree
import lxml.html
from lxml.etree import fromstring, parse
