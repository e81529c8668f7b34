from logging import Logger

logger = Logger()
