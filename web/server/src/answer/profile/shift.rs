//! « Ce qui a changé »: jobs of the ESS from year to year, and what their change is due to (shift-share).

use lanterne_observatory::assembly::by_section;
use lanterne_observatory::change::shift_share::{Effects, Reference, shift_share};
use lanterne_observatory::{Absence, Value};
use lanterne_report::model::{self, Block, Cell, Row, Table};

use super::cell::{self, numbers, text, words};
use super::course::Course;
use super::subject::Subject;
use super::{Context, value};
use crate::french::number;
use crate::french::typography::set;
use crate::state::State;

pub(super) fn section(context: &Context) -> model::Section {
    let (course, effects) = (&context.course, context.effects);
    let mut blocks = Vec::new();
    if course.years.len() > 1 {
        blocks.push(Block::Table(years(context, course)));
        if let Ok(effects) = effects {
            blocks.push(Block::Table(account(context, course, effects)));
        }
    }
    model::Section {
        id: "evolutions".to_owned(),
        title: set("Ce qui a changé"),
        sheet: "Évolutions".to_owned(),
        lead: lead(context, course, effects),
        key: Vec::new(),
        blocks,
    }
}

fn lead(context: &Context, course: &Course, effects: Result<Effects, Absence>) -> String {
    let (Some(from), Some(to)) = (course.years.first(), course.years.last()) else {
        return set("Le registre chargé ne dit pas son année : il n'y a pas d'évolution à lire.");
    };
    let grown = course.of_jobs();
    let Ok(jobs) = grown.absolute else {
        return set(if from == to {
            "Une seule année est chargée ici : il n'y a pas d'évolution à lire."
        } else {
            "Les registres chargés ne permettent pas de suivre l'emploi de l'ESS ici."
        });
    };
    let said = match jobs {
        jobs if jobs >= 0.5 => format!("L'ESS compte ici {} emplois de plus fin {to} que fin {from}.", number(jobs, 0)),
        jobs if jobs <= -0.5 => {
            format!("L'ESS compte ici {} emplois de moins fin {to} que fin {from}.", number(-jobs, 0))
        }
        _ => format!("L'ESS compte ici autant d'emplois fin {to} que fin {from}."),
    };
    let own = match effects {
        Ok(effects) if !context.alone && effects.regional >= 0.5 => format!(
            " À secteurs comparables, c'est {} de plus que n'en aurait donné le rythme {}.",
            number(effects.regional, 0),
            context.subject.view.reference.named.of()
        ),
        Ok(effects) if !context.alone && effects.regional <= -0.5 => format!(
            " À secteurs comparables, c'est {} de moins que n'en aurait donné le rythme {}.",
            number(-effects.regional, 0),
            context.subject.view.reference.named.of()
        ),
        _ => String::new(),
    };
    set(&format!("{said}{own}"))
}

/// The numbers of each year.
fn years(context: &Context, course: &Course) -> Table {
    let lines: Vec<(String, &[Value])> = course.columns(context);
    let mut columns = vec![words("Emplois au 31 décembre", 3)];
    columns.extend(course.years.iter().map(|year| numbers(&year.to_string())));
    Table {
        id: "annees".to_owned(),
        title: set("D'année en année"),
        columns,
        rows: lines
            .into_iter()
            .map(|(name, values)| {
                let mut cells = vec![text(&name)];
                cells.extend(values.iter().map(|value| cell::number(*value, 0, "")));
                Row { cells, marked: false }
            })
            .collect(),
        notes: vec![set(
            "Chaque année est comptée d'après le registre publié alors, dans les communes d'aujourd'hui. Les emplois sont estimés par \
             tranche d'effectif.",
        )],
        source: context.source_over(&course.years),
    }
}

/// The three effects; they sum to the change of the jobs whose sector is known.
pub(super) fn effects(state: &State, subject: &Subject, course: &Course) -> Result<Effects, Absence> {
    let (Some(from), Some(to)) = (course.years.first().copied(), course.years.last().copied()) else {
        return Err(Absence::NotPublished);
    };
    if from == to {
        return Err(Absence::NotPublished);
    }
    let within = subject.view.key.beside(state);
    let jobs = |year: u16, holds: &dyn Fn(u32) -> bool| -> Vec<Value> {
        let past = (state.contents.year != Some(year)).then_some(year);
        by_section(state.grain(past), subject.view.key.counted(), holds).into_iter().map(|sums| Ok(sums.2)).collect()
    };
    let own = |row: u32| subject.communes.contains(row);
    let (before, after) = (jobs(from, &own), jobs(to, &own));
    let reference = Reference::of_totals(&jobs(from, &within), &jobs(to, &within));
    shift_share(&before, &after, before.len(), &reference).units.first().copied().unwrap_or(Err(Absence::NotPublished))
}

fn account(context: &Context, course: &Course, effects: Effects) -> Table {
    let reference = context.subject.view.reference.named.of();
    let lines = [
        ("Si chaque emploi avait suivi l'ESS".to_owned() + &format!(" {reference}"), effects.national),
        ("Du fait des secteurs présents ici".to_owned(), effects.structural),
        ("Propre au territoire, à secteurs comparables".to_owned(), effects.regional),
        ("Évolution observée".to_owned(), effects.change),
    ];
    Table {
        id: "decomposition".to_owned(),
        title: set("D'où vient l'évolution"),
        columns: vec![words("", 4), numbers("emplois")],
        rows: lines
            .into_iter()
            .map(|(name, jobs)| Row {
                cells: vec![text(&name), Cell::Number { value: value::change(Ok(jobs), 0, "") }],
                marked: false,
            })
            .collect(),
        notes: vec![set(
            "Analyse structurelle-résiduelle (Dunn 1960) sur les emplois dont le secteur est connu. C'est un compte, non une explication : \
             la part propre au territoire dit où regarder, pas pourquoi. Chaque ligne est arrondie : leur somme peut s'écarter d'une unité.",
        )],
        source: context.source_over(&course.years),
    }
}
