//! « Petites et grandes structures »: their sizes, and when those that stand today were created. A register keeps what is open: closures are in none.

use lanterne_data::read::Establishment;
use lanterne_observatory::{Absence, Value};
use lanterne_report::model::{self, Block, Row, Table};

use super::Context;
use super::cell::{number, numbers, text, words};
use super::value::share;
use crate::french;
use crate::french::ordinal::count;
use crate::french::typography::set;

/// Size bands of Sirene, in order: what they are called, their codes.
const BANDS: [(&str, &[&str]); 9] = [
    ("1 ou 2 salariés", &["01"]),
    ("3 à 5", &["02"]),
    ("6 à 9", &["03"]),
    ("10 à 19", &["11"]),
    ("20 à 49", &["12"]),
    ("50 à 99", &["21"]),
    ("100 à 199", &["22"]),
    ("200 à 499", &["31", "32"]),
    ("500 et plus", &["41", "42", "51", "52", "53"]),
];
/// Bands below ten employees.
const SMALL: usize = 3;
/// Years of creation shown.
const YEARS: u16 = 8;

pub(super) fn section(context: &Context) -> model::Section {
    let here = Sizes::of(&context.listed);
    let there = Sizes::of(&context.listed_there);
    let mut blocks = vec![Block::Table(sizes(context, &here, &there))];
    blocks.extend(created(context).map(Block::Table));
    model::Section {
        id: "tailles".to_owned(),
        title: set("Petites et grandes structures"),
        sheet: "Tailles".to_owned(),
        lead: lead(context, &here, &there),
        key: Vec::new(),
        blocks,
    }
}

/// Employers and their jobs, by band; the last line is of those whose band is not known.
struct Sizes([(f64, f64); BANDS.len() + 1]);

impl Sizes {
    fn of(listed: &[&Establishment]) -> Self {
        let mut sizes = [(0.0, 0.0); BANDS.len() + 1];
        for own in listed.iter().filter(|own| own.employer) {
            let at = BANDS.iter().position(|(_, codes)| codes.contains(&own.band())).unwrap_or(BANDS.len());
            sizes[at].0 += 1.0;
            sizes[at].1 += f64::from(own.jobs);
        }
        Self(sizes)
    }

    fn whole(&self) -> (f64, f64) {
        self.0.iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1))
    }

    /// Shares, in percent, of employers and of jobs in the first bands.
    fn small(&self) -> (Value, Value) {
        let sum = self.0[..SMALL].iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        let whole = self.whole();
        (share(sum.0, whole.0), share(sum.1, whole.1))
    }
}

/// « 78,0 % des établissements employeurs comptent moins de dix salariés ; ils portent 19,4 % des emplois. »
fn lead(context: &Context, here: &Sizes, there: &Sizes) -> String {
    let (Ok(employers), Ok(jobs)) = here.small() else {
        return set("Aucun établissement employeur de l'ESS n'est connu ici.");
    };
    let compared = match there.small().0 {
        Ok(reference) if !context.alone => {
            format!(" ({} % {})", french::number(reference, 1), context.subject.view.reference.named.at())
        }
        _ => String::new(),
    };
    set(&format!(
        "{} % des établissements employeurs comptent moins de dix salariés{compared} ; ils portent {} % des emplois de l'ESS.",
        french::number(employers, 1),
        french::number(jobs, 1)
    ))
}

fn sizes(context: &Context, here: &Sizes, there: &Sizes) -> Table {
    let (whole, whole_there) = (here.whole(), there.whole());
    let labels = BANDS.iter().map(|(label, _)| *label).chain(["taille non connue"]);
    let line = |label: &str, own: (f64, f64), other: (f64, f64), marked| {
        let mut cells = vec![text(label), number(Ok(own.0), 0, ""), number(share(own.0, whole.0), 1, "%")];
        if !context.alone {
            cells.push(number(share(other.0, whole_there.0), 1, "%"));
        }
        cells.push(number(Ok(own.1), 0, ""));
        cells.push(number(share(own.1, whole.1), 1, "%"));
        Row { cells, marked }
    };
    let mut rows: Vec<Row> = labels
        .zip(here.0.iter().zip(&there.0))
        .enumerate()
        .filter(|(at, (_, (own, _)))| *at < BANDS.len() || own.0 > 0.0)
        .map(|(_, (label, (own, other)))| line(label, *own, *other, false))
        .collect();
    rows.push(line("Ensemble", whole, whole_there, false));
    let mut columns = vec![words("Salariés", 3), numbers("établissements"), numbers("part, ici")];
    if !context.alone {
        columns.push(numbers(&context.reference_word()));
    }
    columns.extend([numbers("emplois"), numbers("part des emplois, ici")]);
    let without = context.listed.iter().filter(|own| !own.employer).count();
    let notes = match without {
        0 => Vec::new(),
        _ => vec![set(&format!(
            "S'y ajoutent {} sans salarié au registre, que les autres chiffres de ce profil ne comptent pas.",
            count(without, "établissement", "établissements")
        ))],
    };
    Table {
        id: "tailles-table".to_owned(),
        title: set("Par tranche d'effectif"),
        columns,
        rows,
        notes,
        source: context.sourced("Emplois estimés par tranche."),
    }
}

/// « 20 à 49 salariés ».
pub(super) fn band(own: &Establishment) -> &'static str {
    let known = BANDS.iter().find(|(_, codes)| codes.contains(&own.band()));
    known.map_or(if own.employer { "non connue" } else { "sans salarié" }, |(label, _)| label)
}

/// Year by year, what was created then and stands today.
fn created(context: &Context) -> Option<Table> {
    let last = context.state.contents.year?;
    let years: Vec<u16> = (last.saturating_sub(YEARS - 1)..=last).collect();
    let in_year = |listed: &[&Establishment], year: u16| {
        listed.iter().filter(|own| own.employer && own.created == Some(year)).count() as f64
    };
    let employers = |listed: &[&Establishment]| listed.iter().filter(|own| own.employer).count() as f64;
    if employers(&context.listed) < 1.0 || context.listed.iter().all(|own| own.created.is_none()) {
        return None;
    }
    let row = |label: &str, of: &dyn Fn(u16) -> Value, decimals, unit: &str| {
        let mut cells = vec![text(label)];
        cells.extend(years.iter().map(|year| number(of(*year), decimals, unit)));
        Row { cells, marked: false }
    };
    let shares = |listed: &[&Establishment], year: u16| match employers(listed) {
        whole if whole > 0.0 => share(in_year(listed, year), whole),
        _ => Err(Absence::Nil),
    };
    let mut rows = vec![
        row("Établissements", &|year| Ok(in_year(&context.listed, year)), 0, ""),
        row("En % de ceux d'aujourd'hui, ici", &|year| shares(&context.listed, year), 1, ""),
    ];
    if !context.alone {
        let label = format!("En %, {}", context.reference_word());
        rows.push(row(&label, &|year| shares(&context.listed_there, year), 1, ""));
    }
    let mut columns = vec![words("Créés en…", 4)];
    columns.extend(years.iter().map(|year| numbers(&year.to_string())));
    Some(Table {
        id: "creations".to_owned(),
        title: set("Année de création des employeurs d'aujourd'hui"),
        columns,
        rows,
        notes: vec![set(
            "Le registre ne garde que ce qui est ouvert : ce qui a fermé depuis n'y est plus. Ce n'est donc ni un nombre de créations ni un \
             solde, et les années anciennes en sont diminuées ; la comparaison des parts, elle, se lit.",
        )],
        source: context.sourced(""),
    })
}
