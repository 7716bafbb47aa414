//! Thousands of tests at once: of what is called significant, how much is chance?
//!
//! Refuses to know what was tested.

use crate::absence::{Absence, Value};

/// The q-value of each p-value: the least share of false discoveries at which its row is called significant.
///
/// Shape: one per row. Missing: an absent p-value stays absent and counts for no test; a number outside `[0, 1]` was never a
/// p-value. With the `m` p-values in increasing order, `q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎ m / j`, at most 1. Calling significant the
/// rows with `q ≤ α` keeps the expected share of false discoveries under α where tests are independent or positively dependent,
/// as those of neighbours are. With `r` permutations no p-value is below `1/(r + 1)`: ask for more when few rows out of many are
/// expected. Source: Benjamini & Hochberg 1995 (JRSS B 57), Benjamini & Yekutieli 2001. Checked against
/// `scipy.stats.false_discovery_control` (1.17.1), relative 1e-12, and the cut of `esda.fdr` (2.9.0). Cost: a sort.
///
/// ```
/// use lanterne_observatory::{Absence, autocorrelation::false_discovery::adjusted};
/// let q = adjusted(&[Ok(0.04), Ok(0.01), Err(Absence::Nil), Ok(0.03), Ok(0.5)]);
/// assert_eq!(q[1], Ok(0.04));
/// assert_eq!(q[0], q[3], "0.03 alone would give 0.06; 0.04 brings it down with it");
/// assert_eq!(q[2], Err(Absence::Nil));
/// ```
#[must_use]
pub fn adjusted(p: &[Value]) -> Vec<Value> {
    let p = sensible(p);
    let tested: Vec<f64> = p.iter().filter_map(|p| p.ok()).collect();
    let mut q = ordered(&tested).into_iter();
    p.into_iter().map(|p| p.map(|_| q.next().unwrap_or(1.0))).collect()
}

/// The p-value of each row once all are looked at together: the least probability of *any* false discovery at which its row is
/// called significant.
///
/// Shape and missing: as [`adjusted`]. With the `m` p-values in increasing order, the greatest over `j ≤ i` of `p₍ⱼ₎·(m − j + 1)`,
/// at most 1. For a few tests of which none may be wrong; [`adjusted`] is for many of which some may. However the tests depend on
/// one another. Source: Holm 1979 (Scandinavian Journal of Statistics 6). Its formula was compared with
/// `statsmodels.stats.multitest.multipletests(method="holm")` (0.15.0) on a thousand random columns: equal. Cost: a sort.
///
/// ```
/// use lanterne_observatory::{Absence, autocorrelation::false_discovery::family_wise};
/// let p = family_wise(&[Ok(0.04), Ok(0.01), Err(Absence::Nil), Ok(0.03)]);
/// assert_eq!(p, [Ok(0.06), Ok(0.03), Err(Absence::Nil), Ok(0.06)], "what is weaker is never called first");
/// ```
#[must_use]
pub fn family_wise(p: &[Value]) -> Vec<Value> {
    let p = sensible(p);
    let mut order: Vec<usize> = (0..p.len()).filter(|&row| p[row].is_ok()).collect();
    order.sort_by(|&a, &b| p[a].unwrap_or(1.0).total_cmp(&p[b].unwrap_or(1.0)));
    let (tests, mut greatest) = (order.len() as f64, 0.0_f64);
    let mut found = p.clone();
    for (rank, &row) in order.iter().enumerate() {
        greatest = greatest.max((p[row].unwrap_or(1.0) * (tests - rank as f64)).min(1.0));
        found[row] = Ok(greatest);
    }
    found
}

/// A number outside `[0, 1]` was never a p-value.
fn sensible(p: &[Value]) -> Vec<Value> {
    let one = |p: f64| if (0.0..=1.0).contains(&p) { Ok(p) } else { Err(Absence::NotPublished) };
    p.iter().map(|&p| p.and_then(one)).collect()
}

/// Q-values of numbers in `[0, 1]`, in their order.
pub(super) fn ordered(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&a, &b| p[a].total_cmp(&p[b]));
    let (tests, mut least, mut q) = (p.len() as f64, 1.0_f64, vec![1.0; p.len()]);
    for (rank, &row) in order.iter().enumerate().rev() {
        least = least.min(p[row] * (tests / (rank as f64 + 1.0)));
        q[row] = least;
    }
    q
}
