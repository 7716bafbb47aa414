//! From a measure to what a profile shows.

use lanterne_observatory::measure::share::percent;
use lanterne_observatory::{Indicator, Value};
use lanterne_report::model;

use super::weight::one;

/// A measure as it is shown.
pub(super) fn shown(value: Value, decimals: u8, unit: &str) -> model::Value {
    let finite = value.ok().filter(|number| number.is_finite());
    model::Value {
        number: finite,
        absence: match (value, finite) {
            (Err(absence), _) => Some(absence.sign().to_owned()),
            (Ok(_), None) => Some("n.d.".to_owned()),
            (Ok(_), Some(_)) => None,
        },
        decimals,
        unit: unit.to_owned(),
        signed: false,
    }
}

/// The same with its sign.
pub(super) fn change(value: Value, decimals: u8, unit: &str) -> model::Value {
    model::Value { signed: true, ..shown(value, decimals, unit) }
}

/// The figure of an indicator: a share keeps its sign, another unit is told by its sentence.
pub(super) fn of(indicator: Indicator, value: Value) -> model::Value {
    let definition = indicator.definition();
    shown(value, definition.decimals, sign(definition.unit))
}

/// A part of a whole, in percent.
pub(super) fn share(part: f64, whole: f64) -> Value {
    one(percent(&[Ok(part)], &[Ok(whole)]))
}

/// `%`, or nothing.
pub(super) fn sign(unit: &str) -> &'static str {
    if unit.starts_with('%') { "%" } else { "" }
}
