//! A folder of files that operators hand in, from the command line's request to the rows of a draft.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::path::Path;

use lanterne_data::Draft;
use lanterne_data::deployment::{Kind, Schemas};
use lanterne_data::read::{contents, review};
use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::{CardFault, Catalogue, Profile, Reader, parse};
use lanterne_ingest::fetch::{Patience, RawFile};
use lanterne_ingest::geography::Geography;
use lanterne_ingest::pipeline::{Request, plan};
use lanterne_ingest::register::Loaded;
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch, deployment, reference};

use register::shipped;

use crate::register;

const CARD: &str = "lanterne/deploiement";
const ACTIVITY: &str = "operateur;dispositif;annee;siret;commune;acte;beneficiaires;emplois;montant_eur";

/// A draft of all of France that knows the schemes and the operators of the documents.
fn draft(folder: &Path, geography: &Geography) -> Draft {
    let draft = register::draft(folder, geography);
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reference/facts");
    reference::load(&facts, &geography.territory_rows(), &draft).unwrap_or_else(|fault| panic!("{fault}"));
    draft
}

fn request(var: &Path, from: Option<&Path>) -> Request {
    Request {
        var: var.to_path_buf(),
        asset: Asset::Embedded,
        profile: Profile::Default,
        only: vec![CARD.to_owned()],
        from: from.map(Path::to_path_buf),
        patience: Patience::default(),
    }
}

/// What `lanterne ingest --only lanterne/deploiement --from FOLDER` does of the files, up to the draft.
fn load(var: &Path, from: Option<&Path>, draft: &Draft) -> Result<Loaded, IngestError> {
    let request = request(var, from);
    let fetcher = request.fetcher();
    let interrupt = Interrupt::default();
    let watch = Watch::new(&Silent, &interrupt);
    let plan = plan(&request, &fetcher)?;
    let card = plan.cards.iter().find(|card| card.id == CARD).unwrap();
    let files = card.files.iter().map(|file| fetcher.fetch(card, file, &watch)).collect::<Result<Vec<RawFile>, _>>()?;
    deployment::load(&[(card, files)], draft, &watch)
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
}

/// Small files as three hands would write them.
fn deposit(folder: &Path) {
    write(folder, "operateurs.csv", "operateur;nom;dispositifs\nessai_coop;Coopérative d’essai;dla|fidess\n");
    write(
        folder,
        "sites_essai.csv",
        "site,operateur,nom,nature,commune,longitude,latitude,jours par mois,ouvert le\n\
         essai-arras,essai_coop,Arras,siege,62041,,,20,01/02/2021\n\
         essai-lille,essai_coop,Lille,permanence,59350,3.06,50.63,\"2,5\",2022-09-01\n\
         essai-nulle-part,essai_coop,?,permanence,62000,,,,\n",
    );
    write(folder, "zones.csv", "operateur;dispositif;niveau;code\nessai_coop;;departement;62\nbge_hdf;dla;epci;1\n");
    let header = format!("{ACTIVITY};Nom du référent");
    let lines = [
        header.as_str(),
        "essai_coop;dla;2024;73282932000074;62041;accompagnement;;6,5;;",
        "essai_coop;dla;2024;;62041;orientation;3;;;",
        "essai_coop;dla;2024;Anne Onyme;62041;orientation;;;;",
        "essai_coop;fidess;2023;35600000000048;59350;etude;;;12\u{a0}000;",
        "",
    ];
    write(folder, "Activité essai.csv", &lines.join("\r\n"));
    let other = "bge_hdf;dla;2024;73282932000074;62041;accompagnement;1;4;500";
    write(folder, "activite_bge.csv", &format!("{ACTIVITY}\n{other}\n"));
    write(folder, "lisez-moi.txt", "ni table, ni rien");
}

#[test]
fn a_folder_of_files_is_loaded_whatever_their_order_and_every_row_is_accounted_for() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let before = contents(&draft.snapshot().unwrap()).unwrap();
    let (var, from) = (folder.path().join("var"), folder.path().join("depot"));
    deposit(&from);
    let loaded = load(&var, Some(from.as_path()), &draft).unwrap_or_else(|fault| panic!("{fault}"));
    let counts: Vec<_> =
        loaded.reports.iter().map(|one| (one.file.as_str(), one.rows_read, one.loaded, one.refused)).collect();
    assert_eq!(
        counts,
        [
            ("operateurs.csv", 1, 1, 0),
            ("sites_essai.csv", 3, 2, 1),
            ("zones.csv", 2, 1, 1),
            ("Activité essai.csv", 4, 3, 1),
            ("activite_bge.csv", 1, 1, 0),
        ]
    );
    assert!(loaded.reports.iter().all(|one| one.out_of_scope == 0 && one.sha256.len() == 64));
    assert_eq!(
        loaded.lines,
        [
            "Activité essai.csv : colonnes inconnues, laissées de côté : Nom du référent",
            "activite_bge.csv : 1\u{a0}ligne à vérifier"
        ]
    );

    let snapshot = draft.snapshot().unwrap();
    let after = contents(&snapshot).unwrap();
    assert_eq!(after.operators.len(), before.operators.len() + 1);
    assert_eq!(after.sites.len(), before.sites.len() + 2);
    let lille = after.sites.iter().find(|site| site.site == "essai-lille").unwrap();
    assert_eq!((lille.network.as_str(), lille.point, lille.days_month), ("operateur", Some([3.06, 50.63]), Some(2.5)));
    assert_eq!(lille.card, CARD);
    let helped: Vec<_> = after.activity.helped.iter().map(|h| (h.scheme.as_str(), h.year, h.beneficiaries)).collect();
    assert_eq!(helped, [("dla", 2024, 4), ("fidess", 2023, 1)]);
    let refused = review::refused(&snapshot).unwrap();
    let refused: Vec<_> = refused.iter().map(|row| (row.file.as_str(), row.line, row.column.as_str())).collect();
    assert_eq!(
        refused,
        [("Activité essai.csv", 4, "siret"), ("sites_essai.csv", 4, "commune"), ("zones.csv", 3, "code")]
    );
    assert!(!format!("{:?}", review::refused(&snapshot).unwrap()).contains("Onyme"));
}

#[test]
fn files_handed_in_once_are_kept_and_a_folder_without_any_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (var, from) = (folder.path().join("var"), folder.path().join("depot"));
    write(&from, "ailleurs.csv", "a;b\n");
    let told = |from: Option<&Path>| match plan(&request(&var, from), &request(&var, from).fetcher()) {
        Ok(plan) => plan.lines.into_iter().filter(|line| line.starts_with(CARD)).collect::<Vec<_>>().join("\n"),
        Err(fault) => fault.to_string(),
    };
    for from in [None, Some(from.as_path())] {
        let text = told(from);
        assert!(text.contains("fiche « lanterne/deploiement »") && text.contains("activite*.csv"), "{text}");
        assert!(text.contains("--from"), "{text}");
    }
    deposit(&from);
    assert_eq!(told(Some(from.as_path())).lines().count(), 5);
    let geography = shipped();
    load(&var, Some(from.as_path()), &draft(folder.path(), &geography)).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(told(None).matches("déjà là").count(), 5, "{}", told(None));
}

#[test]
fn a_file_whose_columns_cannot_be_told_is_an_error_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let fault = |name: &str, text: &str| {
        let from = folder.path().join(name);
        write(&from, "activite.csv", text);
        load(&folder.path().join(name).join("var"), Some(from.as_path()), &draft).unwrap_err().to_string()
    };
    assert_eq!(
        fault("un", "operateur;dispositif;annee;acte\nbge_hdf;dla;2024;aide\n"),
        "activite.csv, ligne 1 : « operateur, dispositif, annee, acte » lu, une colonne « commune » attendu"
    );
    let empty = fault("deux", "");
    assert_eq!(empty, "activite.csv, contenu : « rien » lu, un tableau, avec sa ligne d’en-tête attendu");
}

fn faults(name: &str, columns: &str) -> Vec<String> {
    let text = format!(
        "producer = \"x\"\ntitle = \"x\"\nlicence = \"x\"\naddress = \"https://lanterne.invalid/\"\nmillesime = \"2024\"\n\
         cog = 2024\nfeeds = [\"act\"]\nsynthetic = false\nprofile = \"named\"\n[[file]]\nname = \"{name}\"\nmirrors = []\n\
         format = \"csv\"\nreader = \"deployment\"\ncolumns = [{columns}]\n"
    );
    match parse("x/y", "x/y.toml", &text) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(CardFault::to_string).collect(),
    }
}

#[test]
fn a_card_of_such_files_says_its_kind_and_columns_of_its_schema() {
    assert!(faults("activite_bge.csv", "\"siret=N° du bénéficiaire\", \"commune\"").is_empty());
    let kind = faults("depot.csv", "\"siret\"");
    assert_eq!(kind.len(), 1, "{kind:?}");
    assert!(kind[0].contains("ligne 11, champ « file.name » : « depot.csv » lu, un nom qui commence par"), "{kind:?}");
    let column = faults("sites.csv", "\"site\", \"siret\"");
    assert_eq!(column.len(), 1, "{column:?}");
    assert!(column[0].contains("ligne 15, champ « file.columns »"), "{column:?}");
    assert!(column[0].contains("des colonnes du schéma « sites »"), "{column:?}");
}

#[test]
fn a_card_may_say_what_its_files_call_a_column() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let text = format!("{}\nbge_hdf;dla;2024;35600000000048;59350;aide;;;\n", ACTIVITY.replace("siret", "N°"));
    write(folder.path(), "activite.csv", &text);
    let of_card = |columns: &[&str]| {
        let mut card = register::card("essai/depot", 2026);
        let mut described =
            Catalogue::read(&Asset::Embedded).unwrap().card(CARD).unwrap().files.last().unwrap().clone();
        described.name = "activite.csv".to_owned();
        described.columns = columns.iter().map(|column| (*column).to_owned()).collect();
        card.files.push(described);
        card
    };
    let taken = of_card(&["operateur", "siret=N°"]);
    let file = register::raw(&taken, folder.path().join("activite.csv"), Reader::Deployment);
    let interrupt = Interrupt::default();
    let loaded = deployment::load(&[(&taken, vec![file])], &draft, &Watch::new(&Silent, &interrupt)).unwrap();
    assert_eq!((loaded.reports[0].loaded, loaded.lines.len()), (1, 0));
    let given = contents(&draft.snapshot().unwrap()).unwrap().activity;
    assert_eq!(given.helped[0].beneficiaries, 1);
    assert_eq!(given.given[0].card, "essai/depot");
}

#[test]
fn the_shipped_card_reads_every_column_of_every_schema() {
    let catalogue = Catalogue::read(&Asset::Embedded).unwrap();
    let schemas = Schemas::read().unwrap();
    let card = catalogue.card(CARD).unwrap();
    assert_eq!(card.files.len(), 2 * Kind::ALL.len(), "CSV and XLSX of each kind");
    for file in &card.files {
        assert_eq!(file.reader, Reader::Deployment);
        let kind = Kind::of_name(&file.name).unwrap();
        let names: Vec<&String> = schemas.of(kind).fields.iter().map(|field| &field.name).collect();
        assert_eq!(file.columns.iter().collect::<Vec<_>>(), names, "{}", file.name);
    }
}
