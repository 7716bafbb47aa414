//! The numbers a chart draws, as a table: what the page unfolds below it and the workbook writes as a block.

use crate::model::{Chart, Value};

/// A table of a chart: its heads, the first of which is that of the names; a name and its numbers a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// One more than numbers in a row.
    pub heads: Vec<String>,
    /// Name, numbers.
    pub rows: Vec<(String, Vec<Value>)>,
}

/// Every number of a chart, in the order it is read.
///
/// A number that lacks is `n.d.`: a chart's own numbers do not say why.
#[must_use]
pub fn numbers(chart: &Chart) -> Numbers {
    match chart {
        Chart::Swarm { others, parts, here, interval, reference, decimals, unit } => {
            let plain = |number: Option<f64>| Value {
                number,
                absence: None,
                decimals: *decimals,
                unit: String::new(),
                signed: false,
            };
            let no_bounds = || [blank(), blank()];
            let bounds = interval.map_or_else(no_bounds, |(low, high)| [plain(Some(low)), plain(Some(high))]);
            let mut rows = vec![("le territoire".to_owned(), [vec![plain(*here)], bounds.to_vec()].concat())];
            for (name, value) in reference.iter().chain(parts).chain(others) {
                rows.push((name.clone(), [vec![plain(Some(*value))], no_bounds().to_vec()].concat()));
            }
            let value = if unit.is_empty() { "Valeur".to_owned() } else { format!("Valeur ({unit})") };
            let mut heads = vec!["Territoire".to_owned(), value];
            if interval.is_some() {
                heads.extend(["Borne basse", "Borne haute"].map(str::to_owned));
            } else {
                rows.iter_mut().for_each(|(_, values)| values.truncate(1));
            }
            Numbers { heads, rows }
        }
        Chart::Composition { parts, rows } => {
            Numbers { heads: vec!["Part".to_owned(), rows.0.clone(), rows.1.clone()], rows: pairs(parts) }
        }
        Chart::Gaps { rows, heads, unit } => {
            let with = |head: &str| if unit.is_empty() { head.to_owned() } else { format!("{head} ({unit})") };
            Numbers { heads: vec!["Catégorie".to_owned(), with(&heads.0), with(&heads.1)], rows: pairs(rows) }
        }
        Chart::Course { years, lines, decimals, .. } => Numbers {
            heads: std::iter::once("Année".to_owned()).chain(lines.iter().map(|(name, _, _)| name.clone())).collect(),
            rows: (years.iter().enumerate())
                .map(|(at, year)| {
                    let value = |values: &Vec<Option<f64>>| Value {
                        number: values.get(at).copied().flatten(),
                        absence: None,
                        decimals: *decimals,
                        unit: String::new(),
                        signed: false,
                    };
                    (year.to_string(), lines.iter().map(|(_, values, _)| value(values)).collect())
                })
                .collect(),
        },
    }
}

/// A cell that has no reason to hold anything: the bounds of who has no interval.
fn blank() -> Value {
    Value { number: None, absence: Some("\u{a0}".to_owned()), decimals: 0, unit: String::new(), signed: false }
}

fn pairs(rows: &[(String, Value, Value)]) -> Vec<(String, Vec<Value>)> {
    rows.iter().map(|(name, here, reference)| (name.clone(), vec![here.clone(), reference.clone()])).collect()
}
