//! « Répertoire »: the establishments of the ESS one by one, as public data has them: no name, no address, a SIRET.
//!
//! A page and a PDF list the largest employers, as far as public data goes; the workbook, the JSON and the part asked for alone list them all, up to a limit.

use lanterne_data::read::Establishment;
use lanterne_observatory::Famille;
use lanterne_observatory::assembly::Filter;
use lanterne_report::model::{self, Block, Links, Row, Table};

use super::cell::{text, words};
use super::{Context, Sought};
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;

/// Listed in a form that is read from end to end.
const FEW: usize = 8;
/// Listed at most: a sheet that opens, a page that scrolls.
const MANY: usize = 30_000;
const MANY_READ: usize = 3_000;

/// How long lists are, and what is kept of this one and of the guide.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Listing {
    /// Some, all that can be read, all that can be reckoned with.
    pub(crate) length: Length,
    /// Familles and sections kept.
    pub(crate) filter: Filter,
    /// Only what can answer a purchase with clauses of insertion.
    pub(crate) clauses: bool,
    /// Schemes of the guide.
    pub(crate) sought: Sought,
}

/// How long a list is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Length {
    /// The first few.
    #[default]
    Few,
    /// As many as a page holds.
    Page,
    /// As many as a sheet holds.
    Sheet,
}

pub(super) fn section(context: &Context, listing: Listing) -> model::Section {
    let kept =
        |own: &&&Establishment| listing.filter.keeps(own.famille, own.section) && (!listing.clauses || own.flags.siae);
    let mut rows: Vec<&Establishment> = context.listed.iter().filter(kept).copied().collect();
    // The largest first where few are shown; by commune where one looks for something.
    match listing.length {
        Length::Few => rows.sort_by(|a, b| b.jobs.total_cmp(&a.jobs).then(a.siret.cmp(&b.siret))),
        Length::Page | Length::Sheet => {
            rows.sort_by(|a, b| a.commune.cmp(&b.commune).then(b.jobs.total_cmp(&a.jobs)).then(a.siret.cmp(&b.siret)))
        }
    }
    let found = rows.len();
    rows.truncate(match listing.length {
        Length::Few => FEW,
        Length::Page => MANY_READ,
        Length::Sheet => MANY,
    });
    let mut blocks: Vec<Block> = links(context).map(Block::Links).into_iter().collect();
    blocks.push(Block::Table(table(context, &rows, found, listing.length)));
    model::Section {
        id: "repertoire".to_owned(),
        title: set("Répertoire"),
        sheet: "Répertoire".to_owned(),
        lead: lead(context),
        key: Vec::new(),
        blocks,
    }
}

/// « 210 établissements, dont 120 employeurs ; 6 structures d’insertion répondent aux clauses sociales. »
fn lead(context: &Context) -> String {
    let all = context.listed.len();
    let employers = context.listed.iter().filter(|own| own.employer).count();
    if all == 0 {
        return set("Aucun établissement de l'ESS n'est connu ici.");
    }
    let insertion = context.listed.iter().filter(|own| own.flags.siae).count();
    let clauses = match insertion {
        0 => "aucune structure d'insertion n'y est signalée".to_owned(),
        1 => "une structure d'insertion peut répondre aux clauses sociales des marchés publics".to_owned(),
        more => format!(
            "{} structures d'insertion peuvent répondre aux clauses sociales des marchés publics",
            integer(more as f64)
        ),
    };
    set(&format!(
        "{} de l'ESS, dont {} ; {clauses}.",
        count(all, "établissement", "établissements"),
        count(employers, "employeur", "employeurs")
    ))
}

/// What the list can be limited to, each with its count.
fn links(context: &Context) -> Option<Links> {
    let mut links = Vec::new();
    for famille in Famille::ALL {
        let own = context.listed.iter().filter(|one| one.famille == *famille).count();
        if own > 0 {
            links.push((
                format!("{} ({})", famille.label(), integer(own as f64)),
                format!("famille={}", famille.as_str()),
            ));
        }
    }
    for sector in &context.sectors {
        let own = context.listed.iter().filter(|one| one.section == Some(sector.section)).count();
        if own > 0 {
            links.push((
                format!("{} ({})", sector.section.label(), integer(own as f64)),
                format!("secteur={}", sector.section.as_str()),
            ));
        }
    }
    let insertion = context.listed.iter().filter(|one| one.flags.siae).count();
    if insertion > 0 {
        links.push((format!("Clauses sociales ({})", integer(insertion as f64)), "clauses=oui".to_owned()));
    }
    (links.len() > 1).then(|| Links {
        id: "filtres".to_owned(),
        title: set("Voir seulement"),
        choices: Vec::new(),
        links: links.into_iter().map(|(words, query)| (set(&words), format!("partie=repertoire&{query}"))).collect(),
        whole: (set("Tout le répertoire"), "partie=repertoire".to_owned()),
    })
}

fn table(context: &Context, rows: &[&Establishment], found: usize, length: Length) -> Table {
    let left = found - rows.len();
    let mut notes = Vec::new();
    if left > 0 {
        notes.push(set(&format!(
            "{} dans le classeur et sur la page du répertoire ; tout le registre dans les tables ouvertes (/donnees). À tranche égale, l'ordre \
             n'a pas de sens.",
            count(left, "autre établissement", "autres établissements")
        )));
    }
    notes.push(set(
        "Le registre public, tel qu'il est diffusé : une tranche d'effectif, ni nom ni adresse ; le SIRET mène à la fiche publique. Une \
         structure qui a demandé à ne pas être diffusée n'y est pas détaillée.",
    ));
    let shown = rows.iter().map(|own| {
        let cells = vec![
            text(&context.commune(own.commune)),
            text(activity(own)),
            text(own.activity().unwrap_or("–")),
            text(own.famille.label()),
            text(super::structures::band(own)),
            text(mention(own)),
            text(&own.number()),
        ];
        Row { cells, marked: false }
    });
    Table {
        id: "etablissements".to_owned(),
        title: match (left, length) {
            (0, _) => set(&count(found, "établissement", "établissements")),
            (_, Length::Few) => set(&format!("Les {} plus grands sur {}", rows.len(), integer(found as f64))),
            _ => set(&format!("{} sur {}", integer(rows.len() as f64), integer(found as f64))),
        },
        columns: vec![
            words("Commune", 3),
            words("Activité", 4),
            words("NAF", 1),
            words("Famille", 2),
            words("Salariés", 2),
            words("Mention", 1),
            words("SIRET", 2),
        ],
        rows: shown.collect(),
        notes,
        source: context.sourced(""),
    }
}

/// Its section of activity.
pub(super) fn activity(own: &Establishment) -> &'static str {
    own.section.map_or("Activité non connue", |section| section.label())
}

fn mention(own: &Establishment) -> &'static str {
    match (own.flags.siae, own.flags.esus) {
        (true, true) => "SIAE, ESUS",
        (true, false) => "SIAE",
        (false, true) => "ESUS",
        (false, false) => "",
    }
}
