//! The zones to watch: those of the roadmap and those that the tests find, side by side, and those that somebody adds with thresholds.
//!
//! For: the Region. A declared zone is no verdict and a verdict declares nothing: each is told apart, and then where they meet. Refuses to
//! know: why there are fewer enterprises. Next: [`zone`] for what a zone is, [`figures`] and [`aid`] for its indicators, [`threshold`] for
//! what is crossed, [`history`] for one zone over the years, [`words`] for the sentences.

mod aid;
mod figures;
mod history;
pub(crate) mod table;
pub(crate) mod threshold;
mod words;
pub(crate) mod zone;

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_data::read::Access;
use lanterne_observatory::Level;
use lanterne_observatory::assembly::Territory;
use lanterne_observatory::white_zone::combination::Kinds;
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict};

use super::deployment::local::{self, Local};
use super::source::Origin;
use super::white_zone::{WhiteZoneQuery, area, site_name, white_zones};
use super::{absence, number};
use crate::document::presence::Choice;
use crate::document::watch::{WatchAlert, WatchDocument, WatchEpci, WatchKind, WatchOverlap, WatchUnits, WatchZone};
use crate::document::white_zone::WhiteZonesDocument;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;
use crate::view::{View, ViewKey, sole_region};
use figures::Figures;
use threshold::Thresholds;
use zone::{Provenance, Zone};

/// Level at which a zone is described: that of the contracts.
const LEVEL: Level = Level::Epci;
/// The kinds that speak of what the roadmap says of its zones: fewer enterprises than elsewhere.
pub(crate) const USUAL: [Kind; 2] = [Kind::Offre, Kind::FoyerFroid];

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Row of the region; that which the register covers without.
    pub(crate) region: Option<u32>,
    /// Level of the units that make the found areas.
    pub(crate) level: Level,
    /// Kinds that make a unit white.
    pub(crate) kinds: Kinds,
    pub(crate) parameters: Parameters,
    /// Schemes whose sites and beneficiaries count; empty: all.
    pub(crate) schemes: BTreeSet<String>,
    /// The reader's own list.
    pub(crate) zones: Vec<Zone>,
    /// Thresholds of every zone that has none of its own.
    pub(crate) thresholds: Thresholds,
    /// The zone that is opened.
    pub(crate) opened: Option<Zone>,
}

/// What every zone is described with.
struct Ground<'a> {
    state: &'a State,
    asked: &'a Asked,
    region: Option<u32>,
    /// The EPCI of the region.
    view: Arc<View>,
    access: Arc<Access>,
    /// The four tests of the EPCI.
    tested: WhiteZonesDocument,
    /// What is told of the activity; none where nothing was handed in.
    local: Option<Local>,
}

impl<'a> Ground<'a> {
    fn of(state: &'a State, asked: &'a Asked) -> Self {
        let region = asked.region.or_else(|| sole_region(state));
        Self {
            tested: white_zones(state, &query(asked, LEVEL, region)),
            view: state.view(ViewKey::usual(LEVEL, region)),
            access: state.access(&asked.schemes),
            local: local::told(state, region).ok(),
            state,
            asked,
            region,
        }
    }
}

fn query(asked: &Asked, level: Level, region: Option<u32>) -> WhiteZoneQuery {
    WhiteZoneQuery { view: ViewKey::usual(level, region), parameters: asked.parameters, schemes: asked.schemes.clone() }
}

/// The whole of it.
pub(crate) fn watch(state: &State, asked: &Asked) -> WatchDocument {
    let ground = Ground::of(state, asked);
    let at_level = query(asked, asked.level, ground.region);
    let areas = area::of_kinds(state, &at_level, asked.kinds);
    let mut zones = zone::watched(state, ground.region);
    for own in &asked.zones {
        // A zone of the roadmap that the list names keeps its place, with the thresholds of the list.
        match zones.iter_mut().find(|known| known.key == own.key) {
            Some(known) => known.thresholds = own.thresholds,
            None => zones.push(own.clone()),
        }
    }
    zones.extend(zone::found(state, asked.level, &areas));
    let mut documents = described(&ground, &zones);
    overlaps(&zones, &mut documents, asked.level);
    let alerts = alerts(&documents);
    let origin = Origin::of(state, ground.region);
    let of_level = (asked.level != LEVEL).then(|| white_zones(state, &at_level));
    WatchDocument {
        region: state.region_code(ground.region).cloned(),
        place: set(&ground.view.reference.named.with_article()),
        level: asked.level.as_str().to_owned(),
        kinds: asked.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
        known_kinds: Kind::ALL.iter().map(|kind| choice(kind.as_str(), kind.label())).collect(),
        schemes: state.contents.schemes.iter().map(|own| choice(&own.scheme, &own.name)).collect(),
        parameters: ground.tested.parameters.clone(),
        thresholds: asked.thresholds.document(),
        units: units(state, asked, of_level.as_ref().unwrap_or(&ground.tested)),
        opened: asked.opened.as_ref().and_then(|zone| history::opened(&ground, zone, &documents)),
        sentence: words::sentence(&documents),
        sentences: words::sentences(&documents),
        notes: words::notes(&ground, &documents),
        source_line: words::source_line(&ground, &origin),
        synthetic: origin.synthetic || invented(state),
        alerts,
        zones: documents,
    }
}

fn choice(slug: &str, name: &str) -> Choice {
    Choice { slug: slug.to_owned(), name: set(name) }
}

/// Whether activity that is told is synthetic.
fn invented(state: &State) -> bool {
    let given = &state.contents.activity.given;
    state.contents.cards.iter().any(|card| card.synthetic && given.iter().any(|given| given.card == card.card))
}

/// Zones as they are told, in their order; where they overlap is not told yet.
fn described(ground: &Ground<'_>, zones: &[Zone]) -> Vec<WatchZone> {
    let communes: Vec<Territory> = zones.iter().map(|zone| zone.communes.clone()).collect();
    let Ground { state, view, access, asked, .. } = ground;
    let figures = figures::of(state, view, access, asked.parameters, &communes);
    zones.iter().zip(&figures).map(|(zone, figures)| described_one(ground, zone, figures)).collect()
}

fn described_one(ground: &Ground<'_>, zone: &Zone, figures: &Figures) -> WatchZone {
    let Ground { state, asked, access, .. } = ground;
    let touched = zone::epci(state, &zone.communes);
    let aid = aid::of(ground.local.as_ref(), &touched, &asked.schemes);
    let thresholds = zone.thresholds.over(asked.thresholds);
    let (crossed, unjudged) = threshold::judged(thresholds, figures, &aid);
    let epci = epci(ground, &touched);
    WatchZone {
        key: zone.key.clone(),
        origin: zone.provenance.as_str().to_owned(),
        name: zone.name.clone(),
        context: words::context(zone, &epci),
        certain: zone.certain,
        rows: zone::units(state, asked.level, &zone.communes),
        communes: zone.communes.rows().len(),
        population: number(figures.population),
        figures: figures.documents(),
        sentence: words::together(figures),
        minutes: number(figures.access.minutes),
        minutes_absence: absence(figures.access.minutes),
        far_share: number(figures.access.far_share),
        nearest: site_name(state, access, figures.access.nearest),
        aid: aid.document(),
        kinds: kinds(&epci),
        overlaps: Vec::new(),
        thresholds: thresholds.document(),
        crossed,
        unjudged,
        profile: zone.profile.clone(),
        map: zone.map.clone(),
        epci,
    }
}

fn epci(ground: &Ground<'_>, touched: &[(u32, bool)]) -> Vec<WatchEpci> {
    let index = ground.state.territories(LEVEL);
    let document = |&(row, whole): &(u32, bool)| {
        Some(WatchEpci {
            row,
            code: index.code.get(row as usize)?.clone(),
            name: set(index.name.get(row as usize)?),
            whole,
            verdicts: Kind::ALL.iter().map(|kind| verdict(&ground.tested, *kind, row)).collect(),
        })
    };
    touched.iter().filter_map(document).collect()
}

/// What a test says of an EPCI; not available where it lies in another region.
fn verdict(tested: &WhiteZonesDocument, kind: Kind, row: u32) -> String {
    let at = tested.rows.binary_search(&row).ok();
    let told = at.and_then(|at| column(tested, kind).get(at));
    told.cloned().unwrap_or_else(|| Verdict::NotAvailable.as_str().to_owned())
}

fn column(tested: &WhiteZonesDocument, kind: Kind) -> &[String] {
    let kinds = &tested.kinds;
    match kind {
        Kind::Offre => &kinds.offre.verdict,
        Kind::FoyerFroid => &kinds.foyer_froid.verdict,
        Kind::Accompagnement => &kinds.accompagnement.verdict,
        Kind::Recours => &kinds.recours.verdict,
    }
}

/// For each kind, how many of the EPCI it holds for.
fn kinds(epci: &[WatchEpci]) -> Vec<WatchKind> {
    let counted = |(at, kind): (usize, &Kind)| {
        let of = |verdict: Verdict| {
            epci.iter().filter(|own| own.verdicts.get(at).is_some_and(|own| own == verdict.as_str())).count()
        };
        WatchKind {
            kind: kind.as_str().to_owned(),
            label: set(kind.label()),
            oui: of(Verdict::Yes),
            ns: of(Verdict::NotSignificant),
            nd: of(Verdict::NotAvailable),
            of: epci.len(),
        }
    };
    Kind::ALL.iter().enumerate().map(counted).collect()
}

/// Says of each listed zone which found ones it shares units with, and of each found one which listed ones.
fn overlaps(zones: &[Zone], documents: &mut [WatchZone], level: Level) {
    let of = |provenance: &dyn Fn(Provenance) -> bool| -> Vec<usize> {
        zones.iter().enumerate().filter(|(_, zone)| provenance(zone.provenance)).map(|(at, _)| at).collect()
    };
    let (listed, found) = (of(&|own| own != Provenance::Found), of(&|own| own == Provenance::Found));
    for &one in &listed {
        for &other in &found {
            let (own, theirs) = (&documents[one], &documents[other]);
            let shared = own.rows.iter().filter(|row| theirs.rows.binary_search(row).is_ok()).count();
            if shared == 0 {
                continue;
            }
            let of = own.rows.len();
            let units = count(shared, super::words::unit(level), super::words::units(level));
            let told = |zone: &WatchZone, sentence: String| WatchOverlap {
                key: zone.key.clone(),
                name: zone.name.clone(),
                units: shared,
                of,
                sentence: set(&sentence),
            };
            let there = told(theirs, format!("{units} sur {of} dans « {} »", theirs.name));
            let here = told(own, format!("recoupe « {} » ({units} sur {of})", own.name));
            documents[one].overlaps.push(there);
            documents[other].overlaps.push(here);
        }
    }
}

/// What is crossed by the listed zones; what the tests find is on no list.
fn alerts(documents: &[WatchZone]) -> Vec<WatchAlert> {
    let listed = documents.iter().filter(|zone| zone.origin != Provenance::Found.as_str());
    let of = |zone: &WatchZone| -> Vec<WatchAlert> {
        let alert = |crossed: &crate::document::watch::WatchCrossed| WatchAlert {
            key: zone.key.clone(),
            name: zone.name.clone(),
            crossed: crossed.clone(),
        };
        zone.crossed.iter().map(alert).collect()
    };
    let mut alerts: Vec<WatchAlert> = listed.flat_map(of).collect();
    alerts.sort_by(|a, b| threshold::most_serious(&a.crossed, &b.crossed));
    alerts
}

fn units(state: &State, asked: &Asked, tested: &WhiteZonesDocument) -> WatchUnits {
    let index = state.territories(asked.level);
    let text = |column: &[String], row: u32| column.get(row as usize).cloned().unwrap_or_default();
    let holding = |at: usize| -> Vec<String> {
        let holds = |kind: &Kind| column(tested, *kind).get(at).is_some_and(|own| own == Verdict::Yes.as_str());
        asked.kinds.iter().filter(holds).map(|kind| kind.as_str().to_owned()).collect()
    };
    WatchUnits {
        code: tested.rows.iter().map(|row| text(&index.code, *row)).collect(),
        name: tested.rows.iter().map(|row| set(&text(&index.name, *row))).collect(),
        kinds: (0..tested.rows.len()).map(holding).collect(),
        row: tested.rows.clone(),
    }
}
