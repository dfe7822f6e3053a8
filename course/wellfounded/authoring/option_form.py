"""What an option looks like beside its neighbours, whatever it says: signs by which a reader may guess a key."""

from __future__ import annotations

import re
from collections.abc import Sequence

SIGNS = {  # counted in each option
    "hedges": r"\b(may|might|can|could|perhaps|often|usually|as a rule|generally|likely|probably|seems?|sometimes|some"
    r"|mostly|unless|depends?|not by itself|alone|so far)\b",
    "absolutes": r"\b(always|never|only|any|all|none|must|cannot|every|everyone|nobody|no one|whatever|nothing"
    r"|automatically)\b",
    "reasons": r"\b(as|since|because|so|for|therefore)\b",
    "contrasts": r"\b(but|though|although|however|yet|still)\b",
    "negations": r"\b(not|no|nor|neither)\b|n[’']t\b",
    "commas": r",",
    "colons and semicolons": r"[;:]",
    "questions": r"\?",
    "quotations": r"[“”\"]|(?<!\w)['‘]\w",
    "sentences": r"[.!?](\s|$)",
    "numbers": r"\d",
    "brackets": r"\(",
}


def option_forms(texts: Sequence[str]) -> list[dict[str, float]]:
    """Return the form of each option of one question: length, place, signs, and words that the others have as well.

    `texts` holds the options in their order, without the addresses of links. Each measure is given as the distance
    from the mean of the question, so that 0 everywhere means that nothing stands out; `most …` is 1 for the option that
    alone has most of it. Rank 0 is the shortest option.
    """
    measures = form_measures(texts)
    ranks = sorted(range(len(texts)), key=lambda number: measures["length"][number])
    forms = []
    for number in range(len(texts)):
        form = {f"rank {ranks.index(number)}": 1.0, f"place {number}": 1.0}
        for name, values in measures.items():
            form[name] = values[number] - sum(values) / len(values)
            form[f"most {name}"] = float(values[number] == max(values) and values.count(max(values)) == 1)
        forms.append(form)
    return forms


def form_measures(texts: Sequence[str]) -> dict[str, list[float]]:
    """Return each measure of form with its value for each option: hundreds of characters, counts, and likeness."""
    return {
        "length": [len(text) / 100 for text in texts],
        **{name: [float(len(re.findall(sign, text, re.IGNORECASE))) for text in texts] for name, sign in SIGNS.items()},
        "words shared": _likeness(texts),
    }


def _likeness(texts: Sequence[str]) -> list[float]:
    """Return, for each option, the sum of the Jaccard index of its words with those of each other option."""
    words = [set(re.findall(r"[a-z]{4,}", text.lower())) for text in texts]
    return [
        sum(len(own & other) / max(1, len(own | other)) for place, other in enumerate(words) if place != number)
        for number, own in enumerate(words)
    ]
