//! What a monitor says of a deployment: territories that nobody reached, schemes that reach too few territories, territories
//! that a scheme misses. Each with its evidence, and none where chance suffices.
//!
//! A small region has hundreds of pairs of a scheme and a territory, and several windows of years: looking at each alone would
//! call chance an injustice every day. Three families of tests are made, one after the other, each at its stated error rate:
//!
//! 1. **Unreached** territories: no beneficiary of any scheme. The expected share of those named wrongly is at most `discovery`.
//! 2. **Shortfalls**: a scheme reached fewer territories than a fair spread of as many beneficiaries. The probability that any
//!    scheme is named wrongly is at most `shortfall`. Territories already said to be unreached are set aside, on both sides: what
//!    they lack is no second finding, and what the others have is then, exactly, a spread among the others.
//! 3. **Schemes that miss a territory**: no beneficiary of that scheme there. As in 1, among the territories that stay.
//!
//! A test that even an empty territory could not pass (`Pr(none) > discovery`) is not made, and weighs on no other (Tarone
//! 1990). A territory, a scheme or a pair is said once: over the window that chance explains least, among those in which it
//! was tested.
//!
//! Refuses to know why, and which fairness is the right one: each fairness is judged by itself and stands in its findings.
//! Refuses too to gather territories: called on a grouping ([`super::regroup`]) it tells of groups that are too small one by
//! one.
//!
//! Next: [`super::Allocation`] for what a fair spread is, [`super::gap`] for one cell with its draws.

use rayon::prelude::*;

use super::expected::Share;
use super::fairness::{Allocation, Fairness};
use super::gap::{DRAWS, gap};
use super::{Cohort, Deployment, Window, occupancy};
use crate::absence::{Absence, Value};
use crate::autocorrelation::false_discovery::{adjusted, family_wise};

/// The error rates that are accepted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// Probability that any scheme is wrongly said to reach too few territories.
    pub shortfall: f64,
    /// Expected share of those wrongly named, among the unreached territories, and among the pairs of a scheme and a territory.
    pub discovery: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self { shortfall: 0.05, discovery: 0.05 }
    }
}

/// Something that chance does not explain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// No scheme has a beneficiary there.
    Unreached {
        /// Row of the unit.
        unit: u32,
        /// The years.
        window: Window,
        /// The fair spread it is judged against.
        fairness: Fairness,
        /// Beneficiaries that spread gives it.
        expected: f64,
        /// Probability that it gives none.
        none_probability: f64,
    },
    /// A scheme reaches too few units.
    Shortfall {
        /// Which scheme.
        scheme: u32,
        /// The years.
        window: Window,
        /// The fair spread it is judged against.
        fairness: Fairness,
        /// Units reached, of those not said to be unreached.
        covered: usize,
        /// Units that a fair spread of as many beneficiaries reaches among them.
        expected: f64,
        /// Probability that it reaches as few; no smaller than 10⁻¹².
        probability: f64,
    },
    /// A scheme has no beneficiary there.
    SchemeUnreached {
        /// Which scheme.
        scheme: u32,
        /// Row of the unit.
        unit: u32,
        /// The years.
        window: Window,
        /// The fair spread it is judged against.
        fairness: Fairness,
        /// Beneficiaries of the scheme that spread gives it.
        expected: f64,
        /// Probability that it gives none.
        none_probability: f64,
    },
}

impl Finding {
    /// Probability of as much under a fair spread, before so many tests were made.
    #[must_use]
    pub const fn probability(&self) -> f64 {
        match *self {
            Self::Unreached { none_probability, .. } | Self::SchemeUnreached { none_probability, .. } => {
                none_probability
            }
            Self::Shortfall { probability, .. } => probability,
        }
    }

    /// The fair spread it is judged against.
    #[must_use]
    pub const fn fairness(&self) -> Fairness {
        match *self {
            Self::Unreached { fairness, .. }
            | Self::Shortfall { fairness, .. }
            | Self::SchemeUnreached { fairness, .. } => fairness,
        }
    }

    /// A territory left out of everything comes first, then a scheme, then a scheme in a territory.
    const fn rank(&self) -> u8 {
        match self {
            Self::Unreached { .. } => 0,
            Self::Shortfall { .. } => 1,
            Self::SchemeUnreached { .. } => 2,
        }
    }
}

/// What is to be said of a deployment, the most serious first: unreached units, then schemes that reach too few, then schemes
/// that miss a unit; in each, what chance explains least.
///
/// `schemes`: those looked at, each once; the others' beneficiaries count nowhere. `windows`: those looked at, in any order;
/// the more of them, the less each can say. Shape: any number of findings; no two of one fairness name the same unit, scheme
/// or pair. Missing: a unit that is not open, or without a probability, takes no part and neither do its beneficiaries. Error
/// rates: those of `parameters`, for each fairness apart; a rate that is no probability takes its default.
///
/// Source: METHODS 6; Holm 1979 for the shortfalls, Benjamini & Hochberg 1995 for the rest, from which Tarone 1990 leaves out
/// the tests that cannot succeed; the windows of a unit are one test, by Bonferroni. Units of one spread are slightly
/// negatively dependent: the rates are measured on 200 deployments with planted inequities and 200 without
/// (`ingest/tests/planted_inequity.rs`). Cost: that of [`occupancy::uneven`] for each scheme and window that reaches fewer
/// than expected; of [`gap()`] and its draws from `seed` where there are too many units for it.
///
/// ```
/// use lanterne_observatory::cohort::finding::{Finding, Parameters, findings};
/// use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Fairness, Window};
/// let benefit = |unit, scheme, year| Benefit { unit, scheme, year, beneficiaries: 1 };
/// // 80 beneficiaries a year among 20 units alike, never in unit 7; 10 a year of another scheme, all in 5 of the units.
/// let mut benefits = Vec::new();
/// for year in 2020..=2024 {
///     benefits.extend((0..80).map(|i| benefit(if i % 20 == 7 { 8 } else { i % 20 }, 0, year)));
///     benefits.extend((0..10).map(|i| benefit(i % 5, 1, year)));
/// }
/// let windows = [Window { from: 2020, to: 2024 }, Window { from: 2022, to: 2024 }];
/// let fair = [(Fairness::Uniform, Allocation::uniform(&[true; 20]))];
/// let said = |benefits: &[Benefit]| {
///     let deployment = Deployment { benefits, open: &[true; 20] };
///     findings(&deployment, &[0, 1], &windows, &fair, Parameters::default(), 2026)
/// };
/// let found = said(&benefits);
/// assert_eq!(found.len(), 2, "that no scheme reached unit 7 is said once: {found:?}");
/// assert!(matches!(found[0], Finding::Unreached { unit: 7, expected, .. } if expected == 22.5));
/// assert!(matches!(found[1], Finding::Shortfall { scheme: 1, covered: 5, expected, .. } if expected.round() == 18.0));
///
/// // Three beneficiaries leave 17 units without any, as chance must; 400 spread evenly leave none.
/// assert!(said(&[benefit(0, 0, 2024), benefit(1, 0, 2024), benefit(2, 0, 2024)]).is_empty());
/// assert!(said(&(0..400).map(|i| benefit(i % 20, 0, 2020 + (i / 80) as u16)).collect::<Vec<_>>()).is_empty());
/// ```
#[must_use]
pub fn findings(
    deployment: &Deployment<'_>,
    schemes: &[u32],
    windows: &[Window],
    allocations: &[(Fairness, Allocation)],
    parameters: Parameters,
    seed: u64,
) -> Vec<Finding> {
    let parameters = parameters.within_bounds();
    let mut found: Vec<Finding> = allocations
        .iter()
        .flat_map(|(fairness, allocation)| {
            let monitor = Monitor { deployment, schemes, windows, fairness: *fairness, allocation, parameters, seed };
            monitor.findings()
        })
        .collect();
    found.sort_by(|a, b| a.rank().cmp(&b.rank()).then(a.probability().total_cmp(&b.probability())));
    found
}

impl Parameters {
    /// The same, where every rate is a probability; the default where one is not.
    fn within_bounds(self) -> Self {
        let default = Self::default();
        let rate = |asked: f64, default: f64| if (0.0..=1.0).contains(&asked) { asked } else { default };
        Self { shortfall: rate(self.shortfall, default.shortfall), discovery: rate(self.discovery, default.discovery) }
    }
}

/// One deployment against one notion of fairness.
struct Monitor<'a> {
    deployment: &'a Deployment<'a>,
    schemes: &'a [u32],
    windows: &'a [Window],
    fairness: Fairness,
    allocation: &'a Allocation,
    parameters: Parameters,
    seed: u64,
}

/// The beneficiaries of a window beside a fair spread of as many.
struct Spread {
    cohort: Cohort,
    allocation: Allocation,
    beneficiaries: u64,
}

/// No beneficiary, in the window that chance explains least.
#[derive(Clone, Copy)]
struct Nobody {
    window: Window,
    share: Share,
}

/// One thing that may have had nobody, over every window in which that would say something.
#[derive(Clone, Copy, Default)]
struct Silence {
    windows: u32,
    least: Option<Nobody>,
}

impl Monitor<'_> {
    fn findings(&self) -> Vec<Finding> {
        let unreached = self.unreached();
        let aside = self.set_aside(&unreached);
        let mut found = unreached;
        found.extend(self.shortfalls(&aside));
        found.extend(self.missed(&aside));
        found
    }

    /// What the chosen schemes did over a window, among these units.
    fn spread(&self, open: &[bool], window: Window, chosen: impl Fn(u32) -> bool) -> Spread {
        let allocation = self.allocation.within(open);
        let open = allocation.open();
        let cohort = Deployment { open: &open, ..*self.deployment }.cohort(chosen, window);
        let beneficiaries = cohort.curve.last().map_or(0, |year| year.cumulative);
        Spread { cohort, allocation, beneficiaries }
    }

    fn all(&self, window: Window) -> Spread {
        self.spread(self.deployment.open, window, |scheme| self.schemes.contains(&scheme))
    }

    /// Units without a beneficiary of any scheme.
    fn unreached(&self) -> Vec<Finding> {
        let mut silences = vec![Silence::default(); self.deployment.open.len()];
        for &window in self.windows {
            self.all(window).hear(window, &mut silences, self.parameters.discovery);
        }
        let found = (0..).zip(proven(&silences, self.parameters.discovery));
        found
            .filter_map(|(unit, nobody)| {
                let Nobody { window, share } = nobody?;
                let (expected, none_probability) = (share.expected, share.none);
                Some(Finding::Unreached { unit, window, fairness: self.fairness, expected, none_probability })
            })
            .collect()
    }

    /// Of each window, the units that stay: all but those said to be unreached that had nobody in it.
    fn set_aside(&self, unreached: &[Finding]) -> Vec<Vec<bool>> {
        let mut named = vec![false; self.deployment.open.len()];
        for finding in unreached {
            if let Finding::Unreached { unit, .. } = finding {
                named[*unit as usize] = true;
            }
        }
        let stays = |window: &Window| -> Vec<bool> {
            let received = self.all(*window).cohort.units;
            let stays = received.iter().zip(&named).zip(self.deployment.open);
            stays
                .map(|((received, named), open)| {
                    *open && !(*named && received.is_ok_and(|received| received.beneficiaries == 0))
                })
                .collect()
        };
        self.windows.iter().map(stays).collect()
    }

    /// Every scheme over every window, with the units that stay in it.
    fn tested<'s>(&self, stay: &'s [Vec<bool>]) -> Vec<(u32, Window, &'s [bool])> {
        let mut tests = Vec::new();
        for &scheme in self.schemes {
            tests.extend(self.windows.iter().zip(stay).map(|(&window, stay)| (scheme, window, stay.as_slice())));
        }
        tests
    }

    /// Schemes that reach too few units.
    fn shortfalls(&self, stay: &[Vec<bool>]) -> Vec<Finding> {
        let tests: Vec<Finding> = self
            .tested(stay)
            .into_par_iter()
            .filter_map(|(scheme, window, stay)| self.reach(scheme, window, stay))
            .collect();
        let p: Vec<Value> = tests.iter().map(|test| Ok(test.probability())).collect();
        let mut found: Vec<Finding> = Vec::new();
        for (test, p) in tests.into_iter().zip(family_wise(&p)) {
            if !p.is_ok_and(|p| p <= self.parameters.shortfall) {
                continue;
            }
            let same = |known: &&mut Finding| scheme_of(known) == scheme_of(&test);
            match found.iter_mut().find(same) {
                Some(known) if test.probability() < known.probability() => *known = test,
                Some(_) => {}
                None => found.push(test),
            }
        }
        found
    }

    /// How many units a scheme reached over a window, with the probability of as few. `None`: it helped nobody.
    fn reach(&self, scheme: u32, window: Window, stay: &[bool]) -> Option<Finding> {
        let spread = self.spread(stay, window, |one| one == scheme);
        let n = spread.beneficiaries;
        let expected = spread.allocation.curve(&[n]).first().copied().filter(|_| n > 0)?;
        let covered = spread.cohort.covered();
        let probability = if covered as f64 >= expected { 1.0 } else { self.as_few(&spread, covered)? };
        Some(Finding::Shortfall { scheme, window, fairness: self.fairness, covered, expected, probability })
    }

    /// Exact where the units are few enough, else by draws.
    fn as_few(&self, spread: &Spread, covered: usize) -> Option<f64> {
        let exact = occupancy::uneven(&spread.allocation.known(), spread.beneficiaries);
        let probability = match exact {
            Some(law) => law.iter().take(covered + 1).sum::<f64>(),
            None => gap(&spread.cohort, &spread.allocation, DRAWS, self.seed).ok()?.probability().ok()?,
        };
        Some(probability.clamp(ROUNDING, 1.0))
    }

    /// Units that a scheme misses.
    fn missed(&self, stay: &[Vec<bool>]) -> Vec<Finding> {
        let units = self.deployment.open.len();
        let mut silences = vec![Silence::default(); units * self.schemes.len()];
        for (rank, &scheme) in self.schemes.iter().enumerate() {
            let own = &mut silences[rank * units..(rank + 1) * units];
            for (&window, stay) in self.windows.iter().zip(stay) {
                self.spread(stay, window, |one| one == scheme).hear(window, own, self.parameters.discovery);
            }
        }
        let pairs = self.schemes.iter().flat_map(|&scheme| (0..units as u32).map(move |unit| (scheme, unit)));
        pairs
            .zip(proven(&silences, self.parameters.discovery))
            .filter_map(|((scheme, unit), nobody)| {
                let Nobody { window, share } = nobody?;
                let (expected, none_probability) = (share.expected, share.none);
                let fairness = self.fairness;
                Some(Finding::SchemeUnreached { scheme, unit, window, fairness, expected, none_probability })
            })
            .collect()
    }
}

/// Below this a probability is the dust of the exact law's rounding.
const ROUNDING: f64 = 1e-12;

fn scheme_of(finding: &Finding) -> Option<u32> {
    match finding {
        Finding::Shortfall { scheme, .. } | Finding::SchemeUnreached { scheme, .. } => Some(*scheme),
        Finding::Unreached { .. } => None,
    }
}

impl Spread {
    /// Adds what this window says of each unit that had nobody.
    fn hear(&self, window: Window, silences: &mut [Silence], rate: f64) {
        let shares = self.allocation.shares(self.beneficiaries);
        for ((silence, share), received) in silences.iter_mut().zip(shares).zip(&self.cohort.units) {
            if let (Ok(share), Ok(received)) = (share, received) {
                silence.hear(Nobody { window, share }, received.beneficiaries, rate);
            }
        }
    }
}

impl Silence {
    fn hear(&mut self, nobody: Nobody, beneficiaries: u64, rate: f64) {
        // Even nobody would be no surprise there: no test.
        if nobody.share.none > rate {
            return;
        }
        self.windows += 1;
        if beneficiaries == 0 && self.least.is_none_or(|least| nobody.share.none < least.share.none) {
            self.least = Some(nobody);
        }
    }

    /// Of all its windows together (Bonferroni). Nil: there was nothing to test.
    fn probability(&self) -> Value {
        if self.windows == 0 {
            return Err(Absence::Nil);
        }
        Ok(self.least.map_or(1.0, |least| (least.share.none * f64::from(self.windows)).min(1.0)))
    }
}

/// Those that chance does not explain, once all are looked at together.
fn proven(silences: &[Silence], rate: f64) -> Vec<Option<Nobody>> {
    let p: Vec<Value> = silences.iter().map(Silence::probability).collect();
    let proven = adjusted(&p).into_iter().map(|q| q.is_ok_and(|q| q <= rate));
    silences.iter().zip(proven).map(|(silence, proven)| silence.least.filter(|_| proven)).collect()
}
