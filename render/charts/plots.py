"""Draw the statistics with Altair. A program of its own: tables come as JSON on stdin, SVG goes to stdout.

Altair takes 0.4 s to import and Vega's engine 0.6 s to start, on one core; `statistics` runs this beside
Graphviz, and the engine's 200 MB go with the process. Nothing is fetched: vl-convert carries Vega.

Sizes and paddings are given (`autosize` none) and legends have one column, so that the place of every mark
is the same whatever fonts a machine has.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import altair as alt
import vl_convert

_FONT = "Liberation Sans"
_PADDING = {"left": 64, "top": 92, "right": 330, "bottom": 48}
Job = dict[str, Any]
Chart = Any
"""A chart of any of Altair's kinds: its composition operators do not say which."""


def main() -> None:
    """Read the job, write one SVG for each of its charts."""
    vl_convert.vega_to_svg({"marks": []})  # the engine starts while the job is still being made
    job: Job = json.load(sys.stdin)
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    made = {
        name: vl_convert.vegalite_to_svg(_framed(CHARTS[name](job), job, name).to_dict(), vl_version=version)
        for name, rows in job["rows"].items()
        if rows
    }
    json.dump(made, sys.stdout, ensure_ascii=False)


def growth(job: Job) -> Chart:
    """Releases per month, stacked by quadrant."""
    months = sorted({row["month"] for row in job["rows"]["growth"]})
    bars = (
        alt.Chart(_data(job, "growth"))
        .mark_bar()
        .encode(
            x=alt.X("month:O", title=None, scale=alt.Scale(domain=months, paddingInner=0.15)).axis(
                labelExpr="slice(datum.value, 5) == '01' ? slice(datum.value, 0, 4) : ''",
                labelAngle=0,
                labelAlign="left",
                labelOffset=-6,
                labelOverlap=False,
                ticks=False,
            ),
            y=alt.Y("count:Q", title=job["axes"]["growth"]),
            color=_by_quadrant(job),
            order=alt.Order("rank:Q"),
        )
        .transform_calculate(rank=_rank(list(job["quadrants"])))
    )
    return alt.layer(bars).properties(width=max(200, 13 * len(months)), height=280)


def licences(job: Job) -> Chart:
    """Shares of the licences of each year."""
    rows = job["rows"]["licences"]
    years = sorted({row["year"] for row in rows})
    names = [row["licence"] for row in sorted(rows, key=lambda row: row["order"]) if row["year"] == years[0]]
    colours = [*job["colours"][1 : len(names)], job["colours"][0]]
    chart = alt.Chart(_data(job, "licences")).encode(
        y=alt.Y("year:O", title=None, scale=alt.Scale(domain=years))
    )
    bars = chart.mark_bar().encode(
        x=alt.X("count:Q", title=job["axes"]["licences"], stack="normalize").axis(format="%"),
        color=alt.Color("licence:N", title=None, scale=alt.Scale(domain=names, range=colours)),
        order=alt.Order("order:Q"),
    )
    totals = chart.mark_text(align="left", dx=6, color=job["theme"]["soft"]).encode(
        x=alt.value(700), text="sum(count):Q"
    )
    return alt.layer(bars, totals).properties(width=700, height=max(30, 30 * len(years)))


def derivatives(job: Job) -> Chart:
    """The bases that most was made from."""
    rows = job["rows"]["derivatives"]
    names = json.dumps([row["base"] for row in rows], ensure_ascii=False)
    chart = alt.Chart(_data(job, "derivatives")).encode(
        x=alt.X("count:Q", title=job["axes"]["derivatives"]),
        y=alt.Y("rank:O", title=None).axis(labelExpr=f"{names}[datum.value]", labelLimit=200),
    )
    bars = chart.mark_bar().encode(color=_by_quadrant(job))
    counts = chart.mark_text(align="left", dx=5, color=job["theme"]["soft"]).encode(text="count:Q")
    return alt.layer(bars, counts).properties(width=520, height=max(24, 22 * len(rows)))


def _by_quadrant(job: Job) -> alt.Color:
    names = {key: one["name"] for key, one in job["quadrants"].items()}
    colours = [one["colour"] for one in job["quadrants"].values()]
    return alt.Color(
        "quadrant:N",
        title=None,
        scale=alt.Scale(domain=list(names), range=colours),
        legend=alt.Legend(labelExpr=f"({json.dumps(names, ensure_ascii=False)})[datum.value]"),
    )


def _rank(order: list[str]) -> str:
    return f"indexof({json.dumps(order)}, datum.quadrant)"


def _data(job: Job, name: str) -> alt.InlineData:
    return alt.InlineData(values=job["rows"][name])


def _framed(chart: Chart, job: Job, name: str) -> Chart:
    """Heading, colours and paddings, the same for all."""
    theme = job["theme"]
    left = 220 if name == "derivatives" else _PADDING["left"]
    heading = alt.TitleParams(
        job["titles"][name][0], subtitle=job["titles"][name][1], anchor="start", frame="group",
        dx=24 - left, offset=20, fontSize=24, subtitleFontSize=13, subtitlePadding=8,
        font=_FONT, subtitleFont=_FONT, color=theme["ink"], subtitleColor=theme["soft"],
    )  # fmt: skip
    return (
        chart.properties(
            title=heading,
            autosize="none",
            padding={**_PADDING, "left": left},
            background=theme["sheet"],
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=_FONT, titleFont=_FONT, labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
            labelColor=theme["ink"], titleColor=theme["soft"], gridColor=theme["frame"],
            domainColor=theme["frame"], tickColor=theme["frame"],
        )
        .configure_legend(
            labelFont=_FONT, labelFontSize=12, labelColor=theme["ink"], labelLimit=310, columns=1,
            symbolType="square", orient="right", offset=30,
        )
        .configure_text(font=_FONT, fontSize=11)
    )  # fmt: skip


CHARTS = {"growth": growth, "licences": licences, "derivatives": derivatives}

if __name__ == "__main__":
    main()
