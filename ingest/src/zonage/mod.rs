//! INSEE's table of membership: which zone d'emploi and which bassin de vie each commune is in, and what they are called.
//!
//! The table is of one COG year; its communes are carried to that of the snapshot. A commune made since of communes of two zones
//! goes to the zone of the one that keeps its code, the chef-lieu: the table does not say how many people live in the others. A commune
//! that was split leaves its zone to each part.
//!
//! Three accounts are kept: the rows of the table, those of the labels, and the communes expected at each level. Refuses to know
//! outlines and tables of the snapshot. Next: `membership` for the table, `label` for the names, `geography` for what is made of them.

mod label;
mod membership;

use std::collections::{BTreeMap, BTreeSet};

use lanterne_data::row::{LoadReport, Refused};
use lanterne_observatory::Level;

use crate::card::{Card, Reader};
use crate::cog::unknown_year;
use crate::fetch::RawFile;
use crate::geography::{Shipped, Zonage};
use crate::number::number;
use crate::{IngestError, Watch};

/// Largest number of codes named in a line.
const NAMED: usize = 20;

/// What came of these files.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) reports: Vec<LoadReport>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) lines: Vec<String>,
}

/// Whether a file is read here.
pub(crate) fn is_read(reader: Reader) -> bool {
    matches!(reader, Reader::Zonage | Reader::ZonageLabel)
}

/// Reads the table and its labels, and gives the geography its zonings of study.
pub(crate) fn read(files: &[(&Card, &RawFile)], shipped: &mut Shipped, watch: &Watch<'_>) -> Result<Read, IngestError> {
    let mut read = Read::default();
    for &(card, file) in files.iter().filter(|(_, file)| file.reader == Reader::Zonage) {
        let carrier = shipped.carrier();
        if carrier.communes(card.cog).next().is_none() {
            return Err(unknown_year(card, file, shipped));
        }
        watch.begin(&format!("lecture de {}", file.name), 0)?;
        let mut zonings = membership::read(card, file, &carrier, &mut read)?;
        label::of_workbook(file, &mut zonings, &mut read)?;
        let own = |other: &&(&Card, &RawFile)| other.0.id == card.id && other.1.reader == Reader::ZonageLabel;
        for (_, labels) in files.iter().filter(own) {
            label::of_file(labels, &mut zonings, &mut read)?;
        }
        for zoning in zonings {
            zoning.settle(card, file, shipped, &mut read);
        }
        watch.end();
    }
    Ok(read)
}

/// One zoning of the table.
#[derive(Debug)]
struct Zoning {
    level: Level,
    /// As the table calls it: `ZE2020`, `BV2022`.
    column: String,
    /// Communes of the table in each zone.
    communes: BTreeMap<String, usize>,
    names: BTreeMap<String, String>,
    /// Commune of the snapshot → the communes of the table that it is made of.
    arrivals: BTreeMap<String, Vec<Arrival>>,
}

/// A commune of the table in terms of one of the snapshot.
#[derive(Debug)]
struct Arrival {
    from: String,
    /// `None`: the table puts it in no zone.
    zone: Option<String>,
    /// Share of its population that went there.
    share: f64,
}

impl Zoning {
    fn new(level: Level, column: &str) -> Zoning {
        Zoning {
            level,
            column: column.to_owned(),
            communes: BTreeMap::new(),
            names: BTreeMap::new(),
            arrivals: BTreeMap::new(),
        }
    }

    /// Gives every commune of the snapshot its zone, and says what became of each.
    fn settle(self, card: &Card, file: &RawFile, shipped: &mut Shipped, read: &mut Read) {
        let label = self.level.label().to_lowercase();
        let mut zone_of: BTreeMap<String, String> = BTreeMap::new();
        let (mut without, mut torn) = (Vec::new(), Vec::new());
        for (commune, arrivals) in &self.arrivals {
            match chosen(commune, arrivals) {
                Some(zone) => zone_of.insert(commune.clone(), zone.to_owned()).map_or((), drop),
                None => without.push(commune.as_str()),
            }
            let zones: BTreeSet<&str> = arrivals.iter().filter_map(|arrival| arrival.zone.as_deref()).collect();
            if zones.len() > 1 {
                torn.push(commune.as_str());
            }
        }
        let expected: Vec<String> = shipped.carrier().communes(shipped.cog()).map(str::to_owned).collect();
        let missing: Vec<&String> = expected.iter().filter(|code| !self.arrivals.contains_key(*code)).collect();
        let name = format!("{} : communes attendues, {label}", file.name);
        read.refused.extend(missing.iter().map(|code| Refused {
            card: card.id.clone(),
            file: name.clone(),
            line: 0,
            column: self.column.clone(),
            value: Some((*code).clone()),
            expectation: format!("cette commune (COG {}) dans la table du COG {}", shipped.cog(), card.cog),
            content: shipped.commune(code).map_or_else(String::new, |(name, ..)| name.to_owned()),
        }));
        read.reports.push(LoadReport {
            card: card.id.clone(),
            file: name,
            sha256: file.sha256.clone(),
            rows_read: expected.len() as i64,
            loaded: zone_of.len() as i64,
            refused: missing.len() as i64,
            out_of_scope: without.len() as i64,
            scope: "communes que la table ne met dans aucune zone".to_owned(),
        });
        let zones: BTreeSet<&String> = zone_of.values().collect();
        read.lines.push(format!(
            "{label} ({}) : {} zones, {} communes ; sans zone : {} ; absentes de la table : {}",
            self.column,
            number(zones.len() as f64, 0),
            number(zone_of.len() as f64, 0),
            listed(&without),
            listed(&missing.iter().map(|code| code.as_str()).collect::<Vec<_>>()),
        ));
        if !torn.is_empty() {
            read.lines.push(format!(
                "communes réunies depuis le COG {} par-dessus une limite de {label}, mises dans la zone de la commune qui garde le code (la \
                 table ne dit pas la population des autres) : {}",
                card.cog,
                listed(&torn)
            ));
        }
        let nameless: Vec<&str> =
            zones.iter().filter(|zone| !self.names.contains_key(**zone)).map(|zone| zone.as_str()).collect();
        if !nameless.is_empty() {
            read.lines.push(format!("{label} sans libellé, nommées par leur code : {}", listed(&nameless)));
        }
        let names =
            zones.into_iter().map(|zone| (zone.clone(), self.names.get(zone).unwrap_or(zone).clone())).collect();
        shipped.set_zonage(self.level, Zonage { names, zone_of });
    }
}

/// The zone of a commune made of these: that of the one whose code it keeps, else the one that most of what it is made of brings.
fn chosen<'a>(commune: &str, arrivals: &'a [Arrival]) -> Option<&'a str> {
    let kept = arrivals.iter().find(|arrival| arrival.from == commune).and_then(|arrival| arrival.zone.as_deref());
    kept.or_else(|| {
        let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
        for (zone, share) in arrivals.iter().filter_map(|arrival| Some((arrival.zone.as_deref()?, arrival.share))) {
            *shares.entry(zone).or_default() += share;
        }
        let most = shares.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0)));
        most.map(|(zone, _)| zone)
    })
}

/// « aucune », « 2 (29083, 29155) ».
fn listed(codes: &[&str]) -> String {
    if codes.is_empty() {
        return "aucune".to_owned();
    }
    let first = codes.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if codes.len() > NAMED { "…" } else { "" };
    format!("{} ({first}{more})", number(codes.len() as f64, 0))
}

#[cfg(test)]
mod tests {
    use super::{Arrival, chosen, listed};

    fn arrival(from: &str, zone: &str, share: f64) -> Arrival {
        Arrival { from: from.to_owned(), zone: (!zone.is_empty()).then(|| zone.to_owned()), share }
    }

    #[test]
    fn a_commune_made_of_two_zones_takes_that_of_the_code_it_keeps() {
        let merged = [arrival("80001", "2210", 1.0), arrival("80002", "2203", 1.0), arrival("80003", "2203", 1.0)];
        assert_eq!(chosen("80001", &merged), Some("2210"));
        assert_eq!(chosen("80004", &merged), Some("2203"), "a new code takes the zone that most bring");
        let tie = [arrival("80001", "2210", 0.5), arrival("80002", "2203", 0.5)];
        assert_eq!(chosen("80004", &tie), Some("2203"), "the first by code on a tie");
    }

    #[test]
    fn a_commune_keeps_no_zone_only_where_none_of_its_parts_has_one() {
        assert_eq!(chosen("29083", &[arrival("29083", "", 1.0)]), None);
        assert_eq!(chosen("29083", &[arrival("29083", "", 1.0), arrival("29084", "5304", 1.0)]), Some("5304"));
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        assert_eq!(listed(&[]), "aucune");
        assert_eq!(listed(&["29083", "29155"]), "2 (29083, 29155)");
        assert!(listed(&["1"; 30]).starts_with("30 (1, 1") && listed(&["1"; 30]).ends_with("…)"));
    }
}
