//! Kind `recours`: nobody was helped here, although a fair spread of those who were would have reached someone.
//!
//! Refuses to know which spread is fair: the caller chooses an [`Allocation`], which is that of [`FAIRNESS`] where a white zone is
//! told. [`crate::cohort`] judges a whole deployment; this file judges one territory.

use super::grid::Grid;
use super::stability::Tally;
use super::{Parameters, Verdict};
use crate::absence::{Absence, Value};
use crate::cohort::{Allocation, Cohort, Deployment, Fairness, Window};

/// The notion of a fair spread that white zones are judged by: schemes help structures, and go where structures are.
pub const FAIRNESS: Fairness = Fairness::Establishments;

/// The verdict on one territory and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recours {
    /// What the test says.
    pub verdict: Verdict,
    /// Beneficiaries in the window.
    pub beneficiaries: Value,
    /// Beneficiaries to be expected of a fair spread.
    pub expected: Value,
    /// `Pr(0 | fair spread)`.
    pub none: Value,
    /// Years since the last known beneficiary, in or before the window. Nil: none is known.
    pub years_since: Value,
}

/// Tests every territory: no beneficiary in the window although `Pr(0) = (1 − p_i)^n ≤ α`, with `p_i` the allocation's probability
/// among the units the schemes are open to ([`Allocation::within`]) and `n` the beneficiaries of the window where there is one.
///
/// The window is the `years` years up to and including `until`. Shape: one row per unit of the deployment. Verdicts: **non** where
/// there was a beneficiary; **oui** where there was none and `Pr(0) ≤ α`; **ns** where there was none and chance suffices to
/// explain it; **nd** where the schemes are not open or the allocation has no probability. Source: METHODS 5; the closed form is
/// that of [`Allocation::shares`]. Cost: one pass over the beneficiaries, one power per unit.
///
/// ```
/// use lanterne_observatory::cohort::{Allocation, Benefit, Deployment};
/// use lanterne_observatory::white_zone::{Parameters, Verdict, recours::test};
/// let benefit = |unit, year, beneficiaries| Benefit { unit, scheme: 0, year, beneficiaries };
/// let benefits = [benefit(0, 2023, 39), benefit(2, 2024, 1), benefit(1, 2010, 1)];
/// let (deployment, open) = (&benefits[..], [true; 3]);
/// let deployment = Deployment { benefits: deployment, open: &open };
/// let allocation = Allocation::proportional(&[Ok(800.0), Ok(100.0), Ok(100.0)], &open);
/// let tested = test(&deployment, |_| true, &allocation, 2024, Parameters::default());
/// assert_eq!(tested[1].verdict, Verdict::Yes, "4 of the 40 were to be expected");
/// assert!((tested[1].none.unwrap() - 0.9_f64.powi(40)).abs() < 1e-12);
/// assert_eq!((tested[1].years_since, tested[2].verdict), (Ok(14.0), Verdict::No));
/// ```
#[must_use]
pub fn test(
    deployment: &Deployment<'_>,
    chosen: impl Fn(u32) -> bool,
    allocation: &Allocation,
    until: u16,
    parameters: Parameters,
) -> Vec<Recours> {
    let parameters = parameters.within_bounds();
    let first = deployment.benefits.iter().map(|benefit| benefit.year).min().unwrap_or(until).min(until);
    let ever = deployment.cohort(&chosen, Window { from: first, to: until });
    let evidence = evidence(&deployment.cohort(&chosen, window(until, parameters.years)), allocation);
    evidence
        .into_iter()
        .zip(ever.years_since_last(until))
        .map(|(evidence, years_since)| Recours {
            verdict: evidence.map_or(Verdict::NotAvailable, |evidence| evidence.verdict(parameters.alpha)),
            beneficiaries: evidence.map(|evidence| evidence.beneficiaries),
            expected: evidence.map(|evidence| evidence.expected),
            none: evidence.map(|evidence| evidence.none),
            years_since,
        })
        .collect()
}

/// In how many settings of the grid (`α`, years) nobody was helped beyond what chance explains; arguments as [`test()`].
///
/// ```
/// use lanterne_observatory::cohort::{Allocation, Benefit, Deployment};
/// use lanterne_observatory::white_zone::{Parameters, grid::Grid, recours::tally};
/// let benefits = [Benefit { unit: 0, scheme: 0, year: 2024, beneficiaries: 200 }];
/// let (deployment, even) = (Deployment { benefits: &benefits, open: &[true; 2] }, Allocation::uniform(&[true; 2]));
/// let tally = tally(&deployment, |_| true, &even, 2024, &Grid::around(Parameters::default()));
/// assert_eq!([0, 1].map(|unit| tally.stability(unit).unwrap().share()), [0.0, 1.0], "half of the 200 were to be expected");
/// ```
#[must_use]
pub fn tally(
    deployment: &Deployment<'_>,
    chosen: impl Fn(u32) -> bool,
    allocation: &Allocation,
    until: u16,
    grid: &Grid,
) -> Tally {
    let grid = grid.clone().within_bounds();
    let windows: Vec<Vec<Result<Evidence, Absence>>> = grid
        .years
        .iter()
        .map(|years| evidence(&deployment.cohort(&chosen, window(until, *years)), allocation))
        .collect();
    let rows = (0..deployment.open.len()).map(|unit| {
        let evidence: Vec<Evidence> = windows.iter().map(|window| window[unit]).collect::<Result<_, Absence>>()?;
        let white = |alpha: &f64| evidence.iter().filter(|own| own.verdict(*alpha) == Verdict::Yes).count() as u32;
        Ok(grid.alpha.iter().map(white).collect())
    });
    Tally::of(grid.alpha.len(), grid.years.len(), rows)
}

/// What the test compares.
#[derive(Clone, Copy)]
struct Evidence {
    beneficiaries: f64,
    expected: f64,
    none: f64,
}

impl Evidence {
    fn verdict(self, alpha: f64) -> Verdict {
        match self.beneficiaries {
            some if some > 0.0 => Verdict::No,
            _ if self.none <= alpha => Verdict::Yes,
            _ => Verdict::NotSignificant,
        }
    }
}

/// The last years up to `until`.
fn window(until: u16, years: u32) -> Window {
    let before = u16::try_from(years.saturating_sub(1)).unwrap_or(u16::MAX);
    Window { from: until.saturating_sub(before), to: until }
}

fn evidence(cohort: &Cohort, allocation: &Allocation) -> Vec<Result<Evidence, Absence>> {
    let received = cohort.beneficiaries();
    let allocation = allocation.within(&received.iter().map(Result::is_ok).collect::<Vec<_>>());
    let probable = received.iter().zip(allocation.probabilities()).filter(|(_, probability)| probability.is_ok());
    let n: f64 = probable.filter_map(|(received, _)| received.ok()).sum();
    let mut shares = allocation.shares(n as u64).into_iter();
    received
        .into_iter()
        .map(|received| {
            let share = shares.next().unwrap_or(Err(Absence::NotPublished));
            let (beneficiaries, share) = (received?, share?);
            Ok(Evidence { beneficiaries, expected: share.expected, none: share.none })
        })
        .collect()
}
