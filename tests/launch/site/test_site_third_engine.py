"""A web page in WebKit, as iPhones have it: answered, found again after a reload, and handed in."""

import pytest

from tests.browser.webkit import webkit_page

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]

STARTED = "body[data-wf-start=started]"
QUESTION = ".wf-question[data-place$='/choice-practice/q1']"
READ = """const question = document.querySelector(arguments[0]);
const scroller = document.querySelector(".jp-WindowedPanel-outer");
return [question.dataset.state, question.dataset.verdict, question.querySelectorAll("input:checked").length,
  scroller.scrollWidth > scroller.clientWidth]"""


def test_in_webkit_a_question_is_answered_found_again_and_handed_in(address: str) -> None:
    with webkit_page() as page:
        page.resize(430, 900)
        page.goto(f"{address}01-gallery/index.html#choice-practice")
        page.expect(STARTED)
        page.click(f"{QUESTION} .wf-option")
        page.expect(f"{QUESTION}[data-state=saved]")
        page.click(f"{QUESTION} .wf-check button")
        page.expect(f"{QUESTION}[data-verdict]")
        answered = page.evaluate(READ, QUESTION)
        assert answered[0] == "saved"
        assert answered[1] in ("right", "partly", "wrong")
        assert answered[2:] == [1, False]
        page.reload()
        page.expect(STARTED)
        page.expect(f"{QUESTION}[data-verdict]")
        assert page.evaluate(READ, QUESTION) == answered
        page.goto(f"{address}01-gallery/index.html#hand-in")
        page.click(".wf-panel .wf-hand-in .wf-actions button")
        page.click(".wf-panel .wf-missing > button:not(.wf-link)")
        page.expect(".wf-result-title")
        assert "is handed in" in page.evaluate("return document.querySelector('.wf-result-title').textContent")
