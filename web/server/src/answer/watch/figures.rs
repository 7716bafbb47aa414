//! What is measured of zones: the same functions over the same facts as the map, the panel and the profile. A zone is any set of
//! communes; zones may overlap.

use std::sync::Arc;

use lanterne_data::read::Access;
use lanterne_observatory::assembly::{Grouping, Territory, assemble};
use lanterne_observatory::indicator::{Estimate, compute};
use lanterne_observatory::travel::Journey;
use lanterne_observatory::white_zone::Parameters;
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::{Absence, Indicator, Level, Value};

use crate::answer::{absence, number};
use crate::document::watch::WatchFigure;
use crate::state::State;
use crate::view::{ABSENT, View, ViewKey};

/// What is told of a zone together: how many, for how many inhabitants, of how many jobs.
pub(super) const TOLD: [Indicator; 3] =
    [Indicator::Etablissements, Indicator::EtablissementsHabitants, Indicator::PartEmplois];

/// The figures of one zone.
pub(super) struct Figures {
    pub(super) population: Value,
    pub(super) establishments: Estimate,
    pub(super) density: Estimate,
    pub(super) jobs: Estimate,
    pub(super) reference_density: Value,
    pub(super) reference_jobs: Value,
    pub(super) access: Accompagnement,
}

/// The figures of zones, in their order.
pub(super) fn of(
    state: &State,
    view: &View,
    access: &Access,
    parameters: Parameters,
    zones: &[Territory],
) -> Vec<Figures> {
    let grouping = Grouping::of_territories(state.territories(Level::Commune).len(), zones);
    let [establishments, density, jobs] = estimates(state, view, &grouping);
    let members = grouping.members();
    let journeys = members.pick(&access.journeys, Journey::absent(Absence::NotPublished));
    let people = members.pick(&state.contents.grain.population, Err(Absence::NotPublished));
    let reached = accompagnement::test(&journeys, &people, &members.group, zones.len(), parameters);
    let population = grouping.sum(&state.contents.grain.population);
    let reference = |indicator: Indicator| view.reference_estimate(indicator).value;
    let (of_density, of_jobs) = (reference(Indicator::EtablissementsHabitants), reference(Indicator::PartEmplois));
    let at = |column: &[Estimate], zone: usize| column.get(zone).copied().unwrap_or(ABSENT);
    reached
        .into_iter()
        .enumerate()
        .map(|(zone, access)| Figures {
            population: population.get(zone).copied().unwrap_or(Err(Absence::NotPublished)),
            establishments: at(&establishments, zone),
            density: at(&density, zone),
            jobs: at(&jobs, zone),
            reference_density: of_density,
            reference_jobs: of_jobs,
            access,
        })
        .collect()
}

/// The three, of each zone, in the year of the view.
fn estimates(state: &State, view: &View, grouping: &Grouping) -> [Vec<Estimate>; 3] {
    let columns = assemble(state.grain(view.key.year), grouping, view.key.counted());
    let facts = columns.facts(view.reference.columns.reference(0));
    TOLD.map(|indicator| compute(indicator, &facts))
}

/// The three of one zone in a year, as they are told.
pub(super) fn of_year(state: &State, key: ViewKey, zone: &Territory) -> Vec<WatchFigure> {
    let view: Arc<View> = state.view(key);
    let communes = state.territories(Level::Commune).len();
    let grouping = Grouping::of_territories(communes, std::slice::from_ref(zone));
    let found = estimates(state, &view, &grouping);
    TOLD.iter()
        .zip(found)
        .map(|(indicator, column)| {
            let own = column.first().copied().unwrap_or(ABSENT);
            document(*indicator, &own, view.reference_estimate(*indicator).value)
        })
        .collect()
}

impl Figures {
    pub(super) fn documents(&self) -> Vec<WatchFigure> {
        vec![
            document(Indicator::Etablissements, &self.establishments, Err(Absence::Nil)),
            document(Indicator::EtablissementsHabitants, &self.density, self.reference_density),
            document(Indicator::PartEmplois, &self.jobs, self.reference_jobs),
        ]
    }
}

fn document(indicator: Indicator, own: &Estimate, reference: Value) -> WatchFigure {
    let definition = indicator.definition();
    let reference = if indicator.is_number() { None } else { number(reference) };
    let ratio = number(own.value).zip(reference).filter(|(_, of)| *of > 0.0).map(|(value, of)| value / of);
    WatchFigure {
        indicator: definition.slug.to_owned(),
        label: definition.label.to_owned(),
        unit: definition.unit.to_owned(),
        decimals: definition.decimals,
        value: number(own.value),
        absence: absence(own.value),
        low: own.low,
        high: own.high,
        reference,
        ratio,
    }
}
