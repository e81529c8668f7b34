from queue import Queue as Queue_, Empty, Full
from queue import Queue
