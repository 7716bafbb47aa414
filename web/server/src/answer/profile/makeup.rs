//! « De quoi l’ESS est faite »: familles, sectors, and what part of each sector's jobs is of the ESS.

use lanterne_observatory::Value;
use lanterne_observatory::measure::share::percent;
use lanterne_report::model::{self, Block, Row, Table};

use super::Context;
use super::cell::{self, numbers, text, words};
use super::sector::Sector;
use super::weight::one;
use crate::french::number;
use crate::french::typography::set;

/// From this share on, the ESS is the main employer of a sector.
const MAIN: f64 = 50.0;

pub(super) fn section(context: &Context) -> model::Section {
    let lines = lines(context);
    model::Section {
        id: "structure".to_owned(),
        title: set("De quoi l'ESS est faite"),
        sheet: "Structure".to_owned(),
        lead: lead(context, &lines),
        key: Vec::new(),
        blocks: vec![Block::Table(familles(context)), Block::Table(sectors(context, &lines))],
    }
}

/// Sectors where the ESS has an establishment, the one with most jobs first.
fn lines<'a>(context: &'a Context) -> Vec<&'a Sector> {
    let mut lines: Vec<&Sector> = context.sectors.iter().filter(|line| line.establishments > 0.0).collect();
    lines.sort_by(|a, b| b.jobs.total_cmp(&a.jobs).then(a.section.cmp(&b.section)));
    lines
}

fn lead(context: &Context, lines: &[&Sector]) -> String {
    let facts = context.subject.facts();
    let Some(Ok(establishments)) = facts.establishments.first() else {
        return set("Le registre chargé ne dit rien de l'ESS ici.");
    };
    let main: Vec<String> = lines
        .iter()
        .filter(|line| line.of_economy.is_ok_and(|share| share >= MAIN))
        .map(|line| line.section.label().to_owned())
        .collect();
    let first = match main.as_slice() {
        [] => "Dans aucun secteur l'ESS n'emploie ici plus d'un salarié sur deux.".to_owned(),
        [only] => format!("L'ESS est ici le premier employeur d'un secteur : {only}."),
        several => format!(
            "L'ESS est ici le premier employeur de {} secteurs, dont : {}.",
            several.len(),
            crate::french::ordinal::list(several, 2)
        ),
    };
    let counted =
        crate::french::ordinal::count(*establishments as usize, "établissement employeur", "établissements employeurs");
    set(&format!("{counted}. {first}"))
}

fn familles(context: &Context) -> Table {
    let (own, reference) = (context.subject.facts(), &context.subject.view.reference.columns);
    let share = |part: &[Value], whole: &[Value]| one(percent(part, whole));
    let line = |name: &str, cells: [Value; 4], marked| {
        let [establishments, jobs, here, there] = cells;
        let mut row = vec![
            text(name),
            cell::number(establishments, 0, ""),
            cell::number(jobs, 0, ""),
            cell::number(here, 1, "%"),
        ];
        if !context.alone {
            row.push(cell::number(there, 1, "%"));
        }
        Row { cells: row, marked }
    };
    let mut rows: Vec<Row> = own
        .familles
        .iter()
        .zip(&reference.familles)
        .map(|(here, there)| {
            let cells = [
                one(here.establishments.clone()),
                one(here.jobs.clone()),
                share(&here.jobs, &own.jobs),
                share(&there.jobs, &reference.jobs),
            ];
            line(here.famille.label(), cells, false)
        })
        .collect();
    let whole = [
        one(own.establishments.clone()),
        one(own.jobs.clone()),
        share(&own.jobs, &own.jobs),
        share(&reference.jobs, &reference.jobs),
    ];
    rows.push(line("Ensemble", whole, false));
    Table {
        id: "familles-table".to_owned(),
        title: set("Par famille"),
        columns: heads(context, "Famille"),
        rows,
        notes: Vec::new(),
        source: context.sourced(""),
    }
}

fn heads(context: &Context, first: &str) -> Vec<model::Column> {
    let mut columns =
        vec![words(first, 3), numbers("établissements"), numbers("emplois"), numbers("part des emplois, ici")];
    if !context.alone {
        columns.push(numbers(&context.reference_word()));
    }
    columns
}

fn sectors(context: &Context, lines: &[&Sector]) -> Table {
    let rows = lines.iter().map(|line| {
        let mut cells = vec![
            text(line.section.label()),
            cell::number(Ok(line.establishments), 0, ""),
            cell::number(Ok(line.jobs), 0, ""),
            cell::number(line.share, 1, "%"),
        ];
        if !context.alone {
            cells.push(cell::number(line.reference, 1, "%"));
        }
        cells.push(cell::number(line.of_economy, 1, "%"));
        Row { cells, marked: line.of_economy.is_ok_and(|share| share >= MAIN) }
    });
    let mut columns = heads(context, "Secteur d'activité");
    columns.push(numbers("part de l'ESS dans le secteur"));
    Table {
        id: "secteurs-table".to_owned(),
        title: set("Par secteur d'activité"),
        columns,
        rows: rows.collect(),
        notes: vec![set(&format!(
            "En couleur : les secteurs où l'ESS emploie au moins {} % des salariés. Un établissement sans section connue n'y est pas.",
            number(MAIN, 0)
        ))],
        source: context.sourced(""),
    }
}
