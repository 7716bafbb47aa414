//! Official tables in their published layouts, on small files made for the test (no official figure in them).
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};

use lanterne_ingest::IngestError;
use lanterne_ingest::card::Reader;
use lanterne_ingest::geography::Geography;

use register::{card, draft, load, raw, shipped};

use crate::register;

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Loads one file and gives the figures as `level code measure detail value absence`, with the report.
fn figures(
    geography: &Geography,
    reader: Reader,
    cog: u16,
    name: &str,
    bytes: &[u8],
) -> Result<(Vec<String>, lanterne_data::row::LoadReport), IngestError> {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), geography);
    let card = card("insee/essai", cog);
    let file = raw(&card, write(folder.path(), name, bytes), reader);
    let loaded = load(&draft, geography, &[(&card, vec![file])])?;
    let figures = draft.snapshot().unwrap().loaded_figures("insee/essai").unwrap();
    let line = |f: &lanterne_data::row::FigureLoaded| {
        let value = f.value.map_or_else(|| f.absence.clone().unwrap(), |value| value.to_string());
        format!("{} {} {} {} {value}", f.level, f.code, f.measure, f.detail)
    };
    Ok((figures.iter().map(line).collect(), loaded.reports[0].clone()))
}

#[test]
fn flores_of_the_ess_is_read_with_its_secrets_and_its_codes_carried_to_the_target_year() {
    // Made up: Les Hauts-Talican left 60054 in 2024; the districts of Paris are in Paris already; ZE is not followed.
    let text = "\u{feff}niveau;codgeo;famille;etablissements;postes\r\n\
        COM;59350;Total;1 200;20 500,5\r\nCOM;59350;association;1000;s\r\nCOM;60054;Total;10;nd\r\n\
        COM;75056;Total;5;7\r\nCOM;75101;Total;2;3\r\nEPCI;200093201;Total;3474;56519\r\nZE2020;3201;Total;1;1\r\n\
        COM;99999;Total;1;1\r\nDEP;59;Total;douze;1\r\nREG;32;Total;14086;220729\r\n";
    let (figures, report) = figures(&shipped(), Reader::FloresEss, 2023, "flores_ess.csv", text.as_bytes()).unwrap();
    assert_eq!(
        figures,
        [
            "commune 59350 etablissements_ess  1200",
            "commune 59350 etablissements_ess association 1000",
            "commune 59350 postes_ess  20500.5",
            "commune 59350 postes_ess association s",
            "commune 60694 etablissements_ess  10",
            "commune 60694 postes_ess  nd",
            "commune 75056 etablissements_ess  5",
            "commune 75056 postes_ess  7",
            "epci 200093201 etablissements_ess  3474",
            "epci 200093201 postes_ess  56519",
            "region 32 etablissements_ess  14086",
            "region 32 postes_ess  220729",
        ]
    );
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (10, 6, 2, 2));
}

#[test]
fn a_desk_listed_twice_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("insee/essai", 2024);
    let text = "id_fs,lib_fs,insee_com,latitude,longitude\n1,Maison du Ham,80410,49.7,3.1\n1,La même,80410,49.7,3.1\n\
        2,Ailleurs,80021,,\n";
    let file = raw(&card, write(folder.path(), "fs.csv", text.as_bytes()), Reader::FranceServices);
    let loaded = load(&draft, &geography, &[(&card, vec![file])]).unwrap();
    let report = &loaded.reports[0];
    assert_eq!((report.rows_read, report.loaded, report.refused), (3, 2, 1));
}

#[test]
fn activity_of_the_census_is_read_at_its_latest_year() {
    // The columns are INSEE's, the figures made up; the file has the two censuses before.
    let text = "CODGEO;P11_ACT1564;P22_ACT1564;P22_CHOM1564;P11_CHOM1564;P22_HCHOM1564\r\n\
        59350;100;105213.4;14987.25;90;7000\r\n60054;1;10.5;2;1;1\r\n60694;1;20;1.5;1;0\r\n75101;1;1;1;1;1\r\n59009;1;x;1;1;1\r\n";
    let name = "base-cc-emploi-pop-active-2022.CSV";
    let (figures, report) = figures(&shipped(), Reader::Labour, 2023, name, text.as_bytes()).unwrap();
    assert_eq!(
        figures,
        [
            "commune 59350 actifs_15_64  105213.4",
            "commune 59350 chomeurs_15_64  14987.25",
            "commune 60694 actifs_15_64  30.5",
            "commune 60694 chomeurs_15_64  3.5",
        ]
    );
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (5, 3, 1, 1));
}

#[test]
fn flores_of_the_whole_economy_is_read_as_insee_publishes_it() {
    // The columns are INSEE's, the figures made up.
    let header =
        "GEO;GEO_OBJECT;ACTIVITY;NUMBER_EMPL;LEGAL_FORM_WITH_PUBLIC;FLORES_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE";
    let rows = [
        "59350;COM;_T;_T;1T9X7;UNIT_LOC;A;2021;12000",
        "59350;COM;OQ;_T;1T9X7;UNIT_LOC;A;2021;4000",
        "59350;COM;_T;_T;1T9X7;EMPL3112;K;2021;", // in another commune's figure
        "59350;COM;OQ;_T;1T9X7;EMPL3112;Q;2021;", // suppressed
        "59350;COM;_T;E1T9;1T9X7;UNIT_LOC;A;2021;9000", // a size: already in the whole
        "59350;COM;_T;_T;1T9X7;UNIT_LOC;A;2017;11000", // another period
        "60054;COM;_T;_T;1T9X7;UNIT_LOC;W;2021;10", // carried
        "60694;COM;_T;_T;1T9X7;UNIT_LOC;A;2021;5",
        "75101;COM;_T;_T;1T9X7;UNIT_LOC;A;2021;2", // in Paris already
        "200093201;EPCI;_T;_T;1T9X7;UNIT_LOC;A;2021;50000",
        "59;DEP;_T;_T;1T9X7;EMPL3112;A;2021;1000000",
        "32;REG;_T;_T;1T9X7;EMPL3112;A;2021;2000000",
        "F;FRANCE;_T;_T;1T9X7;EMPL3112;A;2021;26000000",
        "FM;FRANCE;_T;_T;1T9X7;EMPL3112;A;2021;25000000",
        "0059;ZE2020;_T;_T;1T9X7;UNIT_LOC;A;2021;1",
        "99999;COM;_T;_T;1T9X7;UNIT_LOC;A;2021;1",
        "59;DEP;_T;_T;1T9X7;PERSONNES;A;2021;1",
        "59;DEP;_T;_T;1T9X7;UNIT_LOC;A;2021;beaucoup",
    ];
    let quoted = |line: &str| format!("\"{}\"\n", line.replace(';', "\";\""));
    let text: String = std::iter::once(header).chain(rows).map(quoted).collect();
    let geography = shipped();
    let flores = |text: &str| figures(&geography, Reader::Flores, 2023, "flores.csv", text.as_bytes());
    let (figures, report) = flores(&text).unwrap();
    assert_eq!(
        figures,
        [
            "commune 59350 etablissements  12000",
            "commune 59350 etablissements OQ 4000",
            "commune 59350 postes  nd",
            "commune 59350 postes OQ s",
            "commune 60694 etablissements  15",
            "departement 59 postes  1000000",
            "epci 200093201 etablissements  50000",
            "france FR postes  26000000",
            "region 32 postes  2000000",
        ]
    );
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (18, 10, 3, 5));

    let (none, report) = flores(&text.replace("2021", "2016")).unwrap();
    assert_eq!((none.len(), report.out_of_scope), (0, 18), "another period than the card's is another file");
    let fault = flores(&text.replace("OBS_VALUE", "VALEUR")).unwrap_err().to_string();
    assert!(fault.contains("« OBS_VALUE »"), "{fault}");
}

#[test]
fn inhabitants_of_merged_communes_are_added_and_their_medians_are_not() {
    let geography = shipped();
    // 59070 (Bousignies…) and others merged before 2025: taken from the shipped passage itself.
    let merger = geography
        .passage
        .iter()
        .find(|p| p.cog_from == 2024 && p.kind.as_str() == "merger" && p.code_from != p.code_to)
        .unwrap();
    let [a, b] = [&merger.code_from, &merger.code_to];
    let population = format!("COM,PMUN,PTOT\n{a},100,110\n{b},250,260\n97501,5000,5000\n");
    let (sums, report) = figures(&geography, Reader::Population, 2024, "communes.csv", population.as_bytes()).unwrap();
    assert_eq!(
        sums,
        [format!("commune {b} population_municipale  350"), format!("commune {b} population_totale  370")]
    );
    assert_eq!((report.loaded, report.out_of_scope), (2, 1));
    let incomes = format!("CODGEO;NBMENFISC21;MED21\n{a};40;21000\n{b};100;23000\n");
    let (medians, _) = figures(&geography, Reader::Filosofi, 2024, "cc_filosofi_COM.csv", incomes.as_bytes()).unwrap();
    assert_eq!(medians, [format!("commune {b} menages_fiscaux  140"), format!("commune {b} revenu_median  nd")]);
}

#[test]
fn a_table_that_is_not_as_published_is_named_with_its_place() {
    let geography = shipped();
    let fault = |bytes: &[u8]| match figures(&geography, Reader::Filosofi, 2023, "filosofi_COM.csv", bytes) {
        Err(error) => error.to_string(),
        Ok(_) => String::from("accepté"),
    };
    assert!(fault(b"CODGEO;LIBGEO;MED21\n59350;Vall\xe9e;1\n").contains("ligne 2 : « octet 0xE9 » lu"));
    assert!(fault(b"commune;MED21\n59350;1\n").contains("« CODGEO »"));
    assert!(fault(b"CODGEO;D121\n59350;1\n").contains("MED"));
    assert!(fault(b"<html><body>").contains("en-tête"));
}

#[test]
fn an_esus_listed_twice_counts_once_and_a_lost_zero_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("tresor/esus", 2026);
    let text = "N° SIREN;Raison sociale\n100000001;A\n100 000 001;A\n10000000200011;B\n62201199;C\n";
    let file = raw(&card, write(folder.path(), "esus.csv", text.as_bytes()), Reader::Esus);
    let report = load(&draft, &geography, &[(&card, vec![file])]).unwrap().reports.remove(0);
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (4, 2, 1, 1));
}

#[test]
fn the_stocks_are_taken_out_of_their_zip_and_the_lists_mark_their_establishments() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let units = "siren,categorieJuridiqueUniteLegale,economieSocialeSolidaireUniteLegale\n\
        100000001,9220,O\n100000002,5710,N\n100000003,5499,\n100000004,5499,N\n";
    let mut establishments = String::from(
        "siren,siret,dateCreationEtablissement,trancheEffectifsEtablissement,etablissementSiege,codeCommuneEtablissement,\
         etatAdministratifEtablissement,activitePrincipaleEtablissement,caractereEmployeurEtablissement\n",
    );
    for siren in 100_000_001..=100_000_004 {
        establishments.push_str(&format!("{siren},{siren}00011,2001-02-03,11,true,59350,A,88.10A,O\n"));
    }
    let zipped = |name: &str, text: &str| {
        let path = folder.path().join(name);
        let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        archive.start_file(name.replace(".zip", ".csv"), zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
        archive.finish().unwrap();
        path
    };
    let sirene = card("insee/sirene", 2026);
    let esus = card("tresor/esus", 2026);
    let siae = card("plateforme-inclusion/siae", 2021);
    let stock = |name: &str, text: &str, reader| raw(&sirene, zipped(name, text), reader);
    let taken = [
        (
            &sirene,
            vec![
                stock("StockUniteLegale_utf8.zip", units, Reader::SireneUniteLegale),
                stock("StockEtablissement_utf8.zip", &establishments, Reader::SireneEtablissement),
            ],
        ),
        (&esus, vec![raw(&esus, write(folder.path(), "esus.csv", b"siren\n100000002\n"), Reader::Esus)]),
        (
            &siae,
            vec![raw(
                &siae,
                write(folder.path(), "siae.csv", b"siret,kind,name,post_code,city\n10000000300011,EI,X,59000,LILLE\n"),
                Reader::Siae,
            )],
        ),
    ];
    let draft = draft(folder.path(), &geography);
    let loaded = load(&draft, &geography, &taken).unwrap();
    let report = |file: &str| loaded.reports.iter().find(|report| report.file.starts_with(file)).unwrap();
    assert_eq!(report("StockUniteLegale").loaded, 2, "the association and the ESUS; a SIAE is an establishment");
    // Lille alone does not make half of the communes of Nord: nothing is covered, everything is out of scope.
    assert_eq!(report("StockEtablissement").out_of_scope, 4);
    assert_eq!(draft.snapshot().unwrap().loaded_figures("insee/sirene").unwrap().len(), 0);
}

#[test]
fn one_stock_without_the_other_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("insee/sirene", 2026);
    let file = raw(&card, write(folder.path(), "StockUniteLegale.csv", b"siren\n"), Reader::SireneUniteLegale);
    let error = load(&draft, &geography, &[(&card, vec![file])]).unwrap_err().to_string();
    assert!(error.contains("aussi StockEtablissement"), "{error}");
}
