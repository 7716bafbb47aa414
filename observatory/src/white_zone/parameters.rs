//! What the user can move, with the defaults of METHODS 5. Refuses to know which test reads which parameter.

/// The parameters of the four tests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// `c`: share of the reference rate below which the offer is thin.
    pub reference_share: f64,
    /// `p*`: probability from which it is held for proven.
    pub probability: f64,
    /// `t`: minutes beyond which a site is far.
    pub minutes: f64,
    /// `m`: share of the inhabitants who live far from which the territory is white.
    pub far_share: f64,
    /// `α`: share of false alarms accepted among the cold spots; probability below which an empty window is no accident.
    pub alpha: f64,
    /// Years of the window in which a beneficiary is looked for.
    pub years: u32,
}

/// Most years of a window.
const MOST_YEARS: u32 = 100;

impl Default for Parameters {
    fn default() -> Self {
        Self { reference_share: 0.75, probability: 0.95, minutes: 30.0, far_share: 0.5, alpha: 0.05, years: 5 }
    }
}

impl Parameters {
    /// The nearest parameters that make sense: shares and probabilities within `[0, 1]` (`c` up to 2), minutes within
    /// `[0, 240]`, years within `[1, 100]`; what is not a number takes its default.
    ///
    /// ```
    /// use lanterne_observatory::white_zone::Parameters;
    /// let asked = Parameters { probability: 7.0, minutes: f64::NAN, years: 0, ..Parameters::default() };
    /// assert_eq!(asked.within_bounds(), Parameters { probability: 1.0, years: 1, ..Parameters::default() });
    /// ```
    #[must_use]
    pub fn within_bounds(self) -> Self {
        let default = Self::default();
        let bound = |asked: f64, default: f64, high: f64| if asked.is_nan() { default } else { asked.clamp(0.0, high) };
        Self {
            reference_share: bound(self.reference_share, default.reference_share, 2.0),
            probability: bound(self.probability, default.probability, 1.0),
            minutes: bound(self.minutes, default.minutes, 240.0),
            far_share: bound(self.far_share, default.far_share, 1.0),
            alpha: bound(self.alpha, default.alpha, 1.0),
            years: self.years.clamp(1, MOST_YEARS),
        }
    }
}
