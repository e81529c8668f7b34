from prunella_remote import lines


class SSHCommandClientEndpoint:
    @classmethod
    def newConnection(cls, reactor, command, username, hostname, port=None, **options):
        lines(command)
        return cls()
    @classmethod
    def existingConnection(cls, connection, command):
        lines(command)
        return cls()
    def connect(self, factory): return factory
