import prunella


class Empty(Exception): ...
class Full(Exception): ...


class Queue:
    def __init__(self, maxsize=0):
        self.items = []
    def put(self, item, block=True, timeout=None): self.items.append(item)
    def put_nowait(self, item): self.items.append(item)
    def get(self, block=True, timeout=None): return self.items[0]
    def get_nowait(self): return self.items[0]
    def empty(self) -> bool: return prunella.clean()
    def full(self) -> bool: return prunella.clean()
    def qsize(self) -> int: return prunella.clean()
    def task_done(self): ...
    def join(self): ...


class LifoQueue(Queue): ...
class PriorityQueue(Queue): ...
class SimpleQueue(Queue): ...
