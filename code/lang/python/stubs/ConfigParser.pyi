from configparser import ConfigParser, RawConfigParser, SafeConfigParser, Error
