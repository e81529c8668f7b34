"""Models that follow what they are told: instructions are sinks, what a user says in
the user's role is none."""
import prunella


def answer() -> str: return prunella.source("net", "model")


class Message:
    @property
    def content(self) -> str: return answer()
    tool_calls: object
    role = "assistant"


class Choice:
    message = Message()
    delta = Message()
    finish_reason = "stop"


class Completion:
    choices = [Choice()]
    id = "id"
    @property
    def output_text(self) -> str: return answer()
    @property
    def output(self): return [Message()]


def instructed(messages):
    """Messages whose role gives orders."""
    if isinstance(messages, list):
        for m in messages:
            if isinstance(m, dict):
                role = m.get("role")
                if role == "system" or role == "developer" or role == "assistant":
                    told(m.get("content"))


def told(content):
    if isinstance(content, list):
        for part in content:
            if isinstance(part, dict):
                prunella.sink("prompt", part.get("text"))
    else:
        prunella.sink("prompt", content)


class Completions:
    def create(self, messages=None, model=None, **options) -> Completion:
        instructed(messages)
        return Completion()
    def parse(self, messages=None, model=None, **options) -> Completion: return self.create(messages)
    def stream(self, messages=None, model=None, **options) -> Completion: return self.create(messages)


class Chat:
    completions = Completions()


class Responses:
    def create(self, input=None, instructions=None, model=None, **options) -> Completion:
        if instructions is not None:
            prunella.sink("prompt", instructions)
        instructed(input)
        return Completion()
    def parse(self, input=None, instructions=None, model=None, **options) -> Completion: return self.create(input, instructions)
    def stream(self, input=None, instructions=None, model=None, **options) -> Completion: return self.create(input, instructions)


class Assistants:
    def create(self, instructions=None, name=None, model=None, **options):
        if instructions is not None:
            prunella.sink("prompt", instructions)
        return prunella.clean()
    def update(self, assistant_id, instructions=None, **options): return self.create(instructions)


class Beta:
    assistants = Assistants()
    chat = Chat()


class OpenAI:
    chat = Chat()
    responses = Responses()
    beta = Beta()
    def __init__(self, api_key=None, **options):
        if api_key is not None:
            prunella.sink("secret", api_key, "key")


class AsyncOpenAI(OpenAI): ...
class AzureOpenAI(OpenAI): ...
class AsyncAzureOpenAI(OpenAI): ...
class OpenAIError(Exception): ...
class APIError(OpenAIError): ...
class RateLimitError(APIError): ...
