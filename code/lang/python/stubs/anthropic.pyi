"""As openai: the system's text gives orders."""
import prunella
from openai import answer, instructed, told


class Block:
    type = "text"
    @property
    def text(self) -> str: return answer()


class Message:
    content = [Block()]
    stop_reason = "end_turn"
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class Messages:
    def create(self, messages=None, system=None, model=None, max_tokens=0, **options) -> Message:
        if system is not None:
            told(system)
        instructed(messages)
        return Message()
    def stream(self, messages=None, system=None, model=None, max_tokens=0, **options) -> Message: return self.create(messages, system)


class Beta:
    messages = Messages()


class Anthropic:
    messages = Messages()
    beta = Beta()
    def __init__(self, api_key=None, **options):
        if api_key is not None:
            prunella.sink("secret", api_key, "key")


class AsyncAnthropic(Anthropic): ...
class AnthropicBedrock(Anthropic): ...
class APIError(Exception): ...
