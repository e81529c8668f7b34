from json import loads, load, dumps, dump, JSONDecodeError
