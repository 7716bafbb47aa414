//! How evenly is it spread over the inhabitants?

use std::collections::BTreeMap;

use lanterne_observatory::equity::{Theil, decompose, gini, hoover, lorenz};
use lanterne_observatory::{Indicator, Level, Value};

use super::source::Origin;
use super::{filter, number};
use crate::document::inequality::InequalityDocument;
use crate::french::typography::set;
use crate::french::{number as written, shortest};
use crate::state::State;
use crate::view::{View, ViewKey};

/// Corners of a curve that are sent: more would not be seen.
const MOST_CORNERS: usize = 512;

/// The curve of a view and its indices. An indicator that is no amount shared among inhabitants has none, and says so.
pub(crate) fn inequality(state: &State, indicator: Indicator, key: ViewKey) -> InequalityDocument {
    let view = state.view(key);
    let origin = Origin::at(state, key);
    let empty = InequalityDocument {
        indicator: indicator.as_str().to_owned(),
        level: key.level.as_str().to_owned(),
        perimetre: key.perimetre.as_str().to_owned(),
        filter: filter::document(key.filter, Some(indicator)),
        region: state.region_code(key.region).cloned(),
        amount: None,
        curve: Vec::new(),
        row: view.rows.clone(),
        people_share: vec![None; view.rows.len()],
        amount_share: vec![None; view.rows.len()],
        units: 0,
        half: None,
        gini: None,
        hoover: None,
        theil: None,
        between: None,
        sentence: String::new(),
        detail: String::new(),
        source_line: origin.line(state),
        synthetic: origin.synthetic,
    };
    let Some((amount, rate)) = shared(indicator) else {
        let sentence =
            "Cet indicateur n'est pas un total à partager entre les habitants : il n'a pas de courbe de Lorenz.";
        return InequalityDocument { sentence: set(sentence), ..empty };
    };
    let rates: Vec<Value> = view.estimates(rate).iter().map(|estimate| estimate.value).collect();
    let people = &view.columns.population;
    let Ok(curve) = lorenz(&rates, people) else {
        let sentence = "Aucun territoire n'a à la fois un chiffre et des habitants : il n'y a rien à partager.";
        return InequalityDocument { amount: Some(set(amount)), sentence: set(sentence), ..empty };
    };
    let points = curve.points();
    let place = places(&rates, people);
    let at = |row: &Option<usize>| row.and_then(|place| points.get(place + 1));
    let (groups, between) = departements(state, &view);
    let parts = decompose(Theil::T, &rates, people, &groups, between).ok();
    let share =
        parts.as_ref().filter(|parts| between > 1 && parts.total > 0.0).map(|parts| parts.between / parts.total);
    let (half, index) = (curve.amount_of_poorest(0.5), number(gini(&rates, people)));
    InequalityDocument {
        amount: Some(set(amount)),
        curve: corners(points.len()).map(|corner| [points[corner].people_share, points[corner].amount_share]).collect(),
        people_share: place.iter().map(|row| Some(at(row)?.people_share)).collect(),
        amount_share: place.iter().map(|row| Some(at(row)?.amount_share)).collect(),
        units: place.iter().flatten().count(),
        half,
        gini: index,
        hoover: number(hoover(&rates, people)),
        theil: parts.map(|parts| parts.total),
        between: share,
        sentence: filter::told_of(key, &sentence(amount, half, index)),
        detail: detail(share, key.level),
        ..empty
    }
}

/// What an indicator shares out among inhabitants, with its article, and the rate that says how: a number is shared as its rate is.
fn shared(indicator: Indicator) -> Option<(&'static str, Indicator)> {
    match indicator {
        Indicator::EtablissementsHabitants | Indicator::Etablissements => {
            Some(("des établissements employeurs de l'ESS", Indicator::EtablissementsHabitants))
        }
        Indicator::EmploisHabitants | Indicator::Emplois => Some(("des emplois de l'ESS", Indicator::EmploisHabitants)),
        _ => None,
    }
}

/// For each row that takes part, how many distinct rates are below its own: its place among the corners of the curve.
fn places(rates: &[Value], people: &[Value]) -> Vec<Option<usize>> {
    let part = |row: usize| match (rates[row], people[row]) {
        (Ok(rate), Ok(people)) if rate >= 0.0 && people > 0.0 => Some(rate),
        _ => None,
    };
    let mut distinct: Vec<f64> = (0..rates.len()).filter_map(part).collect();
    distinct.sort_unstable_by(f64::total_cmp);
    distinct.dedup();
    (0..rates.len()).map(|row| part(row).map(|own| distinct.partition_point(|&rate| rate < own))).collect()
}

/// The department of each row, numbered, and how many there are; a level whose units are departments or more has none inside.
fn departements(state: &State, view: &View) -> (Vec<Option<usize>>, usize) {
    let territories = state.territories(view.key.level);
    let code = |row: &u32| match view.key.level {
        Level::Commune | Level::Epci | Level::ZoneEmploi | Level::BassinVie => {
            territories.departement[*row as usize].as_deref()
        }
        Level::Departement | Level::Region | Level::France => Some(""),
    };
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    let groups = view
        .rows
        .iter()
        .map(|row| {
            let next = number.len();
            Some(*number.entry(code(row)?).or_insert(next))
        })
        .collect();
    (groups, number.len())
}

/// The first, the last, and evenly those between.
fn corners(len: usize) -> impl Iterator<Item = usize> {
    let kept = len.min(MOST_CORNERS);
    (0..kept).map(move |k| if kept < 2 { 0 } else { k * (len - 1) / (kept - 1) })
}

fn sentence(amount: &str, half: Option<f64>, gini: Option<f64>) -> String {
    let percent = |share: f64| shortest(100.0 * share, 0);
    match (half, gini) {
        (Some(half), Some(gini)) => set(&format!(
            "La moitié des habitants, celle des territoires les moins dotés, a {} % {amount} ; indice de Gini {}.",
            percent(half),
            written(gini, 2)
        )),
        _ => String::new(),
    }
}

/// Where the gaps are, and what part of them small numbers make.
fn detail(between: Option<f64>, level: Level) -> String {
    let between = between.map(|share| match 100.0 * share {
        percent if percent < 1.0 => "Moins de 1 % de l'inégalité (Theil) sépare les départements entre eux.".to_owned(),
        percent => format!(
            "{} % de l'inégalité (Theil) sépare les départements entre eux ; le reste est en leur sein.",
            shortest(percent, 0)
        ),
    });
    let chance = (level == Level::Commune).then(|| {
        "À la commune, une grande part de l'inégalité n'est que le hasard des petits nombres : comparer des EPCI en dit plus."
            .to_owned()
    });
    set(&between.into_iter().chain(chance).collect::<Vec<_>>().join(" "))
}
