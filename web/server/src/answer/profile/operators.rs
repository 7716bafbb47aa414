//! Who carries the schemes that answer what is sought, and where each can be met: the nearest of its known places, as the guide has that of
//! a scheme. Many operators have no known place: that is said of each.

use lanterne_data::read::access::{Destination, journeys, serving, site_commune, site_place};
use lanterne_data::read::{Access, Operator, Scheme, Site};
use lanterne_observatory::Absence;
use lanterne_observatory::access::nearest;
use lanterne_observatory::travel::{Active, Journey, StraightLine};
use lanterne_report::model::{Row, Table};

use super::Context;
use super::cell::{self, numbers, text, words};
use super::{guide, sought};
use crate::french::ordinal::list;
use crate::french::typography::set;

/// Schemes named of an operator.
const NAMES: usize = 12;

/// Those who carry any of the schemes, the nearest first, then those of whom no place is known; none where nobody is known to.
pub(super) fn table(context: &Context, schemes: &[&Scheme]) -> Option<Table> {
    let mut rows: Vec<(f64, Row)> =
        context.state.contents.operators.iter().filter_map(|operator| row(context, operator, schemes)).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    (!rows.is_empty()).then(|| Table {
        id: "operateurs".to_owned(),
        title: set("Qui les porte"),
        columns: vec![
            words("Opérateur", 3),
            words("Son rôle", 4),
            words("Dispositifs", 3),
            words("Où s'adresser", 4),
            numbers("trajet"),
        ],
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        notes: Vec::new(),
        source: set("Source : feuille de route régionale de l'ESS et documents des dispositifs."),
    })
}

/// A row with its minutes, to sort by: without any, last.
fn row(context: &Context, operator: &Operator, schemes: &[&Scheme]) -> Option<(f64, Row)> {
    let carried: Vec<&&Scheme> = schemes.iter().filter(|scheme| operator.schemes.contains(&scheme.scheme)).collect();
    if carried.is_empty() {
        return None;
    }
    let asked: Vec<String> = carried.iter().map(|scheme| scheme.scheme.clone()).collect();
    let names: Vec<String> = carried.iter().map(|scheme| sought::brief(scheme)).collect();
    let access = access(context, operator, &asked);
    let minutes = guide::minutes(context, &access);
    let cells = vec![
        text(&operator.name),
        text(operator.role.as_deref().unwrap_or("non dit")),
        text(&list(&names, NAMES)),
        text(&guide::nearest(context, &access)),
        cell::number(minutes, 0, "min"),
    ];
    Some((minutes.unwrap_or(f64::INFINITY), Row { cells, marked: false }))
}

/// Journeys of the communes of the territory to the places of one operator where some schemes are offered.
fn access(context: &Context, operator: &Operator, schemes: &[String]) -> Access {
    let contents = &context.state.contents;
    let own = |site: &Site| site.receives() && site.operator.as_ref() == Some(&operator.operator);
    let sites = serving(contents, schemes, own);
    let covered = &contents.grain.covered;
    let rows: Vec<u32> = context
        .subject
        .communes
        .rows()
        .iter()
        .copied()
        .filter(|row| covered.get(*row as usize) == Some(&true))
        .collect();
    let origins: Vec<Option<u32>> = rows.iter().copied().map(Some).collect();
    let there = sites.iter().map(|site| &contents.sites[*site]);
    let to: Vec<Destination> = there.map(|site| (site_place(contents, site), site_commune(contents, site))).collect();
    let (times, sentence) = journeys(contents, &origins, &to, StraightLine::default().horizon_min);
    let mut found = vec![Journey::absent(Absence::NotPublished); covered.len()];
    for (row, journey) in rows.iter().zip(nearest(&times, Active::All)) {
        if let Some(own) = found.get_mut(*row as usize) {
            *own = journey;
        }
    }
    Access { journeys: found, workshops: 0, sites, sentence }
}
