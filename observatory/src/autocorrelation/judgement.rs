//! When a p-value is enough: which tail, which threshold, and what thousands of tests cost.

use super::false_discovery;
use super::permutation::{Design, Tail};
use super::untested::Untested;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is done about testing many rows at once.
    Correction as "correction" {
        /// Of the rows called significant, the expected share called so by chance alone stays under the threshold
        /// (Benjamini & Hochberg 1995). The default.
        FalseDiscovery = "fdr", "contrôle des fausses découvertes (Benjamini-Hochberg)";
        /// Each row for itself: of the rows without structure, a share equal to the threshold is called significant.
        None = "none", "sans correction pour tests multiples";
    }
}

/// When a row is called significant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Which draws speak against chance.
    pub tail: Tail,
    /// What is done about testing many rows.
    pub correction: Correction,
    /// Threshold, in `[0, 1]`: on `q` where corrected, on `p` otherwise.
    pub alpha: f64,
}

impl Default for Judgement {
    fn default() -> Self {
        Self { tail: Tail::Smaller, correction: Correction::FalseDiscovery, alpha: 0.05 }
    }
}

impl Judgement {
    /// Whether a row with that p-value and that corrected q-value is significant. A threshold that is no number: never.
    #[must_use]
    pub fn holds(&self, p: f64, q: f64) -> bool {
        match self.correction {
            Correction::FalseDiscovery => q <= self.alpha,
            Correction::None => p <= self.alpha,
        }
    }
}

/// A whole test: how chance is simulated and when it is ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Test {
    /// How chance is simulated.
    pub design: Design,
    /// When a row is significant.
    pub judgement: Judgement,
}

/// Rows that carry a p-value, each given the q-value it has among them.
pub(super) fn corrected<T: Copy>(
    rows: Vec<Result<T, Untested>>,
    p: impl Fn(&T) -> f64,
    judged: impl Fn(T, f64) -> T,
) -> Vec<Result<T, Untested>> {
    let tested: Vec<f64> = rows.iter().filter_map(|row| row.as_ref().ok().map(&p)).collect();
    let mut q = false_discovery::ordered(&tested).into_iter();
    rows.into_iter().map(|row| row.map(|row| judged(row, q.next().unwrap_or(1.0)))).collect()
}
