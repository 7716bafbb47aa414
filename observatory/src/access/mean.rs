//! The access of a territory made of communes: the mean over its inhabitants.
//!
//! Refuses to know which access: any column of communes.

use crate::absence::{Absence, Value, at, pair};

/// The mean of a column over the communes of each territory, weighed (by inhabitants, most often).
///
/// `group[commune]` is the row of the territory the commune belongs to, `None` for none. A mean by inhabitants keeps what is
/// conserved: the access of a whole is that of its parts. Missing: a commune whose value or weight is absent takes no part; a
/// territory where all are takes their absence; one without weight is nil. Sequential, in row order. Checked against
/// `numpy.average` (2.4.6), relative 1e-12.
///
/// ```
/// use lanterne_observatory::access::mean;
/// let access = [Ok(10.0), Ok(40.0)];
/// assert_eq!(mean(&access, &[Ok(200.0), Ok(100.0)], &[Some(0), Some(0)], 1), [Ok(20.0)]);
/// ```
#[must_use]
pub fn mean(values: &[Value], weights: &[Value], group: &[Option<usize>], territories: usize) -> Vec<Value> {
    let mut sums = vec![(0.0, 0.0, None::<Absence>, false); territories];
    for (commune, territory) in group.iter().enumerate() {
        let Some(sum) = territory.and_then(|territory| sums.get_mut(territory)) else { continue };
        match pair(at(values, commune), at(weights, commune)) {
            Ok((value, weight)) => *sum = (sum.0 + value * weight, sum.1 + weight, sum.2, true),
            Err(reason) => sum.2 = Some(sum.2.map_or(reason, |other| other.with(reason))),
        }
    }
    sums.into_iter()
        .map(|(sum, weight, missing, known)| match missing {
            Some(reason) if !known => Err(reason),
            _ if weight == 0.0 => Err(Absence::Nil),
            _ => {
                let mean = sum / weight;
                if mean.is_finite() { Ok(mean) } else { Err(Absence::NotPublished) }
            }
        })
        .collect()
}
