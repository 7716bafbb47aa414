//! Do two indicators go together, and where do they not?

use lanterne_observatory::association::{Association, association};
use lanterne_observatory::classes::{Classes, Method};
use lanterne_observatory::interval::CONFIDENCE;
use lanterne_observatory::{Indicator, Level, Value};

use super::source::Origin;
use super::{filter, number, words};
use crate::document::relation::{Axis, RelationDocument};
use crate::french::typography::set;
use crate::french::{integer, number as written};
use crate::state::State;
use crate::view::{View, ViewKey};

/// Classes of each indicator: the two directions of a map of nine colours.
const THIRDS: usize = 3;

/// Both series of a view, side by side.
pub(crate) fn relation(state: &State, (x, y): (Indicator, Indicator), key: ViewKey) -> RelationDocument {
    let view = state.view(key);
    let values = |of: Indicator| view.estimates(of).iter().map(|estimate| estimate.value).collect::<Vec<Value>>();
    let (x_values, y_values) = (values(x), values(y));
    let thirds = |values: &[Value]| Classes::of(values, THIRDS, Method::Quantile, None);
    let (x_thirds, y_thirds) = (thirds(&x_values), thirds(&y_values));
    let cell: Vec<Option<u8>> =
        x_thirds.class.iter().zip(&y_thirds.class).map(|(x, y)| Some(3 * (*y)? + (*x)?)).collect();
    let mut counts = [0; THIRDS * THIRDS];
    cell.iter().flatten().for_each(|cell| counts[usize::from(*cell)] += 1);
    let found = association(&x_values, &y_values, CONFIDENCE);
    let origin = Origin::at(state, key);
    RelationDocument {
        level: key.level.as_str().to_owned(),
        perimetre: key.perimetre.as_str().to_owned(),
        filter: filter::document(key.filter, None),
        region: state.region_code(key.region).cloned(),
        reference: view.reference.name.clone(),
        row: view.rows.clone(),
        x: axis(x, &view, x_values, x_thirds.breaks),
        y: axis(y, &view, y_values, y_thirds.breaks),
        pairs: cell.iter().flatten().count(),
        cell,
        counts,
        linear: found.map(|found| found.linear),
        low: found.map(|found| found.interval.low),
        high: found.map(|found| found.interval.high),
        rank: found.map(|found| found.rank),
        sentence: filter::told_of(key, &sentence((x, y), key.level, found)),
        source_line: origin.line(state),
        synthetic: origin.synthetic,
    }
}

fn axis(indicator: Indicator, view: &View, values: Vec<Value>, breaks: Vec<f64>) -> Axis {
    let definition = indicator.definition();
    Axis {
        indicator: definition.slug.to_owned(),
        label: set(definition.label),
        short: set(definition.short),
        unit: set(definition.unit),
        decimals: definition.decimals,
        reference: number(view.reference_estimate(indicator).value),
        breaks,
        value: values.into_iter().map(number).collect(),
    }
}

/// Says a direction only where the interval of the linear coefficient leaves no doubt of it, and the ranks agree.
fn sentence((x, y): (Indicator, Indicator), level: Level, found: Option<Association>) -> String {
    let short = |of: Indicator| of.definition().label;
    let Some(Association { pairs, linear, interval, rank }) = found else {
        return set(
            "Trop peu de territoires ont les deux chiffres, ou l'un des deux ne varie pas : rien n'est dit de leur lien.",
        );
    };
    let verdict = match (interval.low > 0.0 && rank > 0.0, interval.high < 0.0 && rank < 0.0) {
        (true, _) => "vont plutôt de pair",
        (_, true) => "vont plutôt en sens inverse",
        _ => "n'ont pas de lien net",
    };
    set(&format!(
        "Dans {} {}, « {} » et « {} » {verdict} : corrélation linéaire {}, intervalle à 95 % de {} à {} ; des rangs {}.",
        integer(pairs as f64),
        words::units(level),
        short(x),
        short(y),
        written(linear, 2),
        written(interval.low, 2),
        written(interval.high, 2),
        written(rank, 2)
    ))
}
