//! A finding: the figure that starts its sentence, beside its chart; below, the chart's numbers as a table and the source.

use lanterne_tiles::picture::escaped;

use super::section::source;
use super::{anchor, table};
use crate::chart::{self, Medium, numbers};
use crate::format::{bare, interval, value};
use crate::model::{Chart, Finding};

pub(super) fn write(out: &mut String, finding: &Finding) {
    let bare = if finding.chart.is_some() { "" } else { " plain" };
    out.push_str(&format!("<article class=\"finding{bare}\" id=\"{}\">\n<div class=\"said\">\n", anchor(&finding.id)));
    out.push_str(&format!("<h3 class=\"unseen\">{}</h3>\n", escaped(&finding.label)));
    out.push_str(&format!(
        "<p><b class=\"figure\">{}</b> <span>{}</span></p>\n",
        escaped(&value(&finding.value)),
        escaped(&finding.sentence)
    ));
    for remark in interval(finding).iter().chain(Some(&finding.remark).filter(|remark| !remark.is_empty())) {
        out.push_str(&format!("<p class=\"remark\">{}</p>\n", escaped(remark)));
    }
    out.push_str("</div>\n<div class=\"shown\">\n");
    if let Some(chart) = &finding.chart {
        drawn(out, chart, finding);
    }
    if finding.chart.is_none() {
        source(out, "p", &finding.source);
    }
    out.push_str("</div>\n</article>\n");
}

/// The drawing twice, for a screen with room and for a telephone; one of them is shown, and read.
fn drawn(out: &mut String, chart: &Chart, finding: &Finding) {
    let label = &finding.label;
    out.push_str("<figure>\n");
    for (class, medium) in [("wide", Medium::Wide), ("narrow", Medium::Narrow)] {
        out.push_str(&format!("<div class=\"{class}\">{}</div>\n", chart::draw(chart, label, medium)));
    }
    source(out, "figcaption", &finding.source);
    let numbers = numbers(chart);
    out.push_str(&format!(
        "<details><summary>Les chiffres</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n<table>\n",
        escaped(label)
    ));
    out.push_str(&format!("<caption class=\"unseen\">{}</caption>\n<thead><tr>", escaped(label)));
    for (at, head) in numbers.heads.iter().enumerate() {
        let class = if at > 0 { " class=\"number\"" } else { "" };
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escaped(head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (name, values) in &numbers.rows {
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escaped(name)));
        values.iter().for_each(|of| table::number(out, &with_own_unit(of, chart)));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</details>\n</figure>\n");
}

/// In the table of a chart whose head says the unit, numbers go without.
fn with_own_unit(of: &crate::model::Value, chart: &Chart) -> String {
    match chart {
        Chart::Gaps { .. } => bare(of),
        Chart::Swarm { .. } | Chart::Composition { .. } | Chart::Course { .. } => value(of),
    }
}
