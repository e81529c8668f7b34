"""Commands on other machines: whoever runs them there reads them as a shell or a
device's console does."""
import prunella


class Result:
    stdout: str
    stderr: str
    result: str
    def __init__(self, command):
        self.stdout = output()
        self.stderr = output()
        self.result = output()


def output() -> str: return prunella.source("net", "command")


def lines(command):
    """What a console is given: a line, a list of them, or pairs with what to expect."""
    if isinstance(command, list):
        for c in command:
            lines(c)
    elif isinstance(command, tuple):
        lines(command[0])
    else:
        prunella.sink("shell", command)
        prunella.effect("remote", command)


class Console:
    """A connection to a device: what is sent runs."""
    def __init__(self, *args, **options): ...
    def open(self): ...
    def close(self): ...
    def disconnect(self): ...
    def enable(self, *args, **options): ...
    def is_alive(self) -> bool: return prunella.clean()
    def send_command(self, command_string="", *args, command=None, **options) -> str:
        lines(command or command_string)
        return output()
    def send_command_expect(self, command_string="", *args, **options) -> str: return self.send_command(command_string)
    def send_command_timing(self, command_string="", *args, **options) -> str: return self.send_command(command_string)
    def send_multiline(self, commands, *args, **options) -> str: return self.send_command(commands)
    def send_multiline_timing(self, commands, *args, **options) -> str: return self.send_command(commands)
    def send_commands(self, commands, *args, **options): return self.send_command(commands)
    def send_config(self, config, *args, **options): return self.send_command(config)
    def send_configs(self, configs, *args, **options): return self.send_command(configs)
    def send_config_set(self, config_commands=None, *args, **options) -> str: return self.send_command(config_commands)
    def send_interactive(self, interact_events, *args, **options): return self.send_command(interact_events)
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    async def __aenter__(self): return self
    async def __aexit__(self, a, b, c): ...
