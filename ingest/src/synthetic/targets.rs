//! What a synthetic register must add up to: a TOML file per region, every number with its source or said to be a guess.
//!
//! A file with an unknown key, a missing one, or a share out of place is refused with its place. Next: `cells` turns the
//! targets into margins over the region's territories.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::IngestError;

/// The targets of one region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// INSEE code of the region.
    pub region: String,
    /// Seed of every draw.
    pub seed: u64,
    /// What the figures describe, as published.
    pub millesime: String,
    /// The date written in the register's dated columns (the generator has no clock).
    pub day: String,
    /// What is said beside every figure made from this register, in French.
    pub notice: String,
    /// Totals of the region.
    pub total: Total,
    /// Totals of the region at the end of earlier years; none: the register has no past.
    #[serde(default)]
    pub past: Vec<PastTotal>,
    /// Sums that sets of EPCI or departments must have exactly.
    #[serde(default)]
    pub margin: Vec<MarginTarget>,
    /// Shares of the ESS in the whole economy, met up to one factor common to all.
    #[serde(default)]
    pub economy: Vec<ShareTarget>,
    /// Territories with fewer ESS establishments than their population alone would give.
    #[serde(default)]
    pub lighter: Vec<Lighter>,
    /// Families of the ESS.
    pub famille: Vec<FamilleTarget>,
    /// Activities of the ESS.
    pub sector: Vec<SectorTarget>,
    /// Families of a territory that has its own published structure.
    #[serde(default)]
    pub structure: Vec<Structure>,
    /// Distribution over size bands before it is tilted to the mean.
    pub size: Sizes,
    /// Activities of the rest of the economy.
    pub rest: Vec<RestTarget>,
    /// Rows that count for nothing, so that every path of the reader is walked.
    pub beside: Beside,
}

/// Totals of the region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Employer establishments of the ESS.
    pub establishments: u64,
    /// Their jobs.
    pub jobs: u64,
    /// Their share in all employer establishments, %.
    pub share_establishments_pct: f64,
    /// Their share in all jobs, %.
    pub share_jobs_pct: f64,
    /// Where these come from.
    pub source: String,
}

impl Total {
    /// Employer establishments of the whole economy.
    #[must_use]
    pub fn all_establishments(&self) -> u64 {
        (self.establishments as f64 * 100.0 / self.share_establishments_pct).round() as u64
    }

    /// Jobs of the whole economy.
    #[must_use]
    pub fn all_jobs(&self) -> u64 {
        (self.jobs as f64 * 100.0 / self.share_jobs_pct).round() as u64
    }
}

/// Totals of the region on 31 December of an earlier year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastTotal {
    /// The year.
    pub year: u16,
    /// Employer establishments of the ESS.
    pub establishments: u64,
    /// Their jobs.
    pub jobs: u64,
    /// Their share in all employer establishments, %.
    pub share_establishments_pct: f64,
    /// Their share in all jobs, %.
    pub share_jobs_pct: f64,
    /// Where these come from.
    pub source: String,
}

impl PastTotal {
    /// The same, without its year.
    #[must_use]
    pub fn total(&self) -> Total {
        Total {
            establishments: self.establishments,
            jobs: self.jobs,
            share_establishments_pct: self.share_establishments_pct,
            share_jobs_pct: self.share_jobs_pct,
            source: self.source.clone(),
        }
    }
}

/// Which territories: those of all the lists that are not empty.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Selection {
    /// Natures of EPCI: `ME`, `CU`, `CA`, `CC`.
    pub nature: Vec<String>,
    /// SIREN of EPCI.
    pub epci: Vec<String>,
    /// Codes of departments.
    pub departement: Vec<String>,
}

/// A sum asked of some territories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarginTarget {
    /// Named in faults.
    pub name: String,
    /// Which territories.
    pub of: Selection,
    /// ESS employer establishments.
    pub establishments: Option<u64>,
    /// ESS jobs.
    pub jobs: Option<u64>,
    /// Where they come from.
    pub source: String,
}

/// A share asked of some territories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareTarget {
    /// Named in faults.
    pub name: String,
    /// Which territories.
    pub of: Selection,
    /// Share of the ESS in all jobs, %.
    pub share_jobs_pct: Option<f64>,
    /// Share of the ESS in all employer establishments, %.
    pub share_establishments_pct: Option<f64>,
    /// The same share for the whole region in the same edition, %: only the ratio of the two is used.
    pub region_pct: f64,
    /// Where they come from.
    pub source: String,
}

/// Territories made lighter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lighter {
    /// The declared zone.
    pub name: String,
    /// Its certain or candidate members.
    pub of: Selection,
    /// What their establishments are multiplied by before the margins are met.
    pub factor: f64,
    /// Where the zone comes from, and what is a guess.
    pub source: String,
}

/// A family of the ESS: its shares, %.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilleTarget {
    /// `association`, `cooperative`…
    pub famille: String,
    /// Share of establishments.
    pub units_pct: f64,
    /// Share of jobs.
    pub jobs_pct: f64,
    /// Legal categories and their weights.
    pub categories: Vec<(String, f64)>,
    /// Where the shares come from.
    pub source: String,
}

/// An activity of the ESS: its shares, %, and who does it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectorTarget {
    /// Its slug.
    pub sector: String,
    /// Share of establishments.
    pub units_pct: f64,
    /// Share of jobs.
    pub jobs_pct: f64,
    /// NAF rev. 2 sub-classes, drawn equally.
    pub naf: Vec<String>,
    /// Weight of each family before the sums are met; a family not named has none.
    pub affinity: std::collections::BTreeMap<String, f64>,
    /// Where the shares come from.
    pub source: String,
}

/// Families of a territory, in % of establishments.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Named in faults.
    pub name: String,
    /// Which territories.
    pub of: Selection,
    /// Share of each family, %.
    pub units_pct: std::collections::BTreeMap<String, f64>,
    /// Where they come from.
    pub source: String,
}

/// Distributions over the bands `01`, `02`, `03`, `11`… of Sirene, smallest first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Codes of the bands used.
    pub bands: Vec<String>,
    /// Shares in the ESS.
    pub ess: Vec<f64>,
    /// Shares in the rest of the economy.
    pub rest: Vec<f64>,
    /// Where they come from.
    pub source: String,
}

/// An activity outside the ESS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestTarget {
    /// NAF rev. 2 sub-class.
    pub naf: String,
    /// Share of establishments, %.
    pub units_pct: f64,
    /// Share of jobs, %.
    pub jobs_pct: f64,
    /// Legal categories, drawn equally.
    pub categories: Vec<String>,
}

/// Rows beside the count, as numbers per 100 ESS employer establishments.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Active ESS establishments that employ nobody.
    pub ess_without_employees_pct: f64,
    /// Active establishments outside the ESS that employ nobody.
    pub rest_without_employees_pct: f64,
    /// Closed ESS establishments, employers when they closed.
    pub closed_pct: f64,
    /// Employers of an ESS legal category whose unit does not carry the flag: in `categorie`, not in `loi_2014`.
    pub unflagged_pct: f64,
}

impl Targets {
    /// Reads and checks a targets file.
    ///
    /// Errors: [`IngestError::Io`]; [`IngestError::Malformed`] with the place of the first fault of the TOML, or of the
    /// first sum that does not hold.
    pub fn read(path: &Path) -> Result<Self, IngestError> {
        let text = std::fs::read_to_string(path).map_err(IngestError::at(path))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self::parse(&text, &name)
    }

    /// The same from text; `file` is named in faults.
    pub fn parse(text: &str, file: &str) -> Result<Self, IngestError> {
        let targets: Self = well_formed(text, file)?;
        targets.check().map_err(|(place, value, expectation)| IngestError::Malformed {
            file: file.into(),
            place,
            value,
            expectation,
        })?;
        Ok(targets)
    }

    fn check(&self) -> Result<(), (String, String, String)> {
        let hundred = |place: &str, sum: f64| {
            if (sum - 100.0).abs() < 0.01 {
                Ok(())
            } else {
                Err((place.to_owned(), format!("{sum:.2}"), "une somme de 100 %".into()))
            }
        };
        hundred("famille.units_pct", self.famille.iter().map(|famille| famille.units_pct).sum())?;
        hundred("famille.jobs_pct", self.famille.iter().map(|famille| famille.jobs_pct).sum())?;
        hundred("sector.units_pct", self.sector.iter().map(|sector| sector.units_pct).sum())?;
        hundred("sector.jobs_pct", self.sector.iter().map(|sector| sector.jobs_pct).sum())?;
        hundred("rest.units_pct", self.rest.iter().map(|rest| rest.units_pct).sum())?;
        hundred("rest.jobs_pct", self.rest.iter().map(|rest| rest.jobs_pct).sum())?;
        for structure in &self.structure {
            hundred(&format!("structure « {} »", structure.name), structure.units_pct.values().sum())?;
        }
        for (place, shares) in [("size.ess", &self.size.ess), ("size.rest", &self.size.rest)] {
            hundred(place, shares.iter().sum())?;
            if shares.len() != self.size.bands.len() {
                return Err((
                    place.into(),
                    shares.len().to_string(),
                    format!("{} parts, une par tranche", self.size.bands.len()),
                ));
            }
        }
        let reference = self.day.get(..4).and_then(|year| year.parse::<u16>().ok()).unwrap_or(0);
        for (at, past) in self.past.iter().enumerate() {
            if past.year >= reference || self.past[..at].iter().any(|other| other.year == past.year) {
                let expectation = format!("une année avant {reference}, une seule fois");
                return Err(("past.year".into(), past.year.to_string(), expectation));
            }
        }
        let shares = |total: &Total| [total.share_establishments_pct, total.share_jobs_pct];
        let every = self.past.iter().map(PastTotal::total).chain([self.total.clone()]);
        for (place, share) in every.flat_map(|total| {
            ["share_establishments_pct", "share_jobs_pct"].into_iter().zip(shares(&total)).collect::<Vec<_>>()
        }) {
            if !(0.0 < share && share < 100.0) {
                return Err((place.into(), share.to_string(), "une part entre 0 et 100".into()));
            }
        }
        Ok(())
    }
}

/// Targets of any kind, as their TOML says; a fault of it is told with its line.
pub(super) fn well_formed<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, IngestError> {
    toml::from_str(text).map_err(|fault| IngestError::Malformed {
        file: file.into(),
        place: place(text, fault.span()),
        value: fault.span().and_then(|span| text.get(span)).unwrap_or("").lines().next().unwrap_or("").into(),
        expectation: format!("des cibles bien formées ({})", fault.message()),
    })
}

/// The line of a fault.
fn place(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let line = span.and_then(|span| text.get(..span.start)).map_or(1, |before| before.matches('\n').count() + 1);
    format!("ligne {line}")
}
