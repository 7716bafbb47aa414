//! The access to a set of sites, in figures: every one of them by the core's own measures over the same journeys.

use std::sync::Arc;

use lanterne_observatory::access::{mean, within};
use lanterne_observatory::equity::{gini, lorenz};
use lanterne_observatory::travel::Journey;
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::white_zone::{Parameters, Verdict};
use lanterne_observatory::{Absence, Level, Value};

use super::ground::Ground;
use crate::answer::number;
use crate::document::simulation::{DifferenceDocument, ReachDocument, SituationDocument};
use crate::state::State;
use crate::view::{View, ViewKey};
use crate::views::Weighed;

/// Share of the inhabitants of an EPCI who live far, above which it is enclosed.
const ENCLOSED: f64 = 0.5;
/// Part of the inhabitants that equity sets apart: the farther half.
const HALF: f64 = 0.5;

/// Whom the sites serve.
#[derive(Debug)]
pub(super) struct People {
    /// Communes of the region.
    pub(super) communes: Arc<View>,
    /// EPCI of the region.
    pub(super) epci: Arc<View>,
    /// Minutes of the bands, ascending.
    pub(super) bands: Vec<f64>,
    /// Minutes within which someone is served: one of the bands.
    pub(super) minutes: f64,
    /// Inhabitants of each row of the ground.
    population: Vec<Value>,
}

/// A set of sites, judged.
#[derive(Debug)]
pub(super) struct Situation {
    /// Journeys of the communes of the region, in the order of their view.
    pub(super) journeys: Vec<Journey>,
    /// Each EPCI.
    pub(super) epci: Vec<Accompagnement>,
    pub(super) document: SituationDocument,
}

/// The sites that stand, judged: the same at every step of a hand that drags another.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(super) people: People,
    pub(super) today: Situation,
}

impl Standing {
    pub(super) fn of(state: &State, region: Option<u32>, ground: &Ground, minutes: f64) -> Self {
        let people = People::of(state, region, ground, minutes);
        let all = vec![true; ground.sites.len()];
        let today = people.judge(ground, &ground.journeys(&all, &[]), all.len());
        Self { people, today }
    }
}

impl Weighed for Standing {
    fn bytes(&self) -> usize {
        self.people.population.len() * size_of::<Value>()
            + self.today.journeys.len() * size_of::<Journey>()
            + self.today.epci.len() * size_of::<Accompagnement>()
    }
}

impl People {
    fn of(state: &State, region: Option<u32>, ground: &Ground, minutes: f64) -> Self {
        let mut bands = vec![15.0, 30.0, minutes];
        bands.sort_by(f64::total_cmp);
        bands.dedup();
        let population = &state.contents.grain.population;
        let of = |row: &u32| population.get(*row as usize).copied().unwrap_or(Err(Absence::NotPublished));
        Self {
            communes: state.view(ViewKey::usual(Level::Commune, region)),
            epci: state.view(ViewKey::usual(Level::Epci, region)),
            population: ground.rows.iter().map(of).collect(),
            bands,
            minutes,
        }
    }

    /// Whether an EPCI is enclosed; `None` where it is not known.
    pub(super) fn enclosed(tested: &Accompagnement) -> Option<bool> {
        tested.far_share.ok().map(|share| share > ENCLOSED)
    }

    /// Judges journeys, one per row of the ground, to so many sites.
    pub(super) fn judge(&self, ground: &Ground, journeys: &[Journey], sites: usize) -> Situation {
        let own: Vec<Journey> = ground.own.iter().map(|at| journeys[*at]).collect();
        let (population, establishments) = (&self.communes.columns.population, &self.communes.columns.establishments);
        let minutes: Vec<Value> = own.iter().map(|journey| journey.minutes).collect();
        let parameters = Parameters { minutes: self.minutes, ..Parameters::default() };
        let units = self.epci.rows.len();
        let epci = accompagnement::test(journeys, &self.population, &ground.group, units, parameters);
        let communes = accompagnement::test_communes(&own, population, parameters);
        let white = |tested: &[Accompagnement]| tested.iter().filter(|own| own.verdict == Verdict::Yes).count();
        let whole = vec![Some(0); own.len()];
        let average = mean(&minutes, population, &whole, 1).pop().unwrap_or(Err(Absence::Nil));
        // The curve begins with those who travel least: its second half is the farther one.
        let near_share = lorenz(&minutes, population).ok().and_then(|curve| curve.amount_of_poorest(HALF));
        let of_half = |share: f64| average.ok().map(|average| average * share / HALF);
        let document = SituationDocument {
            sites,
            population: self.reach(&own, population),
            establishments: self.reach(&own, establishments),
            unknown: counted(&own, population, |minutes| matches!(minutes, Err(reason) if reason != Absence::Nil)),
            unreachable: counted(&own, population, |minutes| minutes == Err(Absence::Nil)),
            enclosed: epci.iter().filter(|own| Self::enclosed(own) == Some(true)).count(),
            mean_minutes: number(average),
            far_half_minutes: near_share.and_then(|share| of_half(1.0 - share)),
            near_half_minutes: near_share.and_then(of_half),
            far_half_share: near_share.map(|share| 1.0 - share),
            gini: number(gini(&minutes, population)),
            white_communes: white(&communes),
            white_epci: white(&epci),
        };
        Situation { journeys: own, epci, document }
    }

    fn reach(&self, journeys: &[Journey], count: &[Value]) -> Vec<ReachDocument> {
        let shares = within(journeys, count, &vec![Some(0); journeys.len()], 1, &self.bands);
        let known = count.iter().any(Result::is_ok);
        let one = |(minutes, shares): (&f64, &Vec<lanterne_observatory::access::Share>)| ReachDocument {
            minutes: *minutes,
            within: known.then(|| counted(journeys, count, |way| way.is_ok_and(|way| way <= *minutes))),
            share: shares.first().and_then(|share| number(share.known)),
        };
        self.bands.iter().zip(&shares).map(one).collect()
    }

    /// What one situation has more than the other.
    pub(super) fn difference(&self, today: &SituationDocument, after: &SituationDocument) -> DifferenceDocument {
        let less = |after: Option<f64>, today: Option<f64>| Some(after? - today?);
        let whole = |after: usize, today: usize| after as i64 - today as i64;
        let (before, then) = (self.served(&today.population), self.served(&after.population));
        DifferenceDocument {
            sites: whole(after.sites, today.sites),
            population: less(then.and_then(|own| own.within), before.and_then(|own| own.within)),
            population_points: less(then.and_then(|own| own.share), before.and_then(|own| own.share))
                .map(|share| 100.0 * share),
            establishments: less(
                self.served(&after.establishments).and_then(|own| own.within),
                self.served(&today.establishments).and_then(|own| own.within),
            ),
            enclosed: whole(after.enclosed, today.enclosed),
            mean_minutes: less(after.mean_minutes, today.mean_minutes),
            far_half_minutes: less(after.far_half_minutes, today.far_half_minutes),
            gini: less(after.gini, today.gini),
            white_communes: whole(after.white_communes, today.white_communes),
            white_epci: whole(after.white_epci, today.white_epci),
        }
    }

    /// The band of the minutes within which someone is served.
    pub(super) fn served<'a>(&self, reach: &'a [ReachDocument]) -> Option<&'a ReachDocument> {
        reach.iter().find(|own| own.minutes == self.minutes)
    }
}

/// What is counted where the minutes are as asked, in row order.
fn counted(journeys: &[Journey], count: &[Value], is: impl Fn(Value) -> bool) -> f64 {
    let chosen = journeys.iter().zip(count).filter(|(journey, _)| is(journey.minutes));
    chosen.filter_map(|(_, count)| count.ok()).fold(0.0, |sum, count| sum + count)
}
