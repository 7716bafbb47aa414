//! Facts of any level as sums over communes: the commune is the grain, everything else is a grouping of it.
//!
//! The build and the service both go through [`assemble`], so that a figure stored and a figure served are one
//! computation. It refuses to know where the counts come from and what a grouping is called: an EPCI, a region or a
//! hand-made group of communes are all [`Grouping`]s.
//!
//! **Coverage.** The register speaks only of some communes. A unit without any covered commune is not published, never
//! nil. A unit covered in part (an EPCI across a border) is described on its covered part alone: numerator and
//! denominator speak of the same ground, and [`FactColumns::partial`] says so; or it is absent, as [`PartialUnit`] asks.
//!
//! **What is counted** is a perimeter, and a [`Filter`] on familles and sections where one is asked for: see [`Counted`].
//!
//! Next: [`Territory`] to compose one, [`crate::indicator::compute`] for what is measured of it.

mod columns;
mod counted;
mod grouping;
mod sum;
mod territory;

pub use columns::{FactColumns, FamilleColumns};
pub use counted::{Counted, Filter};
pub use grouping::{Grouping, Members, PartialUnit};
pub use sum::{assemble, by_section};
pub use territory::Territory;

use crate::{Famille, Perimetre, Section, Value};

/// Why an establishment counts as ESS; one may count for several reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// Flag of the register under the law of 2014.
    pub loi_2014: bool,
    /// Legal category counted as ESS by INSEE.
    pub categorie: bool,
    /// ESUS approval.
    pub esus: bool,
    /// Structure d'insertion par l'activité économique.
    pub siae: bool,
}

impl Flags {
    /// Whether it belongs to a perimeter.
    ///
    /// ```
    /// use lanterne_observatory::{Perimetre, assembly::Flags};
    /// let insertion = Flags { siae: true, ..Flags::default() };
    /// assert!(insertion.within(Perimetre::AvecSiae) && !insertion.within(Perimetre::Loi2014));
    /// ```
    #[must_use]
    pub const fn within(self, perimetre: Perimetre) -> bool {
        match perimetre {
            Perimetre::Loi2014 => self.loi_2014,
            Perimetre::Categorie => self.categorie,
            Perimetre::AvecEsus => self.loi_2014 || self.esus,
            Perimetre::AvecSiae => self.loi_2014 || self.siae,
        }
    }
}

/// ESS employers of one commune that share famille, section and flags.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EssCount {
    /// Row of the commune.
    pub commune: u32,
    /// Famille.
    pub famille: Famille,
    /// Section of activity, where known.
    pub section: Option<Section>,
    /// Why they count.
    pub flags: Flags,
    /// Employer establishments.
    pub establishments: f64,
    /// Jobs, estimated from size bands.
    pub jobs: f64,
    /// Fewest jobs the bands allow.
    pub jobs_low: f64,
    /// Most jobs the bands allow.
    pub jobs_high: f64,
}

/// The whole economy of one commune and one section, ESS included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EconomyCount {
    /// Row of the commune.
    pub commune: u32,
    /// Section of activity, where known.
    pub section: Option<Section>,
    /// Employer establishments.
    pub establishments: f64,
    /// Jobs.
    pub jobs: f64,
}

/// Everything known at the grain. The three columns are in row order of the communes; the counts are sparse, and their
/// order is the order of the sums.
#[derive(Debug, Clone, Default)]
pub struct Grain {
    /// Inhabitants.
    pub population: Vec<Value>,
    /// Area, km²; absent without outline.
    pub area_km2: Vec<Value>,
    /// Whether the register speaks of the commune.
    pub covered: Vec<bool>,
    /// ESS employers.
    pub ess: Vec<EssCount>,
    /// The whole economy.
    pub economy: Vec<EconomyCount>,
}
