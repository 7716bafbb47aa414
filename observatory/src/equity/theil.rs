//! How much of the inequality lies between groups of units (departments, natures of EPCI), and how much within each?

use rayon::prelude::*;

use super::mean;
use crate::absence::{Absence, Value, at, quantity};

/// Which of Theil's two indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theil {
    /// `T = Σ w x/(Wμ) · ln(x/μ)`: weighs groups by what they have; 0 to `ln n` for `n` units of one weight. A rate of
    /// zero counts (`0 · ln 0 = 0`).
    T,
    /// `L = Σ w/W · ln(μ/x)`, the mean log deviation: weighs groups by their people; 0 to infinity. It knows no rate of
    /// zero.
    L,
}

/// An index and where it comes from. The three numbers are sums of the groups' own in group order, and
/// `total` is the sum of the other two: to the bit.
#[derive(Debug, Clone, PartialEq)]
pub struct Decomposition {
    /// The index of all units: `between + within`.
    pub total: f64,
    /// What would remain if every unit had the mean rate of its group.
    pub between: f64,
    /// What is found inside the groups.
    pub within: f64,
    /// The part of each group, `None` for a group of which no unit takes part.
    pub groups: Vec<Option<Part>>,
}

/// What one group brings to a [`Decomposition`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its share of the people.
    pub people_share: f64,
    /// Its share of the whole.
    pub amount_share: f64,
    /// The index of its units among themselves.
    pub index: f64,
    /// Part of `within`: its index times its share (of the whole for T, of the people for L).
    pub within: f64,
    /// Part of `between`, never negative: 0 where its mean is that of all. The terms of the textbook
    /// (`amount_share · ln p` for T, `−people_share · ln p` for L, `p` its mean over the mean of all) have the same sum
    /// and take either sign.
    pub between: f64,
}

/// One of Theil's indices of all units.
///
/// Missing: see [`crate::equity`]; a rate of zero leaves L [`Absence::Nil`], for it would be infinite. Source: Theil
/// 1967; Shorrocks 1980 (Econometrica 48). Checked against `inequality.theil.Theil` (1.1.2) on repeated rows, relative
/// 1e-12; L against its formula in `numpy` (2.4.6). Cost: a logarithm a unit.
///
/// ```
/// use lanterne_observatory::equity::{Theil, theil};
/// let one_has_all = theil(Theil::T, &[Ok(0.0), Ok(0.0), Ok(6.0)], &[Ok(1.0); 3]).unwrap();
/// assert!((one_has_all - 3.0_f64.ln()).abs() < 1e-15);
/// ```
pub fn theil(which: Theil, rates: &[Value], weights: &[Value]) -> Value {
    let one = vec![Some(0); rates.len().max(weights.len())];
    decompose(which, rates, weights, &one, 1).map(|found| found.total)
}

/// One of Theil's indices with its parts within and between groups, exactly.
///
/// `group[unit]` is the group of the unit, `None` for none; `groups` how many there are. A unit of no group takes no
/// part. `T = Σ_g (S_g/S) T_g + Σ_g (S_g/S) ln(μ_g/μ)`, `L = Σ_g (W_g/W) L_g + Σ_g (W_g/W) ln(μ/μ_g)`. Both are summed
/// as distances that are never negative (`q ln q − q + 1`, `q − 1 − ln q`, with `q` a rate over its group's mean, whose
/// deviations sum to zero): no small index drowns in the rounding of large terms. Missing: see [`theil`]. Source:
/// Shorrocks 1980, 1984 (Econometrica 52). Checked against `inequality.theil.TheilD` (1.1.2) on repeated rows, relative
/// 1e-12.
///
/// ```
/// use lanterne_observatory::equity::{Theil, decompose};
/// let rates = [Ok(1.0), Ok(3.0), Ok(8.0), Ok(8.0)];
/// let found = decompose(Theil::T, &rates, &[Ok(1.0); 4], &[Some(0), Some(0), Some(1), Some(1)], 2).unwrap();
/// assert_eq!(found.total, found.between + found.within);
/// assert_eq!(found.groups[1].unwrap().within, 0.0);
/// ```
pub fn decompose(
    which: Theil,
    rates: &[Value],
    weights: &[Value],
    group: &[Option<usize>],
    groups: usize,
) -> Result<Decomposition, Absence> {
    decompose_columns(which, &[rates], weights, group, groups).pop().unwrap_or(Err(Absence::Nil))
}

/// [`decompose`] of several columns over the same units and groups: units are put in group order once, and each column
/// is read once, a group at a time.
///
/// Cost: a logarithm and a division a unit and column, which bound it; columns in parallel, each a sequential fold.
///
/// ```
/// use lanterne_observatory::equity::{Theil, decompose_columns};
/// let (even, uneven) = ([Ok(2.0), Ok(2.0)], [Ok(1.0), Ok(3.0)]);
/// let found = decompose_columns(Theil::L, &[&even, &uneven], &[Ok(1.0); 2], &[Some(0), Some(0)], 1);
/// assert_eq!(found[0].as_ref().map(|found| found.total), Ok(0.0));
/// assert!(found[1].as_ref().is_ok_and(|found| found.total > 0.0));
/// ```
#[must_use]
pub fn decompose_columns(
    which: Theil,
    columns: &[&[Value]],
    weights: &[Value],
    group: &[Option<usize>],
    groups: usize,
) -> Vec<Result<Decomposition, Absence>> {
    let partition = Partition::of(weights, group, groups);
    columns.par_iter().map(|rates| partition.decompose(which, rates)).collect()
}

/// The units by group, in row order within each.
struct Partition {
    /// Where each group starts in `members`; one more than the groups.
    starts: Vec<usize>,
    /// Row and weight.
    members: Vec<(usize, f64)>,
    /// Why units of a group have no weight, where some have none.
    absence: Absence,
}

/// Sums over one group.
#[derive(Clone, Copy)]
struct Sums {
    people: f64,
    amount: f64,
    mean: f64,
    /// `Σ w ·` the distance of each rate to the group's mean.
    distance: f64,
}

impl Partition {
    fn of(weights: &[Value], group: &[Option<usize>], groups: usize) -> Self {
        let (mut units, mut absence) = (Vec::with_capacity(group.len()), Absence::Nil);
        for (row, of) in group.iter().enumerate() {
            let Some(of) = of.filter(|&of| of < groups) else { continue };
            match quantity(at(weights, row)) {
                Ok(weight) if weight > 0.0 => units.push((of, row, weight)),
                Ok(_) => {}
                Err(reason) => absence = absence.with(reason),
            }
        }
        let mut starts = vec![0; groups + 1];
        for &(of, ..) in &units {
            starts[of + 1] += 1;
        }
        for of in 0..groups {
            starts[of + 1] += starts[of];
        }
        let mut free = starts.clone();
        let mut members = vec![(0, 0.0); units.len()];
        for (of, row, weight) in units {
            members[free[of]] = (row, weight);
            free[of] += 1;
        }
        Self { starts, members, absence }
    }

    fn decompose(&self, which: Theil, rates: &[Value]) -> Result<Decomposition, Absence> {
        let (mut known, mut absence) = (Vec::new(), self.absence);
        let sums: Vec<Option<Sums>> = self
            .starts
            .windows(2)
            .map(|ends| sums_of(which, &self.members[ends[0]..ends[1]], rates, &mut known, &mut absence))
            .collect();
        let (people, amount) = sums
            .iter()
            .flatten()
            .fold((0.0, 0.0), |(people, amount), group| (people + group.people, amount + group.amount));
        if people == 0.0 {
            return Err(absence);
        }
        let mean = mean(people, amount)?;
        let groups: Vec<Option<Part>> =
            sums.iter().map(|group| group.map(|group| group.part(which, people, amount, mean))).collect();
        let (between, within) = groups
            .iter()
            .flatten()
            .fold((0.0, 0.0), |(between, within), part| (between + part.between, within + part.within));
        let total = between + within;
        match total {
            total if total.is_finite() => Ok(Decomposition { total, between, within, groups }),
            f64::INFINITY if which == Theil::L => Err(Absence::Nil),
            _ => Err(Absence::NotPublished),
        }
    }
}

/// Sums over the members whose rate is known, which are put in `known`; `None` without any.
fn sums_of(
    which: Theil,
    members: &[(usize, f64)],
    rates: &[Value],
    known: &mut Vec<(f64, f64)>,
    absence: &mut Absence,
) -> Option<Sums> {
    known.clear();
    let (mut people, mut amount) = (0.0, 0.0);
    for &(row, weight) in members {
        match quantity(at(rates, row)) {
            Ok(rate) => {
                people += weight;
                amount += weight * rate;
                known.push((rate, weight));
            }
            Err(reason) => *absence = absence.with(reason),
        }
    }
    if known.is_empty() {
        return None;
    }
    let mean = amount / people;
    // Where nobody of the group has anything all have the same.
    let distance = match mean {
        0.0 => 0.0,
        mean => known.iter().map(|&(rate, weight)| weight * which.distance(rate / mean)).sum(),
    };
    Some(Sums { people, amount, mean, distance })
}

impl Theil {
    /// How far a rate is from the mean, as a ratio: 0 at 1, positive elsewhere.
    fn distance(self, ratio: f64) -> f64 {
        match self {
            Self::T if ratio == 0.0 => 1.0,
            Self::T => (ratio * ratio.ln() - (ratio - 1.0)).max(0.0),
            Self::L => ((ratio - 1.0) - ratio.ln()).max(0.0),
        }
    }
}

impl Sums {
    fn part(self, which: Theil, people: f64, amount: f64, mean: f64) -> Part {
        let (people_share, amount_share, index) =
            (self.people / people, self.amount / amount, self.distance / self.people);
        let share = match which {
            Theil::T => amount_share,
            Theil::L => people_share,
        };
        let between = people_share * which.distance(self.mean / mean);
        Part { people_share, amount_share, index, within: share * index, between }
    }
}
