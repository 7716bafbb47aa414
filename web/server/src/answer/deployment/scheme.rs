//! One scheme over the years, or all of them together: whom it reached, what a fair spread would have, how evenly.

use lanterne_data::read::activity::Helped;
use lanterne_observatory::cohort::finding::Finding;
use lanterne_observatory::cohort::gap::gap;
use lanterne_observatory::cohort::survival::kaplan_meier;
use lanterne_observatory::cohort::{Cohort, Fairness};
use lanterne_observatory::equity::{gini, lorenz};
use lanterne_observatory::measure::ratio::ratios;

use super::near::near;
use super::parted::parted;
use super::{DRAWS, Deployed, SEED};
use crate::answer::number;
use crate::document::deployment::{FairSpread, SchemeDeployment};
use crate::french::typography::set;
use crate::french::{integer, number as written};

/// A shortfall that chance gives less often than this is a finding.
const ALPHA: f64 = 0.05;
/// Standard deviations on either side of what 95 spreads of 100 reach.
const SPREAD: f64 = 1.96;
/// Of the share of territories still waiting.
pub(super) const CONFIDENCE: f64 = 0.95;
/// Parts of the inhabitants that a curve is told at: with a corner for each EPCI, what is hidden of one would be read off the curve.
const PARTS: u32 = 20;

/// The scheme at a place of the list; all together without one.
pub(crate) fn scheme(deployed: &Deployed<'_>, at: Option<u32>, unexplained: &[Finding]) -> SchemeDeployment {
    let slug = at.and_then(|at| deployed.schemes.get(at as usize)).copied();
    let chosen = |scheme: u32| at.is_none_or(|at| at == scheme);
    let cohort = deployed.deployment().cohort(chosen, deployed.window);
    let (name, full_name) = named(deployed, slug);
    let (target, target_sentence) = target(deployed, slug);
    let reached: Vec<usize> = cohort.curve.iter().map(|year| year.covered).collect();
    let fair: Vec<FairSpread> =
        Fairness::ALL.iter().map(|fairness| spread(deployed, &cohort, *fairness, at, unexplained)).collect();
    let waiting = kaplan_meier(&cohort.spells(), CONFIDENCE);
    let still: Vec<f64> = (1..=reached.len()).map(|years| waiting.at(years as f64).unwrap_or(1.0)).collect();
    let rates = ratios(1.0, &cohort.beneficiaries(), deployed.population());
    let curve = lorenz(&rates, deployed.population()).ok();
    let beneficiaries: Vec<Option<u64>> = deployed
        .window
        .years()
        .map(|year| sum(deployed, slug, year, |helped| u64::try_from(helped.beneficiaries).ok()).or(Some(0)))
        .collect();
    let year_sum = |what: fn(&Helped) -> Option<f64>| {
        deployed.window.years().map(|year| sum(deployed, slug, year, what)).collect::<Vec<Option<f64>>>()
    };
    SchemeDeployment {
        sentence: set(&format!("{name} : {} EPCI atteints sur {}", cohort.covered(), cohort.open())),
        scheme: slug.map(str::to_owned),
        name,
        full_name,
        jobs: year_sum(|helped| helped.jobs),
        amount_eur: year_sum(|helped| helped.amount_eur),
        hidden: vec![false; beneficiaries.len()],
        beneficiaries,
        target,
        target_sentence,
        waiting_sentence: waiting_sentence(deployed, &still),
        waiting: still,
        reached,
        fair,
        lorenz: curve.as_ref().map_or_else(Vec::new, |curve| {
            let shares = (0..=PARTS).map(|part| f64::from(part) / f64::from(PARTS));
            shares.filter_map(|share| Some([share, told(curve.amount_of_poorest(share)?)])).collect()
        }),
        half: curve.as_ref().and_then(|curve| curve.amount_of_poorest(0.5)).map(told),
        gini: number(gini(&rates, deployed.population())).map(told),
        gini_expected: expected_gini(deployed, &cohort).map(told),
        parted: parted(deployed, &rates),
        near: near(deployed, slug),
    }
}

/// A measure of all territories to the thousandth: with all its digits it would be one exact equation on what is hidden of each.
fn told(measure: f64) -> f64 {
    (measure * 1_000.0).round() / 1_000.0
}

/// « Fin 2024, 12 % des EPCI attendaient encore un premier bénéficiaire ; la moitié l'avaient eu fin 2021. »
fn waiting_sentence(deployed: &Deployed<'_>, still: &[f64]) -> String {
    let years: Vec<u16> = deployed.window.years().collect();
    let (Some(last), Some(left)) = (years.last(), still.last()) else { return String::new() };
    let half = years.iter().zip(still).find(|(_, left)| **left <= 0.5);
    let begun = match half {
        Some((year, _)) => format!("la moitié au moins l'avaient eu fin {year}"),
        None => "moins de la moitié l'ont eu".to_owned(),
    };
    let left = (100.0 * left).round();
    set(&match left {
        0.0 => format!("Fin {last}, tous les EPCI avaient eu un premier bénéficiaire ; {begun}."),
        left => {
            format!("Fin {last}, {} % des EPCI attendaient encore un premier bénéficiaire ; {begun}.", integer(left))
        }
    })
}

/// Sums over a year; nothing where nobody said anything.
pub(super) fn sum<T: std::iter::Sum<T>>(
    deployed: &Deployed<'_>,
    slug: Option<&str>,
    year: u16,
    what: impl Fn(&Helped) -> Option<T>,
) -> Option<T> {
    let own = deployed.helped.iter().filter(|helped| u16::try_from(helped.year) == Ok(year));
    let said: Vec<T> =
        own.filter(|helped| slug.is_none_or(|slug| slug == helped.scheme)).filter_map(|helped| what(helped)).collect();
    (!said.is_empty()).then(|| said.into_iter().sum())
}

pub(super) fn named(deployed: &Deployed<'_>, slug: Option<&str>) -> (String, String) {
    let Some(slug) = slug else { return (set("Tous les dispositifs"), String::new()) };
    let known = deployed.state.contents.schemes.iter().find(|own| own.scheme == slug);
    let full = known.map_or(slug, |own| own.name.as_str());
    // « FIDESS – Financement d'une étude… »: the name stands before the dash.
    let (short, rest) = full.split_once(" – ").unwrap_or((full, ""));
    (set(short), set(rest))
}

/// Beneficiaries a year that a document aims at: of all schemes together, or the volume announced of one.
fn target(deployed: &Deployed<'_>, slug: Option<&str>) -> (Option<f64>, String) {
    let announced = |slug: &str| {
        let scheme = deployed.state.contents.schemes.iter().find(|own| own.scheme == slug)?;
        scheme.yearly_volume
    };
    match slug {
        Some(slug) => announced(slug).map_or((None, String::new()), |volume| {
            (Some(volume), set(&format!("{} par an, d'après les documents.", integer(volume))))
        }),
        None => {
            let place = deployed.view.reference.name.as_str();
            let targets = &deployed.state.contents.targets;
            let of_all = targets
                .iter()
                .find(|own| own.kind == "target" && own.unit.starts_with(OF_ALL) && own.territory == place);
            of_all.map_or((None, String::new()), |own| (own.value, set(&own.description)))
        }
    }
}

/// What the unit of a target of beneficiaries begins with (facts, `targets.csv`).
const OF_ALL: &str = "bénéficiaires par an";

fn spread(
    deployed: &Deployed<'_>,
    cohort: &Cohort,
    fairness: Fairness,
    at: Option<u32>,
    unexplained: &[Finding],
) -> FairSpread {
    let allocation = deployed.allocation(fairness);
    let found = gap(cohort, &allocation, DRAWS, SEED);
    let fair = allocation.within(&deployed.open);
    let so_far: Vec<u64> = cohort.curve.iter().map(|year| year.cumulative).collect();
    let (mut expected, mut low, mut high) = (Vec::new(), Vec::new(), Vec::new());
    for n in so_far {
        let (mean, sd, units) = fair
            .expectation(n)
            .map_or((0.0, 0.0, 0.0), |own| (own.covered, own.variance.max(0.0).sqrt(), own.units as f64));
        expected.push(Some(mean));
        low.push(Some((mean - SPREAD * sd).max(0.0)));
        high.push(Some((mean + SPREAD * sd).min(units)));
    }
    let probability = found.as_ref().ok().and_then(|gap| number(gap.probability()));
    let shortfall = match at {
        // Of all schemes together one test is made; of each, as many as there are schemes and windows.
        None => found.as_ref().is_ok_and(|gap| gap.is_shortfall(ALPHA)),
        Some(at) => unexplained.iter().any(|finding| falls_short(finding, at) && finding.fairness() == fairness),
    };
    let last = expected.last().copied().flatten().unwrap_or(0.0);
    let [verdict, sentence] = verdict(cohort.covered(), last, fairness, probability, shortfall);
    FairSpread {
        fairness: fairness.as_str().to_owned(),
        label: set(fairness.label()),
        expected,
        low,
        high,
        probability,
        shortfall,
        verdict,
        sentence,
    }
}

/// Whether it is said of this scheme that it reaches too few.
fn falls_short(finding: &Finding, at: u32) -> bool {
    matches!(finding, Finding::Shortfall { scheme, .. } if *scheme == at)
}

/// What is left of inequality when chance alone spreads the beneficiaries by inhabitants: the mean over draws from the one seed.
fn expected_gini(deployed: &Deployed<'_>, cohort: &Cohort) -> Option<f64> {
    let total = cohort.curve.last().map_or(0, |year| year.cumulative);
    let fair = deployed.allocation(Fairness::Population).within(&deployed.open);
    let drawn = fair.drawn_gini(deployed.population(), total, GINI_DRAWS, SEED);
    number(drawn)
}

/// Draws of the inequality that chance leaves.
const GINI_DRAWS: usize = 99;

/// What to think of the difference: in two words, and in a sentence.
fn verdict(
    reached: usize,
    expected: f64,
    fairness: Fairness,
    probability: Option<f64>,
    shortfall: bool,
) -> [String; 2] {
    let (words, why) = match probability {
        Some(probability) if shortfall => {
            ("sous l'attendu", format!("un tel écart n'arrive au hasard {}", rarely(probability)))
        }
        // Found of the scheme alone, and no more once the territories that nobody reaches are set aside and all schemes compared.
        Some(probability) if probability <= ALPHA && (reached as f64) < expected => (
            "écart expliqué",
            "l'écart est celui des EPCI que nul dispositif n'atteint, ou trop faible parmi tant de comparaisons"
                .to_owned(),
        ),
        _ => ("conforme", "le hasard suffit à expliquer l'écart".to_owned()),
    };
    let expected = written(expected, 0);
    [set(words), set(&format!("{expected} attendus d'un tirage {} ; {why}.", fairness.label()))]
}

/// « qu'une fois sur 20 » of 0.05; of what is rarer than the draws can tell, « que moins d'une fois sur 1 000 ».
pub(super) fn rarely(probability: f64) -> String {
    let times = (1.0 / probability.max(1e-6)).round();
    if times >= DRAWS as f64 + 1.0 {
        format!("que moins d'une fois sur {}", integer(DRAWS as f64 + 1.0))
    } else {
        format!("qu'une fois sur {}", integer(times))
    }
}
