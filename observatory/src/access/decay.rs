//! How much a site counts with the distance: a closed list of forms, each with its parameters in the unit of the journeys.
//!
//! A decay is checked when it is made, so that no measure meets one without sense: weights are finite, never negative, and
//! never grow with the distance. Refuses to know what is weighed. Next: [`super::catchment`], [`super::gravity`].

use crate::Error;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The form of a decay.
    Form as "decay" {
        /// One weight per band of distance; a single band is a threshold.
        Bands = "paliers", "Par paliers";
        /// A bell from the place itself.
        Gaussian = "gaussienne", "Gaussienne";
        /// A bell brought down to zero at the reach (Dai 2010).
        BoundedGaussian = "gaussienne_bornee", "Gaussienne ramenée à zéro";
        /// A constant loss per unit of distance.
        Exponential = "exponentielle", "Exponentielle";
        /// An inverse power of the distance.
        Power = "puissance", "Puissance";
    }
}

vocabulary! {
    /// What a journey costs.
    Unit as "cost_unit" {
        /// Minutes.
        Minute = "min", "minutes";
        /// Metres.
        Metre = "m", "mètres";
    }
}

/// Most bands of a decay: a band is one byte in a catchment.
pub const MOST_BANDS: usize = 255;

/// The weight of a site by its distance, and the reach beyond which it counts for nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Decay {
    law: Law,
    /// The farthest distance that counts, itself included; infinite where the form has none.
    reach: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum Law {
    Bands { bounds: Vec<f64>, weights: Vec<f64> },
    Gaussian { sigma: f64 },
    BoundedGaussian { width: f64 },
    Exponential { scale: f64 },
    Power { scale: f64, exponent: f64, least: f64 },
}

impl Decay {
    /// Everything within `reach`, itself included, and nothing beyond: the catchment of the first 2SFCA (Luo & Wang 2003).
    ///
    /// Errors: a reach that is negative or not finite.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::threshold(30.0).unwrap();
    /// assert_eq!((decay.weight(30.0), decay.weight(30.1)), (1.0, 0.0));
    /// ```
    pub fn threshold(reach: f64) -> Result<Self, Error> {
        Self::bands(&[(reach, 1.0)])
    }

    /// One weight per band `(farthest distance, weight)`, ends included.
    ///
    /// Errors: no band or more than [`MOST_BANDS`]; ends that do not increase; weights that are negative or grow; a first weight of 0.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::bands(&[(10.0, 1.0), (20.0, 0.68)]).unwrap();
    /// assert_eq!([10.0, 10.5, 21.0].map(|minutes| decay.weight(minutes)), [1.0, 0.68, 0.0]);
    /// let refused = Decay::bands(&[(20.0, 1.0), (10.0, 0.5)]).unwrap_err();
    /// assert_eq!(refused.to_string(), "borne du palier 2 : « 10 » ne convient pas ; attendu : plus que 20");
    /// ```
    pub fn bands(bands: &[(f64, f64)]) -> Result<Self, Error> {
        if bands.is_empty() || bands.len() > MOST_BANDS {
            return Err(refused("nombre de paliers", bands.len() as f64, format!("de 1 à {MOST_BANDS}")));
        }
        for (index, &(bound, weight)) in bands.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| bands[before]);
            let place = |what: &str| format!("{what} du palier {}", index + 1);
            if !bound.is_finite() || bound < 0.0 {
                return Err(refused(place("borne"), bound, "un nombre positif ou nul"));
            }
            if let Some(before) = before.filter(|before| bound <= before.0) {
                return Err(refused(place("borne"), bound, format!("plus que {}", french(before.0))));
            }
            if !weight.is_finite() || weight < 0.0 || (index == 0 && weight == 0.0) {
                return Err(refused(place("poids"), weight, "un nombre positif"));
            }
            if let Some(before) = before.filter(|before| weight > before.1) {
                return Err(refused(place("poids"), weight, format!("au plus {}", french(before.1))));
            }
        }
        let (bounds, weights): (Vec<f64>, Vec<f64>) = bands.iter().copied().unzip();
        let reach = bounds.last().copied().unwrap_or(0.0);
        Ok(Self { law: Law::Bands { bounds, weights }, reach })
    }

    /// The bands of the enhanced 2SFCA: 10, 20 and 30 minutes count for 1, 0.68 and 0.22 (Luo & Qi 2009). Checked against
    /// `access.weights.step_fn` (1.1.10.post3), exact.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// assert_eq!([10.0, 12.0, 30.0, 31.0].map(|minutes| Decay::luo_qi().weight(minutes)), [1.0, 0.68, 0.22, 0.0]);
    /// ```
    #[must_use]
    pub fn luo_qi() -> Self {
        Self { law: Law::Bands { bounds: vec![10.0, 20.0, 30.0], weights: vec![1.0, 0.68, 0.22] }, reach: 30.0 }
    }

    /// The bands of the first APL: 5, 10 and 15 minutes count for 1, 0.3 and 0.1 (Barlet et al. 2012). Checked as
    /// [`Decay::luo_qi`].
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// assert_eq!([5.0, 8.0, 15.0, 16.0].map(|minutes| Decay::barlet().weight(minutes)), [1.0, 0.3, 0.1, 0.0]);
    /// ```
    #[must_use]
    pub fn barlet() -> Self {
        Self { law: Law::Bands { bounds: vec![5.0, 10.0, 15.0], weights: vec![1.0, 0.3, 0.1] }, reach: 15.0 }
    }

    /// `exp(−d²/2σ²)`, 1 at the place itself; without reach unless [`Decay::within`] gives one. Checked against
    /// `access.weights.gaussian` (1.1.10.post3), relative 1e-12.
    ///
    /// Errors: a σ that is not positive.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::gaussian(12.0).unwrap();
    /// assert!(decay.weight(0.0) == 1.0 && (decay.weight(12.0) - 0.606_531).abs() < 1e-6);
    /// ```
    pub fn gaussian(sigma: f64) -> Result<Self, Error> {
        positive("écart type", sigma)?;
        Ok(Self { law: Law::Gaussian { sigma }, reach: f64::INFINITY })
    }

    /// `(exp(−½(d/r)²) − exp(−½)) / (1 − exp(−½))` up to the reach `r`: 1 at the place itself, 0 at the reach (Dai 2010).
    /// Checked against the formula in `numpy` (2.4.6), relative 1e-12, and as a weight of `access` `enhanced_two_stage_fca`
    /// (1.1.10.post3), relative 1e-9.
    ///
    /// Errors: a reach that is not positive.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::bounded_gaussian(30.0).unwrap();
    /// assert_eq!((decay.weight(0.0), decay.weight(30.0), decay.weight(31.0)), (1.0, 0.0, 0.0));
    /// ```
    pub fn bounded_gaussian(reach: f64) -> Result<Self, Error> {
        positive("portée", reach)?;
        Ok(Self { law: Law::BoundedGaussian { width: reach }, reach })
    }

    /// `exp(−d/scale)`, 1 at the place itself; without reach unless [`Decay::within`] gives one. Checked against `numpy`
    /// (2.4.6), relative 1e-12.
    ///
    /// Errors: a scale that is not positive.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::exponential(12.0).unwrap();
    /// assert!((decay.weight(24.0) - decay.weight(12.0).powi(2)).abs() < 1e-15);
    /// ```
    pub fn exponential(scale: f64) -> Result<Self, Error> {
        positive("échelle", scale)?;
        Ok(Self { law: Law::Exponential { scale }, reach: f64::INFINITY })
    }

    /// `(max(d, least)/scale)^−exponent` (Hansen 1959): 1 at `scale`; what is nearer than `least` counts as if it were there,
    /// so that no weight is infinite. Checked against `access.weights.gravity` (1.1.10.post3), whose `alpha` is `−exponent`,
    /// relative 1e-12.
    ///
    /// Errors: a scale, an exponent or a least distance that is not positive; a weight at the least distance beyond what a number holds.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::power(10.0, 2.0, 5.0).unwrap();
    /// assert_eq!([0.0, 5.0, 10.0, 20.0].map(|minutes| decay.weight(minutes)), [4.0, 4.0, 1.0, 0.25]);
    /// ```
    pub fn power(scale: f64, exponent: f64, least: f64) -> Result<Self, Error> {
        positive("échelle", scale)?;
        positive("exposant", exponent)?;
        positive("distance minimale", least)?;
        if !(least / scale).powf(-exponent).is_finite() {
            return Err(refused("exposant", exponent, "un poids fini à la distance minimale"));
        }
        Ok(Self { law: Law::Power { scale, exponent, least }, reach: f64::INFINITY })
    }

    /// The same, cut beyond `reach`, itself included.
    ///
    /// Errors: a reach that is negative or not a number.
    ///
    /// ```
    /// use lanterne_observatory::access::Decay;
    /// let decay = Decay::exponential(12.0).and_then(|decay| decay.within(45.0)).unwrap();
    /// assert!(decay.weight(45.0) > 0.02 && decay.weight(45.1) == 0.0);
    /// ```
    pub fn within(mut self, reach: f64) -> Result<Self, Error> {
        if reach.is_nan() || reach < 0.0 {
            return Err(refused("portée", reach, "un nombre positif ou nul"));
        }
        self.reach = self.reach.min(reach);
        Ok(self)
    }

    /// The form.
    #[must_use]
    pub const fn form(&self) -> Form {
        match self.law {
            Law::Bands { .. } => Form::Bands,
            Law::Gaussian { .. } => Form::Gaussian,
            Law::BoundedGaussian { .. } => Form::BoundedGaussian,
            Law::Exponential { .. } => Form::Exponential,
            Law::Power { .. } => Form::Power,
        }
    }

    /// The farthest distance that counts; infinite where there is none.
    #[must_use]
    pub const fn reach(&self) -> f64 {
        self.reach
    }

    /// Bands `(farthest distance, weight)` cut at the reach, for that form only.
    pub(super) fn steps(&self) -> Option<Vec<(f64, f64)>> {
        let Law::Bands { bounds, weights } = &self.law else { return None };
        let mut steps: Vec<(f64, f64)> = bounds.iter().copied().zip(weights.iter().copied()).collect();
        steps.truncate(bounds.partition_point(|&bound| bound < self.reach) + 1);
        if let Some(last) = steps.last_mut() {
            last.0 = self.reach;
        }
        Some(steps)
    }

    /// The weight of a site at that distance: 0 beyond the reach and for a distance that is negative or not a number.
    #[must_use]
    pub fn weight(&self, distance: f64) -> f64 {
        if !(0.0..=self.reach).contains(&distance) {
            return 0.0;
        }
        match &self.law {
            Law::Bands { bounds, weights } => {
                weights.get(bounds.partition_point(|&bound| bound < distance)).copied().unwrap_or(0.0)
            }
            Law::Gaussian { sigma } => (-0.5 * (distance / sigma).powi(2)).exp(),
            Law::BoundedGaussian { width } => {
                let floor = (-0.5_f64).exp();
                (((-0.5 * (distance / width).powi(2)).exp() - floor) / (1.0 - floor)).max(0.0)
            }
            Law::Exponential { scale } => (-distance / scale).exp(),
            Law::Power { scale, exponent, least } => (distance.max(*least) / scale).powf(-exponent),
        }
    }

    /// The decay in one French sentence, for the line under a figure.
    ///
    /// ```
    /// use lanterne_observatory::access::{Decay, Unit};
    /// let sentence = Decay::luo_qi().sentence(Unit::Minute);
    /// assert_eq!(sentence, "Poids 1 jusqu’à 10\u{a0}min, 0,68 jusqu’à 20\u{a0}min, 0,22 jusqu’à 30\u{a0}min\u{202f}; rien au-delà.");
    /// ```
    #[must_use]
    pub fn sentence(&self, unit: Unit) -> String {
        let quantity = |number: f64| format!("{}\u{a0}{unit}", french(number));
        let start = match &self.law {
            Law::Bands { .. } => {
                let band = |(bound, weight)| format!("{} jusqu’à {}", french(weight), quantity(bound));
                let bands: Vec<String> = self.steps().unwrap_or_default().into_iter().map(band).collect();
                format!("Poids {}", bands.join(", "))
            }
            Law::Gaussian { sigma } => format!("Poids décroissant en gaussienne d’écart type {}", quantity(*sigma)),
            Law::BoundedGaussian { width } => format!("Poids décroissant en gaussienne, nul à {}", quantity(*width)),
            Law::Exponential { scale } => format!("Poids divisé par 2,72 tous les {}", quantity(*scale)),
            Law::Power { scale, exponent, least } => format!(
                "Poids en puissance −{} de la distance, 1 à {}, constant en deçà de {}",
                french(*exponent),
                quantity(*scale),
                quantity(*least)
            ),
        };
        match (&self.law, self.reach.is_finite()) {
            (_, false) => format!("{start}."),
            (Law::Bands { .. }, true) => format!("{start}\u{202f}; rien au-delà."),
            (_, true) => format!("{start}\u{202f}; rien au-delà de {}.", quantity(self.reach)),
        }
    }
}

fn positive(place: &'static str, value: f64) -> Result<(), Error> {
    if value.is_finite() && value > 0.0 { Ok(()) } else { Err(refused(place, value, "un nombre positif")) }
}

fn refused(place: impl Into<String>, value: f64, expected: impl Into<String>) -> Error {
    Error::Parameter { place: place.into(), found: french(value), expected: expected.into() }
}

/// A number as a French reader writes it.
fn french(number: f64) -> String {
    number.to_string().replace('.', ",").replace('-', "−")
}
