from xml.etree.ElementTree import Element, ElementTree, fromstring, parse, iterparse, tostring, XML, ParseError
