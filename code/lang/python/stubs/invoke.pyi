from prunella_remote import Result, lines


class Context:
    def run(self, command, **options) -> Result:
        lines(command)
        return Result(command)
    def sudo(self, command, **options) -> Result: return self.run(command)


def run(command, **options) -> Result: return Context().run(command)
def sudo(command, **options) -> Result: return Context().run(command)
def task(*args, **options): return keep
def keep(fn): return fn
