//! « Le territoire en bref »: who lives there, on how much ground, in which zonings.

use lanterne_observatory::measure::density::{areal, jobs};
use lanterne_observatory::{Absence, Level, Value};
use lanterne_report::model::{self, Block, Cell, Row, Table};

use super::cell::{number, numbers, text, words};
use super::value::{change, shown};
use super::weight::one;
use super::{Context, map, people};
use crate::answer::place;
use crate::french::Named;
use crate::french::ordinal::{count, list};
use crate::french::typography::{capital, set};

/// Names listed before « et n autres ».
const NAMES: usize = 12;

pub(super) fn section(context: &Context, mapped: bool) -> model::Section {
    let mut blocks: Vec<Block> = mapped.then(|| map::map(context)).flatten().map(Block::Map).into_iter().collect();
    blocks.push(Block::Table(figures(context)));
    blocks.extend(official(context).map(Block::Table));
    blocks.push(Block::Table(belonging(context)));
    model::Section {
        id: "territoire".to_owned(),
        title: set("Le territoire en bref"),
        sheet: "Le territoire".to_owned(),
        lead: lead(context),
        key: Vec::new(),
        blocks,
    }
}

fn lead(context: &Context) -> String {
    let subject = context.subject;
    let communes = count(subject.communes.rows().len(), "commune", "communes");
    let people = subject.facts().population.first().copied().and_then(Result::ok);
    let people = people.map_or("une population inconnue".to_owned(), count_people);
    let share = subject.view.reference.columns.population.first().copied().and_then(Result::ok);
    let share = match (subject.facts().population.first(), share) {
        (Some(Ok(own)), Some(whole)) if !context.alone && whole > 0.0 => {
            let share = crate::french::number(100.0 * own / whole, 1);
            format!(", soit {share} % {}", of_people(context))
        }
        _ => String::new(),
    };
    set(&format!("{communes} et {people}{share}."))
}

fn count_people(people: f64) -> String {
    format!("{} {}", crate::french::integer(people), if people < 2.0 { "habitant" } else { "habitants" })
}

fn of_people(context: &Context) -> String {
    format!("de la population {}", context.subject.view.reference.named.of())
}

fn figures(context: &Context) -> Table {
    let (own, reference) = (context.subject.facts(), &context.subject.view.reference.columns);
    let first = |column: &[Value]| one(column.to_vec());
    let year = context.state.contents.census.year.map(|year| format!(", {year}")).unwrap_or_default();
    let population = format!("Population municipale{year}");
    let lines: [(&str, Value, Value, u8); 6] = [
        (&population, first(&own.population), first(&reference.population), 0),
        ("Superficie, km²", first(&own.area_km2), first(&reference.area_km2), 1),
        (
            "Habitants au km²",
            one(areal(&own.population, &own.area_km2)),
            one(areal(&reference.population, &reference.area_km2)),
            1,
        ),
        (
            "Établissements employeurs, toute l'économie",
            first(&own.all_establishments),
            first(&reference.all_establishments),
            0,
        ),
        ("Emplois salariés, toute l'économie", first(&own.all_jobs), first(&reference.all_jobs), 0),
        (
            "Emplois salariés pour 1 000 habitants",
            one(jobs(&own.all_jobs, &own.population)),
            one(jobs(&reference.all_jobs, &reference.population)),
            1,
        ),
    ];
    let line = |label: &str, [here, there]: [model::Value; 2]| {
        let mut cells = vec![text(label), Cell::Number { value: here }];
        if !context.alone {
            cells.push(Cell::Number { value: there });
        }
        Row { cells, marked: false }
    };
    let mut rows: Vec<Row> = lines
        .into_iter()
        .map(|(label, here, there, decimals)| line(label, [here, there].map(|value| shown(value, decimals, ""))))
        .collect();
    let (census, mut notes) = census(context, line);
    // Beside the inhabitants they are of.
    rows.splice(1..1, census);
    let mut columns = vec![words("", 3), numbers("ici")];
    if !context.alone {
        columns.push(numbers(&context.reference_word()));
    }
    if own.partial.first().copied().unwrap_or(false) {
        notes.push(set(
            "Le registre ne couvre qu'une partie de ce territoire : habitants, surface, établissements et emplois sont ceux de la partie \
             couverte ; ce que dit le recensement est du territoire entier.",
        ));
    }
    Table {
        id: "reperes".to_owned(),
        title: set("Repères"),
        columns,
        rows,
        notes,
        source: context.sourced("Population : INSEE."),
    }
}

/// What the census says of the people, here and there, and how it is to be read.
fn census(context: &Context, line: impl Fn(&str, [model::Value; 2]) -> Row) -> (Vec<Row>, Vec<String>) {
    let state = context.state;
    let here = context.subject.communes.rows();
    let there = context.subject.view.reference_communes(state);
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    if let Some(own) = people::change(state, here) {
        let other = people::change(state, &there).map_or(Err(Absence::NotPublished), |change| change.annual);
        let [from, to] = own.years;
        let label = format!("Évolution annuelle moyenne de la population, {from}-{to}");
        rows.push(line(&label, [own.annual, other].map(|value| change(value, 2, "%"))));
        notes.extend((own.without > 0).then(|| {
            let without = count(own.without, "commune", "communes");
            set(&format!("L'évolution de la population est sans {without}, dont une des deux populations manque."))
        }));
    }
    if let Some((year, own)) = people::unemployment(state, here) {
        let other = people::unemployment(state, &there).map_or(Err(Absence::NotPublished), |(_, share)| share);
        let label = format!("Chômeurs parmi les actifs de 15 à 64 ans, {year}");
        rows.push(line(&label, [own, other].map(|value| shown(value, 1, "%"))));
        notes.push(set(
            "Chômage au sens du recensement : ce que les personnes déclarent, d'ordinaire au-dessus du chômage au sens du BIT.",
        ));
    }
    (rows, notes)
}

/// Income, poverty and what else was loaded of this very territory, as published.
fn official(context: &Context) -> Option<Table> {
    let rows = context.loaded.iter().filter_map(|figure| {
        let (label, decimals) = match figure.measure.as_str() {
            "revenu_median" => ("Revenu médian", 0),
            "taux_pauvrete" => ("Taux de pauvreté à 60 %", 1),
            "indice_gini" => ("Indice de Gini des revenus", 3),
            "menages_fiscaux" => ("Ménages fiscaux", 0),
            "population_totale" => ("Population totale", 0),
            _ => return None,
        };
        let absence = figure.absence.as_deref().and_then(|slug| slug.parse::<Absence>().ok());
        let value = figure.value.ok_or(absence.unwrap_or(Absence::NotPublished));
        let unit = if figure.unit == "%" { "%" } else { "" };
        let told = if unit.is_empty() && figure.unit != "rapport" { figure.unit.as_str() } else { "" };
        let cells = vec![text(label), number(value, decimals, unit), text(told), text(&figure.millesime)];
        Some(Row { cells, marked: false })
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        id: "revenus".to_owned(),
        title: set("Revenus et population, tels que publiés"),
        columns: vec![words("", 3), numbers("ici"), words("unité", 3), words("millésime", 2)],
        rows,
        notes: Vec::new(),
        source: set("Source : INSEE, tables officielles chargées dans cet instantané."),
    })
}

/// What it belongs to and what it is made of.
fn belonging(context: &Context) -> Table {
    let (state, subject) = (context.state, context.subject);
    let names = |level: Level, rows: &[u32]| -> Vec<String> {
        let index = state.territories(level);
        rows.iter()
            .filter_map(|row| index.name.get(*row as usize))
            .map(|name| Named::new(level, name).with_article())
            .collect()
    };
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut line = |label: &str, names: Vec<String>| {
        if !names.is_empty() {
            lines.push((label.to_owned(), capital(&list(&names, NAMES))));
        }
    };
    line("EPCI qu'il réunit", subject.part_names(state));
    if let Some((Level::Commune, row)) = subject.unit {
        let epci = state.contents.belonging.epci.get(row as usize).copied().flatten();
        line("EPCI", names(Level::Epci, &Vec::from_iter(epci)));
        for zone in place::zonages(state, Level::Commune, row) {
            let label = zone.level.parse().map_or("Zonage", crate::answer::words::level);
            line(label, vec![zone.name]);
        }
    }
    let departements = names(Level::Departement, &subject.departements);
    line(if departements.len() > 1 { "Départements" } else { "Département" }, departements);
    line("Région", names(Level::Region, &Vec::from_iter(subject.region)));
    line("Communes", communes(context));
    Table {
        id: "appartenance".to_owned(),
        title: set("Où il se trouve, de quoi il est fait"),
        columns: vec![words("", 1), words("", 3)],
        rows: lines
            .into_iter()
            .map(|(label, names)| Row { cells: vec![text(&label), text(&names)], marked: false })
            .collect(),
        notes: Vec::new(),
        source: set(&format!("Source : code officiel géographique {}.", state.manifest.cog)),
    }
}

/// The most populated communes.
fn communes(context: &Context) -> Vec<String> {
    let index = context.state.territories(Level::Commune);
    if context.subject.communes.rows().len() < 2 {
        return Vec::new();
    }
    let mut rows: Vec<usize> = context.subject.communes.rows().iter().map(|row| *row as usize).collect();
    rows.sort_by(|a, b| index.population[*b].cmp(&index.population[*a]).then(a.cmp(b)));
    rows.into_iter().map(|row| index.name[row].clone()).collect()
}
