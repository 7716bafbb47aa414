//! What a synthetic deployment must add up to, who carries what, where the sites are, and what is planted: a TOML file per
//! region, every number with its source or said to be a guess.
//!
//! A file with an unknown key, a missing one, or numbers that do not go together is refused with its place. Refuses to know
//! whether an operator or a scheme exists: a test holds the shipped file against the facts. Next: `act`.

use std::collections::BTreeSet;
use std::path::Path;

use lanterne_data::row::Day;
use lanterne_observatory::cohort::Fairness;
use serde::Deserialize;

use super::inequity::Inequity;
use crate::IngestError;
use crate::synthetic::targets::well_formed;

/// The targets of one region's deployment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// INSEE code of the region.
    pub region: String,
    /// File name of the targets of the synthetic register whose establishments are helped.
    pub register: String,
    /// Seed of every draw.
    pub seed: u64,
    /// Years of activity, ascending.
    pub years: Vec<u16>,
    /// What the fair spread is proportional to: `etablissements`, the only one drawn.
    pub fairness: String,
    /// First day of every declared zone.
    pub zones_since: String,
    /// The schemes.
    pub scheme: Vec<SchemeTarget>,
    /// What is planted.
    #[serde(default)]
    pub inequity: Vec<Inequity>,
    /// The sites.
    #[serde(default)]
    pub site: Vec<SiteTarget>,
}

/// What a scheme does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeTarget {
    /// Its slug, as in the facts.
    pub scheme: String,
    /// Beneficiaries of each year.
    pub beneficiaries: Vec<u32>,
    /// Jobs of each year; empty: the scheme declares none.
    #[serde(default)]
    pub jobs: Vec<u64>,
    /// Share of the beneficiaries who are persons, %.
    pub persons_pct: f64,
    /// What is done, with its share, %.
    pub acts: Vec<(ActKind, f64)>,
    /// Least and largest amount, euros; none: no amount is known.
    pub amount_eur: Option<[u64; 2]>,
    /// Who carries it: one at least in the whole region.
    pub carrier: Vec<Carrier>,
    /// Where these come from.
    pub source: String,
}

/// An operator that carries a scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carrier {
    /// Its slug, as in the facts.
    pub operator: String,
    /// Its share of the acts, against the other carriers'.
    pub weight: f64,
    /// The departments it declares; empty: the whole region.
    #[serde(default)]
    pub departements: Vec<String>,
}

/// A site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteTarget {
    /// Its operator.
    pub operator: String,
    /// What it is.
    pub nature: Nature,
    /// INSEE code of its commune.
    pub commune: String,
    /// Schemes met there; empty: all those of the operator.
    #[serde(default)]
    pub schemes: Vec<String>,
    /// Days a month; none: unknown.
    pub days_month: Option<f64>,
    /// First day; none: unknown.
    pub opened: Option<String>,
    /// Last day; none: it is open.
    pub closed: Option<String>,
}

/// What is done for a beneficiary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// Advice over time.
    Accompagnement,
    /// A grant.
    Aide,
    /// A study.
    Etude,
    /// A loan.
    Pret,
    /// A person shown to the right door.
    Orientation,
}

impl ActKind {
    /// As written in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accompagnement => "accompagnement",
            Self::Aide => "aide",
            Self::Etude => "etude",
            Self::Pret => "pret",
            Self::Orientation => "orientation",
        }
    }
}

/// What a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Head office.
    Siege,
    /// An office that is always open.
    Antenne,
    /// Held on some days.
    Permanence,
}

impl Nature {
    /// As written in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Siege => "siege",
            Self::Antenne => "antenne",
            Self::Permanence => "permanence",
        }
    }
}

/// Place, value and expectation of a fault.
type Fault = (String, String, String);

impl Targets {
    /// Reads and checks a targets file.
    ///
    /// Errors: [`IngestError::Io`]; [`IngestError::Malformed`] with the place of the first fault of the TOML, or of the first
    /// number that does not go with the others.
    pub fn read(path: &Path) -> Result<Self, IngestError> {
        let text = std::fs::read_to_string(path).map_err(IngestError::at(path))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self::parse(&text, &name)
    }

    /// The same from text; `file` is named in faults.
    pub fn parse(text: &str, file: &str) -> Result<Self, IngestError> {
        let refused = |(place, value, expectation): Fault| IngestError::Malformed {
            file: file.to_owned(),
            place,
            value,
            expectation,
        };
        let targets: Self = well_formed(text, file)?;
        targets.check().map_err(refused)?;
        Ok(targets)
    }

    fn check(&self) -> Result<(), Fault> {
        let fairness = Fairness::Establishments.as_str();
        if self.fairness != fairness {
            return Err(("fairness".to_owned(), self.fairness.clone(), format!("« {fairness} »")));
        }
        if self.years.is_empty() || !self.years.windows(2).all(|pair| pair[0] < pair[1]) {
            return Err(("years".to_owned(), format!("{:?}", self.years), "des années croissantes".to_owned()));
        }
        day("zones_since", Some(&self.zones_since))?;
        self.scheme.iter().try_for_each(|scheme| scheme.check(self.years.len()))?;
        let mut taken = BTreeSet::new();
        for site in &self.site {
            site.check()?;
            if !taken.insert((site.operator.as_str(), site.commune.as_str())) {
                let expectation = "un seul site par opérateur et par commune".to_owned();
                return Err((format!("site de {}", site.operator), site.commune.clone(), expectation));
            }
        }
        Ok(())
    }
}

impl SchemeTarget {
    fn check(&self, years: usize) -> Result<(), Fault> {
        let fault = |field: &str, value: String, expectation: &str| {
            Err((format!("scheme « {} », {field}", self.scheme), value, expectation.to_owned()))
        };
        let lengths = [("beneficiaries", self.beneficiaries.len()), ("jobs", self.jobs.len())];
        for (field, length) in lengths {
            if length != years && (field == "beneficiaries" || length > 0) {
                return fault(field, length.to_string(), "un nombre par année");
            }
        }
        let sum: f64 = self.acts.iter().map(|(_, share)| share).sum();
        if (sum - 100.0).abs() > 0.01 {
            return fault("acts", sum.to_string(), "une somme de 100 %");
        }
        if !(0.0..=100.0).contains(&self.persons_pct) {
            return fault("persons_pct", self.persons_pct.to_string(), "une part entre 0 et 100");
        }
        if let Some([low, high]) = self.amount_eur.filter(|[low, high]| low > high) {
            return fault("amount_eur", format!("{low}, {high}"), "le plus petit montant d’abord");
        }
        let unfit = |carrier: &&Carrier| !carrier.weight.is_finite() || carrier.weight <= 0.0;
        if let Some(carrier) = self.carrier.iter().find(unfit) {
            return fault("carrier.weight", carrier.weight.to_string(), "un nombre positif");
        }
        if !self.carrier.iter().any(|carrier| carrier.departements.is_empty()) {
            return fault("carrier", self.carrier.len().to_string(), "un opérateur au moins dans toute la région");
        }
        Ok(())
    }
}

impl SiteTarget {
    fn check(&self) -> Result<(), Fault> {
        let of = |field: &str| format!("site de {} à {}, {field}", self.operator, self.commune);
        let opened = day(&of("opened"), self.opened.as_deref())?;
        let closed = day(&of("closed"), self.closed.as_deref())?;
        if opened.zip(closed).is_some_and(|(opened, closed)| closed < opened) {
            let value = self.closed.clone().unwrap_or_default();
            return Err((of("closed"), value, "un jour qui ne précède pas l’ouverture".to_owned()));
        }
        match self.days_month {
            Some(days) if !(0.0..=31.0).contains(&days) => {
                Err((of("days_month"), days.to_string(), "un nombre de jours entre 0 et 31".to_owned()))
            }
            _ => Ok(()),
        }
    }
}

/// A day, where there is one.
fn day(place: &str, text: Option<&str>) -> Result<Option<Day>, Fault> {
    let Some(text) = text else { return Ok(None) };
    text.parse::<Day>().map(Some).map_err(|_| (place.to_owned(), text.to_owned(), "un jour AAAA-MM-JJ".to_owned()))
}
