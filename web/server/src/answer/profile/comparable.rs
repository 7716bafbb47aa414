//! « À qui se comparer »: itself, what holds it, and the five territories most like it, with what makes them alike.

use lanterne_observatory::comparable::{Feature, Features, Scale, Search};
use lanterne_observatory::measure::density;
use lanterne_observatory::{Absence, Indicator, Level, Value};
use lanterne_report::model::{self, Block, Cell, Row, Table};

use super::cell::{numbers, text, words};
use super::{Context, value};
use crate::answer::words as vocabulary;
use crate::french::Named;
use crate::french::typography::{capital, set};
use crate::view::{View, ViewKey};

/// What is set side by side.
const SHOWN: [Indicator; 4] = [
    Indicator::PartEmplois,
    Indicator::EtablissementsHabitants,
    Indicator::TailleMoyenne,
    Indicator::IndiceSpecificite,
];

pub(super) fn section(context: &Context) -> model::Section {
    let (table, found) = table(context);
    model::Section {
        id: "comparaison".to_owned(),
        title: set("À qui se comparer"),
        sheet: "Comparaison".to_owned(),
        lead: lead(context, &found),
        key: Vec::new(),
        blocks: vec![Block::Table(table)],
    }
}

fn lead(context: &Context, found: &[String]) -> String {
    if found.is_empty() {
        return set(
            "Aucun territoire comparable n'est connu : il faut au moins la population, la surface et l'emploi.",
        );
    }
    let units = vocabulary::units(context.subject.view.key.level);
    set(&format!(
        "Les {units} les plus proches par la taille, la densité et l'emploi : {}.",
        crate::french::ordinal::list(found, found.len())
    ))
}

/// Itself, the territories that hold it, then those that resemble it; and the names of these.
fn table(context: &Context) -> (Table, Vec<String>) {
    let (state, subject) = (context.state, context.subject);
    let figures = |of: &dyn Fn(Indicator) -> Value| -> Vec<Cell> {
        SHOWN.iter().map(|indicator| Cell::Number { value: value::of(*indicator, of(*indicator)) }).collect()
    };
    let row = |name: String, why: String, cells: Vec<Cell>, marked: bool| {
        let mut all = vec![text(&name)];
        all.extend(cells);
        all.push(text(&why));
        Row { cells: all, marked }
    };
    let own = figures(&|indicator| subject.estimate(indicator).value);
    let mut rows = vec![row(capital(&set(&subject.named.with_article())), String::new(), own, true)];
    for (level, unit) in above(context) {
        let region = crate::answer::place::above(state, level, unit).1;
        let view = state.view(ViewKey::usual(level, region));
        let Some(position) = view.position(unit) else { continue };
        let name = Named::new(level, &state.territories(level).name[unit as usize]).with_article();
        let cells = figures(&|indicator| view.estimate(indicator, position).value);
        rows.push(row(capital(&set(&name)), set("l'englobe"), cells, false));
    }
    let index = state.territories(subject.view.key.level);
    let mut found = Vec::new();
    for (position, alike) in alike(context) {
        let unit = subject.view.rows[position];
        let named = Named::new(subject.view.key.level, &index.name[unit as usize]);
        let cells = figures(&|indicator| subject.view.estimate(indicator, position).value);
        rows.push(row(capital(&set(&named.with_article())), alike, cells, false));
        found.push(named.short());
    }
    let mut columns = vec![words("", 4)];
    columns.extend(SHOWN.iter().map(|indicator| numbers(indicator.definition().short)));
    columns.push(words("pourquoi", 3));
    let table = Table {
        id: "comparables".to_owned(),
        title: set("Les mêmes chiffres ailleurs"),
        columns,
        rows,
        notes: vec![set(
            "La ressemblance est un choix déclaré : population, densité de population et emplois salariés pour 1 000 habitants, en \
             logarithme et à poids égal ; l'ESS n'y entre pas.",
        )],
        source: context.sourced(""),
    };
    (table, found)
}

/// The department, the region and the country that hold the whole of it.
fn above(context: &Context) -> Vec<(Level, u32)> {
    let subject = context.subject;
    let level = subject.unit.map(|(level, _)| level);
    let mut above = Vec::new();
    if let ([departement], false) =
        (subject.departements.as_slice(), matches!(level, Some(Level::Departement | Level::Region | Level::France)))
    {
        above.push((Level::Departement, *departement));
    }
    if let (Some(region), false) = (subject.region, matches!(level, Some(Level::Region | Level::France))) {
        above.push((Level::Region, region));
    }
    if level != Some(Level::France) {
        above.push((Level::France, 0));
    }
    above
}

/// Positions of the five most alike, each with what is closest.
fn alike(context: &Context) -> Vec<(usize, String)> {
    let subject = context.subject;
    let view: &View = &subject.view;
    let with_own = |column: &[Value], own: &[Value]| -> Vec<Value> {
        column.iter().copied().chain([own.first().copied().unwrap_or(Err(Absence::NotPublished))]).collect()
    };
    let (all, own) = (&view.columns, subject.facts());
    let population = with_own(&all.population, &own.population);
    let area = with_own(&all.area_km2, &own.area_km2);
    let jobs = with_own(&all.all_jobs, &own.all_jobs);
    let (density, per_head) = (density::areal(&population, &area), density::jobs(&jobs, &population));
    let feature = |values| Feature { values, scale: Scale::Logarithm, weight: 1.0 };
    let features = Features::new(&[feature(&population), feature(&density), feature(&per_head)]);
    let itself = subject.unit.filter(|(level, _)| *level == view.key.level).and_then(|(_, row)| view.position(row));
    let inside = |position: usize| view.key.level == Level::Epci && subject.parts.contains(&view.rows[position]);
    let admitted = |position: usize| position < view.rows.len() && Some(position) != itself && !inside(position);
    let search = Search { count: 5, least_known: 1.0 };
    let found = features.nearest(view.rows.len(), search, admitted).unwrap_or_default();
    let at = |column: &[Value], row: usize| column.get(row).copied().and_then(Result::ok);
    found
        .into_iter()
        .map(|other| {
            let position = other.row as usize;
            let told = match (at(&population, position), at(&density, position)) {
                (Some(people), Some(density)) => {
                    format!("{} habitants, {} au km²", crate::french::integer(people), crate::french::integer(density))
                }
                _ => String::new(),
            };
            (position, set(&told))
        })
        .collect()
}
