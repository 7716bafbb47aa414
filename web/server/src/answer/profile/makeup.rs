//! « De quoi l’ESS est faite »: familles, sectors, and what part of each sector's jobs is of the ESS.

use lanterne_observatory::assembly::{Grain, by_section};
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::{Section, Value};
use lanterne_report::model::{self, Block, Cell, Row, Table};

use super::brief::{numbers, words};
use super::weight::one;
use super::{Context, value};
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

/// A sector here.
struct Line {
    section: Section,
    establishments: f64,
    jobs: f64,
    share: Value,
    reference: Value,
    /// Jobs of the ESS in those of the sector.
    in_sector: Value,
}

fn lines(context: &Context) -> Vec<Line> {
    let subject = context.subject;
    let grain = context.state.grain(None);
    let own = by_section(grain, subject.view.key.counted(), |row| subject.communes.contains(row));
    let shares = super::weight::shares_by_section(context);
    let mut lines: Vec<Line> = own
        .into_iter()
        .zip(shares)
        .map(|((section, establishments, jobs), (_, share, reference))| {
            let all = economy(grain, section, |row| subject.communes.contains(row));
            Line { section, establishments, jobs, share, reference, in_sector: one(percent(&[Ok(jobs)], &[Ok(all)])) }
        })
        .filter(|line| line.establishments > 0.0)
        .collect();
    lines.sort_by(|a, b| b.jobs.total_cmp(&a.jobs).then(a.section.cmp(&b.section)));
    lines
}

/// Jobs of the whole economy in a section.
fn economy(grain: &Grain, section: Section, holds: impl Fn(u32) -> bool) -> f64 {
    let of = |count: &&lanterne_observatory::assembly::EconomyCount| {
        count.section == Some(section)
            && grain.covered.get(count.commune as usize).copied().unwrap_or(false)
            && holds(count.commune)
    };
    grain.economy.iter().filter(of).map(|count| count.jobs).sum()
}

fn lead(context: &Context, lines: &[Line]) -> String {
    let facts = context.subject.facts();
    let Some(Ok(establishments)) = facts.establishments.first() else {
        return set("Le registre chargé ne dit rien de l'ESS ici.");
    };
    let main: Vec<String> = lines
        .iter()
        .filter(|line| line.in_sector.is_ok_and(|share| share >= MAIN))
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
    let cell = |value: Value, decimals, unit| Cell::Number { value: value::shown(value, decimals, unit) };
    let share = |part: &[Value], whole: &[Value]| one(percent(part, whole));
    let line = |name: &str, cells: [Value; 4], marked| {
        let [establishments, jobs, here, there] = cells;
        let mut row =
            vec![Cell::Words { text: set(name) }, cell(establishments, 0, ""), cell(jobs, 0, ""), cell(here, 1, "%")];
        if !context.alone {
            row.push(cell(there, 1, "%"));
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

fn sectors(context: &Context, lines: &[Line]) -> Table {
    let cell = |value: Value, decimals, unit| Cell::Number { value: value::shown(value, decimals, unit) };
    let rows = lines.iter().map(|line| {
        let mut cells = vec![
            Cell::Words { text: set(line.section.label()) },
            cell(Ok(line.establishments), 0, ""),
            cell(Ok(line.jobs), 0, ""),
            cell(line.share, 1, "%"),
        ];
        if !context.alone {
            cells.push(cell(line.reference, 1, "%"));
        }
        cells.push(cell(line.in_sector, 1, "%"));
        Row { cells, marked: line.in_sector.is_ok_and(|share| share >= MAIN) }
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
