"""How a person gives an answer to each kind of question: with a mouse, or with nothing but a keyboard."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from wellfounded.content.questions import Question
from wellfounded.content.questions.interview_walk import ASIDE

BEFORE = """node => node.closest(".wf-question, .wf-activity").contains(document.activeElement)
  && !!(document.activeElement.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING)"""
FURTHEST = 1500  # presses of Tab: from the end of the lesson, round the page, to its beginning


def by_mouse(box: Locator, asked: Question, response: Any) -> None:
    """Answer the question drawn in `box`, and wait until it is kept."""
    MOUSE.get(asked.kind, fill)(box, asked, response)
    expect(box.locator(".wf-status").last).to_contain_text("Saved at")


def by_keyboard(box: Locator, asked: Question, response: Any) -> None:
    """Answer with Tab, arrow keys, Space, Enter and letters alone; then wait until it is kept."""
    KEYBOARD.get(asked.kind, type_in)(box, asked, response)
    expect(box.locator(".wf-status").last).to_contain_text("Saved at")


def checks(box: Locator) -> Locator:
    """Return the button that checks an answer in practice; where it is asked how sure one is, the first of three."""
    return box.locator(".wf-check button:visible").first


# By mouse


def click_inputs(box: Locator, _asked: Any, response: Any) -> None:
    for each in response:
        box.locator(f"input[value='{each}']").click()


def mark(box: Locator, _asked: Any, response: Any) -> None:
    """Click on the first line of each passage: the middle of one that runs over two lines is not in it."""
    for each in response:
        words = box.locator(".wf-passage", has=box.page.locator(f"input[value='{each}']"))
        words.scroll_into_view_if_needed()
        line = words.evaluate("node => { const at = node.getClientRects()[0]; return [at.x + 20, at.y + 8]; }")
        box.page.mouse.click(*line)


def click_bins(box: Locator, asked: Any, response: Any) -> None:
    for card in asked.cards:  # each comes by itself
        box.locator(f".wf-bin[value='{response[card.id]}']").click()


def click_up(box: Locator, asked: Any, response: Any) -> None:
    for item in moves(asked, response):
        box.locator("li").nth(item).get_by_role("button", name="Up").click()


def say(box: Locator, _asked: Any, response: Any) -> None:
    for topic, way in response:
        leading = leading_to(box, topic)
        if leading.count():
            leading.click()
        way_to_speak(box, topic, way).click()


def click_levels(box: Locator, _asked: Any, response: Any) -> None:
    for line, level in response.items():
        box.locator(f".wf-rubric-line[data-part='{line}'] input[value='{level}']").click()


def fill(box: Locator, _asked: Any, response: Any) -> None:
    box.locator("input[type=text], textarea").fill(typed(response))
    box.locator("input[type=text], textarea").blur()


MOUSE = {
    "choice": click_inputs,
    "choices": click_inputs,
    "highlight": mark,
    "classify": click_bins,
    "order": click_up,
    "interview": say,
    "assess": click_levels,
}


def leading_to(box: Locator, topic: str) -> Locator:
    """Return what has to be pressed first: another topic, or what unfolds what can be said at any time; or nothing."""
    if topic == ASIDE:
        return box.locator("details.wf-asides:not([open]) > summary")
    return box.locator(f".wf-topic[value='{topic}']")


def way_to_speak(box: Locator, topic: str, way: str) -> Locator:
    return box.locator(f"{'.wf-asides' if topic == ASIDE else '.wf-turn'} .wf-way[value='{way}']")


# By keyboard


def choose_one(box: Locator, asked: Any, response: Any) -> None:
    choose(box.locator("input"), [option.id for option in asked.options], response[0])


def tick(box: Locator, _asked: Any, response: Any) -> None:
    for each in response:
        reach(box.locator(f"input[value='{each}']"))
        box.page.keyboard.press("Space")


def place(box: Locator, asked: Any, response: Any) -> None:
    bins = [each.id for each in asked.bins]
    for card in asked.cards:
        reach(box.locator(".wf-bin").first)
        for _ in range(bins.index(response[card.id])):
            box.page.keyboard.press("ArrowDown")
        box.page.keyboard.press("Enter")


def press_up(box: Locator, asked: Any, response: Any) -> None:
    for item in moves(asked, response):
        reach(box.locator("li").nth(item).get_by_role("button", name="Up"))
        box.page.keyboard.press("Enter")


def say_by_keys(box: Locator, _asked: Any, response: Any) -> None:
    for topic, way in response:
        leading = leading_to(box, topic)
        if leading.count():
            reach(leading)
            box.page.keyboard.press("Enter")
        reach(way_to_speak(box, topic, way))
        box.page.keyboard.press("Enter")


def choose_levels(box: Locator, asked: Any, response: Any) -> None:
    letters = [level.id for level in asked.criteria[0].levels]
    for line, level in response.items():
        choose(box.locator(f".wf-rubric-line[data-part='{line}'] input"), letters, level)


def type_in(box: Locator, _asked: Any, response: Any) -> None:
    reach(box.locator("input[type=text], textarea"))
    box.page.keyboard.type(typed(response))
    box.page.keyboard.press("Tab")


KEYBOARD = {
    "choice": choose_one,
    "choices": tick,
    "highlight": tick,
    "classify": place,
    "order": press_up,
    "interview": say_by_keys,
    "assess": choose_levels,
}


def typed(response: Any) -> str:
    return f"{response:g}" if isinstance(response, float) else str(response)


def moves(asked: Any, response: list[str]) -> list[int]:
    """Return, for each press of an Up button, in which place the item stands then."""
    order = [item.id for item in asked.items]
    made: list[int] = []
    for place, name in enumerate(response):
        made += range(order.index(name), place, -1)
        order.remove(name)
        order.insert(place, name)
    return made


def choose(radios: Locator, values: list[str], value: str) -> None:
    """Choose among radio buttons of which none is chosen."""
    reach(radios.first)
    radios.page.keyboard.press("Space")
    for _ in range(values.index(value)):
        radios.page.keyboard.press("ArrowDown")


def reach(target: Locator) -> None:
    """Press Tab until the target has the focus; Shift and Tab, where it comes earlier in the same one."""
    press_until_focused(target, "Shift+Tab" if target.evaluate(BEFORE) else "Tab", FURTHEST)


def tab_to(target: Locator, most: int = 1000) -> None:
    """Press Tab alone, at most so often, until something has the focus, as somebody without a mouse would."""
    press_until_focused(target, "Tab", most)


def press_until_focused(target: Locator, key: str, most: int) -> None:
    """Press a key until the target has the focus. It is looked for anew only where it is gone: that takes long."""
    node = target.element_handle()
    for _ in range(most):
        state = node.evaluate("node => node.isConnected ? node === document.activeElement : null")
        if state is None:
            node = target.element_handle()
            continue
        if state:
            return
        target.page.keyboard.press(key)
    raise AssertionError(f"no {key} leads to {target}")
