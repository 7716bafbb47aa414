//! Do two measures go together: the linear correlation with its interval, and the correlation of the ranks.
//!
//! Refuses to know what is measured: two rates over the same inhabitants are tied by their denominator, which the reader must be
//! told. Next: [`crate::autocorrelation`] for a measure and its neighbours.

use crate::absence::{Value, at};
use crate::interval::{Interval, z};

/// Fewest pairs of which anything is said.
pub const FEWEST_PAIRS: usize = 4;

/// How two measures go together over the rows where both are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// Rows where both are known.
    pub pairs: usize,
    /// Pearson's coefficient, from −1 to 1.
    pub linear: f64,
    /// Its interval.
    pub interval: Interval,
    /// Spearman's coefficient, from −1 to 1: Pearson's of the ranks, equal values sharing their mean rank.
    pub rank: f64,
}

/// Pearson's and Spearman's coefficients of two columns, each row once.
///
/// The interval is Fisher's: `tanh(artanh r ± z/√(n − 3))`, z of that confidence. Missing: a row where either is absent or not finite
/// takes no part; `None` with fewer than [`FEWEST_PAIRS`] pairs, where a column is constant, or for a confidence outside ]0, 1[.
/// Sources: Pearson 1896 (Philosophical Transactions A 187), Fisher 1915 (Biometrika 10), Spearman 1904 (American Journal of
/// Psychology 15). Checked against `scipy.stats.pearsonr` with its interval, and `spearmanr` (1.17.1), relative 1e-10. Cost: two sorts.
///
/// ```
/// use lanterne_observatory::association::association;
/// let x = [Ok(1.0), Ok(2.0), Ok(3.0), Ok(4.0), Ok(5.0)];
/// let y = [Ok(1.0), Ok(4.0), Ok(9.0), Ok(16.0), Ok(25.0)];
/// let found = association(&x, &y, 0.95).unwrap();
/// assert_eq!((found.pairs, found.rank), (5, 1.0));
/// assert!((found.linear - 0.981_104_910_251).abs() < 1e-9 && found.interval.low < found.linear);
/// ```
#[must_use]
pub fn association(x: &[Value], y: &[Value], confidence: f64) -> Option<Association> {
    let finite = |value: Value| value.ok().filter(|value| value.is_finite());
    let known: Vec<[f64; 2]> = (0..x.len()).filter_map(|row| Some([finite(x[row])?, finite(at(y, row))?])).collect();
    if known.len() < FEWEST_PAIRS {
        return None;
    }
    let column = |of: usize| known.iter().map(|pair| pair[of]).collect::<Vec<f64>>();
    let (x, y) = (column(0), column(1));
    let linear = pearson(&x, &y)?;
    let rank = pearson(&ranks(&x), &ranks(&y))?;
    let half = z(confidence)? / ((known.len() - 3) as f64).sqrt();
    let end = |by: f64| if linear.abs() == 1.0 { linear } else { (linear.atanh() + by).tanh() };
    Some(Association { pairs: known.len(), linear, interval: Interval { low: end(-half), high: end(half) }, rank })
}

/// The coefficient; `None` where a column does not vary.
fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (x, y) = (centred(x)?, centred(y)?);
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    Some((product(&x, &y) / (product(&x, &x).sqrt() * product(&y, &y).sqrt())).clamp(-1.0, 1.0))
}

/// The column about its mean, in units of its largest deviation, so that no square overflows or vanishes.
fn centred(x: &[f64]) -> Option<Vec<f64>> {
    let scale = x.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    if scale == 0.0 || x.iter().all(|each| *each == x[0]) {
        return None;
    }
    let mean = x.iter().map(|x| x / scale).sum::<f64>() / x.len() as f64;
    let deviations: Vec<f64> = x.iter().map(|x| x / scale - mean).collect();
    let most = deviations.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    (most > 0.0).then(|| deviations.iter().map(|x| x / most).collect())
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(x: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_unstable_by(|&a, &b| x[a].total_cmp(&x[b]));
    let mut ranks = vec![0.0; x.len()];
    let mut before = 0;
    for same in order.chunk_by(|&a, &b| x[a] == x[b]) {
        let shared = before as f64 + (same.len() + 1) as f64 / 2.0;
        same.iter().for_each(|&row| ranks[row] = shared);
        before += same.len();
    }
    ranks
}
