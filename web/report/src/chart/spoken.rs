//! A chart in words, for who does not see it: what is on it, then its numbers, as far as a sentence carries them.

use super::numbers::{Numbers, numbers};
use crate::format::{bounds, number, value, with_unit};
use crate::model::Chart;

/// The chart in words.
#[must_use]
pub fn spoken(chart: &Chart) -> String {
    match chart {
        Chart::Swarm { others, parts, here, interval, reference, decimals, unit } => {
            let said = |value: f64| with_unit(&number(value, *decimals), unit);
            let mut words = Vec::new();
            words.push(match here {
                Some(here) => format!("Le territoire\u{a0}: {}", said(*here)),
                None => "Le territoire\u{a0}: sans valeur".to_owned(),
            });
            words.extend(
                interval.map(|interval| format!("intervalle à 95\u{202f}%\u{a0}: {}", bounds(interval, *decimals))),
            );
            words.extend(reference.iter().chain(parts).map(|(name, value)| format!("{name}\u{a0}: {}", said(*value))));
            let (low, high) = others
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, n)| (low.min(*n), high.max(*n)));
            if low <= high {
                let units = if others.len() == 1 { "autre territoire" } else { "autres territoires" };
                let count = number(others.len() as f64, 0);
                words.push(format!("{count} {units}, de {} à {}", said(low), said(high)));
            }
            format!("{}.", words.join("\u{202f}; "))
        }
        Chart::Composition { .. } | Chart::Gaps { .. } => listed(&numbers(chart)),
        Chart::Course { caption, .. } => {
            let rest = listed(&numbers(chart));
            if caption.is_empty() { rest } else { format!("{caption}. {rest}") }
        }
    }
}

fn listed(numbers: &Numbers) -> String {
    let rows = numbers.rows.iter().map(|(name, values)| {
        let said = numbers.heads.iter().skip(1).zip(values).map(|(head, of)| format!("{head} {}", value(of)));
        format!("{name}\u{a0}: {}", said.collect::<Vec<_>>().join(", "))
    });
    format!("{}.", rows.collect::<Vec<_>>().join("\u{202f}; "))
}
