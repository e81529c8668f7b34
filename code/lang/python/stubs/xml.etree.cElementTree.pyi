from xml.etree.ElementTree import *
from xml.etree.ElementTree import Element, ElementTree, fromstring, parse, iterparse, tostring, SubElement, XML, ParseError
