//! White zones (zones blanches): tested and explained, never painted by a threshold alone (METHODS 5).
//!
//! Two kinds so far: [`offre`] (the ESS is rarer than a share of the reference, beyond what chance explains) and
//! [`accompagnement`] (too many inhabitants live too far from any active site). Each gives a typed verdict and the evidence
//! the page writes its sentence from. Every parameter is the user's to move.
//!
//! Refuses to know who decides: a declared watch zone is a layer of its own, never a verdict.

pub mod accompagnement;
pub mod offre;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is tested.
    Kind as "white_zone" {
        /// Too few establishments.
        Offre = "offre", "Offre";
        /// Too far from any site that helps.
        Accompagnement = "accompagnement", "Accompagnement";
    }
}

impl Kind {
    /// What a reader needs to know of the test, in one sentence.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Offre => {
                "Le territoire compte nettement moins d’établissements employeurs de l’ESS par habitant que la référence, et le \
                 hasard des petits nombres ne suffit pas à l’expliquer."
            }
            Self::Accompagnement => {
                "Une grande part des habitants vit trop loin de tout lieu où un opérateur des dispositifs choisis accueille."
            }
        }
    }
}

vocabulary! {
    /// What the test says.
    Verdict as "verdict" {
        /// The test holds: a white zone.
        Yes = "oui", "oui";
        /// The test does not hold.
        No = "non", "non";
        /// The data lean towards it without proving it.
        NotSignificant = "ns", "non significatif";
        /// Cannot be tested.
        NotAvailable = "nd", "non disponible";
    }
}

/// What the user can move, with the defaults of METHODS 5.
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
}

impl Default for Parameters {
    fn default() -> Self {
        Self { reference_share: 0.75, probability: 0.95, minutes: 30.0, far_share: 0.5 }
    }
}

impl Parameters {
    /// The nearest parameters that make sense: shares and probability within `[0, 1]` (`c` up to 2), minutes within
    /// `[0, 240]`; what is not a number takes its default.
    ///
    /// ```
    /// use lanterne_observatory::white_zone::Parameters;
    /// let asked = Parameters { probability: 7.0, minutes: f64::NAN, ..Parameters::default() };
    /// assert_eq!(asked.within_bounds(), Parameters { probability: 1.0, ..Parameters::default() });
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
        }
    }
}
