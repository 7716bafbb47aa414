//! The integer programme of a sum of costs, in radii: a row pays step by step for what is not near. Refuses to know who solves
//! it.

use std::collections::BTreeMap;

use highs::RowProblem;

use crate::siting::instance::Instance;

/// The number of coefficients of an instance's model, if it is at most that.
pub(super) fn size(instance: &Instance, most: usize) -> Option<usize> {
    let mut size = 0usize;
    for row in 0..instance.rows() {
        let (columns, costs) = instance.row(row);
        let flat = costs.first() == costs.last();
        size += if flat { columns.len() } else { columns.len() * (columns.len() + 1) / 2 };
        if size > most {
            return None;
        }
    }
    Some(size)
}

/// The radius formulation (Cornuéjols, Nemhauser & Wolsey 1980; García, Labbé & Marín 2011): a row pays its cheapest option,
/// then each next step of cost unless a column nearer than it is open. Steps with the same columns are merged; an infinite
/// penalty is a step that cannot be paid.
pub(super) fn radii(instance: &Instance) -> (f64, Vec<(Vec<u32>, f64)>) {
    let mut constant = instance.constant;
    let mut steps: BTreeMap<Vec<u32>, f64> = BTreeMap::new();
    for row in 0..instance.rows() {
        let (columns, costs) = instance.row(row);
        constant += instance.cheapest(row);
        let mut near: Vec<u32> = Vec::with_capacity(columns.len());
        for (place, (&column, &cost)) in columns.iter().zip(costs).enumerate() {
            let at = near.partition_point(|&other| other < column);
            near.insert(at, column);
            let next = costs.get(place + 1).copied().unwrap_or(instance.base[row]);
            if next > cost {
                *steps.entry(near.clone()).or_insert(0.0) += next - cost;
            }
        }
    }
    (constant, steps.into_iter().collect())
}

/// `min Σ penalty · y` where every step has an open column or is paid, and the known choice in the model's columns.
pub(super) fn model(
    instance: &Instance,
    rows: &[(Vec<u32>, f64)],
    scale: f64,
    known: &[bool],
) -> (RowProblem, Vec<f64>) {
    let mut problem = RowProblem::new();
    let x: Vec<_> = instance.candidates.iter().map(|_| problem.add_integer_column(0.0, 0.0..=1.0)).collect();
    let mut start: Vec<f64> = known.iter().map(|&open| f64::from(u8::from(open))).collect();
    for (columns, penalty) in rows {
        let near = columns.iter().map(|&column| (x[column as usize], 1.0));
        if penalty.is_finite() {
            let y = problem.add_column(penalty * scale, 0.0..=1.0);
            problem.add_row(1.0.., near.chain([(y, 1.0)]));
            let met = columns.iter().any(|&column| known[column as usize]);
            start.push(f64::from(u8::from(!met)));
        } else {
            problem.add_row(1.0.., near);
        }
    }
    problem.add_row(..=instance.open as f64, x.iter().map(|&x| (x, 1.0)));
    (problem, start)
}
