//! White zones with the user's parameters, by the very functions that the build used for the default ones. The map here, one
//! territory in [`unit`], the areas in [`area`], the words in [`sentence`] and, of who was helped, in [`recours`].

pub(crate) mod area;
mod recours;
pub(crate) mod sentence;
pub(crate) mod unit;

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_data::read::recours::Judged;
use lanterne_data::read::{Access, Recourse};
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::white_zone::combination::{Combination, Kinds};
use lanterne_observatory::white_zone::foyer_froid::Spot;
use lanterne_observatory::white_zone::offre::{self, Offre};
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict};
use lanterne_observatory::{Indicator, Level, Value};

use super::source::Origin;
use super::{number, reading};
use crate::document::white_zone::{
    AccompagnementColumns, CombinationColumns, FoyerFroidColumns, Meeting, OffreColumns, RecoursColumns,
    WhiteZoneKinds, WhiteZoneParameters, WhiteZonesDocument,
};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;
use crate::view::{View, ViewKey};

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct WhiteZoneQuery {
    pub(crate) view: ViewKey,
    pub(crate) parameters: Parameters,
    pub(crate) schemes: BTreeSet<String>,
}

/// Test `offre` of every unit of a view.
pub(crate) fn lacking(view: &View, parameters: Parameters) -> Vec<Offre> {
    let reference = view.reference_estimate(Indicator::EtablissementsHabitants).value;
    offre::test(&view.columns.establishments, &view.columns.population, reference, parameters)
}

/// Every test of every unit of a view.
struct Tested {
    view: Arc<View>,
    offre: Vec<Offre>,
    spots: Arc<Vec<Spot>>,
    accompagnement: Vec<Accompagnement>,
    access: Arc<Access>,
    /// None at a level where it is not judged.
    recours: Option<Recourse>,
    parameters: Parameters,
}

impl Tested {
    fn of(state: &State, query: &WhiteZoneQuery) -> Self {
        let view = state.view(query.view);
        let access = state.access(&query.schemes);
        let group: Vec<Option<usize>> = state
            .contents
            .belonging
            .at(view.key.level)
            .into_iter()
            .map(|row| row.and_then(|row| view.position(row)))
            .collect();
        let (population, parameters) = (&state.contents.grain.population, query.parameters);
        Self {
            offre: lacking(&view, parameters),
            spots: view.spots(state),
            accompagnement: accompagnement::test(&access.journeys, population, &group, view.rows.len(), parameters),
            access,
            recours: recours::tested(state, query),
            parameters,
            view,
        }
    }

    /// What is told of who was helped in a unit.
    fn helped(&self, position: usize) -> Option<&Judged> {
        self.recours.as_ref()?.units.get(*self.view.rows.get(position)? as usize)
    }

    /// What a test says of a unit.
    fn verdict(&self, kind: Kind, position: usize) -> Verdict {
        let known = match kind {
            Kind::Offre => self.offre.get(position).map(|tested| tested.verdict),
            Kind::FoyerFroid => self.spots.get(position).map(|spot| spot.verdict(self.parameters)),
            Kind::Accompagnement => self.accompagnement.get(position).map(|tested| tested.verdict),
            Kind::Recours => self.helped(position).map(|judged| judged.verdict),
        };
        known.unwrap_or(Verdict::NotAvailable)
    }

    fn verdicts(&self, kind: Kind) -> Vec<String> {
        (0..self.view.rows.len()).map(|position| self.verdict(kind, position).as_str().to_owned()).collect()
    }

    fn combination(&self, position: usize) -> Combination {
        Combination::of(|kind| self.verdict(kind, position))
    }

    /// White units by row of the whole level: of one kind, or of any.
    fn white(&self, units: usize, kind: Option<Kind>) -> Vec<bool> {
        let mut white = vec![false; units];
        for (position, row) in self.view.rows.iter().enumerate() {
            if let Some(unit) = white.get_mut(*row as usize) {
                *unit = match kind {
                    Some(kind) => self.verdict(kind, position) == Verdict::Yes,
                    None => self.combination(position).is_white(),
                };
            }
        }
        white
    }
}

/// Name of the site of a journey, with what it rests on.
pub(crate) fn site_name(state: &State, access: &Access, site: Option<usize>) -> Option<String> {
    let site = state.contents.sites.get(*access.sites.get(site?)?)?;
    let commune = site.commune.as_deref().and_then(|code| {
        let communes = state.territories(Level::Commune);
        communes.row(code).and_then(|row| communes.name.get(row as usize))
    });
    let place = commune.filter(|commune| !site.name.contains(commune.as_str()));
    let place = place.map(|commune| format!(", {commune}")).unwrap_or_default();
    let workshop = if site.is_workshop() { " (lieu d'un atelier)" } else { "" };
    Some(set(&format!("{}{place}{workshop}", site.name)))
}

/// What the places rest on, in French.
fn basis(access: &Access) -> String {
    let unknown = "Les opérateurs dont le lieu est inconnu ne sont pas comptés";
    set(&match (access.sites.len(), access.workshops) {
        (0, _) => format!("Aucun lieu d'accompagnement n'est connu. {unknown}."),
        (sites, 0) => format!("{} selon les documents. {unknown}.", count(sites, "lieu connu", "lieux connus")),
        (sites, workshops) => format!(
            "{}, dont {} où l'opérateur n'a fait que tenir un atelier. {unknown}.",
            count(sites, "lieu connu", "lieux connus"),
            crate::french::integer(workshops as f64)
        ),
    })
}

/// The parameters, as used.
fn parameters(tested: &Tested, schemes: &BTreeSet<String>) -> WhiteZoneParameters {
    let used = tested.parameters;
    WhiteZoneParameters {
        c: used.reference_share,
        p: used.probability,
        t: used.minutes,
        m: used.far_share,
        alpha: used.alpha,
        years: used.years,
        schemes: schemes.iter().cloned().collect(),
        travel_model: tested.access.sentence.clone(),
        reference: tested.view.reference.name.clone(),
        reference_rate: number(tested.view.reference_estimate(Indicator::EtablissementsHabitants).value),
    }
}

/// The whole answer.
pub(crate) fn white_zones(state: &State, query: &WhiteZoneQuery) -> WhiteZonesDocument {
    let tested = Tested::of(state, query);
    let (view, level) = (&tested.view, query.view.level);
    let origin = Origin::of(state, query.view.region);
    let combinations: Vec<Combination> = (0..view.rows.len()).map(|position| tested.combination(position)).collect();
    let met: Vec<Kinds> = combinations.iter().map(|met| met.kinds(Verdict::Yes)).collect();
    let index = state.territories(level);
    let white = view.rows.iter().zip(&met).filter(|(_, met)| met.contains(Kind::Offre));
    let lacking: Vec<String> = white.filter_map(|(row, _)| index.name.get(*row as usize).cloned()).collect();
    let counts = |verdict: Verdict| combinations.iter().map(|met| met.count(verdict) as u8).collect();
    WhiteZonesDocument {
        level: level.as_str().to_owned(),
        perimetre: query.view.perimetre.as_str().to_owned(),
        region: state.region_code(query.view.region).cloned(),
        parameters: parameters(&tested, &query.schemes),
        sentence: set(&format!(
            "{}{}",
            reading::established(level, &lacking, &view.reference.named),
            sentence::map(level, &met)
        )),
        kinds: WhiteZoneKinds {
            offre: OffreColumns {
                verdict: tested.verdicts(Kind::Offre),
                probability: tested.offre.iter().map(|offre| offre.probability).collect(),
                rate: tested.offre.iter().map(|offre| number(offre.rate)).collect(),
                low: tested.offre.iter().map(|offre| offre.low).collect(),
                high: tested.offre.iter().map(|offre| offre.high).collect(),
            },
            foyer_froid: FoyerFroidColumns {
                verdict: tested.verdicts(Kind::FoyerFroid),
                z: tested.spots.iter().map(|spot| number(spot.z)).collect(),
                q: tested.spots.iter().map(|spot| number(spot.q)).collect(),
            },
            accompagnement: AccompagnementColumns {
                verdict: tested.verdicts(Kind::Accompagnement),
                minutes: tested.accompagnement.iter().map(|tested| number(tested.minutes)).collect(),
                far_share: tested.accompagnement.iter().map(|tested| number(tested.far_share)).collect(),
                nearest: tested
                    .accompagnement
                    .iter()
                    .map(|far| site_name(state, &tested.access, far.nearest))
                    .collect(),
            },
            recours: helped(state, &tested, query),
        },
        combination: CombinationColumns {
            oui: counts(Verdict::Yes),
            ns: counts(Verdict::NotSignificant),
            nd: counts(Verdict::NotAvailable),
            meetings: meetings(&met),
        },
        basis: basis(&tested.access),
        rows: view.rows.clone(),
        synthetic: origin.synthetic,
        notice: origin.notice,
    }
}

/// Test `recours`, unit by unit.
fn helped(state: &State, tested: &Tested, query: &WhiteZoneQuery) -> RecoursColumns {
    let of = |told: fn(&Judged) -> Value| -> Vec<Option<f64>> {
        let value = |position| tested.helped(position).and_then(|judged| number(told(judged)));
        (0..tested.view.rows.len()).map(value).collect()
    };
    let rows = &tested.view.rows;
    let made = tested.recours.as_ref().filter(|tested| recours::nowhere(tested, rows).is_none());
    let window = made.and_then(|tested| tested.window);
    RecoursColumns {
        verdict: tested.verdicts(Kind::Recours),
        expected: of(|judged| judged.expected),
        none: of(|judged| judged.none),
        years_since: of(|judged| judged.years_since).into_iter().map(|years| years.map(|years| years as u16)).collect(),
        window: window.map(|window| [window.from, window.to]),
        basis: recours::basis(state, tested.recours.as_ref(), rows, &query.schemes),
    }
}

/// How many units each combination of kinds holds for: the most kinds first, then the most units.
fn meetings(met: &[Kinds]) -> Vec<Meeting> {
    let distinct: BTreeSet<Kinds> = met.iter().copied().filter(|kinds| !kinds.is_empty()).collect();
    let units = |kinds: Kinds| met.iter().filter(|own| **own == kinds).count();
    let mut counted: Vec<(Kinds, usize)> = distinct.into_iter().map(|kinds| (kinds, units(kinds))).collect();
    counted.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)));
    counted
        .into_iter()
        .map(|(kinds, units)| Meeting {
            kinds: kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
            label: sentence::kinds(kinds),
            units: units as u32,
        })
        .collect()
}
