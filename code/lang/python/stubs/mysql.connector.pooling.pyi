from mysql.connector import Connection


class MySQLConnectionPool:
    def __init__(self, **options): ...
    def get_connection(self) -> Connection: return Connection()
