//! The sheet of a simulation: one page whatever is said, tagged, with every figure as text.
#![allow(clippy::unwrap_used, missing_docs)]

use lanterne_report::Day;
use lanterne_report::model::{Drawing, Imprint};
use lanterne_report::scenario::{Changes, Figures, Mark, Row, Sheet, pdf};
use lopdf::Document;

const DAY: Day = Day { year: 2026, month: 11, day: 22 };

fn drawing(words: &str) -> Drawing {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"560\" height=\"660\" viewBox=\"0 0 560 660\">\
               <rect width=\"560\" height=\"660\" fill=\"#F4A636\"/></svg>";
    Drawing { svg: svg.to_owned(), alternative: words.to_owned(), ratio: 560.0 / 660.0 }
}

/// A sheet of so many scenarios, each with so many words.
fn sheet(scenarios: usize, words: usize) -> Sheet {
    let name = |at: usize| format!("Scénario {}", ["A", "B", "C", "D"][at]);
    let long = |text: &str| vec![text; words].join(", ");
    Sheet {
        imprint: Imprint {
            snapshot: "0123456789abcdef".to_owned(),
            running: "Simulation de permanences, Hauts-de-France".to_owned(),
            synthetic: Some("Données synthétiques.".to_owned()),
            citation: String::new(),
            address: String::new(),
        },
        description: "Une simulation".to_owned(),
        title: "Où faire venir la permanence ?".to_owned(),
        question: "Tous les dispositifs, 30 minutes".to_owned(),
        lead: "À 30 minutes ou moins d’un lieu : 72,6 % des habitants.".to_owned(),
        sentences: vec!["Aucun EPCI ne change de côté.".to_owned(); 4],
        shown: Some((name(0), drawing("Carte du scénario"))),
        today: Some(("Aujourd’hui".to_owned(), drawing("Carte d’aujourd’hui"))),
        key_title: "Trajet".to_owned(),
        key: vec![
            (Mark::Band("#D97B16".to_owned()), "15 minutes ou moins".to_owned()),
            (Mark::Hatch, "EPCI enclavé".to_owned()),
            (Mark::Site, "lieu".to_owned()),
            (Mark::Added, "permanence ajoutée".to_owned()),
            (Mark::Removed, "lieu fermé".to_owned()),
        ],
        figures: Figures {
            title: "Les chiffres".to_owned(),
            heads: vec!["Habitants".to_owned(), "EPCI enclavés".to_owned()],
            rows: (0..scenarios)
                .map(|at| Row {
                    name: name(at),
                    shown: at == 0,
                    cells: vec![("72,6".to_owned(), "+1,3".to_owned()), (format!("{}7", at + 4), "−2".to_owned())],
                })
                .collect(),
        },
        scenarios: (0..scenarios)
            .map(|at| Changes {
                name: name(at),
                lines: vec![("Ouvre :".to_owned(), long("Péronne (4 jours par mois)")); 4],
            })
            .collect(),
        scenarios_title: "Ce que changent les scénarios".to_owned(),
        notes: vec![long("Une commune est un point"); 8],
        shortened: "Les notes sont à l’adresse ci-dessous.".to_owned(),
        source: "Source : registre.".to_owned(),
        address: format!("https://lanterne.example/?scenario={}", "~80620".repeat(words * 4)),
    }
}

#[test]
fn a_sheet_is_one_page_whatever_is_said() {
    for (scenarios, words) in [(0, 1), (1, 2), (2, 6), (4, 8), (4, 14)] {
        let file = Document::load_mem(&pdf(&sheet(scenarios, words), DAY).unwrap()).unwrap();
        assert_eq!(file.get_pages().len(), 1, "{scenarios} scenarios of {words} words");
    }
}

#[test]
fn a_sheet_is_tagged_french_and_made_again_to_the_byte() {
    let bytes = pdf(&sheet(2, 3), DAY).unwrap();
    assert_eq!(bytes, pdf(&sheet(2, 3), DAY).unwrap());
    let file = Document::load_mem(&bytes).unwrap();
    let catalogue = file.catalog().unwrap();
    assert!(catalogue.get(b"StructTreeRoot").is_ok(), "a reader of screens finds its way");
    assert_eq!(lopdf::decode_text_string(catalogue.get(b"Lang").unwrap()).unwrap(), "fr-FR");
}

#[test]
fn without_outlines_or_scenarios_there_is_a_sheet_still() {
    let bare = Sheet { shown: None, today: None, scenarios: Vec::new(), ..sheet(1, 1) };
    assert_eq!(Document::load_mem(&pdf(&bare, DAY).unwrap()).unwrap().get_pages().len(), 1);
}
