"""The Vance file: its key is that of our notes, its dates are the calendar's, and suspicion alone earns nothing."""

import datetime
import re

import pytest

from tests.places import GALLERY
from wellfounded.content.case import Case, from_public, public_part
from wellfounded.content.case_file import read_case, rendered
from wellfounded.content.markup import fill_html
from wellfounded.content.questions import Question
from wellfounded.content.questions.passages import marked_passages, without_marks

PATH = GALLERY / "source" / "01-gallery" / "cases" / "vance.yaml"
CASE = read_case(PATH)
PAPERS = {each.id: without_marks(fill_html("{} {} {}", each.dated, each.body, each.stamp)) for each in CASE.documents}
FORM, SUMMARY, PASSPORT, HOSPITAL, POLICE, EMPLOYER, NEIGHBOUR, TRANSCRIPT = (f"d{n}" for n in range(1, 9))

# How each card begins, in our notes' order: the discrepancies D1 to D5, then the decoys.
CLASSES = {
    "The date of the attack.": "Explained",
    "The time of the attack.": "Trivial",
    "The start of her job.": "Trivial",
    "The week of 13 June.": "Material",
    "The sheriff's answer.": "Material",
    "The surname.": "No discrepancy",
    "The reason for the attack.": "No discrepancy",
    "The wait before she went to the sheriff.": "No discrepancy",
    "The day of the attack.": "No discrepancy",
    "The end of her job.": "No discrepancy",
}

# What a paper says, how it writes dates, and which day that is.
DATES = [
    (EMPLOYER, "February 8, 2016", "%B %d, %Y", "2016-02-08", "Monday"),
    (FORM, "03/04/2025", "%m/%d/%Y", "2025-03-04", "Tuesday"),
    (HOSPITAL, "MAR 04 2025", "%b %d %Y", "2025-03-04", "Tuesday"),
    (POLICE, "03/04/2025", "%m/%d/%Y", "2025-03-04", "Tuesday"),
    (EMPLOYER, "March 4, 2025", "%B %d, %Y", "2025-03-04", "Tuesday"),
    (HOSPITAL, "MAR 05 2025", "%b %d %Y", "2025-03-05", "Wednesday"),
    (POLICE, "03/06/2025", "%m/%d/%Y", "2025-03-06", "Thursday"),
    (PASSPORT, "11 JUN 2025", "%d %b %Y", "2025-06-11", "Wednesday"),
    (FORM, "06/13/2025", "%m/%d/%Y", "2025-06-13", "Friday"),
    (SUMMARY, "13 June 2025", "%d %B %Y", "2025-06-13", "Friday"),
    (PASSPORT, "15 JUN 2025", "%d %b %Y", "2025-06-15", "Sunday"),
    (FORM, "06/16/2025", "%m/%d/%Y", "2025-06-16", "Monday"),
    (FORM, "09/12/2025", "%m/%d/%Y", "2025-09-12", "Friday"),
    (FORM, "09/13/2025", "%m/%d/%Y", "2025-09-13", "Saturday"),
    (PASSPORT, "13 SEP 2025", "%d %b %Y", "2025-09-13", "Saturday"),
    (SUMMARY, "13 September 2025", "%d %B %Y", "2025-09-13", "Saturday"),
    (PASSPORT, "20 NOV 2019", "%d %b %Y", "2019-11-20", "Wednesday"),
    (NEIGHBOUR, "2 July 2025", "%d %B %Y", "2025-07-02", "Wednesday"),
    (EMPLOYER, "August 29, 2025", "%B %d, %Y", "2025-08-29", "Friday"),
    (SUMMARY, "3 April 2025", "%d %B %Y", "2025-04-03", "Thursday"),
    (SUMMARY, "3 June 2025", "%d %B %Y", "2025-06-03", "Tuesday"),
    (SUMMARY, "9 December 2025", "%d %B %Y", "2025-12-09", "Tuesday"),
    (SUMMARY, "22 September 2025", "%d %B %Y", "2025-09-22", "Monday"),
    (TRANSCRIPT, "22 January 2026", "%d %B %Y", "2026-01-22", "Thursday"),
]
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


def day(text: str, form: str) -> datetime.date:
    return datetime.datetime.strptime(text, form).date()


def asked(number: int) -> Question:
    return CASE.questions[number - 1]


def test_the_ten_points_have_the_classes_of_our_notes() -> None:
    question = asked(1)
    bins = {each.id: each.text for each in question.bins}  # type: ignore[attr-defined]
    found = {card.text: bins[card.bin] for card in question.cards}  # type: ignore[attr-defined]
    assert len(found) == len(CLASSES)
    for begins, belongs in CLASSES.items():
        (text,) = [each for each in found if each.startswith(begins)]
        assert found[text].startswith(belongs), text


def papers_named(text: str) -> set[str]:
    exhibits = "".join(re.findall(r"Exhibits? ((?:\d(?:, | and )?)+)", text))
    return {*re.findall(r"\d", exhibits), *re.findall(r"\b(?:form|summary)\b", text.replace("Box", "form"))}


def test_each_reason_rests_on_two_papers() -> None:
    assert papers_named("Exhibits 2, 4 and 5 and Box 1") == {"2", "4", "5", "form"}
    for card in asked(1).cards:  # type: ignore[attr-defined]
        assert len(papers_named(card.feedback)) >= 2, card.text


@pytest.mark.parametrize(("paper", "words", "form", "iso", "weekday"), DATES)
def test_each_date_is_the_day_that_our_timeline_says(paper: str, words: str, form: str, iso: str, weekday: str) -> None:
    assert words in PAPERS[paper]
    assert day(words, form).isoformat() == iso
    assert f"{day(words, form):%A}" == weekday


def test_no_whole_date_of_a_paper_is_left_unchecked() -> None:
    forms = r"\d\d/\d\d/\d{4}|[A-Z]{3} \d\d \d{4}|\d\d [A-Z]{3} \d{4}|[A-Z][a-z]+ \d+, \d{4}|\d+ [A-Z][a-z]+ \d{4}"
    written = {(paper, words) for paper, text in PAPERS.items() for words in re.findall(forms, text)}
    assert len(written) > 20
    assert {(paper, words) for paper, words, *_ in DATES} == written


def test_each_weekday_that_is_named_beside_a_date_is_right() -> None:
    names = f"({WEEKDAYS})"
    told = re.findall(rf"{names},? (\d+ [A-Z][a-z]+ \d{{4}})", CASE.facts)
    assert [(name, day(words, "%d %B %Y")) for name, words in told] == [
        ("Friday", datetime.date(2025, 9, 19)),
        ("Thursday", datetime.date(2026, 1, 22)),
    ]
    assert all(f"{day(words, '%d %B %Y'):%A}" == name for name, words in told)
    for words, date in {
        "03/04/2025, a Tuesday": datetime.date(2025, 3, 4),
        "Tuesday, March 4, 2025": datetime.date(2025, 3, 4),
        "Friday the thirteenth of June": datetime.date(2025, 6, 13),
    }.items():
        assert any(words in " ".join(paper.split()) for paper in PAPERS.values()), words
        assert f"{date:%A}" in words


def test_the_clerk_read_month_and_day_the_wrong_way_round_throughout() -> None:
    for written, typed in {
        "03/04/2025": "3 April 2025",
        "03/06/2025": "3 June 2025",
        "09/12/2025": "9 December 2025",
    }.items():
        assert day(written, "%d/%m/%Y") == day(typed, "%d %B %Y")
        assert typed in PAPERS[SUMMARY]
    assert "03/06 " in PAPERS[FORM]
    assert day("9 December 2025", "%d %B %Y") > day("22 September 2025", "%d %B %Y")  # typed before it came to pass
    assert day("3 April 2025", "%d %B %Y").strftime("%A") == "Thursday"
    with pytest.raises(ValueError, match="does not match"):
        day("06/13/2025", "%d/%m/%Y")  # so the clerk could not misread this one


def test_the_hours_of_the_attack_are_those_of_our_timeline() -> None:
    for paper, words in {
        EMPLOYER: "adjourned at 7:15 p.m.",
        POLICE: "03/04/2025 approx 19:40",
        NEIGHBOUR: "a little before eight",
        HOSPITAL: "20:10",
        FORM: "about 9 in the evening",
    }.items():
        assert words in " ".join(PAPERS[paper].split())


def told_as_wrong(case: Case) -> list[object]:
    """Return the answers of a reader to whom every difference is a lie, and who stops there."""
    sort, police, stamps, step, stands = case.questions
    lie = next(each.id for each in sort.bins if each.text.startswith("Material"))  # type: ignore[attr-defined]
    everything = [[name for name, _ in marked_passages(each.text)] for each in (police, stamps)]  # type: ignore[attr-defined]
    refuse, nothing = (
        [next(o.id for o in each.options if o.misconception == name)]  # type: ignore[attr-defined]
        for each, name in ((step, "material-means-refuse"), (stands, "one-lie-ends-the-claim"))
    )
    return [{card.id: lie for card in sort.cards}, *everything, refuse, nothing]  # type: ignore[attr-defined]


def test_a_reader_who_calls_everything_fabricated_earns_nothing() -> None:
    for question, response in zip(CASE.questions, told_as_wrong(CASE), strict=True):
        score = question.score(response)
        assert (score.points, score.readable) == (0, True), question.id


def test_the_five_discrepancies_as_lies_earn_a_third_at_most_even_with_every_decoy_seen_through() -> None:
    question = asked(1)
    sorted_out = {**question.key()}
    lie = sorted_out[next(c.id for c in question.cards if c.text.startswith("The week"))]  # type: ignore[attr-defined]
    for card in question.cards:  # type: ignore[attr-defined]
        if any(card.text.startswith(begins) for begins in [*CLASSES][:5]):
            sorted_out[card.id] = lie
    assert question.score(sorted_out).points <= question.points / 3 + 1e-9


def test_the_common_wrong_answers_of_our_notes_have_names_and_are_told_why() -> None:
    def named(item: object) -> set[str]:
        parts = [each for value in vars(item).values() if isinstance(value, list) for each in value]
        inner = set().union(*(named(each) for each in parts if hasattr(each, "__dict__"))) if parts else set()
        return inner | {getattr(item, "misconception", "")}

    found = set().union(*(named(question) for question in CASE.questions))
    assert found >= {
        "dates-not-normalised",
        "subject-taken-for-detail",
        "every-date-is-a-calendar-slip",
        "material-means-refuse",
        "official-paper-settles-it",
        "supporting-letters-are-self-serving",
    }


def test_marks_point_into_the_police_report_and_the_transcript_and_are_not_drawn() -> None:
    case = rendered(CASE)
    assert {each.id for each in CASE.documents if "[[" in each.body} == {POLICE, TRANSCRIPT}
    assert [question.kind for question in case.questions] == ["classify", "highlight", "highlight", "choice", "choices"]
    assert not any("[[" in each.shown() for each in case.documents)
    public = from_public(public_part(case))
    assert not any("[[" in each.static() for each in public.questions)


def test_the_right_passages_are_the_report_and_its_entries_and_the_two_answers_about_june() -> None:
    right = [
        {name: words for name, words in marked_passages(question.text) if name in question.key()}  # type: ignore[attr-defined]
        for question in (asked(2), asked(3))
    ]
    assert [*right[0].values()] == [
        "25-0417",
        "03/06/2025 14:20",
        "T. Vance",
        "Detective left message",
        "Complainant will look at photographs",
        "Complainant “does not wish to proceed at this time”",
    ]
    assert [words.split(".")[0] for words in right[1].values()] == ["Friday the thirteenth of June", "No"]
