//! From fractions to whole numbers with every sum kept.
//!
//! Cells that belong to the same margins form a class. First the classes are rounded together so that each margin has its
//! exact whole sum (a small depth-first search, nearest first); then each class gives its whole number to its cells by
//! largest remainder. Next: `band` turns a cell's two numbers into establishments.

use super::rake::Margin;

/// Whole numbers with the sum `total`, each the value rounded down or up (Hamilton): the largest remainders are rounded
/// up, the first index on a tie. When `total` is far from the values' sum, the rest is given in the same order again.
pub(super) fn largest_remainder(values: &[f64], total: u64) -> Vec<u64> {
    let sum: f64 = values.iter().sum();
    let scale = if sum > 0.0 { total as f64 / sum } else { 0.0 };
    let mut parts: Vec<u64> = values.iter().map(|value| (value * scale + 1e-9) as u64).collect();
    let mut order: Vec<usize> = (0..values.len()).filter(|index| values[*index] > 0.0).collect();
    let rest = |index: usize, parts: &[u64]| values[index] * scale - parts[index] as f64;
    order.sort_by(|a, b| rest(*b, &parts).total_cmp(&rest(*a, &parts)).then(a.cmp(b)));
    let given: u64 = parts.iter().sum();
    for index in order.iter().cycle().take(if order.is_empty() { 0 } else { total.saturating_sub(given) as usize }) {
        parts[*index] += 1;
    }
    parts
}

/// Whole numbers near `cells` whose sums over every margin are exact; `None` when none was found within ±2 of each
/// class's sum (margins that are not whole, or contradictory).
pub(super) fn round_to_margins(cells: &[f64], margins: &[Margin]) -> Option<Vec<u64>> {
    let (classes, membership) = classes(cells.len(), margins);
    let sums: Vec<f64> = classes.iter().map(|class| class.iter().map(|cell| cells[*cell]).sum()).collect();
    let mut open: Vec<i64> = margins.iter().map(|margin| margin.total.round() as i64).collect();
    let last: Vec<Option<usize>> =
        (0..margins.len()).map(|margin| membership.iter().rposition(|of| of.contains(&margin))).collect();
    let mut whole = vec![0_i64; classes.len()];
    [[0, 1, 0, 0], [0, 1, -1, 2]]
        .iter()
        .any(|offsets| search(0, offsets, &sums, &membership, &last, &mut open, &mut whole))
        .then(|| {
            let mut rounded = vec![0; cells.len()];
            for (class, total) in classes.iter().zip(&whole) {
                let values: Vec<f64> = class.iter().map(|cell| cells[*cell]).collect();
                for (cell, part) in class.iter().zip(largest_remainder(&values, *total as u64)) {
                    rounded[*cell] = part;
                }
            }
            rounded
        })
}

/// Groups cells by the set of margins that hold them: the cells of each class, and the margins of each class.
fn classes(cells: usize, margins: &[Margin]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut of_cell = vec![Vec::new(); cells];
    for (index, margin) in margins.iter().enumerate() {
        for cell in &margin.cells {
            of_cell[*cell].push(index);
        }
    }
    let mut classes = std::collections::BTreeMap::<Vec<usize>, Vec<usize>>::new();
    for (cell, of) in of_cell.into_iter().enumerate() {
        classes.entry(of).or_default().push(cell);
    }
    classes.into_iter().map(|(of, cells)| (cells, of)).unzip()
}

fn search(
    class: usize,
    offsets: &[i64; 4],
    sums: &[f64],
    membership: &[Vec<usize>],
    last: &[Option<usize>],
    open: &mut [i64],
    whole: &mut [i64],
) -> bool {
    let Some(sum) = sums.get(class) else {
        return open.iter().zip(last).all(|(open, last)| *open == 0 || last.is_none());
    };
    let (floor, fraction) = (sum.floor() as i64, sum.fract());
    let mut candidates: Vec<i64> = offsets.iter().map(|offset| floor + offset).collect();
    candidates.sort_by(|a, b| {
        let far = |value: i64| ((value - floor) as f64 - fraction).abs();
        far(*a).total_cmp(&far(*b))
    });
    candidates.dedup();
    for value in candidates.into_iter().filter(|value| *value >= 0) {
        membership[class].iter().for_each(|margin| open[*margin] -= value);
        whole[class] = value;
        let closed = membership[class].iter().all(|margin| last[*margin] != Some(class) || open[*margin] == 0);
        if closed && search(class + 1, offsets, sums, membership, last, open, whole) {
            return true;
        }
        membership[class].iter().for_each(|margin| open[*margin] += value);
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_margin_keeps_its_whole_sum() {
        let cells = [1.4, 2.4, 3.4, 2.8, 7.5, 2.5];
        let margins = [
            Margin { name: "all".into(), cells: (0..6).collect(), total: 20.0 },
            Margin { name: "some".into(), cells: vec![0, 1, 2], total: 7.0 },
            Margin { name: "other".into(), cells: vec![2, 3, 4], total: 14.0 },
        ];
        let whole = round_to_margins(&cells, &margins).unwrap();
        for margin in &margins {
            assert_eq!(
                margin.cells.iter().map(|cell| whole[*cell]).sum::<u64>() as f64,
                margin.total,
                "{}",
                margin.name
            );
        }
        assert!(cells.iter().zip(&whole).all(|(cell, whole)| (cell - *whole as f64).abs() < 3.0));
    }

    #[test]
    fn largest_remainders_are_rounded_up() {
        assert_eq!(largest_remainder(&[79.0, 18.0, 3.0], 98), [77, 18, 3]);
        assert_eq!(largest_remainder(&[0.0, 1.0], 3), [0, 3]);
    }
}
