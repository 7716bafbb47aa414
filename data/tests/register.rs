//! Sirene to the ESS on small files whose every row is known.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use duckdb::Connection;
use lanterne_data::load::register::{Coverage, Loaded, RawFile, Register};
use lanterne_data::row::{Commune, Passage};
use lanterne_data::{Draft, Error, Limits};

const UNITS: &str = "\
siren,statutDiffusionUniteLegale,nomUniteLegale,categorieJuridiqueUniteLegale,economieSocialeSolidaireUniteLegale
100000001,O,,9220,O
100000002,O,,5710,N
100000003,O,,5710,O
100000004,P,SECRET,1000,
100000005,O,,8210,
100000006,O,,7210,O
100000007,O,,5499,N
100000008,O,,9220,
10000000X,O,,9220,O
";

const HEADER: &str = "siren,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,\
etablissementSiege,libelleVoieEtablissement,codeCommuneEtablissement,codePaysEtrangerEtablissement,\
etatAdministratifEtablissement,activitePrincipaleEtablissement,caractereEmployeurEtablissement";

/// nic, unit, tranche, commune, country, state, activity, employer.
const ROWS: &[[&str; 8]] = &[
    ["00011", "100000001", "11", "59350", "", "A", "88.10A", "O"],
    ["00029", "100000001", "", "59355", "", "A", "88.10A", "N"], // merged into 59350
    ["00011", "100000002", "12", "59350", "", "A", "62.01Z", "O"],
    ["00011", "100000003", "01", "60054", "", "A", "62.01Z", "O"], // split, to its largest part
    ["00011", "100000004", "NN", "59350", "", "A", "96.02A", "N"],
    ["00011", "100000005", "21", "75101", "", "A", "65.12Z", "O"], // a municipal district, not covered
    ["00011", "100000006", "03", "59350", "", "A", "84.11Z", "O"],
    ["00011", "100000007", "02", "59350", "", "A", "43.21A", "O"], // a SIAE
    ["00011", "100000008", "00", "59350", "", "A", "94.91Z", "N"], // a church: not in `categorie`, no flag
    ["00037", "100000001", "11", "59350", "", "F", "88.10A", "O"], // closed
    ["00045", "100000001", "11", "", "99109", "A", "88.10A", "O"], // abroad
    ["00052", "100000001", "11", "97502", "", "A", "88.10A", "O"], // Saint-Pierre-et-Miquelon
    ["00060", "100000001", "11", "99999", "", "A", "88.10A", "O"], // refused: commune
    ["00078", "100000001", "77", "59350", "", "A", "88.10A", "O"], // refused: band
    ["00011", "999999999", "11", "59350", "", "A", "88.10A", "O"], // refused: unit
    ["0001", "100000002", "11", "59350", "", "A", "88.10A", "O"],  // refused: siret
    ["00086", "100000001", "11", "59350", "", "X", "88.10A", "O"], // refused: state
];

fn line([nic, siren, tranche, commune, country, state, naf, employer]: &[&str; 8]) -> String {
    format!(
        "{siren},{siren}{nic},P,2001-02-03,{tranche},true,RUE SECRETE,{commune},{country},{state},{naf},{employer}\n"
    )
}

fn csv() -> String {
    let mut text = format!("{HEADER}\n");
    text.extend(ROWS.iter().map(line));
    text
}

fn raw(path: PathBuf) -> RawFile {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    RawFile { card: "insee/sirene".into(), path, file, sha256: "0".into() }
}

fn register(folder: &Path, units: &str, establishments: &str) -> Register {
    std::fs::write(folder.join("StockUniteLegale.csv"), units).unwrap();
    std::fs::write(folder.join("StockEtablissement.csv"), establishments).unwrap();
    Register {
        units: raw(folder.join("StockUniteLegale.csv")),
        establishments: raw(folder.join("StockEtablissement.csv")),
        cog: 2023,
        coverage: Coverage::Departements(vec!["59".into(), "60".into()]),
        esus: BTreeSet::new(),
        siae: BTreeSet::from(["10000000700011".to_owned()]),
    }
}

fn draft(path: &Path, threads: usize) -> Draft {
    let draft = Draft::create_within(path, &Limits { threads: Some(threads), ..Limits::default() }).unwrap();
    let communes = [("59350", "59"), ("60054", "60"), ("60694", "60"), ("75056", "75")];
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
    let passages = [
        (2022, "59355", "59350", 1.0, "merger"),
        (2023, "60054", "60054", 0.4, "split"),
        (2023, "60054", "60694", 0.6, "split"),
        (2021, "75101", "75056", 1.0, "arrondissement"),
    ];
    draft
        .append(&passages.map(|(year, from, to, ratio, kind)| Passage {
            cog_from: year,
            code_from: from.into(),
            cog_to: year + 1,
            code_to: to.into(),
            ratio,
            kind: kind.into(),
        }))
        .unwrap();
    draft
}

fn load(folder: &Path, register: &Register, threads: usize) -> (Connection, Loaded, Vec<lanterne_data::TableSum>) {
    let path = folder.join("lanterne.duckdb");
    let draft = draft(&path, threads);
    let loaded = draft.load_register(register, &|_| {}).unwrap();
    let sums = draft.finish().unwrap();
    assert!(!path.with_extension("scratch").exists());
    (Connection::open(&path).unwrap(), loaded, sums)
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_row_is_loaded_refused_or_out_of_scope() {
    let folder = tempfile::tempdir().unwrap();
    let (_, loaded, _) = load(folder.path(), &register(folder.path(), UNITS, &csv()), 2);
    let units = &loaded.units;
    assert_eq!((units.rows_read, units.loaded, units.refused, units.out_of_scope), (9, 4, 2, 3));
    let rows = &loaded.establishments;
    assert_eq!((rows.rows_read, rows.loaded, rows.refused, rows.out_of_scope), (17, 8, 5, 4));
    assert_eq!(loaded.ess, 4);
}

#[test]
fn an_establishment_has_its_famille_its_perimeters_its_jobs_and_its_commune_of_the_target_year() {
    let folder = tempfile::tempdir().unwrap();
    let (connection, ..) = load(folder.path(), &register(folder.path(), UNITS, &csv()), 2);
    let rows = texts(
        &connection,
        "SELECT concat_ws(' ', siret, commune, famille, section, tranche, employer, jobs_low, jobs, jobs_high, loi_2014,
           categorie, esus, siae, created) FROM establishment ORDER BY siret",
    );
    assert_eq!(
        rows,
        [
            "10000000100011 59350 association Q 11 true 10.0 14.0 19.0 true true false false 2001-02-03",
            "10000000100029 59350 association Q NN false 0.0 0.0 0.0 true true false false 2001-02-03",
            "10000000300011 60694 societe_commerciale J 01 true 1.0 1.5 2.0 true false false false 2001-02-03",
            "10000000700011 59350 societe_commerciale F 02 true 3.0 4.0 5.0 false false false true 2001-02-03",
        ]
    );
}

#[test]
fn the_whole_economy_holds_the_ess_and_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (connection, ..) = load(folder.path(), &register(folder.path(), UNITS, &csv()), 2);
    let total = "SELECT concat_ws(' ', sum(establishments), sum(employers), sum(jobs)) FROM economy_count";
    assert_eq!(texts(&connection, total), ["8 5 58.5"]);
    assert_eq!(texts(&connection, "SELECT departement FROM coverage ORDER BY 1"), ["59", "60"]);
}

#[test]
fn a_register_of_an_earlier_year_is_counted_in_the_communes_of_today_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lanterne.duckdb");
    let draft = draft(&path, 2);
    let today = register(folder.path(), UNITS, &csv());
    let none = Register { siae: BTreeSet::new(), ..today.clone() };
    let past = draft.load_past_register(&none, 2021, &|_| {}).unwrap();
    draft.load_register(&today, &|_| {}).unwrap();
    draft.finish().unwrap();
    let rows = &past.establishments;
    assert_eq!((rows.rows_read, rows.loaded, rows.refused, rows.out_of_scope), (17, 8, 5, 4), "as any register");
    let connection = Connection::open(&path).unwrap();
    let counted = "SELECT concat_ws(' ', year, commune, famille, tranche, establishments, employers, jobs) \
                   FROM past_ess_count ORDER BY ALL";
    assert_eq!(
        texts(&connection, counted),
        [
            "2021 59350 association 11 1 1 14.0",
            "2021 59350 association NN 1 0 0.0", // of a commune merged since
            "2021 60694 societe_commerciale 01 1 1 1.5",
        ],
        "the SIAE of today's list is no ESS of 2021"
    );
    let total = "SELECT concat_ws(' ', year, sum(establishments), sum(employers), sum(jobs)) \
                 FROM past_economy_count GROUP BY year";
    assert_eq!(texts(&connection, total), ["2021 8 5 58.5"]);
    let covered = "SELECT concat_ws(' ', year, card, departement) FROM past_coverage ORDER BY 1";
    assert_eq!(texts(&connection, covered), ["2021 insee/sirene 59", "2021 insee/sirene 60"]);
    assert_eq!(texts(&connection, "SELECT count(*)::VARCHAR FROM establishment"), ["4"], "those of today only");
    assert_eq!(texts(&connection, "SELECT sum(establishments)::VARCHAR FROM economy_count"), ["8"]);
}

#[test]
fn the_difference_of_two_perimeters_is_a_query_away() {
    let folder = tempfile::tempdir().unwrap();
    let (connection, ..) = load(folder.path(), &register(folder.path(), UNITS, &csv()), 2);
    let sql = |a, b| format!("SELECT siret FROM perimetre_difference WHERE a = '{a}' AND b = '{b}' ORDER BY 1");
    assert_eq!(texts(&connection, &sql("avec_siae", "loi_2014")), ["10000000700011"]);
    assert_eq!(texts(&connection, &sql("loi_2014", "categorie")), ["10000000300011"]);
    assert!(texts(&connection, &sql("categorie", "loi_2014")).is_empty());
}

#[test]
fn a_refused_row_is_kept_with_its_line_and_never_with_a_name_or_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let mut establishments = csv();
    // A malformed line right after the header moves every other one down.
    establishments.insert_str(HEADER.len() + 1, "100000001,10000000100094,P,RUE SECRETE\n");
    let (connection, loaded, _) = load(folder.path(), &register(folder.path(), UNITS, &establishments), 2);
    assert_eq!((loaded.establishments.rows_read, loaded.establishments.refused), (18, 6));
    let kept =
        texts(&connection, "SELECT concat_ws('|', file, line, \"column\", value) FROM refused ORDER BY file, line");
    let file = "StockEtablissement.csv";
    assert_eq!(
        kept,
        [
            format!("{file}|2|(ligne)"),
            format!("{file}|15|codeCommuneEtablissement|99999"),
            format!("{file}|16|trancheEffectifsEtablissement|77"),
            format!("{file}|17|siren|999999999"),
            format!("{file}|18|siret|1000000020001"),
            format!("{file}|19|etatAdministratifEtablissement|X"),
            "StockUniteLegale.csv|7|categorieJuridiqueUniteLegale|7210".to_owned(),
            "StockUniteLegale.csv|10|siren|10000000X".to_owned(),
        ]
    );
    assert!(texts(&connection, "SELECT content FROM refused WHERE content ILIKE '%secret%'").is_empty());
}

#[test]
fn a_stray_row_does_not_cover_its_department() {
    let folder = tempfile::tempdir().unwrap();
    let mut input = register(folder.path(), UNITS, &csv());
    input.coverage = Coverage::Found;
    // 59 has its only commune in the file, 60 one of two, 75 its only one.
    let (connection, ..) = load(folder.path(), &input, 2);
    assert_eq!(texts(&connection, "SELECT departement FROM coverage ORDER BY 1"), ["59", "60", "75"]);
    let without: String =
        csv().lines().filter(|line| !line.contains(",60054,")).map(|line| format!("{line}\n")).collect();
    std::fs::write(&input.establishments.path, without).unwrap();
    let (connection, loaded, _) = load(folder.path(), &input, 2);
    assert_eq!(texts(&connection, "SELECT departement FROM coverage ORDER BY 1"), ["59", "75"]);
    assert_eq!(loaded.establishments.out_of_scope, 3);
}

#[test]
fn a_split_commune_is_reported_with_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let (_, loaded, _) = load(folder.path(), &register(folder.path(), UNITS, &csv()), 2);
    assert_eq!(loaded.splits.len(), 1);
    let (split, rows) = &loaded.splits[0];
    assert_eq!((split.code.as_str(), split.chosen.as_str(), *rows), ("60054", "60694", 1));
}

#[test]
fn parquet_and_csv_and_any_number_of_threads_give_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let mut input = register(folder.path(), UNITS, &csv());
    let (.., one) = load(folder.path(), &input, 1);
    let (.., four) = load(folder.path(), &input, 4);
    assert_eq!(one, four);
    let engine = Connection::open_in_memory().unwrap();
    for file in [&mut input.units, &mut input.establishments] {
        let parquet = file.path.with_extension("parquet");
        // As published, dates and the head-office flag are typed in Parquet.
        let typed = if file.file.starts_with("StockEt") {
            "REPLACE (etablissementSiege::BOOLEAN AS etablissementSiege, dateCreationEtablissement::DATE AS dateCreationEtablissement)"
        } else {
            ""
        };
        let sql = format!(
            "COPY (SELECT * {typed} FROM read_csv('{}', all_varchar = true)) TO '{}' (FORMAT parquet)",
            file.path.display(),
            parquet.display()
        );
        engine.execute_batch(&sql).unwrap();
        file.path = parquet;
    }
    let (connection, _, parquet) = load(folder.path(), &input, 2);
    for (a, b) in one.iter().zip(&parquet) {
        assert!(a == b || a.name == "refused", "{a:?} {b:?}");
    }
    let kept = texts(&connection, "SELECT line::VARCHAR FROM refused WHERE file LIKE 'StockEt%' ORDER BY line");
    assert_eq!(kept, ["13", "14", "15", "16", "17"]);
}

#[test]
fn a_file_that_is_not_as_published_is_refused_whole_in_one_french_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let fault = |establishments: &str| {
        let input = register(folder.path(), UNITS, establishments);
        let draft = draft(&folder.path().join("x.duckdb"), 1);
        match draft.load_register(&input, &|_| {}) {
            Err(Error::Layout { fault, .. }) => fault,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(fault(&csv().replace(',', ";")), "séparateur « ; » trouvé, « , » attendu");
    assert!(
        fault(&csv().replace("codeCommuneEtablissement", "commune")).starts_with("colonnes absentes : codeCommune")
    );
}
