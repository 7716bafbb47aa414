//! Iterative proportional fitting (Deming & Stephan 1940): the least change of a prior that meets given sums.
//!
//! A margin is a set of cells and the sum they must have; margins may overlap in any way. Each round multiplies the cells
//! of each margin by what its sum lacks. Refuses to choose when margins contradict each other: says which one is not met.
//! Next: `round` makes the solution whole numbers.

/// Cells, by index, and the sum they must have.
#[derive(Debug, Clone)]
pub(super) struct Margin {
    /// Named in faults.
    pub name: String,
    /// Indices of the cells.
    pub cells: Vec<usize>,
    /// Their sum.
    pub total: f64,
}

impl Margin {
    fn sum(&self, cells: &[f64]) -> f64 {
        self.cells.iter().map(|cell| cells[*cell]).sum()
    }
}

/// Margins that no positive solution meets.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unmet {
    /// The margin left farthest from its sum.
    pub margin: String,
    /// The sum asked for.
    pub asked: f64,
    /// The sum reached.
    pub reached: f64,
}

const ROUNDS: usize = 2000;
const NEAR: f64 = 1e-9;

/// The cells nearest to `prior` (relative entropy) that meet every margin to 1e-9 of its sum.
///
/// Errors: [`Unmet`] when the margins contradict each other, or when a margin has only cells of prior zero.
pub(super) fn rake(prior: &[f64], margins: &[Margin]) -> Result<Vec<f64>, Unmet> {
    let mut cells = prior.to_vec();
    let mut worst = None;
    for _ in 0..ROUNDS {
        for margin in margins {
            let sum = margin.sum(&cells);
            if sum > 0.0 {
                for cell in &margin.cells {
                    cells[*cell] *= margin.total / sum;
                }
            }
        }
        worst = margins
            .iter()
            .map(|margin| (margin, margin.sum(&cells)))
            .map(|(margin, sum)| ((sum - margin.total).abs() / margin.total.max(1.0), margin, sum))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if worst.as_ref().is_none_or(|(gap, ..)| *gap < NEAR) {
            return Ok(cells);
        }
    }
    match worst {
        Some((gap, margin, reached)) if gap > 1e-6 => {
            Err(Unmet { margin: margin.name.clone(), asked: margin.total, reached })
        }
        _ => Ok(cells),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn margin(name: &str, cells: &[usize], total: f64) -> Margin {
        Margin { name: name.into(), cells: cells.to_vec(), total }
    }

    #[test]
    fn overlapping_margins_are_all_met() {
        let margins =
            [margin("all", &[0, 1, 2, 3], 100.0), margin("left", &[0, 2], 45.0), margin("top", &[0, 1], 60.0)];
        let cells = rake(&[1.0, 2.0, 3.0, 4.0], &margins).unwrap();
        for margin in &margins {
            assert!((margin.sum(&cells) - margin.total).abs() < 1e-6);
        }
        assert!(
            ((cells[0] * cells[3]) / (cells[1] * cells[2]) - (1.0 * 4.0) / (2.0 * 3.0)).abs() < 1e-6,
            "odds of the prior are kept"
        );
    }

    #[test]
    fn contradictory_margins_are_named() {
        let unmet = rake(&[1.0, 1.0], &[margin("all", &[0, 1], 10.0), margin("part", &[0], 12.0)]).unwrap_err();
        assert!(unmet.margin == "part" || unmet.margin == "all");
    }
}
