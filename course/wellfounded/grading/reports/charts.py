"""Draws the charts of a report, as SVG that needs no script and no network, for light and dark backgrounds."""

from __future__ import annotations

import re
from html import escape
from itertools import count
from typing import Any

import altair as alt
import pandas as pd
import vl_convert
from markupsafe import Markup

WIDTH, ROW_HEIGHT = 250, 22  # pixels
BLUE, GREEN, ORANGE = "#3f83c5", "#17916f", "#c76a2b"  # each 3:1 and more, on white and on near black
GROUPS = ["lower", "middle", "upper"]
EMPTY = re.compile(r'<path class="(background|foreground)" d="(M0,0h0v0h0Z)?"[^>]*/>')  # Vega's many that draw nothing
_chart_numbers = count()


def histogram(marks: pd.DataFrame, title: str) -> Markup:
    """Return how many learners have which tenth of the points; "" where nobody has any."""
    shares = (marks["mark"] / marks["max"]).dropna()
    if shares.empty:
        return Markup("")
    tenths = (shares.clip(0, 0.999) * 10).astype(int)
    frame = pd.DataFrame({"low": [n / 10 for n in range(10)], "high": [(n + 1) / 10 for n in range(10)]})
    frame["learners"] = [int(tenths.eq(n).sum()) for n in range(10)]
    counts = alt.Axis(tickMinStep=1, format="d")
    chart = alt.Chart(frame).mark_bar(color=BLUE, binSpacing=2)
    chart = chart.encode(
        alt.X("low:Q", bin="binned", title="share of the points", scale=alt.Scale(domain=[0, 1])),
        alt.X2("high:Q"),
        alt.Y("learners:Q", title="learners", axis=counts),
    )
    return _svg(chart.properties(width=WIDTH + 100, height=120), title)


def intervals(
    frame: pd.DataFrame, value: str, ends: tuple[str, str], domain: tuple[float, float], title: str
) -> Markup:
    """Return a dot and its interval for each row, named by its column `label`; "" where no value is known."""
    known = frame[frame[value].notna()]
    if known.empty:
        return Markup("")
    rows = known[["label", value, *ends]].rename(columns={value: "value", ends[0]: "low", ends[1]: "high"})
    axis = alt.X("value:Q", title=title, scale=alt.Scale(domain=list(domain)), axis=alt.Axis(tickCount=5))
    labels = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=170))
    base = alt.Chart(rows)
    line = base.mark_rule(color=BLUE, strokeWidth=2).encode(alt.X("low:Q"), alt.X2("high:Q"), labels)
    dot = base.mark_point(color=BLUE, fill=BLUE, size=45, opacity=1).encode(axis, labels)
    zero = alt.Chart(pd.DataFrame({"at": [0]})).mark_rule(color="currentColor", strokeDash=[3, 3]).encode(alt.X("at:Q"))
    layers = [zero, line, dot] if domain[0] < 0 else [line, dot]
    return _svg(alt.layer(*layers).properties(width=WIDTH, height=ROW_HEIGHT * len(rows)), title)


def traces(options: pd.DataFrame, title: str) -> Markup:
    """Return, for one question, the share of each score group that chose each option; "" where there are no groups."""
    rows = options[options["group"].isin(GROUPS)]
    if rows.empty:
        return Markup("")
    rows = rows.assign(option=rows["option"] + rows["right"].map({True: " (right)", False: ""}))
    names = list(dict.fromkeys(rows["option"]))
    colours = alt.Scale(domain=names, range=[GREEN if name.endswith(" (right)") else ORANGE for name in names])
    legend = alt.Legend(title=None, orient="right", symbolStrokeWidth=0)
    scale = alt.Scale(domain=names)  # dashes and shapes share it, or each would get a legend of its own
    chart = alt.Chart(rows).mark_line(point=alt.OverlayMarkDef(size=60, filled=True))
    chart = chart.encode(
        alt.X("group:N", sort=GROUPS, title="score group", axis=alt.Axis(labelAngle=0)),
        alt.Y("share:Q", title="share who chose it", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(tickCount=5)),
        alt.Color("option:N", scale=colours, legend=legend, sort=names),
        alt.StrokeDash("option:N", scale=scale, sort=names, legend=None),
        alt.Shape("option:N", scale=scale, sort=names, legend=legend),
    )
    return _svg(chart.properties(width=WIDTH, height=140), title)


def _svg(chart: Any, title: str) -> Markup:
    """Draw a chart: its text has the page's colour, its ids are unique, and a screen reader reads it as one picture.

    Vega gives some parts a role whatever `aria` says, and no label; so roles and labels are removed. So is what says
    nothing, a third of the text.
    """
    lines = {
        "domainColor": "currentColor",
        "tickColor": "currentColor",
        "gridColor": "currentColor",
        "gridOpacity": 0.15,
    }
    text = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 12, "titleFontSize": 12}
    chart = chart.configure(background="transparent", aria=False, font="sans-serif")
    chart = chart.configure_axis(**lines, **text).configure_legend(**text).configure_view(stroke=None)
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    svg = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = re.sub(r' (class|pointer-events)="[^"]*"| (stroke-width|opacity)="1"', "", re.sub(EMPTY, "", svg))
    prefix = f"p{next(_chart_numbers)}-"
    svg = re.sub(r'\bid="', f'id="{prefix}', re.sub(r"url\(#", f"url(#{prefix}", svg))
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1))  # noqa: S704 (altair's)
