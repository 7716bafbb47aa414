//! One truth: for ten territories, every number of a profile is the same in the API, the page, the PDF, the document and the
//! workbook; the parts of what adds up sum to the whole; and a version that is kept stays as it is.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use lanterne_report::format;
use lanterne_report::model;
use serde_json::Value;

use crate::reading::{document, text_of_html, text_of_pdf};
use crate::shipped::Server;
use crate::{one, snapshot};

/// An EPCI, a hamlet, towns, a region, a department and one of an island, a grouping across departments and regions, a declared
/// zone, an EPCI of which the region holds a part, a commune without any structure.
fn territories() -> Vec<String> {
    let commune = |what: &str| -> String {
        one(&format!("SELECT code FROM territory WHERE level = 'commune' AND {what} ORDER BY code LIMIT 1"))
    };
    let hamlet = commune("region = '32' AND population BETWEEN 50 AND 70");
    let without = commune("region = '32' AND population > 300 AND code NOT IN (SELECT commune FROM establishment)");
    let across: String = one(
        "SELECT epci FROM commune WHERE epci IS NOT NULL GROUP BY epci HAVING count(DISTINCT region) > 1 AND bool_or(region = '32') ORDER BY epci LIMIT 1",
    );
    let members = format!("epci-200070985,commune-{hamlet},commune-02691,commune-76540");
    vec![
        "epci-200070985.{}".to_owned(),
        format!("commune-{hamlet}.{{}}"),
        "commune-59350.{}".to_owned(),
        "region-32.{}".to_owned(),
        "departement-80.{}".to_owned(),
        "departement-974.{}".to_owned(),
        format!("groupement.{{}}?membres={members}&nom=Essai"),
        "zone-petr_chdf.{}".to_owned(),
        format!("epci-{across}.{{}}"),
        format!("commune-{without}.{{}}"),
    ]
}

fn bytes(server: &Server, path: &str) -> Vec<u8> {
    let mut answer = server.fetch(path);
    assert_eq!(answer.status(), 200, "{path}");
    answer.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap()
}

/// A value of the API as the model has it.
fn value(of: &Value) -> model::Value {
    model::Value {
        number: of["number"].as_f64(),
        absence: of["absence"].as_str().map(str::to_owned),
        decimals: u8::try_from(of["decimals"].as_u64().unwrap()).unwrap(),
        unit: of["unit"].as_str().unwrap().to_owned(),
        signed: of["signed"].as_bool().unwrap(),
    }
}

/// Rows of the long tables of numbers in the forms that are read from end to end; the API and the workbook have them all.
const READ: [(&str, usize); 2] = [("cote-a-cote", 8), ("publies", 5)];

/// Every number of a section: of its findings, its tables; and whether a form that is read from end to end has it.
fn numbers(section: &Value) -> Vec<(model::Value, String, bool)> {
    let mut found = Vec::new();
    for block in section["blocks"].as_array().unwrap() {
        let id = block["id"].as_str().unwrap_or("").to_owned();
        if block["block"] == "finding" {
            found.push((value(&block["value"]), id.clone(), true));
        }
        let most = READ.iter().find(|(own, _)| *own == id).map_or(usize::MAX, |(_, most)| *most);
        for (at, row) in block["rows"].as_array().into_iter().flatten().enumerate() {
            for cell in row["cells"].as_array().unwrap().iter().filter(|cell| cell["cell"] == "number") {
                found.push((value(&cell["value"]), id.clone(), at < most));
            }
        }
    }
    found
}

/// But for the last digit, which a reader of JSON may round.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * other.abs()
}

/// Without spaces: a line may break there, a reader of PDF may write another.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{ad}').collect()
}

#[test]
fn ten_territories_say_the_same_in_every_form() {
    let server = Server::start(snapshot());
    let mut held = 0;
    for territory in territories() {
        let of = |ending: &str| format!("/profil/{}", territory.replace(".{}", ending));
        let profile: Value = serde_json::from_slice(&bytes(&server, &of(".json"))).unwrap();
        let page = plain(&text_of_html(&String::from_utf8(bytes(&server, &of(""))).unwrap()));
        let pdf = bytes(&server, &of(".pdf"));
        assert!(pdf.len() < 1_000_000, "{territory}: {} bytes", pdf.len());
        let print = plain(&text_of_pdf(&pdf));
        let written = bytes(&server, &of(".docx"));
        assert!(written.len() < 2_000_000, "{territory}: {} bytes", written.len());
        let written = plain(&document::words(&document::xml(&written, "word/document.xml")));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(&server, &of(".xlsx")))).unwrap();
        for section in profile["sections"].as_array().unwrap() {
            let sheet = book.worksheet_range(section["sheet"].as_str().unwrap()).unwrap();
            for (number, id, is_read) in numbers(section) {
                held += 1;
                let shown = plain(&format::value(&number));
                let bare = plain(&format::bare(&number));
                for (form, text) in [("page", &page), ("PDF", &print), ("document", &written)] {
                    assert!(!is_read || text.contains(&bare), "{territory}, {id}: « {shown} » is not in the {form}");
                }
                let found = sheet.used_cells().any(|(_, _, cell)| match (number.number, cell) {
                    (Some(number), Data::Float(found)) => same(*found, number),
                    (Some(number), Data::Int(found)) => same(*found as f64, number),
                    (None, Data::String(found)) => Some(found.as_str()) == number.absence.as_deref(),
                    _ => false,
                });
                assert!(found, "{territory}, {id}: {number:?} is not in the workbook");
            }
        }
    }
    assert!(held > 1_000, "{held} numbers held against each other");
}

/// The numbers of a column of a table, by the words of its first one.
fn column(profile: &Value, id: &str, at: usize) -> Vec<(String, f64)> {
    let sections = profile["sections"].as_array().unwrap();
    let blocks = sections.iter().flat_map(|section| section["blocks"].as_array().unwrap());
    let table = blocks.into_iter().find(|block| block["id"] == id).unwrap_or_else(|| panic!("no table {id}"));
    let line = |row: &Value| {
        let cells = row["cells"].as_array().unwrap();
        (cells[0]["text"].as_str().unwrap().to_owned(), cells[at]["value"]["number"].as_f64().unwrap_or(0.0))
    };
    table["rows"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn sizes_and_familles_of_a_profile_sum_to_what_the_database_counts() {
    let server = Server::start(snapshot());
    for (name, within) in [
        ("epci-200070985", "epci = '200070985'"),
        ("departement-80", "departement = '80'"),
        ("region-32", "region = '32'"),
        ("zone-petr_chdf", "epci IN ('200037059', '200070985', '200070928')"),
    ] {
        let profile = server.json(&format!("/profil/{name}.json"));
        let counted: i64 = one(&format!(
            "SELECT count(*) FROM establishment JOIN commune ON commune.code = commune WHERE employer AND loi_2014 AND {within}"
        ));
        for id in ["tailles-table", "familles-table"] {
            let rows = column(&profile, id, 1);
            let (whole, parts) = rows.split_last().unwrap();
            assert_eq!((whole.0.as_str(), whole.1), ("Ensemble", counted as f64), "{name}, {id}");
            assert_eq!(parts.iter().map(|part| part.1).sum::<f64>(), whole.1, "{name}, {id}");
        }
    }
}

#[test]
fn the_figures_of_a_petr_stand_beside_those_it_published() {
    let server = Server::start(snapshot());
    let profile = server.json("/profil/zone-petr_chdf.json");
    let published = column(&profile, "cote-a-cote", 1);
    let of = |name: &str| published.iter().find(|line| line.0 == name).unwrap_or_else(|| panic!("no {name}")).1;
    assert_eq!((of("Communes"), of("Habitants")), (144.0, 64_467.0));
    let ours = column(&profile, "cote-a-cote", 3);
    let communes: i64 = one("SELECT count(*) FROM commune WHERE epci IN ('200037059', '200070985', '200070928')");
    assert_eq!(ours.iter().find(|line| line.0 == "Communes").unwrap().1, communes as f64);
    // The same communes put together by hand are the same territory.
    let hand = server.json("/profil/groupement.json?membres=epci-200037059,epci-200070985,epci-200070928");
    assert_eq!(column(&hand, "cote-a-cote", 3), ours);
}

#[test]
fn a_pdf_keeps_to_twelve_pages_however_large_its_territory() {
    let server = Server::start(snapshot());
    let names = [
        "region-32",
        "france-FR",
        "departement-59",
        "departement-62",
        "zone-petr_chdf",
        "epci-200037059",
        "epci-200093201",
    ];
    for name in names {
        let pdf = lopdf::Document::load_mem(&bytes(&server, &format!("/profil/{name}.pdf"))).unwrap();
        let pages = pdf.get_pages().len();
        assert!((8..=12).contains(&pages), "{name}: {pages} pages");
    }
}
