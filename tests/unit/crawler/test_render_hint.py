"""What a column's ``render`` means to the ladder's step that renders a page."""

from datetime import datetime

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings

from crawler.guard import Guard
from crawler.look import RENDERED, STEP, Look
from crawler.outcomes import Trouble
from crawler.readers.reading import Reading
from crawler.spiders.climbing import Answer, Step
from crawler.spiders.rendering import render
from records.civil import parse_moment
from records.observation import Observation, Outcome
from records.targets import ReadHints, Render

PAGE = "http://a.test/b/"


def clock() -> datetime:
    return parse_moment("2026-11-23")


class Climbing:
    """A spider that only ends the look."""

    def __init__(self, chromium: str) -> None:
        self.guard = Guard(hosts=frozenset({"a.test"}))
        self.clock = clock
        self.settings = BaseSettings({"CHROMIUM": chromium})

    def read(self, response: Response, look: Look) -> Reading:
        raise AssertionError("nothing was rendered that could be read")

    def answer(self, look: Look, answer: Answer) -> Step:
        return look.end(answer.reading, address=answer.response.url)

    def witness(self, look: Look, response: Response) -> None:
        raise AssertionError("nothing was rendered that could be kept")

    def witness_failure(self, look: Look, request: Request, trouble: Trouble) -> None:
        raise AssertionError("nothing was asked for")


def step(hint: Render, outcome: Outcome, *, status: int = 200, chromium: str = "/usr/bin/chromium") -> object:
    look = Look(target="a", addresses=(), clock=clock, hints=ReadHints(render=hint))
    answer = Answer(reading=Reading(outcome=outcome), response=TextResponse(PAGE, status=status))
    return render(Climbing(chromium), look, answer)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_never_means_that_no_browser_is_asked(outcome: Outcome) -> None:
    assert step(Render.NEVER, outcome) is None


@pytest.mark.parametrize("outcome", list(Outcome))
def test_always_means_that_every_page_that_answered_is_rendered(outcome: Outcome) -> None:
    request = step(Render.ALWAYS, outcome)
    assert isinstance(request, Request)
    assert (request.url, request.meta[STEP]) == (PAGE, RENDERED)


@pytest.mark.parametrize("status", [403, 404, 412, 521, 304])
def test_not_even_always_renders_an_answer_that_refuses(status: int) -> None:
    assert step(Render.ALWAYS, Outcome.BLOCKED, status=status) is None


@pytest.mark.parametrize("outcome", list(Outcome))
def test_by_itself_a_shell_alone_is_rendered(outcome: Outcome) -> None:
    assert isinstance(step(Render.AUTO, outcome), Request) is (outcome is Outcome.SHELL)


def test_without_a_browser_always_reads_the_page_as_sent_and_names_the_remedy() -> None:
    ended = step(Render.ALWAYS, Outcome.READ, chromium="")
    assert isinstance(ended, Observation)
    assert ended.outcome is Outcome.READ
    assert "chromium" in ended.note
