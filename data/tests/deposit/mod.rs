//! A small region that operators hand files in to: four communes, three schemes, two operators, and files made of the schemas'
//! own examples.
#![allow(dead_code, reason = "each test file uses its part")]

use lanterne_data::Draft;
use lanterne_data::deployment::{Checked, Checker, Columns, Handed, Kind, Known, Map, Schemas, sheet};
use lanterne_data::load::passage::Harmonised;
use lanterne_data::row::{Commune, Operator, OperatorScheme, Passage, Scheme, Site, Territory};
use tempfile::TempDir;

/// The latest year an act may be of.
pub(crate) const YEAR: i16 = 2026;
/// The COG year of the files.
pub(crate) const COG: i16 = 2023;

/// Arras, Lille, a commune that was split, and Saint-Quentin.
const COMMUNES: [&str; 4] = ["02691", "59350", "60694", "62041"];

/// The region, in a draft that files may be appended to.
pub(crate) fn world() -> (Draft, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let draft = Draft::create(&folder.path().join("d.duckdb")).unwrap();
    let mut territories: Vec<Territory> =
        (0..).zip(COMMUNES).map(|(row, code)| territory("commune", row, code)).collect();
    territories.push(territory("epci", 0, "200033579"));
    territories.extend((0..).zip(["02", "59", "60", "62"]).map(|(row, code)| territory("departement", row, code)));
    territories.push(territory("region", 0, "32"));
    draft.append(&territories).unwrap();
    draft.append(&COMMUNES.map(commune)).unwrap();
    // 62999 went to Arras; 60054 was split, most of it to 60694.
    let passages = [("62999", "62041", 1.0), ("60054", "60054", 0.3), ("60054", "60694", 0.7)];
    draft.append(&passages.map(|(from, to, ratio)| passage(from, to, ratio))).unwrap();
    draft.append(&["acc_ess", "dla", "fidess"].map(scheme)).unwrap();
    draft.append(&[operator("bge_hdf", "BGE Hauts-de-France"), operator("galilee", "Galilée")]).unwrap();
    draft.append(&[OperatorScheme { operator: "bge_hdf".into(), scheme: "acc_ess".into() }]).unwrap();
    draft.append(&[site()]).unwrap();
    (draft, folder)
}

fn territory(level: &str, row: i32, code: &str) -> Territory {
    Territory {
        level: level.into(),
        row,
        code: code.into(),
        name: code.into(),
        nature: None,
        departement: None,
        region: None,
        population: Some(100),
        area_km2: Some(1.0),
        lon: Some(2.5),
        lat: Some(50.0 + f64::from(row) / 10.0),
        west: None,
        south: None,
        east: None,
        north: None,
        commune_count: 1,
        outline: false,
    }
}

fn commune(code: &str) -> Commune {
    Commune {
        code: code.into(),
        epci: None,
        departement: code[..2].into(),
        region: "32".into(),
        zone_emploi: None,
        bassin_vie: None,
        postcodes: Vec::new(),
    }
}

fn passage(from: &str, to: &str, ratio: f64) -> Passage {
    Passage { cog_from: COG, code_from: from.into(), cog_to: COG + 1, code_to: to.into(), ratio, kind: "split".into() }
}

fn scheme(scheme: &str) -> Scheme {
    Scheme {
        scheme: scheme.into(),
        name: scheme.to_uppercase(),
        kind: "dispositif".into(),
        lever: None,
        life_stage: None,
        beneficiaries: None,
        amount_max_eur: None,
        amount_min_eur: None,
        duration_months: None,
        eligibility: None,
        yearly_volume: None,
        co_financers: None,
        document: "essai".into(),
        quote: None,
        note: None,
    }
}

fn operator(operator: &str, name: &str) -> Operator {
    Operator {
        operator: operator.into(),
        name: name.into(),
        role: None,
        website: None,
        document: "essai".into(),
        quote: None,
        note: None,
    }
}

/// Where a document says that Galilée held a workshop.
fn site() -> Site {
    Site {
        site: "galilee-62041".into(),
        operator: Some("galilee".into()),
        network: "operateur".into(),
        name: "Galilée (Arras)".into(),
        kind: "inconnu".into(),
        basis: "atelier".into(),
        commune: Some("62041".into()),
        lon: None,
        lat: None,
        precision: "commune".into(),
        address: None,
        days_month: None,
        opened: None,
        closed: None,
        card: "lanterne/faits".into(),
    }
}

/// A counter where files are handed in, one after the other.
pub(crate) struct Counter<'s> {
    schemas: &'s Schemas,
    pub(crate) checker: Checker<'s>,
    passage: Harmonised,
    pub(crate) card: &'static str,
    pub(crate) synthetic: bool,
}

impl<'s> Counter<'s> {
    pub(crate) fn open(schemas: &'s Schemas, draft: &Draft) -> Counter<'s> {
        let snapshot = draft.snapshot().unwrap();
        Counter {
            schemas,
            checker: Checker::new(schemas, Known::read(&snapshot, YEAR).unwrap()),
            passage: snapshot.harmonise(COG).unwrap(),
            card: "essai/depot",
            synthetic: false,
        }
    }

    /// Checks a file as it is.
    pub(crate) fn hand(&mut self, kind: Kind, file: &str, bytes: &[u8]) -> Checked {
        let sheet = sheet::read(bytes, kind).unwrap_or_else(|fault| panic!("{fault}"));
        let columns = Columns::of(self.schemas.of(kind), &sheet, &Map::new());
        assert!(columns.faults.is_empty(), "{file}: {:?}", columns.faults);
        let handed = Handed { card: self.card, file, sha256: "0", synthetic: self.synthetic, passage: &self.passage };
        let checked = self.checker.check(kind, &handed, &sheet, &columns);
        let report = &checked.report;
        assert_eq!(report.rows_read, sheet.rows.len() as i64);
        assert_eq!(report.rows_read, report.loaded + report.refused + report.out_of_scope);
        assert_eq!(checked.refused().len() as i64, report.refused);
        checked
    }

    /// Checks a file of rows, each of the schema's examples but for some cells.
    pub(crate) fn rows(&mut self, kind: Kind, file: &str, rows: &[&[(&str, &str)]]) -> Checked {
        let text = text(self.schemas, kind, rows);
        self.hand(kind, file, text.as_bytes())
    }
}

/// A CSV of rows, each of the schema's examples but for some cells.
pub(crate) fn text(schemas: &Schemas, kind: Kind, rows: &[&[(&str, &str)]]) -> String {
    let fields = &schemas.of(kind).fields;
    let header: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let line = |changed: &&[(&str, &str)]| {
        for (name, _) in *changed {
            assert!(header.contains(name), "{name} is no column of {kind:?}");
        }
        let cell = |field: &lanterne_data::deployment::Field| {
            let other = changed.iter().find(|(name, _)| *name == field.name);
            other.map_or_else(|| field.example.clone(), |(_, value)| (*value).to_owned())
        };
        fields.iter().map(cell).collect::<Vec<_>>().join(";")
    };
    let lines: Vec<String> = std::iter::once(header.join(";")).chain(rows.iter().map(line)).collect();
    lines.join("\n")
}

/// Faults as « line, column, value, expectation ».
pub(crate) fn faults(checked: &Checked) -> Vec<(i64, &str, Option<&str>, &str)> {
    let told = checked.faults.iter();
    told.map(|fault| (fault.line, fault.column.as_str(), fault.value.as_deref(), fault.expectation.as_str())).collect()
}

/// A SIRET whose key is right: the only last digit that makes it so.
pub(crate) fn siret(number: u64) -> String {
    let body = format!("7{number:012}");
    let sum = |key: u32| {
        let digits = format!("{body}{key}");
        let doubled = |(rank, letter): (usize, char)| {
            let digit = letter.to_digit(10).unwrap() * if rank % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        };
        digits.chars().enumerate().map(doubled).sum::<u32>()
    };
    let key = (0..10).find(|key| sum(*key) % 10 == 0).unwrap();
    format!("{body}{key}")
}
