//! Two small stocks in Sirene's shape, written row by row, and loaded as CSV or as Parquet.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeSet;
use std::path::Path;

use duckdb::Connection;
use lanterne_data::load::register::{Coverage, Loaded, RawFile, Register};
use lanterne_data::row::Commune;
use lanterne_data::{Draft, Limits};
use tempfile::TempDir;

const UNITS: &str = "siren,categorieJuridiqueUniteLegale,economieSocialeSolidaireUniteLegale";
const ESTABLISHMENTS: &str = "siren,siret,dateCreationEtablissement,trancheEffectifsEtablissement,etablissementSiege,\
codeCommuneEtablissement,etatAdministratifEtablissement,activitePrincipaleEtablissement,caractereEmployeurEtablissement";

/// The rows of both files.
#[derive(Default)]
pub(crate) struct Stock {
    units: Vec<String>,
    establishments: Vec<String>,
}

impl Stock {
    pub(crate) fn unit(&mut self, siren: &str, categorie: &str, flag: &str) {
        self.units.push(format!("{siren},{categorie},{flag}"));
    }

    /// An establishment whose unit is said by its own SIRET.
    pub(crate) fn establishment(&mut self, siret: &str, tranche: &str, commune: &str, state: &str) {
        let siren = &siret[..9];
        self.line(&format!("{siren},{siret},2001-02-03,{tranche},true,{commune},{state},88.10A,O"));
    }

    /// A line of establishments as it is.
    pub(crate) fn line(&mut self, line: &str) {
        self.establishments.push(line.to_owned());
    }

    /// Loads both files into a draft, and opens what was finished.
    pub(crate) fn load(&self, parquet: bool) -> (Connection, Loaded) {
        let (draft, register, folder) = self.draft(parquet);
        let path = draft.path().to_path_buf();
        let loaded = draft.load_register(&register, &|_| {}).unwrap();
        draft.finish().unwrap();
        let connection = Connection::open(&path).unwrap();
        // The file stays readable once its folder is gone.
        drop(folder);
        (connection, loaded)
    }

    /// Both files, and a draft of three communes of Nord and Oise.
    pub(crate) fn draft(&self, parquet: bool) -> (Draft, Register, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let register = Register {
            units: write(folder.path(), "StockUniteLegale", UNITS, &self.units, parquet),
            establishments: write(folder.path(), "StockEtablissement", ESTABLISHMENTS, &self.establishments, parquet),
            cog: 2026,
            coverage: Coverage::Departements(vec!["59".into(), "60".into()]),
            esus: BTreeSet::new(),
            siae: BTreeSet::new(),
        };
        let limits = Limits { threads: Some(2), ..Limits::default() };
        let draft = Draft::create_within(&folder.path().join("lanterne.duckdb"), &limits).unwrap();
        let communes = [("59350", "59"), ("60054", "60"), ("60694", "60")];
        draft
            .append(&communes.map(|(code, departement)| Commune {
                code: code.into(),
                epci: None,
                departement: departement.into(),
                region: "32".into(),
                zone_emploi: None,
                bassin_vie: None,
                postcodes: vec![],
            }))
            .unwrap();
        (draft, register, folder)
    }
}

fn write(folder: &Path, name: &str, header: &str, rows: &[String], parquet: bool) -> RawFile {
    let csv = folder.join(format!("{name}.csv"));
    std::fs::write(&csv, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let path = if parquet { folder.join(format!("{name}.parquet")) } else { csv.clone() };
    if parquet {
        let sql = format!(
            "COPY (SELECT * FROM read_csv('{}', all_varchar = true)) TO '{}' (FORMAT parquet)",
            csv.display(),
            path.display()
        );
        Connection::open_in_memory().unwrap().execute_batch(&sql).unwrap();
    }
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    RawFile { card: "insee/sirene".into(), path, file, sha256: "0".into() }
}

pub(crate) fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap).collect()
}
