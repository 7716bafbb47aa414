//! Where to open the next sites, existing ones kept: the core's measures on the served places.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use lanterne_data::read::access::{Destination, commune_places, journeys, site_commune, site_place};
use lanterne_observatory::siting::{Budget, Effort, Goal, Problem, Solution, WhatIf, gains, mclp, p_center, p_median};
use lanterne_observatory::travel::Times;
use lanterne_observatory::{Level, Value};

use super::number;
use crate::document::siting::{ProposedSite, SitingDocument};
use crate::french::typography::set;
use crate::french::{integer, shortest};
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
}

impl Objective {
    pub(crate) const ALL: [Self; 3] = [Self::Coverage, Self::Median, Self::Center];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Coverage => "couverture",
            Self::Median => "mediane",
            Self::Center => "centre",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Coverage => "Le plus d'habitants à moins du temps choisi",
            Self::Median => "Le trajet moyen le plus court",
            Self::Center => "Le plus éloigné le plus près possible",
        }
    }
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct SitingQuery {
    pub(crate) objective: Objective,
    pub(crate) region: Option<u32>,
    pub(crate) schemes: BTreeSet<String>,
    pub(crate) open: usize,
    pub(crate) minutes: f64,
    pub(crate) candidate_population: f64,
    pub(crate) effort: Effort,
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
    let demand: &[Value] = &view.columns.population;
    let problem = Problem { demand, times: &ground.times, existing: &ground.existing, allowed: None };
    let started = Instant::now();
    let keep_going = || started.elapsed() < PATIENCE;
    let seconds_left = || PATIENCE.saturating_sub(started.elapsed()).as_secs_f64();
    let budget = Budget { effort: query.effort, keep_going: &keep_going, seconds_left: Some(&seconds_left) };
    let (found, goal) = match query.objective {
        Objective::Coverage => (mclp(&problem, query.minutes, query.open, &budget), Goal::Covered(query.minutes)),
        Objective::Median => (p_median(&problem, None, query.open, &budget), Goal::Cost(None)),
        Objective::Center => (p_center(&problem, query.open, &budget), Goal::Farthest),
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
        label: set(query.objective.label()),
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
        let access = state.access(&query.schemes);
        let standing = access.sites.iter().map(|site| {
            let site = &state.contents.sites[*site];
            (site_place(&state.contents, site), site_commune(&state.contents, site))
        });
        let large = |&(_, population): &(u32, Value)| population.is_ok_and(|it| it >= query.candidate_population);
        let communes = view.rows.iter().copied().zip(view.columns.population.iter().copied());
        let candidates: Vec<u32> = communes.filter(large).map(|(row, _)| row).collect();
        let mut sites: Vec<Destination> = standing.collect();
        let existing = (0_u32..).take(sites.len()).collect();
        sites.extend(candidates.iter().map(|&row| commune(row)));
        let origins: Vec<Option<u32>> = view.rows.iter().copied().map(Some).collect();
        let (times, travel_model) = journeys(&state.contents, &origins, &sites, HORIZON_MIN.max(query.minutes));
        Self { times, travel_model, existing, candidates }
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
        return set(&format!("En ouvrant à {listed}, des habitants resteraient hors d'atteinte."));
    };
    let change = match (query.objective, before) {
        (Objective::Coverage, Ok(before)) => format!(
            "{} habitants seraient à {} minutes ou moins d'un lieu, contre {} aujourd'hui",
            integer(value),
            shortest(query.minutes, 1),
            integer(before)
        ),
        (Objective::Coverage, Err(_)) => {
            format!("{} habitants seraient à {} minutes ou moins d'un lieu", integer(value), shortest(query.minutes, 1))
        }
        // Whoever no site reaches costs nothing: the mean is that of the others.
        (Objective::Median, _) if found.served > 0.0 => {
            format!("le trajet moyen serait de {} minutes", shortest(value / found.served, 1))
        }
        (Objective::Median, _) => "aucun trajet ne serait possible".to_owned(),
        (Objective::Center, _) => format!("nul ne serait à plus de {} minutes d'un lieu", shortest(value, 1)),
    };
    let beyond = match (query.objective, found.unreachable.round()) {
        (Objective::Coverage, _) => String::new(),
        (_, left) if left <= 0.0 => String::new(),
        (_, left) if left < 2.0 => " (un habitant reste hors d'atteinte de tout lieu)".to_owned(),
        (_, left) => format!(" ({} habitants restent hors d'atteinte de tout lieu)", integer(left)),
    };
    set(&format!("En ouvrant à {listed}, {change}{beyond} ({}).", found.status.label()))
}

#[cfg(test)]
mod tests {
    use lanterne_observatory::siting::Status;

    use super::*;

    fn told(objective: Objective, served: f64, unreachable: f64) -> String {
        let query = SitingQuery {
            objective,
            region: None,
            schemes: BTreeSet::new(),
            open: 1,
            minutes: 30.0,
            candidate_population: 0.0,
            effort: Effort::Quick,
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
    fn whoever_no_site_reaches_is_not_said_to_be_near_one() {
        let text = told(Objective::Center, 1_000.0, 2_000.0);
        assert!(
            text.contains("41 minutes d’un lieu (2\u{202f}000 habitants restent hors d’atteinte de tout lieu)"),
            "{text}"
        );
        assert!(!told(Objective::Center, 1_000.0, 0.0).contains("hors d’atteinte"));
    }
}
