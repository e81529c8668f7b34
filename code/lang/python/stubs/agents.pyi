import prunella
from openai import answer, instructed


class Agent:
    def __init__(self, name="", instructions=None, **options):
        if instructions is not None:
            prunella.sink("prompt", instructions)


class Result:
    @property
    def final_output(self) -> str: return answer()


class Runner:
    @classmethod
    def run_sync(cls, agent, input=None, **options) -> Result:
        instructed(input)
        return Result()
    @classmethod
    async def run(cls, agent, input=None, **options) -> Result: return cls.run_sync(agent, input)


def function_tool(fn): return fn
