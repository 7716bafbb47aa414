//! What is planted: an injustice, or a gap in what was handed in, that a monitor must find.
//!
//! Refuses to know how it is found: `lanterne_observatory::cohort::finding` does not know of it.

use serde::Deserialize;

use super::host::Host;
use super::targets::Targets;

/// Something planted on purpose. `found` says, in French, what a monitor finds of it and what it cannot at these volumes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Inequity {
    /// A scheme helps in EPCI of some natures only.
    BiasedScheme {
        /// The scheme.
        scheme: String,
        /// The natures.
        natures: Vec<String>,
        /// What is found of it.
        found: String,
    },
    /// EPCI that no scheme reaches.
    Unreached {
        /// SIREN of the EPCI.
        epci: Vec<String>,
        /// What is found of it.
        found: String,
    },
    /// A scheme that helps no more in some EPCI.
    Stopped {
        /// The scheme.
        scheme: String,
        /// First year without.
        from: u16,
        /// SIREN of the EPCI.
        epci: Vec<String>,
        /// What is found of it.
        found: String,
    },
    /// A department that an operator declares and where it does nothing.
    SilentZone {
        /// The operator.
        operator: String,
        /// For which scheme.
        scheme: String,
        /// The department.
        departement: String,
        /// What is found of it.
        found: String,
    },
    /// A year that an operator did not hand in.
    NotHandedIn {
        /// The operator.
        operator: String,
        /// The year.
        year: u16,
        /// What is found of it.
        found: String,
    },
}

impl Targets {
    /// The same volumes, carriers and sites without anything planted: what a fair deployment would have been.
    #[must_use]
    pub fn equitable(&self) -> Self {
        Self { inequity: Vec::new(), ..self.clone() }
    }

    /// Whether a scheme may help somebody there that year.
    pub(super) fn allows(&self, scheme: &str, year: u16, host: &Host) -> bool {
        let here = |list: &[String], value: Option<&String>| value.is_some_and(|value| list.contains(value));
        self.inequity.iter().all(|inequity| match inequity {
            Inequity::BiasedScheme { scheme: biased, natures, .. } => {
                biased != scheme || here(natures, host.nature.as_ref())
            }
            Inequity::Unreached { epci, .. } => !here(epci, host.epci.as_ref()),
            Inequity::Stopped { scheme: stopped, from, epci, .. } => {
                stopped != scheme || year < *from || !here(epci, host.epci.as_ref())
            }
            Inequity::SilentZone { .. } | Inequity::NotHandedIn { .. } => true,
        })
    }

    /// Whether an operator does nothing of a scheme in a department, whatever it declares.
    pub(super) fn is_silent(&self, operator: &str, scheme: &str, departement: &str) -> bool {
        self.inequity.iter().any(|inequity| match inequity {
            Inequity::SilentZone { operator: silent, scheme: of, departement: there, .. } => {
                silent == operator && of == scheme && there == departement
            }
            _ => false,
        })
    }

    /// Whether an operator handed in that year.
    pub(super) fn is_handed_in(&self, operator: &str, year: u16) -> bool {
        !self.inequity.iter().any(|inequity| match inequity {
            Inequity::NotHandedIn { operator: silent, year: missing, .. } => silent == operator && *missing == year,
            _ => false,
        })
    }
}
