//! Schemes, operators, their places, declared zones. An unknown place is read as unknown, never left out.

use std::collections::BTreeMap;

use super::rows::{all, list};
use crate::row::Day;
use crate::{Error, Snapshot};

/// A scheme of accompaniment.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// Slug.
    pub scheme: String,
    /// Name.
    pub name: String,
    /// Kind of help.
    pub kind: String,
    /// Lever.
    pub lever: Option<String>,
    /// Stages of life served.
    pub life_stage: Option<String>,
    /// Who it serves.
    pub beneficiaries: Option<String>,
    /// Largest amount, euros.
    pub amount_max_eur: Option<f64>,
    /// Smallest amount, euros.
    pub amount_min_eur: Option<f64>,
    /// Duration, months.
    pub duration_months: Option<i32>,
    /// Who is eligible.
    pub eligibility: Option<String>,
    /// Beneficiaries a year, as announced.
    pub yearly_volume: Option<f64>,
    /// Who pays with the Region.
    pub co_financers: Option<String>,
    /// Document.
    pub document: String,
    /// Words of the document.
    pub quote: Option<String>,
}

/// An operator of schemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Slug.
    pub operator: String,
    /// Name.
    pub name: String,
    /// Role, as the document says it.
    pub role: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Schemes it operates, ascending.
    pub schemes: Vec<String>,
    /// Document.
    pub document: String,
    /// Words of the document.
    pub quote: Option<String>,
}

/// A place of an operator or of a public network.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Identifier; also the property `code` of the tile feature.
    pub site: String,
    /// Operator; absent for a network without operator row.
    pub operator: Option<String>,
    /// `operateur`, `synthetique` (an operator's, made up), `france_services`, `tiers_lieu` or `siae`.
    pub network: String,
    /// Name.
    pub name: String,
    /// `siege`, `antenne`, `permanence`, `zone`, `inconnu`, or the network's own kind.
    pub kind: String,
    /// `document`, `atelier` or `fichier`.
    pub basis: String,
    /// Commune; absent when the place is unknown.
    pub commune: Option<String>,
    /// Longitude and latitude; absent when the place is unknown.
    pub point: Option<[f64; 2]>,
    /// `adresse`, `commune` or `inconnue`.
    pub precision: String,
    /// Postal address; absent when the source does not say.
    pub address: Option<String>,
    /// Days it is open in a month; absent when unknown.
    pub days_month: Option<f64>,
    /// First day; absent when unknown.
    pub opened: Option<Day>,
    /// Last day; absent while it is open, as far as is known.
    pub closed: Option<Day>,
    /// Schemes served there, ascending; empty when the source does not say.
    pub schemes: Vec<String>,
    /// Card of the source.
    pub card: String,
}

/// A number that a document sets itself, or observes as a floor.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Slug.
    pub target: String,
    /// What is counted, in words.
    pub subject: String,
    /// `target` where the document sets it; its other words name what it only observes.
    pub kind: String,
    /// The number; absent where the document has words only.
    pub value: Option<f64>,
    /// Unit, in words: « bénéficiaires par an, au moins ».
    pub unit: String,
    /// Name of the territory.
    pub territory: String,
    /// What it says, a sentence.
    pub description: String,
}

/// A declared zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Slug.
    pub zone: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Departments.
    pub departement: Vec<String>,
    /// Certain members.
    pub epci: Vec<String>,
    /// Candidate members, never used as fact.
    pub epci_candidate: Vec<String>,
    /// What the membership rests on.
    pub basis: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Document.
    pub document: Option<String>,
    /// Its words, as printed.
    pub quote: Option<String>,
    /// What is to be known of it, in our words.
    pub note: Option<String>,
}

impl Zone {
    /// Whether a document asks that it be watched; other kinds are contracts and groupings.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.kind == "watch_zone"
    }
}

pub(super) fn schemes(snapshot: &Snapshot) -> Result<Vec<Scheme>, Error> {
    let sql = "SELECT scheme, name, kind, lever, life_stage, beneficiaries, amount_max_eur, amount_min_eur, \
               duration_months, eligibility, yearly_volume, co_financers, document, quote FROM scheme ORDER BY scheme";
    all(snapshot, "scheme", sql, |row| {
        Ok(Scheme {
            scheme: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            lever: row.get(3)?,
            life_stage: row.get(4)?,
            beneficiaries: row.get(5)?,
            amount_max_eur: row.get(6)?,
            amount_min_eur: row.get(7)?,
            duration_months: row.get(8)?,
            eligibility: row.get(9)?,
            yearly_volume: row.get(10)?,
            co_financers: row.get(11)?,
            document: row.get(12)?,
            quote: row.get(13)?,
        })
    })
}

/// Pairs of a table of links, grouped by their first column, ascending.
fn links(snapshot: &Snapshot, table: &'static str, sql: &str) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let mut grouped: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (from, to) in all(snapshot, table, sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        grouped.entry(from).or_default().push(to);
    }
    Ok(grouped)
}

pub(super) fn operators(snapshot: &Snapshot) -> Result<Vec<Operator>, Error> {
    let mut schemes =
        links(snapshot, "operator_scheme", "SELECT DISTINCT operator, scheme FROM operator_scheme ORDER BY ALL")?;
    let sql = "SELECT operator, name, role, website, document, quote FROM operator ORDER BY operator";
    all(snapshot, "operator", sql, |row| {
        let operator: String = row.get(0)?;
        Ok(Operator {
            schemes: schemes.remove(&operator).unwrap_or_default(),
            operator,
            name: row.get(1)?,
            role: row.get(2)?,
            website: row.get(3)?,
            document: row.get(4)?,
            quote: row.get(5)?,
        })
    })
}

pub(super) fn sites(snapshot: &Snapshot) -> Result<Vec<Site>, Error> {
    let mut schemes = links(snapshot, "site_scheme", "SELECT DISTINCT site, scheme FROM site_scheme ORDER BY ALL")?;
    let sql = "SELECT site, operator, network, name, kind, basis, commune, lon, lat, \"precision\", card, address, \
               days_month, (opened - DATE '1970-01-01')::INTEGER, (closed - DATE '1970-01-01')::INTEGER \
               FROM site ORDER BY site";
    all(snapshot, "site", sql, |row| {
        let site: String = row.get(0)?;
        let (lon, lat): (Option<f64>, Option<f64>) = (row.get(7)?, row.get(8)?);
        Ok(Site {
            schemes: schemes.remove(&site).unwrap_or_default(),
            site,
            operator: row.get(1)?,
            network: row.get(2)?,
            name: row.get(3)?,
            kind: row.get(4)?,
            basis: row.get(5)?,
            commune: row.get(6)?,
            point: lon.zip(lat).map(|(lon, lat)| [lon, lat]),
            precision: row.get(9)?,
            card: row.get(10)?,
            address: row.get(11)?,
            days_month: row.get(12)?,
            opened: row.get::<_, Option<i32>>(13)?.map(Day),
            closed: row.get::<_, Option<i32>>(14)?.map(Day),
        })
    })
}

pub(super) fn zones(snapshot: &Snapshot) -> Result<Vec<Zone>, Error> {
    let sql = "SELECT zone, name, kind, array_to_string(departement, chr(31)), array_to_string(epci, chr(31)), \
               array_to_string(epci_candidate, chr(31)), basis, description, document, quote, note FROM zone ORDER BY zone";
    all(snapshot, "zone", sql, |row| {
        Ok(Zone {
            zone: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            departement: list(row.get(3)?),
            epci: list(row.get(4)?),
            epci_candidate: list(row.get(5)?),
            basis: row.get(6)?,
            description: row.get(7)?,
            document: row.get(8)?,
            quote: row.get(9)?,
            note: row.get(10)?,
        })
    })
}

pub(super) fn targets(snapshot: &Snapshot) -> Result<Vec<Target>, Error> {
    let sql = "SELECT target, coalesce(subject, ''), coalesce(kind, ''), TRY_CAST(value AS DOUBLE), coalesce(unit, ''), \
               coalesce(territory, ''), coalesce(description, '') FROM target ORDER BY target";
    all(snapshot, "target", sql, |row| {
        Ok(Target {
            target: row.get(0)?,
            subject: row.get(1)?,
            kind: row.get(2)?,
            value: row.get(3)?,
            unit: row.get(4)?,
            territory: row.get(5)?,
            description: row.get(6)?,
        })
    })
}
