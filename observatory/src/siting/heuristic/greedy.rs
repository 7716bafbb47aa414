//! Opens, one after the other, the column that saves most (Kuehn & Hamburger 1963; Nemhauser, Wolsey & Fisher 1978: at least
//! 1 − 1/e of what can be covered). The savings of the others are kept up to date, row by row, instead of computed anew.

use crate::siting::instance::Instance;

/// The columns in the order they are opened; ties go to the lowest.
///
/// Cost: each pair is read once, then once more for each opening that makes its row cheaper.
pub(super) fn greedy(instance: &Instance, prices: &[f64]) -> Vec<u32> {
    let mut saving = vec![0.0; instance.candidates.len()];
    let mut now = prices.to_vec();
    for (row, &now) in now.iter().enumerate() {
        let (columns, costs) = instance.row(row);
        for (&column, &cost) in columns.iter().zip(costs) {
            saving[column as usize] += (now - cost).max(0.0);
        }
    }
    let mut chosen = Vec::new();
    while chosen.len() < instance.open {
        let Some(best) = best(&saving) else { break };
        chosen.push(best);
        for (row, now) in now.iter_mut().enumerate() {
            let (columns, costs) = instance.row(row);
            let nearer = columns.iter().zip(costs).take_while(|(_, cost)| **cost < *now);
            let Some((_, &cost)) = nearer.clone().find(|(column, _)| **column == best) else { continue };
            for (&column, &other) in nearer {
                saving[column as usize] -= (*now - other) - (cost - other).max(0.0);
            }
            *now = cost;
        }
        saving[best as usize] = f64::NEG_INFINITY;
    }
    chosen
}

/// The column that saves most, if any saves.
fn best(saving: &[f64]) -> Option<u32> {
    let mut best = None;
    let mut most = 0.0;
    for (column, &saving) in (0u32..).zip(saving) {
        if saving > most {
            (best, most) = (Some(column), saving);
        }
    }
    best
}
