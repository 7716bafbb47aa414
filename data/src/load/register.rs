//! Sirene to the ESS: the two stock files, read by the engine in one pass each, become `establishment`, `ess_count`,
//! `economy_count` and `coverage`; those of an earlier year are only counted, into `past_ess_count` and its like. Tens of millions of rows never stand in memory: they go through a compressed scratch
//! file beside the draft.
//!
//! Every row of a file is loaded, refused or out of scope, and the three add up. Names and addresses are never read. The
//! rules (legal categories, bands, sections) are the tables of [`super::nomenclature`]; the statements are
//! `data/sql/register/*.sql`. It needs the draft's tables `commune` and `passage`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::draft::Draft;
use crate::error::{Error, Result};
use crate::load::first::Staged;
use crate::load::key;
use crate::load::nomenclature::{self, SOCIETE_COMMERCIALE};
use crate::load::passage::Split;
use crate::load::refused::{ESTABLISHMENT_FAULTS, UNIT_FAULTS, keep};
use crate::load::scratch::Scratch;
use crate::load::source::{Malformed, Source, quoted};
use crate::row::{LoadReport, Warning};

const UNIT: &str = include_str!("../../sql/register/unit.sql");
const ESTABLISHMENT: &str = include_str!("../../sql/register/establishment.sql");
const FILL: &str = include_str!("../../sql/register/fill.sql");
const FILL_PAST: &str = include_str!("../../sql/register/fill_past.sql");

const UNIT_COLUMNS: [&str; 3] = ["siren", "categorieJuridiqueUniteLegale", "economieSocialeSolidaireUniteLegale"];
const ESTABLISHMENT_COLUMNS: [&str; 9] = [
    "siren",
    "siret",
    "dateCreationEtablissement",
    "trancheEffectifsEtablissement",
    "etablissementSiege",
    "codeCommuneEtablissement",
    "etatAdministratifEtablissement",
    "activitePrincipaleEtablissement",
    "caractereEmployeurEtablissement",
];
/// What is kept of a unit read. A unit at fault is known, so that its establishments are not orphans, and nothing else.
const UNIT_KEPT: &str = "CASE WHEN NOT again THEN unit END AS unit, fault AS unit_fault,
    CASE WHEN fault IS NULL THEN categorie_juridique END AS categorie_juridique,
    fault IS NULL AND flagged AS flagged, fault IS NULL AND esus AS unit_esus,
    CASE WHEN fault IS NULL THEN form_famille END AS form_famille,
    fault IS NULL AND form_categorie AS form_categorie, fault IS NULL AND commercial AS commercial, key_fails";
/// What is kept of an establishment read.
const ESTABLISHMENT_KEPT: &str = "status, fault, commune, commune_read, section, tranche, employer, ess, siret,
    CASE WHEN ess THEN famille END AS famille, CASE WHEN ess THEN categorie_juridique END AS categorie_juridique,
    CASE WHEN ess THEN naf END AS naf, CASE WHEN ess THEN created END AS created,
    departement, siege, loi_2014, categorie, esus, siae, key_fails";
const FOREIGN_COLUMN: &str = "codePaysEtrangerEtablissement";

/// A raw file and the card it belongs to.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// `<producer>/<dataset>`.
    pub card: String,
    /// Where it is: Parquet, CSV or gzipped CSV.
    pub path: PathBuf,
    /// Its name as published, for reports.
    pub file: String,
    /// Of the file as published.
    pub sha256: String,
}

/// Where the register speaks: elsewhere a count is not published rather than nil, and a row is out of scope.
#[derive(Clone, Debug)]
pub enum Coverage {
    /// The departments where at least half of the communes have an active establishment in the file: all of them for a
    /// national stock, those of an extract for an extract; a stray row covers nothing.
    Found,
    /// These departments.
    Departements(Vec<String>),
}

/// What to load.
#[derive(Clone, Debug)]
pub struct Register {
    /// StockUniteLegale.
    pub units: RawFile,
    /// StockEtablissement.
    pub establishments: RawFile,
    /// COG year of the establishments' commune codes.
    pub cog: i16,
    /// Where the register speaks.
    pub coverage: Coverage,
    /// SIREN of the approved ESUS, from their list.
    pub esus: BTreeSet<String>,
    /// SIRET of the SIAE, from their list.
    pub siae: BTreeSet<String>,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Conservation of the units' file.
    pub units: LoadReport,
    /// Conservation of the establishments' file.
    pub establishments: LoadReport,
    /// Identifiers whose key fails, per file.
    pub warnings: Vec<Warning>,
    /// Establishments of the ESS under at least one perimeter.
    pub ess: i64,
    /// Split communes met in the file, with the number of active establishments that all went to the largest part.
    pub splits: Vec<(Split, i64)>,
}

impl Draft {
    /// Loads the register. `step` is told, in French, what begins.
    ///
    /// # Errors
    /// A file has not the published layout, or a total is not conserved; the draft is then to be thrown away. A faulty row
    /// is no error, nor is one whose key stands already: it is kept in `refused`.
    pub fn load_register(&self, register: &Register, step: &dyn Fn(&str)) -> Result<Loaded> {
        self.load_into(register, None, step)
    }

    /// Counts the register of an earlier year, through the same readings and the same rules: its establishments are not kept.
    ///
    /// # Errors
    /// As [`Draft::load_register`].
    pub fn load_past_register(&self, register: &Register, year: i16, step: &dyn Fn(&str)) -> Result<Loaded> {
        self.load_into(register, Some(year), step)
    }

    fn load_into(&self, register: &Register, past: Option<i16>, step: &dyn Fn(&str)) -> Result<Loaded> {
        let units = Source::open(&self.connection, &register.units.path, &UNIT_COLUMNS)?;
        let establishments = Source::open(&self.connection, &register.establishments.path, &ESTABLISHMENT_COLUMNS)?;
        let scratch = Scratch::attach(self)?;
        scratch.run("SET preserve_insertion_order = false", "réglages")?;

        step("tables de passage et nomenclatures");
        let splits = prepare(self, &scratch, register)?;
        step("unités légales");
        let (units, unit_warning) = load_units(self, &scratch, register, &units)?;
        step("établissements");
        let (establishments, warning) = load_establishments(self, &scratch, register, &establishments)?;
        step("comptes par commune");
        let fill = match past {
            None => FILL.to_owned(),
            Some(year) => FILL_PAST.replace("{{year}}", &year.to_string()),
        };
        scratch.run(&fill.replace("{{card}}", &quoted(&register.establishments.card)), "comptes par commune")?;
        let ess = conserved(&scratch, establishments.loaded, past)?;

        let mut met = Vec::new();
        for split in splits {
            let sql = format!(
                "SELECT count(*) FROM scratch.staged WHERE status = 'loaded' AND commune_read = {}",
                quoted(&split.code)
            );
            let rows = scratch.count(&sql, "communes scindées")?;
            if rows > 0 {
                met.push((split, rows));
            }
        }
        scratch.run("RESET preserve_insertion_order", "réglages")?;
        self.append(&[units.clone(), establishments.clone()])?;
        let warnings: Vec<Warning> = unit_warning.into_iter().chain(warning).collect();
        self.append(&warnings)?;
        Ok(Loaded { units, establishments, warnings, ess, splits: met })
    }
}

fn prepare(draft: &Draft, scratch: &Scratch<'_>, register: &Register) -> Result<Vec<Split>> {
    let harmonised = draft.snapshot()?.harmonise(register.cog)?;
    scratch.table("code_read (code_read VARCHAR, commune VARCHAR)", harmonised.code.iter().map(|(a, b)| [a, b]))?;
    scratch.run(
        "CREATE TABLE scratch.commune_map AS SELECT code_read, commune, departement
         FROM scratch.code_read JOIN commune c ON c.code = commune",
        "table de passage",
    )?;
    let number = |value: f64| value.to_string();
    scratch.table(
        "band (tranche VARCHAR, low DOUBLE, jobs DOUBLE, high DOUBLE)",
        nomenclature::bands().iter().map(|b| [b.code.to_owned(), number(b.low), number(b.jobs), number(b.high)]),
    )?;
    scratch.table(
        "form (form_code VARCHAR, form_famille VARCHAR, form_categorie BOOLEAN)",
        nomenclature::forms().iter().map(|f| [f.code, f.famille, if f.categorie { "true" } else { "false" }]),
    )?;
    let divisions = (1..100).map(|division| format!("{division:02}"));
    scratch.table(
        "section (division VARCHAR, section VARCHAR)",
        divisions.filter_map(|division| nomenclature::section(&division).map(|s| [division.clone(), s.to_owned()])),
    )?;
    scratch.table("esus (esus_siren VARCHAR)", register.esus.iter().map(|siren| [siren]))?;
    scratch.table("siae (siae_siret VARCHAR)", register.siae.iter().map(|siret| [siret]))?;
    Ok(harmonised.splits)
}

fn load_units(
    draft: &Draft,
    scratch: &Scratch<'_>,
    register: &Register,
    source: &Source,
) -> Result<(LoadReport, Option<Warning>)> {
    let template = UNIT
        .replace("{{commercial}}", &starts("r.categorie_read", nomenclature::commercial()))
        .replace("{{key_fails}}", &key::siren_fails("unit"));
    let sql = |line: &str, malformed| template.replace("{{line}}", line).replace("{{scan}}", &source.scan(malformed));
    let skipping = |line: &str| sql(line, Malformed::Skipped);
    let staged = Staged { table: "unit", key: "unit", columns: UNIT_KEPT, reading: &skipping };
    staged.stage(scratch, source, &sql("0", Malformed::Kept("unit")), "lecture des unités légales")?;
    let warning = key::warning(scratch, "unit", "unit", &register.units)?;
    let faults = scratch.count("SELECT count(*) FROM scratch.unit WHERE unit_fault IS NOT NULL", "unités refusées")?;
    let malformed = keep(draft, source, &register.units, &UNIT_FAULTS, "unit", faults, &skipping)?;
    let rows = scratch.count("SELECT count(*) FROM scratch.unit", "unités lues")?;
    let loaded = scratch.count(
        "SELECT count(*) FROM scratch.unit
         WHERE form_categorie OR (flagged OR unit_esus) AND (form_famille IS NOT NULL OR commercial)",
        "unités de l'ESS",
    )?;
    let scope = "unités légales hors de l'ESS : ni forme ni drapeau, ni agrément ESUS";
    Ok((report(&register.units, rows + malformed, loaded, faults + malformed, scope), warning))
}

fn load_establishments(
    draft: &Draft,
    scratch: &Scratch<'_>,
    register: &Register,
    source: &Source,
) -> Result<(LoadReport, Option<Warning>)> {
    let outside: Vec<&str> = nomenclature::outside().collect();
    let foreign =
        if source.has(FOREIGN_COLUMN) { format!("nullif({FOREIGN_COLUMN}::VARCHAR, '')") } else { "NULL".to_owned() };
    let template = ESTABLISHMENT
        .replace("{{outside}}", &starts("r.naf_read", &outside))
        .replace("{{societe_commerciale}}", SOCIETE_COMMERCIALE)
        .replace("{{pays}}", &foreign)
        .replace("{{key_fails}}", &key::siret_fails("siret"));
    let sql = |line: &str, malformed| template.replace("{{line}}", line).replace("{{scan}}", &source.scan(malformed));
    let skipping = |line: &str| sql(line, Malformed::Skipped);
    let staged = Staged { table: "staged", key: "siret", columns: ESTABLISHMENT_KEPT, reading: &skipping };
    staged.stage(scratch, source, &sql("0", Malformed::Kept("establishment")), "lecture des établissements")?;
    let warning = key::warning(scratch, "staged", "siret", &register.establishments)?;
    cover(scratch, &register.coverage)?;
    let of = |status: &str| {
        scratch.count(&format!("SELECT count(*) FROM scratch.staged WHERE status IN ({status})"), "établissements lus")
    };
    let (loaded, faults, aside) = (of("'loaded'")?, of("'refused'")?, of("'closed', 'away'")?);
    let malformed =
        keep(draft, source, &register.establishments, &ESTABLISHMENT_FAULTS, "establishment", faults, &skipping)?;
    let rows = scratch.count("SELECT count(*) FROM scratch.staged", "établissements lus")?;
    let report = report(
        &register.establishments,
        rows + malformed,
        loaded,
        faults + malformed,
        "établissements fermés, à l'étranger, dans une collectivité d'outre-mer ou hors des départements couverts ; les \
         établissements actifs hors ESS sont chargés, dans les comptes de toute l'économie",
    );
    same("établissements hors champ", report.out_of_scope as f64, aside as f64)?;
    Ok((report, warning))
}

/// Says where the register speaks, and puts the rest out of scope.
fn cover(scratch: &Scratch<'_>, coverage: &Coverage) -> Result<()> {
    match coverage {
        Coverage::Found => scratch.run(
            "CREATE TABLE scratch.covered AS
             SELECT departement FROM commune c
             LEFT JOIN (SELECT DISTINCT commune FROM scratch.staged WHERE status = 'loaded') s ON s.commune = c.code
             GROUP BY departement HAVING count(s.commune) * 2 >= count(*)",
            "départements couverts",
        )?,
        Coverage::Departements(codes) => {
            scratch.table("covered (departement VARCHAR)", codes.iter().map(|code| [code]))?;
        }
    }
    scratch.run(
        "UPDATE scratch.staged SET status = 'away'
         WHERE status = 'loaded' AND departement NOT IN (SELECT departement FROM scratch.covered)",
        "établissements hors des départements couverts",
    )
}

/// Rows and jobs are the same before and after they are gathered by commune of the target year.
fn conserved(scratch: &Scratch<'_>, loaded: i64, past: Option<i16>) -> Result<i64> {
    let number = |sql: &str| -> Result<f64> {
        use crate::error::At;
        scratch.connection.query_row(sql, [], |row| row.get(0)).at("contrôle des totaux")
    };
    let counted = |sum: &str, table: &str| match past {
        None => number(&format!("SELECT coalesce(sum({sum}), 0)::DOUBLE FROM {table}")),
        Some(year) => number(&format!("SELECT coalesce(sum({sum}), 0)::DOUBLE FROM past_{table} WHERE year = {year}")),
    };
    same("établissements de toute l'économie", loaded as f64, counted("establishments", "economy_count")?)?;
    let before = number(
        "SELECT coalesce(sum(b.jobs), 0) FROM scratch.staged s JOIN scratch.band b USING (tranche) WHERE status = 'loaded'",
    )?;
    same("emplois de toute l'économie", before, counted("jobs", "economy_count")?)?;
    let ess = number("SELECT count(*)::DOUBLE FROM scratch.staged WHERE status = 'loaded' AND ess")?;
    same("établissements de l'ESS", ess, counted("establishments", "ess_count")?)?;
    Ok(ess as i64)
}

fn same(place: &str, before: f64, after: f64) -> Result<()> {
    if before == after { Ok(()) } else { Err(Error::Conservation { place: place.to_owned(), before, after }) }
}

fn report(file: &RawFile, rows_read: i64, loaded: i64, refused: i64, scope: &str) -> LoadReport {
    LoadReport {
        card: file.card.clone(),
        file: file.file.clone(),
        sha256: file.sha256.clone(),
        rows_read,
        loaded,
        refused,
        out_of_scope: rows_read - loaded - refused,
        scope: scope.to_owned(),
    }
}

/// `column` starts with one of these, as SQL.
fn starts(column: &str, prefixes: &[&str]) -> String {
    let tests: Vec<String> =
        prefixes.iter().map(|prefix| format!("starts_with({column}, {})", quoted(prefix))).collect();
    format!("({})", tests.join(" OR "))
}
