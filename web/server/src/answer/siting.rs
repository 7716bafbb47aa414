//! Where to open the next sites, existing ones kept: the core's measures on the served places.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use lanterne_data::read::access::{Destination, commune_places, journeys, site_commune, site_place};
use lanterne_observatory::siting::{
    Budget, Effort, Goal, Problem, Solution, Status, WhatIf, gains, max_min, mclp, p_center, p_median,
};
use lanterne_observatory::travel::Times;
use lanterne_observatory::white_zone::{Parameters, Verdict, accompagnement};
use lanterne_observatory::{Level, Value};

use super::number;
use super::simulation::{Added, Counted, standing};
use crate::document::siting::{ProposedSite, SitingDocument};
use crate::french::typography::set;
use crate::french::{integer, number as written, shortest};
use crate::state::State;
use crate::view::{View, ViewKey};

/// Straight-line journeys longer than this serve nobody, minutes.
const HORIZON_MIN: f64 = 120.0;
/// The longest an exact answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is optimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Objective {
    /// Inhabitants within the threshold.
    Coverage,
    /// Inhabitants × minutes.
    Median,
    /// Minutes of the farthest.
    Center,
    /// Share within the threshold of the EPCI that has least.
    Equity,
}

/// Who is to be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Inhabitants.
    Population,
    /// Establishments of the ESS.
    Establishments,
    /// Inhabitants of the EPCI that are white zones of kind `accompagnement` today, and nobody else.
    WhiteZones,
}

impl Demand {
    pub(crate) const ALL: [Self; 3] = [Self::Population, Self::Establishments, Self::WhiteZones];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::Establishments => "etablissements",
            Self::WhiteZones => "zones_blanches",
        }
    }

    /// Who they are, in the plural.
    const fn whom(self) -> &'static str {
        match self {
            Self::Population => "habitants",
            Self::Establishments => "établissements de l'ESS",
            Self::WhiteZones => "habitants des zones blanches",
        }
    }

    /// One of them.
    const fn one(self) -> &'static str {
        match self {
            Self::Population => "un habitant",
            Self::Establishments => "un établissement de l'ESS",
            Self::WhiteZones => "un habitant des zones blanches",
        }
    }
}

impl Objective {
    pub(crate) const ALL: [Self; 4] = [Self::Coverage, Self::Median, Self::Center, Self::Equity];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Coverage => "couverture",
            Self::Median => "mediane",
            Self::Center => "centre",
            Self::Equity => "equite",
        }
    }

    fn label(self, demand: Demand) -> String {
        match self {
            Self::Coverage => format!("Le plus d'{} à moins du temps choisi", demand.whom()),
            Self::Median => "Le trajet moyen le plus court".to_owned(),
            Self::Center => "Le plus éloigné le plus près possible".to_owned(),
            Self::Equity => "L'EPCI le moins servi le mieux servi possible".to_owned(),
        }
    }
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct SitingQuery {
    pub(crate) objective: Objective,
    pub(crate) demand: Demand,
    pub(crate) region: Option<u32>,
    pub(crate) schemes: BTreeSet<String>,
    pub(crate) open: usize,
    pub(crate) minutes: f64,
    pub(crate) candidate_population: f64,
    pub(crate) effort: Effort,
    /// Which places count as sites that stand.
    pub(crate) counted: Counted,
    /// Sites that would stand besides those of today, and those of today that would not.
    pub(crate) added: Vec<Added>,
    pub(crate) removed: BTreeSet<String>,
}

/// The journeys of a problem, from the communes of the view to the sites, existing ones first.
struct Ground {
    times: Times,
    /// What the minutes rest on, in French.
    travel_model: String,
    existing: Vec<u32>,
    /// Rows of the level of the candidates, in the order of their sites.
    candidates: Vec<u32>,
}

pub(crate) fn siting(state: &State, query: &SitingQuery) -> SitingDocument {
    let key = ViewKey::usual(Level::Commune, query.region);
    let view = state.view(key);
    let ground = Ground::of(state, query, &view);
    let demand = demand(state, query, &view);
    let groups: Vec<Option<u32>> =
        view.rows.iter().map(|row| state.contents.belonging.epci.get(*row as usize).copied().flatten()).collect();
    let demand: &[Value] = &demand;
    let problem = Problem { demand, times: &ground.times, existing: &ground.existing, allowed: None };
    let started = Instant::now();
    let keep_going = || started.elapsed() < PATIENCE;
    let seconds_left = || PATIENCE.saturating_sub(started.elapsed()).as_secs_f64();
    let budget = Budget { effort: query.effort, keep_going: &keep_going, seconds_left: Some(&seconds_left) };
    let (found, goal) = match query.objective {
        Objective::Coverage => (mclp(&problem, query.minutes, query.open, &budget), Goal::Covered(query.minutes)),
        Objective::Median => (p_median(&problem, None, query.open, &budget), Goal::Cost(None)),
        Objective::Center => (p_center(&problem, query.open, &budget), Goal::Farthest),
        Objective::Equity => {
            (max_min(&problem, query.minutes, &groups, query.open, &budget), Goal::LeastShare(query.minutes, &groups))
        }
    };
    let before = WhatIf::new(&problem, &[]).value(goal);
    let mut ordered = gains(&problem, &found.opened, goal);
    ordered.sort_by_key(|gain| gain.order);
    let index = state.territories(Level::Commune);
    let proposed = |gain: &lanterne_observatory::siting::Gain| {
        let row = *ground.candidates.get((gain.site as usize).checked_sub(ground.existing.len())?)? as usize;
        Some(ProposedSite {
            commune: index.code.get(row)?.clone(),
            name: index.name.get(row)?.clone(),
            point: index.point.get(row).copied().flatten()?,
            step: number(gain.step),
            lost: number(gain.lost),
        })
    };
    let sites: Vec<ProposedSite> = ordered.iter().filter_map(proposed).collect();
    SitingDocument {
        objective: query.objective.name().to_owned(),
        label: set(&query.objective.label(query.demand)),
        demand_of: query.demand.name().to_owned(),
        status: found.status.as_str().to_owned(),
        status_label: set(found.status.label()),
        open: query.open,
        minutes: query.minutes,
        schemes: query.schemes.iter().cloned().collect(),
        existing: ground.existing.len(),
        candidates: ground.candidates.len(),
        candidate_population: query.candidate_population,
        sentence: sentence(query, &sites, before, &found),
        sites,
        before: number(before),
        value: number(found.objective),
        bound: number(found.bound),
        demand: found.demand,
        unreachable: found.unreachable,
        unknown: found.unknown,
        travel_model: set(&ground.travel_model),
    }
}

impl Ground {
    fn of(state: &State, query: &SitingQuery, view: &View) -> Self {
        let everywhere = commune_places(&state.contents);
        let commune = |row: u32| (everywhere.get(row as usize).copied().flatten(), Some(row));
        let known = standing(state, &query.schemes, query.counted);
        let standing = known.iter().map(|site| &state.contents.sites[*site]);
        let standing = standing.filter(|site| !query.removed.contains(&site.site));
        let standing = standing.map(|site| (site_place(&state.contents, site), site_commune(&state.contents, site)));
        let large = |&(_, population): &(u32, Value)| population.is_ok_and(|it| it >= query.candidate_population);
        let communes = view.rows.iter().copied().zip(view.columns.population.iter().copied());
        let candidates: Vec<u32> = communes.filter(large).map(|(row, _)| row).collect();
        let mut sites: Vec<Destination> = standing.collect();
        sites.extend(query.added.iter().map(|added| commune(added.commune)));
        let existing = (0_u32..).take(sites.len()).collect();
        sites.extend(candidates.iter().map(|&row| commune(row)));
        let origins: Vec<Option<u32>> = view.rows.iter().copied().map(Some).collect();
        let (times, travel_model) = journeys(&state.contents, &origins, &sites, HORIZON_MIN.max(query.minutes));
        Self { times, travel_model, existing, candidates }
    }
}

/// What each commune of the view weighs.
fn demand(state: &State, query: &SitingQuery, view: &View) -> Vec<Value> {
    match query.demand {
        Demand::Population => view.columns.population.clone(),
        Demand::Establishments => view.columns.establishments.clone(),
        Demand::WhiteZones => {
            let epci = state.view(ViewKey::usual(Level::Epci, query.region));
            let of_epci = |row: Option<u32>| epci.position(row?);
            let group: Vec<Option<usize>> = state.contents.belonging.epci.iter().map(|row| of_epci(*row)).collect();
            let parameters = Parameters { minutes: query.minutes, ..Parameters::default() };
            let journeys = &state.access(&query.schemes).journeys;
            let population = &state.contents.grain.population;
            let tested = accompagnement::test(journeys, population, &group, epci.rows.len(), parameters);
            let white = |row: u32| {
                let own = group.get(row as usize).copied().flatten().and_then(|at| tested.get(at));
                own.is_some_and(|own| own.verdict == Verdict::Yes)
            };
            let of = |(row, people): (&u32, &Value)| if white(*row) { *people } else { Ok(0.0) };
            view.rows.iter().zip(&view.columns.population).map(of).collect()
        }
    }
}

fn sentence(query: &SitingQuery, sites: &[ProposedSite], before: Value, found: &Solution) -> String {
    let names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
    let listed = match names.split_last() {
        None => return set("Aucun lieu de plus n'améliorerait l'accès."),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} et {last}", others.join(", ")),
    };
    let Ok(value) = found.objective else {
        return set(&format!("En ouvrant à {listed}, des {} resteraient hors d'atteinte.", query.demand.whom()));
    };
    let whom = query.demand.whom();
    let change = match (query.objective, before) {
        (Objective::Coverage, Ok(before)) => format!(
            "{} {whom} seraient à {} minutes ou moins d'un lieu, contre {} avant",
            integer(value),
            shortest(query.minutes, 1),
            integer(before)
        ),
        (Objective::Coverage, Err(_)) => {
            format!("{} {whom} seraient à {} minutes ou moins d'un lieu", integer(value), shortest(query.minutes, 1))
        }
        // Whoever no site reaches costs nothing: the mean is that of the others.
        (Objective::Median, _) if found.served > 0.0 => {
            format!("le trajet moyen serait de {} minutes", shortest(value / found.served, 1))
        }
        (Objective::Median, _) => "aucun trajet ne serait possible".to_owned(),
        (Objective::Center, _) => format!("nul ne serait à plus de {} minutes d'un lieu", shortest(value, 1)),
        (Objective::Equity, before) => format!(
            "l'EPCI le moins bien servi aurait {} % de ses {whom} à {} minutes ou moins d'un lieu{}, de ceux qu'un lieu pourrait servir",
            written(100.0 * value, 1),
            shortest(query.minutes, 1),
            before.map_or(String::new(), |before| format!(", contre {} % avant", written(100.0 * before, 1)))
        ),
    };
    let beyond = match (query.objective, found.unreachable.round()) {
        (Objective::Coverage | Objective::Equity, _) => String::new(),
        (_, left) if left <= 0.0 => String::new(),
        (_, left) if left < 2.0 => format!(" ({} reste hors d'atteinte de tout lieu)", query.demand.one()),
        (_, left) => format!(" ({} {whom} restent hors d'atteinte de tout lieu)", integer(left)),
    };
    set(&format!("En ouvrant à {listed}, {change}{beyond} ({}{}).", found.status.label(), bound(query, found)))
}

/// What no choice can do better than, where it is not what was found: « : pas plus de 4 200 000 habitants ».
fn bound(query: &SitingQuery, found: &Solution) -> String {
    let (Ok(bound), Status::Bounded | Status::Cancelled) = (found.bound, found.status) else { return String::new() };
    match query.objective {
        Objective::Coverage => format!(" : pas plus de {} {}", integer(bound), query.demand.whom()),
        Objective::Median if found.served > 0.0 => {
            format!(" : pas moins de {} minutes en moyenne", shortest(bound / found.served, 1))
        }
        Objective::Median => String::new(),
        Objective::Center => format!(" : pas moins de {} minutes", shortest(bound, 1)),
        Objective::Equity => format!(" : pas plus de {} %", written(100.0 * bound, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(objective: Objective, served: f64, unreachable: f64) -> String {
        let query = SitingQuery {
            objective,
            demand: Demand::Population,
            region: None,
            schemes: BTreeSet::new(),
            open: 1,
            minutes: 30.0,
            candidate_population: 0.0,
            effort: Effort::Quick,
            counted: Counted::default(),
            added: Vec::new(),
            removed: BTreeSet::new(),
        };
        let site = ProposedSite {
            commune: "80620".into(),
            name: "Péronne".into(),
            point: [2.9, 49.9],
            step: None,
            lost: None,
        };
        let found = Solution {
            status: Status::Optimal,
            opened: vec![0],
            objective: Ok(if objective == Objective::Median { 12_000.0 } else { 41.0 }),
            bound: Ok(0.0),
            demand: served + unreachable,
            served,
            unreachable,
            unknown: 0.0,
        };
        sentence(&query, &[site], Ok(0.0), &found)
    }

    #[test]
    fn a_mean_journey_is_that_of_those_who_can_make_one() {
        let text = told(Objective::Median, 1_000.0, 2_000.0);
        assert!(
            text.contains("le trajet moyen serait de 12 minutes (2\u{202f}000 habitants restent hors d’atteinte"),
            "{text}"
        );
        assert!(told(Objective::Median, 0.0, 3_000.0).contains("aucun trajet ne serait possible"));
    }

    #[test]
    fn a_choice_that_is_not_proven_says_what_none_can_pass() {
        let query = SitingQuery {
            objective: Objective::Coverage,
            demand: Demand::Establishments,
            region: None,
            schemes: BTreeSet::new(),
            open: 1,
            minutes: 30.0,
            candidate_population: 0.0,
            effort: Effort::Quick,
            counted: Counted::default(),
            added: Vec::new(),
            removed: BTreeSet::new(),
        };
        let found = Solution {
            status: Status::Bounded,
            opened: vec![0],
            objective: Ok(41.0),
            bound: Ok(52.0),
            demand: 60.0,
            served: 41.0,
            unreachable: 0.0,
            unknown: 0.0,
        };
        assert_eq!(bound(&query, &found), " : pas plus de 52 établissements de l'ESS");
        assert_eq!(bound(&query, &Solution { status: Status::Optimal, ..found }), "");
    }

    #[test]
    fn whoever_no_site_reaches_is_not_said_to_be_near_one() {
        let text = told(Objective::Center, 1_000.0, 2_000.0);
        assert!(
            text.contains("41 minutes d’un lieu (2\u{202f}000 habitants restent hors d’atteinte de tout lieu)"),
            "{text}"
        );
        assert!(!told(Objective::Center, 1_000.0, 0.0).contains("hors d’atteinte"));
    }
}
