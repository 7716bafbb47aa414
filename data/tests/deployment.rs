//! Files that operators hand in, checked: every fault with its French sentence, its line and its column; what is said twice; and
//! what the snapshot then holds.
#![allow(clippy::unwrap_used, missing_docs)]

mod deposit;

use deposit::{Counter, faults, siret, world};
use lanterne_data::deployment::{Kind, Schemas};
use lanterne_data::read::contents;
use lanterne_observatory::Level;

/// A person, or several, instead of a structure.
const PERSON: (&str, &str) = ("siret", "");

#[test]
fn the_example_of_every_column_of_every_schema_is_taken() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    for kind in Kind::ALL {
        let checked = counter.rows(kind, kind.as_str(), &[&[]]);
        assert!(checked.faults.is_empty(), "{kind:?}: {:?}", checked.faults);
        assert_eq!((checked.report.loaded, checked.notices.len()), (1, 0), "{kind:?}");
    }
}

#[test]
fn every_fault_of_activity_is_told_in_french_with_its_line_and_its_column() {
    let operator = "un opérateur connu de l’observatoire, ou décrit dans un fichier « operateurs »";
    let year = "une année de 2000 à 2026";
    let commune = "le code d’une commune du code officiel géographique, ou d’une ancienne commune";
    let code = "un code INSEE de commune, cinq caractères dont le zéro initial (02691)";
    let digits = "quatorze chiffres, ou rien pour une personne";
    let rounded = "quatorze chiffres : le tableur a arrondi ce nombre, la colonne est à mettre au format texte";
    let one = "1, puisque la ligne a un SIRET : une structure est un seul bénéficiaire";
    let positive = "un nombre positif ou nul";
    let cases = [
        ("operateur", "inconnu", operator),
        ("operateur", "BGE Hauts", "un identifiant en minuscules sans accent ni espace (bge_hdf)"),
        ("operateur", "", "une valeur"),
        ("dispositif", "autre", "un dispositif connu (acc_ess, dla, fidess)"),
        ("annee", "24", year),
        ("annee", "1999", year),
        ("annee", "2027", year),
        ("siret", "732829320", digits),
        ("siret", "7,32829E+13", rounded),
        ("siret", "73282932000075", "un SIRET dont la clé de contrôle est juste"),
        ("commune", "", "une valeur"),
        ("commune", "2691", code),
        ("commune", "62000", commune),
        ("commune", "97501", commune),
        ("acte", "don", "l’une des valeurs accompagnement, aide, etude, pret, orientation"),
        ("beneficiaires", "0", "un nombre entier d’au moins 1"),
        ("beneficiaires", "1,5", "un nombre entier d’au moins 1"),
        ("beneficiaires", "2", one),
        ("emplois", "-1", positive),
        ("montant_eur", "beaucoup", positive),
    ];
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    for (column, value, expectation) in cases {
        let mut counter = Counter::open(&schemas, &draft);
        let good = siret(1);
        let rows: [&[(&str, &str)]; 3] = [&[("siret", good.as_str())], &[(column, value)], &[PERSON]];
        let checked = counter.rows(Kind::Activity, "activite.csv", &rows);
        let value = Some(value).filter(|value| !value.is_empty());
        assert_eq!(faults(&checked), [(3, column, value, expectation)]);
        assert_eq!((checked.report.loaded, checked.report.refused), (2, 1), "the others go on");
    }
}

/// A kind of file, what changes in its good row, the column at fault, and what is expected of it.
type Case = (Kind, &'static [(&'static str, &'static str)], &'static str, &'static str);

#[test]
fn every_fault_of_the_other_files_is_told_in_french_with_its_line_and_its_column() {
    let date = "une date (31/12/2024 ou 2024-12-31)";
    let slug = "un identifiant en minuscules sans accent ni espace (bge_hdf-arras)";
    let cases: [Case; 17] = [
        (Kind::Operators, &[("nom", "")], "nom", "une valeur"),
        (Kind::Operators, &[("site_web", "a@b.fr")], "site_web", "l’adresse d’un site web (bge-hautsdefrance.fr)"),
        (Kind::Operators, &[("dispositifs", "dla|x")], "dispositifs", "un dispositif connu (acc_ess, dla, fidess)"),
        (Kind::Sites, &[("site", "Arras centre")], "site", slug),
        (Kind::Sites, &[("nature", "zone")], "nature", "l’une des valeurs siege, antenne, permanence"),
        (Kind::Sites, &[("jours_par_mois", "32")], "jours_par_mois", "un nombre de 0 à 31"),
        (Kind::Sites, &[("ouvert_le", "31/02/2024")], "ouvert_le", date),
        (Kind::Sites, &[("ferme_le", "2021-12-31")], "ferme_le", "un jour qui ne précède pas celui de « ouvert_le »"),
        (Kind::Sites, &[("latitude", "")], "latitude", "une latitude, puisque la longitude est donnée"),
        (Kind::Sites, &[("longitude", "est")], "longitude", "un nombre de -180 à 180"),
        (
            Kind::Sites,
            &[("longitude", "50.29"), ("latitude", "2.77")],
            "longitude",
            "une longitude : les deux coordonnées sont échangées",
        ),
        (
            Kind::Sites,
            &[("longitude", "13.4"), ("latitude", "52.5")],
            "longitude",
            "la longitude, puis la latitude, d’un point de France en degrés",
        ),
        (Kind::Zones, &[("niveau", "canton")], "niveau", "l’une des valeurs commune, epci, departement, region"),
        (Kind::Zones, &[("code", "99")], "code", "le code d’un département (02, 2A, 974)"),
        (Kind::Zones, &[("niveau", "epci")], "code", "le SIREN d’un EPCI, neuf chiffres"),
        (Kind::Zones, &[("niveau", "region")], "code", "le code d’une région (32)"),
        (Kind::Zones, &[("jusqu_a", "2023-12-31")], "jusqu_a", "un jour qui ne précède pas celui de « depuis »"),
    ];
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    for (kind, changed, column, expectation) in cases {
        let checked = Counter::open(&schemas, &draft).rows(kind, "essai.csv", &[changed]);
        let told = faults(&checked);
        let [(line, at, _, expected)] = told.as_slice() else { panic!("{changed:?}: {told:?}") };
        assert_eq!((*line, *at, *expected), (2, column, expectation));
        assert_eq!(checked.report.refused, 1);
    }
}

#[test]
fn all_the_faults_of_a_row_are_told_and_the_row_is_refused_once() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let row: &[(&str, &str)] = &[("annee", "24"), ("commune", ""), ("acte", "don")];
    let checked = Counter::open(&schemas, &draft).rows(Kind::Activity, "activite.csv", &[row]);
    let columns: Vec<&str> = faults(&checked).iter().map(|fault| fault.1).collect();
    assert_eq!(columns, ["annee", "commune", "acte"]);
    assert_eq!(checked.refused().len(), 1);
    assert_eq!(checked.refused()[0].column, "annee", "the first one stands in the snapshot");
}

#[test]
fn no_text_is_kept_where_a_name_could_stand() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    let named = counter.rows(Kind::Activity, "activite.csv", &[&[("siret", "Marie Dupont")], &[("acte", "x"), PERSON]]);
    assert_eq!(faults(&named)[0].2, Some("(texte non conservé)"));
    assert!(named.faults[0].content.contains("operateur=bge_hdf ; dispositif=dla"), "{}", named.faults[0].content);
    let header = "operateur;dispositif;annee;siret;commune;acte";
    let shifted = format!("{header}\nbge_hdf;dla;2024;Marie Dupont;62041\nbge_hdf;dla;2024;;62041;aide;Marie Dupont");
    let shifted = counter.hand(Kind::Activity, "autre.csv", shifted.as_bytes());
    let lines = "autant de cellules que l’en-tête (6)";
    assert_eq!(
        faults(&shifted),
        [(2, "(ligne)", Some("5 cellules"), lines), (3, "(ligne)", Some("7 cellules"), lines)]
    );
    let address = counter.rows(Kind::Sites, "sites.csv", &[&[("nature", "x")]]);
    for fault in named.faults.iter().chain(&shifted.faults).chain(&address.faults) {
        let told = format!("{fault:?}");
        assert!(!told.contains("Dupont") && !told.contains("Héros"), "{told}");
    }
}

#[test]
fn an_act_handed_in_twice_by_its_operator_is_refused_and_one_of_another_operator_is_told() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    let same: &[(&str, &str)] = &[];
    let first = counter.rows(
        Kind::Activity,
        "activite_bge.csv",
        &[same, same, &[("acte", "aide")], &[("annee", "2023")], &[("dispositif", "fidess")], &[PERSON], &[PERSON]],
    );
    let again = "un acte qui n’a pas déjà sa ligne pour cet opérateur et cette année (ligne 2)";
    assert_eq!(faults(&first), [(3, "siret", Some("73282932000074"), again)], "persons are never the same");
    assert!(first.notices.is_empty());

    let other: &[(&str, &str)] = &[("operateur", "galilee")];
    let second = counter.rows(Kind::Activity, "activite_galilee.csv", &[other, &[("siret", "73282932000074")]]);
    let elsewhere = "un acte qui n’a pas déjà sa ligne pour cet opérateur et cette année (ligne 2 de activite_bge.csv)";
    assert_eq!(faults(&second), [(3, "siret", Some("73282932000074"), elsewhere)]);
    assert_eq!((second.report.loaded, second.notices.len()), (1, 1), "the act of another operator is kept");
    assert_eq!(second.notices[0].message, "déjà déclaré par bge_hdf (ligne 2 de activite_bge.csv)");
    let warnings = second.warnings();
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert_eq!((warning.column.as_str(), warning.row_count, warning.example.as_str()), ("siret", 1, "73282932000074"));
    assert_eq!(warning.expectation, "déclaré par un seul opérateur, pour ce dispositif et cette année");
}

#[test]
fn a_faulty_row_does_not_forbid_the_one_that_mends_it() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    let acts = counter.rows(Kind::Activity, "activite.csv", &[&[("emplois", "x")], &[]]);
    assert_eq!((acts.report.loaded, faults(&acts).len()), (1, 1));
    let sites = counter.rows(Kind::Sites, "sites.csv", &[&[("nature", "x")], &[], &[("nom", "Autre")]]);
    let twice = (4, "site", Some("bge_hdf-arras"), "une valeur qui n’a pas déjà sa ligne (ligne 3)");
    assert_eq!(faults(&sites)[1..], [twice]);
}

#[test]
fn codes_of_an_earlier_year_are_carried_and_a_split_is_told() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let rows: [&[(&str, &str)]; 2] = [&[("commune", "62999")], &[("commune", "60054"), PERSON]];
    let checked = Counter::open(&schemas, &draft).rows(Kind::Activity, "activite.csv", &rows);
    let communes: Vec<&str> = checked.acts.iter().map(|act| act.commune.as_str()).collect();
    assert_eq!(communes, ["62041", "60694"]);
    assert_eq!(checked.notices.len(), 1);
    assert_eq!((checked.notices[0].line, checked.notices[0].value.as_str()), (3, "60054"));
    assert_eq!(checked.notices[0].message, "commune scindée, tout va à 60694");
}

#[test]
fn a_file_of_operators_makes_them_known_and_takes_nothing_from_the_documents() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    let rows: [&[(&str, &str)]; 2] = [&[("nom", "BGE")], &[("operateur", "nouveau"), ("dispositifs", " dla | dla ")]];
    let checked = counter.rows(Kind::Operators, "operateurs.csv", &rows);
    let new: Vec<&str> = checked.operators.iter().map(|operator| operator.operator.as_str()).collect();
    assert_eq!(new, ["nouveau"]);
    assert_eq!(checked.operators[0].document, "operateurs.csv (fiche essai/depot)");
    let carried = |link: &lanterne_data::row::OperatorScheme| format!("{} {}", link.operator, link.scheme);
    let links: Vec<String> = checked.operator_schemes.iter().map(carried).collect();
    assert_eq!(links, ["bge_hdf dla", "nouveau dla"], "bge_hdf is known to carry acc_ess");
    assert_eq!(checked.notices[0].message, "le nom connu est gardé : BGE Hauts-de-France");
    let act = counter.rows(Kind::Activity, "activite.csv", &[&[("operateur", "nouveau")]]);
    assert_eq!(act.report.loaded, 1);
    let taken = counter.rows(Kind::Sites, "sites.csv", &[&[("site", "galilee-62041"), ("operateur", "galilee")]]);
    let expectation = "un identifiant qui n’est pas déjà celui d’un autre lieu (Galilée (Arras))";
    assert_eq!(faults(&taken), [(2, "site", Some("galilee-62041"), expectation)]);
}

#[test]
fn what_is_made_up_is_of_another_network_and_says_nothing_of_a_known_operator() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    counter.synthetic = true;
    let operators = counter.rows(Kind::Operators, "operateurs.csv", &[&[], &[("operateur", "invente")]]);
    assert_eq!(operators.operators.len(), 1);
    assert_eq!(operators.operators[0].document, "operateurs.csv (fiche essai/depot, données synthétiques)");
    assert!(operators.operator_schemes.iter().all(|link| link.operator == "invente"));
    let sites = counter.rows(Kind::Sites, "sites.csv", &[&[]]);
    assert_eq!(sites.sites[0].network, "synthetique");
    counter.synthetic = false;
    let real = counter.rows(Kind::Sites, "autres_sites.csv", &[&[("site", "autre")]]);
    assert_eq!(real.sites[0].network, "operateur");
}

#[test]
fn what_was_taken_is_read_back_from_the_snapshot() {
    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let mut counter = Counter::open(&schemas, &draft);
    let plain: &[(&str, &str)] = &[];
    let unplaced: &[(&str, &str)] =
        &[("site", "b"), ("longitude", ""), ("latitude", ""), ("jours_par_mois", ""), ("ferme_le", "")];
    let zones: [&[(&str, &str)]; 2] = [plain, &[("dispositif", ""), ("niveau", "commune"), ("code", "62999")]];
    let acts: [&[(&str, &str)]; 4] = [
        &[("emplois", "6,5"), ("montant_eur", "12\u{a0}000,50 €")],
        &[("operateur", "galilee"), ("emplois", "4"), ("montant_eur", "")],
        &[PERSON, ("beneficiaires", "3"), ("emplois", ""), ("montant_eur", "")],
        &[PERSON, ("commune", "02691"), ("beneficiaires", ""), ("emplois", ""), ("montant_eur", "")],
    ];
    for checked in [
        counter.rows(Kind::Sites, "sites.csv", &[plain, unplaced]),
        counter.rows(Kind::Zones, "zones.csv", &zones),
        counter.rows(Kind::Activity, "activite.csv", &acts),
        counter.rows(Kind::Activity, "activite_2.csv", &[&[("dispositif", "x")], &[PERSON]]),
    ] {
        checked.append(&draft).unwrap();
    }
    let contents = contents(&draft.snapshot().unwrap()).unwrap();
    let site = |name: &str| contents.sites.iter().find(|site| site.site == name).unwrap();
    let (first, second) = (site("bge_hdf-arras"), site("b"));
    assert_eq!((first.point, first.precision.as_str()), (Some([2.7768, 50.291]), "adresse"));
    assert_eq!((first.days_month, first.address.as_deref()), (Some(4.0), Some("12 place des Héros, 62000 Arras")));
    assert_eq!((first.opened, first.closed), ("2022-01-03".parse().ok(), "2025-12-31".parse().ok()));
    assert_eq!(first.schemes, ["acc_ess", "dla"]);
    assert_eq!((second.point, second.precision.as_str()), (Some([2.5, 50.3]), "commune"), "the point of Arras");
    assert_eq!((second.days_month, second.closed), (None, None));

    let activity = &contents.activity;
    let row = |code: &str| contents.territories[Level::Commune as usize].row(code).unwrap();
    let helped: Vec<_> = activity.helped.iter().map(|h| (h.commune, h.beneficiaries, h.jobs, h.amount_eur)).collect();
    assert_eq!(
        helped,
        [(row("02691"), 1, None, None), (row("62041"), 5, Some(13.0), Some(24_000.5))],
        "the structure of two operators counts once, with the most jobs; the person of the second file has the example's"
    );
    let given: Vec<_> = activity.given.iter().map(|given| (given.operator.as_str(), given.year)).collect();
    assert_eq!(given, [("bge_hdf", 2024), ("galilee", 2024)], "once, however many files");
    let zones: Vec<_> = activity.zones.iter().map(|z| (z.scheme.as_deref(), z.level, z.code.as_str())).collect();
    assert_eq!(zones, [(Some("dla"), Level::Departement, "62"), (None, Level::Commune, "62041")]);
    let refused = lanterne_data::read::review::refused(&draft.snapshot().unwrap()).unwrap();
    assert_eq!(refused.len(), 1);
    assert_eq!((refused[0].file.as_str(), refused[0].line), ("activite_2.csv", 2));
    let told = lanterne_data::read::review::warnings(&draft.snapshot().unwrap()).unwrap();
    assert_eq!(told.len(), 1, "galilee declared a structure of bge_hdf");
}
