//! « Les aides reçues ici »: whom each scheme reached, over the years that operators handed in, beside what an equitable spread of the
//! same beneficiaries would have brought.
//!
//! Counts of one or two beneficiaries are secret, and the table of the EPCI is public with the totals of the region: a count of any
//! other territory could be taken away from it, and what is left would be that of a few communes. So nothing is counted here. A
//! figure is made of the cells that everyone can read ([`local`]) and of nothing else: an EPCI has its own; a union of whole EPCI
//! their sum, and that only where each of them is told; a part of an EPCI is shown its EPCI; of any other part nothing is said. The
//! totals of the region are the public ones. What anybody could reckon from the public answers cannot give away more than they do,
//! whatever territories are composed and compared. Jobs and amounts are told of the region alone: in a smaller territory a single
//! structure may make most of them, which no count of beneficiaries shows.

use std::collections::BTreeSet;

use lanterne_observatory::assembly::{Grouping, Territory};
use lanterne_observatory::cohort::Window;
use lanterne_observatory::{Absence, Level, Value};
use lanterne_report::model::{Block, Column, Row, Table, Text};

use super::Context;
use super::cell::{self, numbers, text, words};
use crate::answer::deployment::finding::JUDGED_BY;
use crate::answer::deployment::local::{self, Cell, Local, Told};
use crate::answer::deployment::secret::FEWEST;
use crate::french::Named;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;

/// Names in a sentence.
const NAMES: usize = 4;

/// Said of what is no EPCI and holds none.
const UNTOLD: &str = "Non publié à cette échelle : les bénéficiaires sont comptés par EPCI, et ce territoire n'en a aucun en \
                      entier. Retranché de ceux des EPCI, leur nombre ici dirait celui de quelques communes.";
/// Said of what is smaller than the region.
const APART: &str =
    "Emplois et montants ne sont publiés que pour la région : ailleurs, une seule structure peut en faire l'essentiel.";

/// What the figures are of.
enum Scope {
    /// The region, by its public totals.
    Region,
    /// EPCI, by their places among the rows, that are the territory.
    Whole(Vec<u32>),
    /// The one EPCI that the territory is a part of, by its place, and its name.
    Around(u32, String),
    /// The whole EPCI of a territory that also has parts of others, by their places, and the names of these.
    Within(Vec<u32>, Vec<String>),
    /// Nothing may be told, and why.
    Untold(String),
}

/// The table, or why there is none.
pub(super) fn block(context: &Context) -> Block {
    let Ok(local) = local::told(context.state, context.subject.region) else {
        return untold(
            "Aucune activité n'a été remise pour ce territoire : rien n'est connu des aides qu'il a reçues.",
        );
    };
    match scope(context, &local) {
        Scope::Untold(reason) => untold(&reason),
        scope => Block::Table(table(context, &local, &scope)),
    }
}

fn untold(reason: &str) -> Block {
    Block::Text(Text {
        id: "aides-recues".to_owned(),
        title: set("Les aides reçues ici"),
        paragraphs: vec![set(reason)],
        list: false,
    })
}

fn scope(context: &Context, local: &Local) -> Scope {
    let (state, subject) = (context.state, context.subject);
    let place = |epci: u32| local.rows.binary_search(&epci).ok().and_then(|at| u32::try_from(at).ok());
    match subject.unit {
        Some((Level::Region, _)) => return Scope::Region,
        Some((Level::France, _)) => {
            return Scope::Untold(
                "L'activité est remise région par région : elle est dite dans leur profil.".to_owned(),
            );
        }
        Some((Level::Epci, row)) => {
            return place(row).map_or_else(
                || {
                    Scope::Untold(
                        "Cet EPCI est compté dans une autre région, dont l'activité n'est pas remise.".to_owned(),
                    )
                },
                |at| Scope::Whole(vec![at]),
            );
        }
        _ => {}
    }
    let belonging = &state.contents.belonging;
    let epci_of = |commune: u32| belonging.epci.get(commune as usize).copied().flatten();
    // What lies beyond the region is in no cell.
    let counted =
        |commune: usize| local.region.is_none() || belonging.region.get(commune).copied().flatten() == local.region;
    let touched: BTreeSet<u32> = subject.communes.rows().iter().filter_map(|commune| epci_of(*commune)).collect();
    let lacking: BTreeSet<u32> = (0_u32..)
        .zip(&belonging.epci)
        .filter(|(commune, _)| counted(*commune as usize) && !subject.communes.contains(*commune))
        .filter_map(|(_, epci)| *epci)
        .collect();
    let (whole, parts): (Vec<u32>, Vec<u32>) =
        touched.iter().partition(|epci| place(**epci).is_some() && !lacking.contains(*epci));
    let without = subject.communes.rows().iter().any(|commune| epci_of(*commune).is_none());
    let places: Vec<u32> = whole.into_iter().filter_map(place).collect();
    match (places.is_empty(), parts.as_slice()) {
        (false, []) if !without => Scope::Whole(places),
        (false, parts) => Scope::Within(places, parts.iter().map(|epci| named(context, *epci)).collect()),
        (true, parts) => {
            let only = match parts {
                [only] if !without => place(*only).map(|at| Scope::Around(at, named(context, *only))),
                _ => None,
            };
            only.unwrap_or_else(|| Scope::Untold(UNTOLD.to_owned()))
        }
    }
}

fn named(context: &Context, epci: u32) -> String {
    let name = context.state.territories(Level::Epci).name.get(epci as usize);
    name.map_or_else(String::new, |name| Named::new(Level::Epci, name).with_article())
}

/// One line of the table.
struct Line<'a> {
    told: &'a Told,
    cell: Cell,
    /// EPCI with a beneficiary.
    reached: Value,
}

fn line<'a>(told: &'a Told, scope: &Scope) -> Line<'a> {
    let all: Vec<u32> = (0_u32..).take(told.cells.len()).collect();
    let places: &[u32] = match scope {
        Scope::Region => &all,
        Scope::Whole(places) | Scope::Within(places, _) => places,
        Scope::Around(at, _) => std::slice::from_ref(at),
        Scope::Untold(_) => &[],
    };
    let of: Vec<&Cell> = places.iter().filter_map(|at| told.cells.get(*at as usize)).collect();
    let grouping = Grouping::of_territories(told.cells.len(), &[places.iter().copied().collect::<Territory>()]);
    let total = |what: fn(&Cell) -> Value| -> Value {
        let column: Vec<Value> = told.cells.iter().map(what).collect();
        grouping.sum(&column).first().copied().unwrap_or(Err(Absence::NotPublished))
    };
    let latest = of.iter().filter_map(|cell| cell.years_since.ok()).min_by(f64::total_cmp);
    let known: Vec<bool> = of.iter().filter_map(|cell| cell.reached).collect();
    let reached = known.iter().filter(|reached| **reached).count();
    Line {
        told,
        cell: Cell {
            beneficiaries: match scope {
                Scope::Region => told.whole.beneficiaries,
                _ => total(|cell| cell.beneficiaries),
            },
            expected: total(|cell| cell.expected),
            years_since: latest.ok_or(if known.is_empty() { Absence::NotPublished } else { Absence::Nil }),
            reached: (!known.is_empty()).then_some(reached > 0),
        },
        reached: if known.is_empty() { Err(Absence::NotPublished) } else { Ok(reached as f64) },
    }
}

fn table(context: &Context, local: &Local, scope: &Scope) -> Table {
    let lines: Vec<Line> = local.schemes.iter().map(|told| line(told, scope)).collect();
    let (region, several) = (matches!(scope, Scope::Region), several(scope));
    let rows = lines.iter().map(|line| {
        let Line { told, cell, reached } = line;
        let mut cells = vec![text(&told.name), cell::number(cell.beneficiaries, 0, "")];
        if !region {
            cells.push(cell::number(cell.expected, 1, ""));
        }
        if several {
            cells.push(cell::number(*reached, 0, ""));
        }
        cells.push(cell::number(cell.years_since, 0, ""));
        if region {
            cells.push(cell::number(told.whole.jobs, 0, ""));
            cells.push(cell::number(told.whole.amount_eur, 0, "€"));
        } else {
            cells.push(cell::number(told.whole.beneficiaries, 0, ""));
        }
        Row { cells, marked: false }
    });
    Table {
        id: "aides-recues".to_owned(),
        title: set(&title(scope)),
        columns: columns(local, region, several),
        rows: rows.collect(),
        notes: notes(context, local, scope, &lines),
        source: local.source_line.clone(),
    }
}

/// Whether it is of several EPCI, which a scheme may have reached or not.
fn several(scope: &Scope) -> bool {
    match scope {
        Scope::Region => true,
        Scope::Whole(places) | Scope::Within(places, _) => places.len() > 1,
        Scope::Around(..) | Scope::Untold(_) => false,
    }
}

fn title(scope: &Scope) -> String {
    match scope {
        Scope::Around(_, name) => format!("Les aides reçues dans {name}"),
        Scope::Within(places, _) if places.len() == 1 => "Les aides reçues dans son EPCI entier".to_owned(),
        Scope::Within(places, _) => format!("Les aides reçues dans ses {} EPCI entiers", places.len()),
        Scope::Region | Scope::Whole(_) | Scope::Untold(_) => "Les aides reçues ici".to_owned(),
    }
}

fn columns(local: &Local, region: bool, several: bool) -> Vec<Column> {
    let mut columns = vec![words("Dispositif", 3), numbers("bénéficiaires")];
    if !region {
        columns.push(numbers("attendus"));
    }
    if several {
        columns.push(numbers("EPCI atteints"));
    }
    columns.push(numbers("années depuis le dernier"));
    if region {
        columns.extend([numbers("emplois déclarés"), numbers("montants")]);
    } else {
        columns.push(numbers(&format!("bénéficiaires, {}", whose(local)[1])));
    }
    columns
}

/// The sentence first, then what the figures are and are not.
fn notes(context: &Context, local: &Local, scope: &Scope, lines: &[Line]) -> Vec<String> {
    let Window { from, to } = local.window;
    let mut notes = vec![sentence(local.window, lines)];
    let mut read = match scope {
        Scope::Region => String::new(),
        _ => format!("Attendus : si ceux {} étaient répartis {}. ", whose(local)[0], JUDGED_BY.label()),
    };
    read.push_str(&format!(
        "Années depuis le dernier : 0 en {to} ; – : aucun depuis {from}. s : moins de {FEWEST} bénéficiaires, ou ce qui les laisserait deviner."
    ));
    notes.push(read);
    match scope {
        Scope::Region | Scope::Untold(_) => {}
        Scope::Whole(_) => notes.push(APART.to_owned()),
        Scope::Around(_, name) => notes.push(format!(
            "Les bénéficiaires sont comptés par EPCI : ces chiffres sont ceux de tout le territoire de {name}, non {}. {APART}",
            context.subject.named.of()
        )),
        Scope::Within(_, parts) if parts.is_empty() => {
            notes.push(format!("Ses communes hors de tout EPCI n'y sont pas : non publié à cette échelle. {APART}"));
        }
        Scope::Within(_, parts) => notes.push(format!(
            "Les communes qu'il a dans {} n'y sont pas : non publié à cette échelle. {APART}",
            list(parts, NAMES)
        )),
    }
    if !local.missing.is_empty() {
        notes.push(format!(
            "Activité non remise par {} : ce qui est montré est un minimum.",
            list(&local.missing, NAMES)
        ));
    }
    notes.iter().map(|note| set(note)).collect()
}

/// « de la région »: what the totals are of, and in a head.
const fn whose(local: &Local) -> [&'static str; 2] {
    if local.region.is_some() { ["de la région", "région"] } else { ["de France", "France"] }
}

/// « De 2020 à 2024, 8 dispositifs sur 10 dont l'activité a été remise ont compté un bénéficiaire ; aucun pour TESS et COTE. »
fn sentence(Window { from, to }: Window, lines: &[Line]) -> String {
    let when = if from == to { format!("En {from}") } else { format!("De {from} à {to}") };
    let of = |state: Option<bool>| -> Vec<String> {
        lines.iter().filter(|line| line.cell.reached == state).map(|line| line.told.name.clone()).collect()
    };
    let (reached, others) = (of(Some(true)), of(Some(false)));
    let (number, handed) = (lines.len(), "dont l'activité a été remise");
    match (reached.len(), others.as_slice()) {
        (0, []) => format!("{when}, rien n'est connu ici des dispositifs {handed}."),
        (0, _) => format!("{when}, aucun bénéficiaire des {number} dispositifs {handed}."),
        (some, others) => {
            let none = if others.is_empty() { String::new() } else { format!(" ; aucun pour {}", list(others, NAMES)) };
            let have = if some == 1 { "a" } else { "ont" };
            let schemes = count(some, "dispositif", "dispositifs");
            format!("{when}, {schemes} sur {number} {handed} {have} compté au moins un bénéficiaire{none}.")
        }
    }
}
