//! Where operators can be met in a year, scheme by scheme: places, declared zones and real activity as three layers that nothing mixes.
//!
//! For: the Region, and who looks for a contact near an EPCI. A declared zone is no place and shortens no journey. A contact is a place
//! of an operator, by whatever name, but that of a workshop; the tests of white zones take workshops for want of better, and say so.
//! Refuses to know: how many were helped. Next: [`site`] for places and their dates, [`reach`] for minutes, [`active`] for what is told
//! of the activity and why no more, [`words`] for the sentences, [`policy`] for what is known of the policies of the EPCI,
//! [`coverage`] for what an operator reads of itself.

mod active;
pub(crate) mod coverage;
pub(crate) mod policy;
mod reach;
pub(crate) mod site;
pub(crate) mod table;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_data::read::Site;
use lanterne_data::read::activity::InterventionZone;
use lanterne_observatory::{Absence, Level, Value};

use crate::answer::{absence, number};
use crate::document::deployment::DeploymentUnits;
use crate::document::presence::{Choice, PresenceCommunes, PresenceDocument, PresenceSite, PresenceUnits};
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;
use crate::view::{View, ViewKey, sole_region};
use active::Told;
use reach::{BOUNDS, Reach, class};

/// Level at which presence is judged: that of the contracts.
pub(crate) const LEVEL: Level = Level::Epci;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Row of the region; that which the register covers without.
    pub(crate) region: Option<u32>,
    /// Slug of a scheme that the facts know; `None`: any.
    pub(crate) scheme: Option<String>,
    /// Slug of an operator that the facts know; `None`: any.
    pub(crate) operator: Option<String>,
    /// The last of the years without.
    pub(crate) year: Option<u16>,
    /// How far a contact may be, minutes.
    pub(crate) minutes: f64,
}

/// What was found of it.
struct Found<'a> {
    state: &'a State,
    view: Arc<View>,
    asked: Asked,
    /// Places of the year, wherever they are.
    everywhere: Vec<&'a Site>,
    /// Those of the region, and those whose place is not known.
    sites: Vec<&'a Site>,
    /// Zones of the year that touch the region.
    zones: Vec<&'a InterventionZone>,
    reach: Reach,
    /// What is told of the activity of each EPCI, and where it comes from.
    activity: Option<(Vec<Told>, DeploymentUnits)>,
}

/// The whole of it.
///
/// # Errors
/// [`Problem::Parameter`]: a year of which nothing is dated.
pub(crate) fn presence(state: &State, asked: &Asked) -> Result<PresenceDocument, Problem> {
    let years = years(state);
    let year = match (asked.year, years.first(), years.last()) {
        (None, _, last) => last.copied(),
        (Some(year), _, _) if years.contains(&year) => Some(year),
        (Some(year), first, last) => {
            let expected = match (first, last) {
                (Some(first), Some(last)) => format!("une année de {first} à {last}"),
                _ => "aucune année : rien n'est daté ici".to_owned(),
            };
            return Err(Problem::Parameter { name: "year".to_owned(), value: year.to_string(), expected });
        }
    };
    let asked = Asked { year, region: asked.region.or_else(|| sole_region(state)), ..asked.clone() };
    let found = find(state, asked);
    Ok(document(&found, years))
}

fn find(state: &State, asked: Asked) -> Found<'_> {
    let contents = &state.contents;
    let view = state.view(ViewKey::usual(LEVEL, asked.region));
    let everywhere = site::of_year(contents, &asked);
    let contacts: Vec<&Site> = everywhere.iter().copied().filter(|site| site::is_contact(site)).collect();
    let communes = state.territories(Level::Commune);
    let here = |commune: usize| {
        asked.region.is_none() || contents.belonging.region.get(commune).copied().flatten() == asked.region
    };
    let sites = everywhere.iter().copied().filter(|site| {
        let row = site.commune.as_deref().and_then(|code| communes.row(code));
        row.is_none_or(|row| here(row as usize))
    });
    let touches = |zone: &&InterventionZone| {
        let touched = site::communes_of(state, zone);
        touched.iter().enumerate().any(|(commune, touched)| *touched && here(commune))
    };
    let mut sites: Vec<&Site> = sites.collect();
    let rank = |site: &Site| site::KINDS.iter().position(|own| own.0 == site::kind(site));
    sites.sort_by(|one, other| (rank(one), &one.name).cmp(&(rank(other), &other.name)));
    let zones = site::zones_of_year(contents, &asked).into_iter().filter(touches).collect();
    let reach = reach::reach(state, &contacts, asked.minutes);
    let activity = active::told(state, asked.region, asked.scheme.as_deref(), asked.year);
    Found { state, view, asked, everywhere, sites, zones, reach, activity }
}

fn document(found: &Found<'_>, years: Vec<u16>) -> PresenceDocument {
    let (state, asked) = (found.state, &found.asked);
    let units = units(found);
    let shown: Vec<PresenceSite> = found.sites.iter().map(|site| site::document(state, site)).collect();
    let without = found.located().then(|| units.contact.iter().filter(|contact| **contact == Some(false)).count());
    PresenceDocument {
        region: state.region_code(asked.region).cloned(),
        place: set(&found.view.reference.named.with_article()),
        scheme: asked.scheme.clone(),
        operator: asked.operator.clone(),
        years,
        year: asked.year,
        minutes: asked.minutes,
        bounds: BOUNDS.to_vec(),
        schemes: schemes(state),
        operators: operators(state, asked.scheme.as_deref()),
        zones: found.zones.iter().filter_map(|zone| site::zone_document(state, zone)).collect(),
        communes: communes(found),
        without,
        sentence: words::sentence(found, &units, without),
        sentences: words::sentences(found, &shown, &units),
        notes: words::notes(found),
        source_line: words::source_line(found),
        synthetic: found.synthetic(),
        sites: shown,
        units,
    }
}

impl Found<'_> {
    /// Whether a contact of that year has a known place: without one, nothing is told of distances.
    fn located(&self) -> bool {
        self.everywhere.iter().any(|site| site::is_contact(site))
    }

    /// The cards that what is shown comes from.
    fn cards(&self) -> BTreeSet<&str> {
        let sites = self.everywhere.iter().map(|site| site.card.as_str());
        let zones = self.zones.iter().map(|zone| zone.card.as_str());
        let given = self.state.contents.activity.given.iter().filter(|_| self.activity.is_some());
        sites.chain(zones).chain(given.map(|given| given.card.as_str())).collect()
    }

    fn synthetic(&self) -> bool {
        let cards = self.cards();
        let made_up = |card: &lanterne_data::read::Card| card.synthetic && cards.contains(card.card.as_str());
        self.everywhere.iter().any(|site| site.network == "synthetique")
            || self.state.contents.cards.iter().any(made_up)
            || self.activity.as_ref().is_some_and(|(_, public)| public.synthetic)
    }
}

/// The years that can be asked for: those from the first to the last that was handed in; without any, from the first to the last day
/// that a place or a zone says.
fn years(state: &State) -> Vec<u16> {
    let activity = &state.contents.activity;
    let mut known: BTreeSet<u16> = activity.given.iter().filter_map(|given| u16::try_from(given.year).ok()).collect();
    if known.is_empty() {
        let sites = site::places(&state.contents, None).flat_map(|site| [site.opened, site.closed]);
        let zones = site::zones(&state.contents, None).flat_map(|zone| [zone.opened, zone.closed]);
        known = sites.chain(zones).flatten().filter_map(site::year_of).collect();
    }
    match (known.first(), known.last()) {
        (Some(first), Some(last)) => (*first..=*last).collect(),
        _ => Vec::new(),
    }
}

fn schemes(state: &State) -> Vec<Choice> {
    let choice = |slug: &str, name: &str| Choice { slug: slug.to_owned(), name: set(name) };
    state.contents.schemes.iter().map(|own| choice(&own.scheme, &own.name)).collect()
}

/// Operators of the scheme of which a place or a zone is known, whatever the year.
fn operators(state: &State, scheme: Option<&str>) -> Vec<Choice> {
    let contents = &state.contents;
    let sites = site::places(contents, scheme).filter_map(|site| site.operator.as_deref());
    let known: BTreeSet<&str> = sites.chain(site::zones(contents, scheme).map(|zone| zone.operator.as_str())).collect();
    let known = contents.operators.iter().filter(|own| known.contains(own.operator.as_str()));
    known.map(|own| Choice { slug: own.operator.clone(), name: set(&own.name) }).collect()
}

fn units(found: &Found<'_>) -> PresenceUnits {
    let (state, rows) = (found.state, &found.view.rows);
    let index = state.territories(LEVEL);
    let of = |row: &u32| *row as usize;
    let counted = |kind: &str| counted(found, kind);
    let minutes: Vec<Value> = rows.iter().map(|row| at(&found.reach.epci, of(row))).collect();
    let [siege, antenne, permanence, inconnu] = ["siege", "antenne", "permanence", "inconnu"].map(counted);
    let inside = |at: usize| [&siege, &antenne, &permanence, &inconnu].iter().any(|count| count[at] > 0);
    let located = found.located();
    let contact = minutes.iter().enumerate().map(|(at, minutes)| match minutes {
        _ if !located => None,
        _ if inside(at) => Some(true),
        Ok(minutes) => Some(*minutes <= found.asked.minutes),
        Err(Absence::Nil) => Some(false),
        Err(_) => None,
    });
    let told = |at: usize| {
        let told = found.activity.as_ref().and_then(|(told, _)| told.get(at).copied());
        told.unwrap_or(Told::Unknown).as_str().to_owned()
    };
    PresenceUnits {
        code: rows.iter().map(|row| index.code.get(of(row)).cloned().unwrap_or_default()).collect(),
        name: rows.iter().map(|row| index.name.get(of(row)).map(|name| set(name)).unwrap_or_default()).collect(),
        minutes: minutes.iter().map(|value| number(*value)).collect(),
        absence: minutes.iter().map(|value| absence(*value)).collect(),
        class: minutes.iter().map(|value| number(*value).map(class)).collect(),
        within: rows.iter().map(|row| found.reach.within.get(of(row)).and_then(|share| number(share.known))).collect(),
        contact: contact.collect(),
        declared: declared(found),
        activity: (0..rows.len()).map(told).collect(),
        row: rows.clone(),
        siege,
        antenne,
        permanence,
        inconnu,
    }
}

/// Contacts of a kind in each EPCI of the view: a place that is not known is in none.
fn counted(found: &Found<'_>, kind: &str) -> Vec<u32> {
    let (state, rows) = (found.state, &found.view.rows);
    let communes = state.territories(Level::Commune);
    let mut counts = vec![0_u32; rows.len()];
    for site in found.everywhere.iter().filter(|site| site::is_contact(site) && site::kind(site) == kind) {
        let commune = site.commune.as_deref().and_then(|code| communes.row(code));
        let epci = commune.and_then(|row| state.contents.belonging.epci.get(row as usize).copied().flatten());
        if let Some(count) = epci.and_then(|row| found.view.position(row)).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// Operators that declare a zone which touches each EPCI of the view.
fn declared(found: &Found<'_>) -> Vec<u32> {
    let epci = &found.state.contents.belonging.epci;
    let mut pairs: BTreeSet<(usize, &str)> = BTreeSet::new();
    for zone in &found.zones {
        let touched = site::communes_of(found.state, zone);
        let rows = epci.iter().zip(touched).filter(|(_, touched)| *touched).filter_map(|(row, _)| *row);
        pairs.extend(rows.filter_map(|row| found.view.position(row)).map(|at| (at, zone.operator.as_str())));
    }
    let mut counts = vec![0_u32; found.view.rows.len()];
    for (at, _) in pairs {
        counts[at] += 1;
    }
    counts
}

fn communes(found: &Found<'_>) -> PresenceCommunes {
    let (contents, region) = (&found.state.contents, found.asked.region);
    let here = |row: &u32| {
        let at = *row as usize;
        contents.grain.covered.get(at).copied().unwrap_or(false)
            && (region.is_none() || contents.belonging.region.get(at).copied().flatten() == region)
    };
    let row: Vec<u32> = (0_u32..).take(contents.grain.covered.len()).filter(here).collect();
    let minutes: Vec<Option<f64>> = row.iter().map(|row| number(at(&found.reach.communes, *row as usize))).collect();
    PresenceCommunes {
        class: minutes.iter().map(|minutes| minutes.map(class)).collect(),
        minutes: minutes.iter().map(|minutes| minutes.map(|minutes| (minutes * 10.0).round() / 10.0)).collect(),
        row,
    }
}

fn at(values: &[Value], row: usize) -> Value {
    values.get(row).copied().unwrap_or(Err(Absence::NotPublished))
}
