//! Every number of a profile as a form writes it: what each of them is read back for.
#![allow(dead_code, unreachable_pub)]

use lanterne_report::format::{bare, bounds, number, value};
use lanterne_report::model::{Block, Cell, Chart, Finding, Profile};

/// Every number that is shown, as it is shown.
pub fn shown(profile: &Profile) -> Vec<String> {
    let mut all = Vec::new();
    for block in profile.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Finding(finding) => {
                all.push(value(&finding.value));
                all.extend(finding.interval.map(|interval| bounds(interval, finding.value.decimals)));
                all.extend(charted(finding));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                all.extend(cells.filter_map(|cell| match cell {
                    Cell::Number { value: of } => Some(value(of)),
                    Cell::Words { text } => Some(text.clone()),
                    Cell::Stages { .. } => None,
                }));
            }
            Block::Boxed(boxed) => all.extend(boxed.figures.iter().map(|(figure, _)| figure.clone())),
            Block::Map(_) | Block::Text(_) | Block::Links(_) => {}
        }
    }
    all
}

/// What is written on a chart; its other numbers are drawn, and written in its table.
pub fn charted(finding: &Finding) -> Vec<String> {
    match &finding.chart {
        Some(Chart::Swarm { here, interval, reference, decimals, .. }) => {
            (here.iter().chain(reference.as_ref().map(|(_, value)| value)))
                .map(|of| number(*of, *decimals))
                .chain(interval.map(|interval| bounds(interval, *decimals)))
                .collect()
        }
        Some(Chart::Composition { parts, .. }) => {
            parts.iter().flat_map(|(_, here, region)| [value(here), value(region)]).collect()
        }
        Some(Chart::Gaps { rows, .. }) => rows.iter().flat_map(|(_, here, region)| [here, region]).map(bare).collect(),
        Some(Chart::Course { lines, decimals, .. }) => lines
            .iter()
            .filter_map(|(_, values, _)| Some(number(values.last().copied().flatten()?, *decimals)))
            .collect(),
        None => Vec::new(),
    }
}

/// The spaces of a text set aside: a line may break there, a reader of PDF may write another.
pub fn plain(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{ad}').collect()
}
