//! What becomes of the access to a site when some open and some close: today and after, by the same functions over the same journeys.
//!
//! For: the Region's simulator, at every step of a hand that drags. Refuses to know: whether anyone would open there. Next: [`ground`]
//! for the journeys, [`situation`] for the figures, [`words`] for the sentences, [`table`] for the communes as a file, [`mod@set`] for
//! scenarios side by side, [`sheet`] for their page to print, [`one_more`] for what one permanence would change in a territory.

mod drawing;
mod ground;
mod one_more;
pub(crate) mod set;
pub(crate) mod sheet;
mod situation;
pub(crate) mod table;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_data::read::Site;
use lanterne_observatory::travel::Journey;
use lanterne_observatory::{Level, Value};

pub(crate) use ground::{Counted, Grounds, standing};
use ground::{Ground, Way};
pub(crate) use one_more::{NEAR, OneMore, today};
use situation::{People, Situation, Standing};

use super::source::Origin;
use super::{absence, number};
use crate::document::simulation::{
    CountedPlaces, SimulatedCommunes, SimulatedEpci, SimulatedPlace, SimulatedSite, SimulationDocument,
};
use crate::french::typography::set;
use crate::state::State;

/// Most sites that are added at once.
pub(crate) const MOST_ADDED: usize = 40;

/// A site to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Added {
    /// Row of its commune, which has a place.
    pub(crate) commune: u32,
    /// Days it would be open in a month.
    pub(crate) days_month: Option<u32>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct SimulationQuery {
    pub(crate) region: Option<u32>,
    pub(crate) schemes: BTreeSet<String>,
    pub(crate) minutes: f64,
    pub(crate) counted: Counted,
    pub(crate) added: Vec<Added>,
    /// Identifiers of sites to close; those that serve none of the schemes weigh nothing.
    pub(crate) removed: BTreeSet<String>,
}

/// A question computed.
struct Simulated {
    ground: Arc<Ground>,
    ways: Vec<Arc<Way>>,
    standing: Arc<Standing>,
    /// Which of the standing sites are kept.
    kept: Vec<bool>,
    after: Situation,
}

impl Simulated {
    fn of(state: &State, query: &SimulationQuery) -> Self {
        let whose = (query.region, query.schemes.clone(), query.counted);
        let ground = state.grounds.ground(state, &whose);
        let way = |added: &Added| state.grounds.way(state, query.region, &ground, added.commune);
        let ways: Vec<Arc<Way>> = query.added.iter().map(way).collect();
        let sites = &state.contents.sites;
        let kept: Vec<bool> = ground.sites.iter().map(|site| !query.removed.contains(&sites[*site].site)).collect();
        let standing = state.grounds.standing(state, &whose, &ground, query.minutes);
        let open = kept.iter().filter(|kept| **kept).count() + ways.len();
        let after = standing.people.judge(&ground, &ground.journeys(&kept, &ways), open);
        Self { ground, ways, standing, kept, after }
    }

    /// What the minutes rest on. A site that is added where only the straight line goes is told.
    fn travel_model(&self) -> String {
        let straight = lanterne_observatory::travel::StraightLine::sentence();
        let mut told: Vec<&str> = Vec::new();
        for sentence in std::iter::once(&self.ground.sentence).chain(self.ways.iter().map(|way| &way.sentence)) {
            if told.is_empty() || (sentence.contains(straight) && !told.iter().any(|own| own.contains(straight))) {
                told.push(sentence);
            }
        }
        told.join(" ")
    }
}

/// The whole answer.
pub(crate) fn simulation(state: &State, query: &SimulationQuery) -> SimulationDocument {
    document(state, query, &Simulated::of(state, query))
}

fn document(state: &State, query: &SimulationQuery, simulated: &Simulated) -> SimulationDocument {
    let Simulated { standing, after, .. } = simulated;
    let Standing { people, today } = &**standing;
    let origin = Origin::of(state, query.region);
    let difference = people.difference(&today.document, &after.document);
    let side = |at: usize, of: &Situation| of.epci.get(at).and_then(People::enclosed);
    let changed = |from: &Situation, to: &Situation| -> Vec<SimulatedPlace> {
        let moved = |at: &usize| side(*at, from) == Some(true) && side(*at, to) == Some(false);
        (0..people.epci.rows.len()).filter(moved).filter_map(|at| epci_place(state, people.epci.rows[at])).collect()
    };
    let (freed, newly) = (changed(today, after), changed(after, today));
    let told = words::Told { state, query, simulated, difference: &difference, freed: &freed, newly: &newly };
    SimulationDocument {
        region: state.region_code(query.region).cloned(),
        place: set(&people.communes.reference.named.with_article()),
        schemes: query.schemes.iter().cloned().collect(),
        places: places(state, query),
        minutes: query.minutes,
        bands: people.bands.clone(),
        sentence: told.first(),
        sentences: told.rest(),
        notes: told.notes(),
        travel_model: set(&simulated.travel_model()),
        today: today.document.clone(),
        after: after.document.clone(),
        epci: epci(state, simulated),
        communes: communes(simulated),
        sites: sites(state, query, simulated),
        source_line: source_line(state, &origin, simulated),
        synthetic: origin.synthetic || simulated.ground.examples > 0,
        difference,
        freed,
        newly,
    }
}

/// Source line; places that are made up are said there too.
fn source_line(state: &State, origin: &Origin, simulated: &Simulated) -> String {
    match simulated.ground.examples {
        0 => origin.line(state),
        _ => format!("{} {}", origin.line(state), set("Lieux d'exemple compris : ils sont inventés.")),
    }
}

/// Which places count, and which others could.
fn places(state: &State, query: &SimulationQuery) -> CountedPlaces {
    let sites = &state.contents.sites;
    let of = |counted: Counted| standing(state, &query.schemes, counted);
    let all = of(Counted { examples: true, workshops: true });
    let number = |is: fn(&Site) -> bool| all.iter().filter(|site| is(&sites[**site])).count();
    CountedPlaces {
        sites: query.counted.word().to_owned(),
        workshops: query.counted.workshops,
        known_examples: number(Site::is_example),
        known_workshops: number(Site::is_workshop),
        label: set(&words::counted(query.counted)),
    }
}

fn epci_place(state: &State, row: u32) -> Option<SimulatedPlace> {
    let index = state.territories(Level::Epci);
    let (code, name) = (index.code.get(row as usize)?.clone(), index.name.get(row as usize)?.clone());
    Some(SimulatedPlace { row, code, name })
}

fn epci(state: &State, simulated: &Simulated) -> SimulatedEpci {
    let Simulated { standing, after, .. } = simulated;
    let Standing { people, today } = &**standing;
    let rows = &people.epci.rows;
    let index = state.territories(Level::Epci);
    let text = |of: &[String]| rows.iter().map(|row| of.get(*row as usize).cloned().unwrap_or_default()).collect();
    let share = |of: &Situation| of.epci.iter().map(|own| number(own.far_share)).collect();
    let minutes = |of: &Situation| of.epci.iter().map(|own| number(own.minutes)).collect();
    SimulatedEpci {
        row: rows.clone(),
        code: text(&index.code),
        name: text(&index.name),
        far_share_today: share(today),
        far_share: share(after),
        minutes_today: minutes(today),
        minutes: minutes(after),
        enclosed: after.epci.iter().map(People::enclosed).collect(),
    }
}

fn communes(simulated: &Simulated) -> SimulatedCommunes {
    let Simulated { standing, after, .. } = simulated;
    let Standing { people, today } = &**standing;
    let rows = &people.communes.rows;
    let minutes: Vec<Value> = after.journeys.iter().map(|journey| journey.minutes).collect();
    let differ = |(_, (before, then)): &(&u32, (&Journey, &Journey))| before.minutes != then.minutes;
    let pairs = rows.iter().zip(today.journeys.iter().zip(&after.journeys));
    SimulatedCommunes {
        row: rows.clone(),
        minutes: minutes.iter().map(|own| number(*own)).collect(),
        absence: minutes.iter().map(|own| absence(*own)).collect(),
        nearest: after.journeys.iter().map(|own| own.site.and_then(|site| u32::try_from(site).ok())).collect(),
        changed: pairs.filter(differ).map(|(row, _)| *row).collect(),
    }
}

fn sites(state: &State, query: &SimulationQuery, simulated: &Simulated) -> Vec<SimulatedSite> {
    let index = state.territories(Level::Commune);
    let standing = simulated.ground.sites.iter().zip(&simulated.kept).filter_map(|(site, kept)| {
        let site = state.contents.sites.get(*site)?;
        let row = site.commune.as_deref().and_then(|code| index.row(code));
        Some(SimulatedSite {
            site: site.site.clone(),
            name: set(&site.name),
            kind: site.kind.clone(),
            kind_label: kind_label(site),
            state: if *kept { "existant" } else { "retire" }.to_owned(),
            commune: site.commune.clone(),
            commune_name: row.and_then(|row| index.name.get(row as usize).cloned()),
            point: site.point?,
            days_month: site.days_month,
            example: site.is_example(),
        })
    });
    let added = query.added.iter().filter_map(|added| {
        let row = added.commune as usize;
        let (code, name) = (index.code.get(row)?, index.name.get(row)?);
        Some(SimulatedSite {
            site: format!("commune-{code}"),
            name: set(name),
            kind: "permanence".to_owned(),
            kind_label: set("permanence ajoutée"),
            state: "ajoute".to_owned(),
            commune: Some(code.clone()),
            commune_name: Some(name.clone()),
            point: index.point.get(row).copied().flatten()?,
            days_month: added.days_month.map(f64::from),
            example: false,
        })
    });
    standing.chain(added).collect()
}

/// What a site is, as far as is known.
fn kind_label(site: &Site) -> String {
    let kind = match site.kind.as_str() {
        "siege" => "siège",
        "antenne" => "antenne",
        "permanence" => "permanence",
        _ if site.is_workshop() => "lieu d'un atelier, et non d'un bureau",
        _ => "lieu dont la nature n'est pas connue",
    };
    set(&if site.is_example() { format!("{kind}, lieu d'exemple : inventé") } else { kind.to_owned() })
}
