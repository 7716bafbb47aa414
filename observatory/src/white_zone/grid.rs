//! The settings around the one that was asked for: how much of a verdict is the territory, how much the threshold.
//!
//! Refuses to know what the settings do: see [`super::stability`].

use super::{Kind, Parameters};

/// Most values of one parameter; more are cut.
const MOST_VALUES: usize = 100;
/// How an accepted risk (`α`, `1 − p*`) is varied: by these factors.
const FACTORS: [f64; 5] = [0.2, 0.5, 1.0, 1.5, 2.0];

/// The values each parameter takes; a setting is one of each. The values of a parameter are distinct and ascending.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Values of `c`.
    pub reference_share: Vec<f64>,
    /// Values of `p*`.
    pub probability: Vec<f64>,
    /// Values of `t`.
    pub minutes: Vec<f64>,
    /// Values of `m`.
    pub far_share: Vec<f64>,
    /// Values of `α`.
    pub alpha: Vec<f64>,
    /// Lengths of the window.
    pub years: Vec<u32>,
}

impl Grid {
    /// Five values of each parameter, the one asked for in the middle: `c` ± 0.05 and 0.10, `t` ± 5 and 10 minutes, `m` ± 0.1
    /// and 0.2, years ± 1 and 2; the accepted risks `1 − p*` and `α` times 0.2, 0.5, 1, 1.5 and 2. Fewer where a bound is met.
    ///
    /// ```
    /// use lanterne_observatory::white_zone::{Kind, Parameters, grid::Grid};
    /// let grid = Grid::around(Parameters::default());
    /// assert_eq!(grid.minutes, [20.0, 25.0, 30.0, 35.0, 40.0]);
    /// assert_eq!(grid.settings(Kind::Offre), 25);
    /// ```
    #[must_use]
    pub fn around(parameters: Parameters) -> Self {
        let asked = parameters.within_bounds();
        let steps = |middle: f64, step: f64| (-2..=2).map(|times| tidy(middle + f64::from(times) * step)).collect();
        let risks = |risk: f64| FACTORS.iter().map(|factor| tidy(risk * factor)).collect::<Vec<f64>>();
        Self {
            reference_share: steps(asked.reference_share, 0.05),
            probability: risks(1.0 - asked.probability).into_iter().map(|risk| tidy(1.0 - risk)).collect(),
            minutes: steps(asked.minutes, 5.0),
            far_share: steps(asked.far_share, 0.1),
            alpha: risks(asked.alpha),
            years: (0..=4).map(|step| (asked.years + step).saturating_sub(2)).collect(),
        }
        .within_bounds()
    }

    /// The one setting.
    #[must_use]
    pub fn only(parameters: Parameters) -> Self {
        let asked = parameters.within_bounds();
        Self {
            reference_share: vec![asked.reference_share],
            probability: vec![asked.probability],
            minutes: vec![asked.minutes],
            far_share: vec![asked.far_share],
            alpha: vec![asked.alpha],
            years: vec![asked.years],
        }
    }

    /// The nearest grid that makes sense: every value within the bounds of [`Parameters::within_bounds`], each once, in
    /// ascending order, a hundred at most; a parameter without value takes its default.
    #[must_use]
    pub fn within_bounds(self) -> Self {
        let values = |asked: Vec<f64>, set: fn(f64) -> Parameters, get: fn(Parameters) -> f64| {
            let mut values: Vec<f64> = asked.into_iter().map(|value| get(set(value).within_bounds())).collect();
            if values.is_empty() {
                values.push(get(Parameters::default()));
            }
            values.sort_by(f64::total_cmp);
            values.dedup();
            values.truncate(MOST_VALUES);
            values
        };
        let default = Parameters::default;
        let mut years: Vec<u32> =
            self.years.into_iter().map(|years| Parameters { years, ..default() }.within_bounds().years).collect();
        if years.is_empty() {
            years.push(default().years);
        }
        years.sort_unstable();
        years.dedup();
        Self {
            reference_share: values(
                self.reference_share,
                |reference_share| Parameters { reference_share, ..Parameters::default() },
                |parameters| parameters.reference_share,
            ),
            probability: values(
                self.probability,
                |probability| Parameters { probability, ..Parameters::default() },
                |parameters| parameters.probability,
            ),
            minutes: values(
                self.minutes,
                |minutes| Parameters { minutes, ..Parameters::default() },
                |parameters| parameters.minutes,
            ),
            far_share: values(
                self.far_share,
                |far_share| Parameters { far_share, ..Parameters::default() },
                |parameters| parameters.far_share,
            ),
            alpha: values(
                self.alpha,
                |alpha| Parameters { alpha, ..Parameters::default() },
                |parameters| parameters.alpha,
            ),
            years,
        }
    }

    /// How many settings the test of a kind can tell apart.
    #[must_use]
    pub fn settings(&self, kind: Kind) -> u64 {
        let (first, second) = match kind {
            Kind::Offre => (self.reference_share.len(), self.probability.len()),
            Kind::FoyerFroid => (self.alpha.len(), 1),
            Kind::Accompagnement => (self.minutes.len(), self.far_share.len()),
            Kind::Recours => (self.alpha.len(), self.years.len()),
        };
        (first * second) as u64
    }
}

/// Rid of the dust of binary steps: 0.75 + 0.05 is 0.8.
fn tidy(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}
