//! Every scheme over every cohort of years: the table by which a deployment is judged.
//!
//! Refuses to choose the length of a cohort: see [`Window::rolling`]. Next: [`super::gap`] for one cell.

use super::gap::{Gap, gap};
use super::{Allocation, Deployment, Window};
use crate::Absence;

/// One scheme over one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The scheme; `None`: all of them together.
    pub scheme: Option<u32>,
    /// The years.
    pub window: Window,
    /// Its coverage beside that of a fair spread.
    pub gap: Result<Gap, Absence>,
    /// The coverage at the end of each year of the window.
    pub covered: Vec<usize>,
    /// What a fair spread of the beneficiaries so far would have covered, at the end of each year.
    pub expected: Vec<f64>,
}

/// The coverage of each scheme, then of all together, over each window, beside that of fair spreads of as many beneficiaries.
///
/// Shape: schemes then all, each over the windows in their order. Only units that are open and have a probability are counted, on both sides.
/// Every cell draws from the same seed. Missing: as [`gap`]. Cost: that of [`gap`] per cell.
///
/// ```
/// use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Window, table::table};
/// let benefits: Vec<Benefit> =
///     (0..60).map(|i| Benefit { unit: i % 45, scheme: i % 2, year: 2021 + (i / 20) as u16, beneficiaries: 1 }).collect();
/// let deployment = Deployment { benefits: &benefits, open: &[true; 90] };
/// let three_years = Window { from: 2021, to: 2023 };
/// let cells = table(&deployment, &[0, 1], &[three_years], &Allocation::uniform(&[true; 90]), 99, 2026);
/// assert_eq!(cells.iter().map(|cell| cell.scheme).collect::<Vec<_>>(), [Some(0), Some(1), None]);
/// assert_eq!((cells[2].covered[2], cells[2].expected[2].round()), (45, 44.0));
/// ```
#[must_use]
pub fn table(
    deployment: &Deployment<'_>,
    schemes: &[u32],
    windows: &[Window],
    allocation: &Allocation,
    draws: usize,
    seed: u64,
) -> Vec<Cell> {
    let allocation = allocation.within(deployment.open);
    let open = deployment.open.iter().zip(allocation.open()).map(|(&open, known)| open && known).collect::<Vec<bool>>();
    let deployment = Deployment { open: &open, ..*deployment };
    let rows = schemes.iter().copied().map(Some).chain([None]);
    rows.flat_map(|scheme| windows.iter().map(move |&window| (scheme, window)))
        .map(|(scheme, window)| {
            let cohort = deployment.cohort(|one| scheme.is_none_or(|scheme| scheme == one), window);
            let so_far: Vec<u64> = cohort.curve.iter().map(|year| year.cumulative).collect();
            Cell {
                scheme,
                window,
                gap: gap(&cohort, &allocation, draws, seed),
                covered: cohort.curve.iter().map(|year| year.covered).collect(),
                expected: allocation.curve(&so_far),
            }
        })
        .collect()
}
