//! One zone: its evidence, what the documents say of it, and its years. Each year's figures are counted from its own register, as the
//! time line of an indicator is; of the activity of a year only what the public table tells already.

use std::collections::BTreeSet;

use lanterne_data::read::{Site, Zone as Declared};
use lanterne_observatory::{Indicator, Level};

use super::zone::Zone;
use super::{Ground, LEVEL, aid, described_one, figures, query};
use crate::answer::presence::site;
use crate::answer::published::document_title;
use crate::answer::timeline::{self, TimelineQuery};
use crate::answer::white_zone::unit;
use crate::document::timeline::TimelineDocument;
use crate::document::watch::{WatchFigure, WatchOpened, WatchQuotation, WatchTests, WatchYear, WatchZone};
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::french::{Named, number};
use crate::view::ViewKey;

/// EPCI whose evidence is told in full.
const TESTED: usize = 12;

/// A zone, opened. `shown`: those of the page, which say where it overlaps.
pub(super) fn opened(ground: &Ground<'_>, zone: &Zone, shown: &[WatchZone]) -> Option<WatchOpened> {
    let Ground { state, asked, view, access, .. } = ground;
    let own = match shown.iter().find(|own| own.key == zone.key) {
        Some(known) => known.clone(),
        None => {
            let alone = std::slice::from_ref(&zone.communes);
            let figures = figures::of(state, view, access, asked.parameters, alone);
            described_one(ground, zone, figures.first()?)
        }
    };
    let key = ViewKey::usual(LEVEL, ground.region);
    let registers = timeline::timeline(
        state,
        &TimelineQuery { indicator: Indicator::EtablissementsHabitants, view: key, territories: Vec::new() },
    );
    let sites = sites(ground, zone);
    let years = years(ground, zone, &registers, &sites);
    let mut notes = registers.notes.clone();
    if own.epci.len() > TESTED {
        notes.push(set(&format!(
            "Les preuves sont montrées pour les {TESTED} premiers EPCI ; celles des autres se lisent dans l'explorateur."
        )));
    }
    if sites.iter().any(|site| site.opened.is_none()) {
        notes.push(set("Un lieu sans date d'ouverture connue est supposé ouvert chaque année."));
    }
    Some(WatchOpened {
        documents: documents(ground, zone),
        quotation: declared(ground, zone).and_then(quotation),
        tests: tests(ground, &own),
        sentences: sentences(&years, &registers),
        sites: sites.iter().map(|own| site::document(state, own)).collect(),
        source_line: registers.source_line,
        zone: own,
        years,
        notes,
    })
}

/// What declares it.
fn declared<'a>(ground: &Ground<'a>, zone: &Zone) -> Option<&'a Declared> {
    ground.state.contents.zones.iter().find(|own| Some(&own.zone) == zone.declared.as_ref())
}

/// The words of the document that names it.
fn quotation(of: &Declared) -> Option<WatchQuotation> {
    let document = of.document.as_deref().map(|file| set(document_title(file)));
    of.quote.clone().map(|quote| WatchQuotation { quote, document })
}

/// What the documents say of it; a document that is quoted is named with its words.
fn documents(ground: &Ground<'_>, zone: &Zone) -> Vec<String> {
    let mut said: Vec<String> = zone.changes.clone();
    let Some(known) = declared(ground, zone) else { return said };
    said.extend(known.description.clone());
    if !zone.certain {
        let basis = known.basis.as_ref().map(|basis| format!(" ({basis})")).unwrap_or_default();
        said.push(format!(
            "Zone non délimitée{basis} : {} d'après la seule géographie.",
            count(known.epci_candidate.len(), "EPCI candidat", "EPCI candidats")
        ));
    } else if !known.epci_candidate.is_empty() {
        let index = ground.state.territories(LEVEL);
        let name = |code: &String| index.row(code).and_then(|row| index.name.get(row as usize)).cloned();
        let names: Vec<String> = known.epci_candidate.iter().filter_map(name).collect();
        said.push(format!("Candidats qui ne sont pas comptés : {}.", list(&names, names.len())));
    }
    // Some notes say only that it is not delimited, which is said above with how many candidates there are.
    said.extend(known.note.clone().filter(|note| zone.certain || !note.starts_with("Non délimitée")));
    let unquoted = known.document.as_ref().filter(|_| known.quote.is_none());
    said.extend(unquoted.map(|document| format!("Document : {}.", document_title(document))));
    said.iter().map(|sentence| set(sentence)).collect()
}

/// The four tests of each EPCI.
fn tests(ground: &Ground<'_>, zone: &WatchZone) -> Vec<WatchTests> {
    let asked = query(ground.asked, LEVEL, ground.region);
    let one = |own: &crate::document::watch::WatchEpci| {
        let position = ground.view.position(own.row)?;
        let (tests, _) = unit::of_unit(ground.state, &asked, position, &Named::new(LEVEL, &own.name));
        Some(WatchTests { code: own.code.clone(), name: own.name.clone(), tests })
    };
    zone.epci.iter().take(TESTED).filter_map(one).collect()
}

/// Places of operators in its communes, whatever their dates, by name.
fn sites<'a>(ground: &Ground<'a>, zone: &Zone) -> Vec<&'a Site> {
    let state = ground.state;
    let communes = state.territories(Level::Commune);
    let inside = |own: &&Site| {
        let row = own.commune.as_deref().and_then(|code| communes.row(code));
        row.is_some_and(|row| zone.communes.contains(row))
    };
    let mut sites: Vec<&Site> = site::places(&state.contents, None).filter(inside).collect();
    sites.sort_by(|a, b| a.name.cmp(&b.name));
    sites
}

/// Every year of a register or of the activity.
fn years(ground: &Ground<'_>, zone: &Zone, registers: &TimelineDocument, sites: &[&Site]) -> Vec<WatchYear> {
    let state = ground.state;
    let touched = super::zone::epci(state, &zone.communes);
    let told = aid::of(ground.local.as_ref(), &touched, &ground.asked.schemes);
    let mut all: BTreeSet<u16> = registers.years.iter().copied().collect();
    all.extend(ground.local.iter().flat_map(|local| local.window.years()));
    let named = |of: &dyn Fn(&Site) -> bool| -> Vec<String> {
        sites.iter().filter(|own| of(own)).map(|own| set(&own.name)).collect()
    };
    let one = |year: u16| {
        let (activity, activity_label) = told.of_year(year);
        let register = registers.years.contains(&year);
        let past = (state.contents.year != Some(year)).then_some(year);
        let key = ViewKey { year: past, ..ViewKey::usual(LEVEL, ground.region) };
        let there = |own: &Site| site::is_contact(own) && site::stands(own.opened, own.closed, Some(year));
        WatchYear {
            year,
            figures: if register { figures::of_year(state, key, &zone.communes) } else { Vec::new() },
            activity: activity.to_owned(),
            activity_label,
            opened: named(&|own| own.opened.and_then(site::year_of) == Some(year)),
            closed: named(&|own| own.closed.and_then(site::year_of) == Some(year)),
            places: sites.iter().filter(|own| there(own)).count(),
        }
    };
    all.into_iter().map(one).collect()
}

/// « Densité : de 17,8 fin 2018 à 17,3 fin 2022. »
fn sentences(years: &[WatchYear], registers: &TimelineDocument) -> Vec<String> {
    let counted: Vec<&WatchYear> = years.iter().filter(|year| !year.figures.is_empty()).collect();
    let (Some(first), Some(last)) = (counted.first(), counted.last()) else {
        return vec![set("Aucun registre chargé ne dit son année : il n'y a pas d'évolution à lire.")];
    };
    if first.year == last.year {
        return vec![set("Une seule année de registre est chargée ici : il n'y a pas d'évolution à lire.")];
    }
    if let Some(broken) = registers.breaks.last() {
        return vec![set(&format!(
            "Les registres changent de producteur en {} : on ne compare pas les années d'avant à celles d'après.",
            broken.year
        ))];
    }
    let told = |(own, then): (&WatchFigure, &WatchFigure)| {
        let (from, to) = (own.value?, then.value?);
        let unit = if own.unit.starts_with('%') { " %" } else { "" };
        Some(set(&format!(
            "{} : de {}{unit} fin {} à {}{unit} fin {}.",
            own.label,
            number(from, own.decimals),
            first.year,
            number(to, own.decimals),
            last.year
        )))
    };
    first.figures.iter().zip(&last.figures).filter_map(told).collect()
}
