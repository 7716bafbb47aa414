//! The committee's document: a page for each whatever is said, every figure as text, tagged, the same bytes again.
#![allow(clippy::unwrap_used, missing_docs)]

mod reading;

use lanterne_report::Day;
use lanterne_report::committee::{Alert, Committee, Figure, Line, Page, PageMap, committee};
use lanterne_report::format;
use lanterne_report::model::{Drawing, Imprint, Value};
use lopdf::Document;

const DAY: Day = Day { year: 2026, month: 11, day: 22 };

fn value(number: Option<f64>, signed: bool) -> Value {
    Value { number, absence: number.is_none().then(|| "s".to_owned()), decimals: 0, unit: "€".to_owned(), signed }
}

fn drawing(width: u32, height: u32) -> Drawing {
    Drawing {
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#F4A636\"/></svg>"
        ),
        alternative: "Une carte".to_owned(),
        ratio: f64::from(width) / f64::from(height),
    }
}

fn figure(at: u32) -> Figure {
    let of = |number: u32| value(Some(f64::from(number)), false);
    Figure {
        label: format!("Figure {at}"),
        before: of(1_000 + at),
        after: if at == 2 { value(None, false) } else { of(4_000 + at) },
        difference: value((at != 2).then_some(3_000.0), true),
        remark: "38 à 44, 95 fois sur 100".to_owned(),
    }
}

/// A page with so many lines, and so much to say.
fn page(lines: usize, said: usize) -> Page {
    let three = || [value(Some(12.0), false), value(Some(20.0), false), value(Some(8.0), true)];
    let long = "Un constat qui prend de la place, avec ce sur quoi il repose, ".repeat(3);
    Page {
        kicker: "Comité de déploiement".to_owned(),
        title: "FIDESS #set $_*@`\\ [x]".to_owned(),
        lead: "De fin 2022 à fin 2024.".to_owned(),
        dates: ["fin 2022".to_owned(), "fin 2024".to_owned()],
        figures: (0..6).map(figure).collect(),
        maps: vec![PageMap { title: "Fin 2022".to_owned(), drawing: drawing(460, 460) }; 2],
        key: vec![(drawing(28, 14), "atteint".to_owned()); 4],
        lines: (0..lines)
            .map(|at| Line {
                name: format!("Dispositif {at}"),
                beneficiaries: three(),
                reached: three(),
                expected: value(Some(41.0), false),
                verdict: "conforme".to_owned(),
                marked: at == 1,
            })
            .collect(),
        sentences: vec![long.clone(); said],
        alerts: vec![Alert { gravity: 3, sentence: long.clone(), detail: long }; said],
        source: "Source : registre.".to_owned(),
    }
}

fn document(pages: Vec<Page>) -> Committee {
    Committee {
        pages,
        description: "Deux dates".to_owned(),
        imprint: Imprint {
            snapshot: "0123456789abcdef".to_owned(),
            running: "Comité de déploiement, de fin 2022 à fin 2024".to_owned(),
            synthetic: Some("Données synthétiques".to_owned()),
            citation: String::new(),
            address: String::new(),
        },
    }
}

/// Without spaces: a line may break there, a reader of PDF may write another.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{ad}').collect()
}

#[test]
fn a_page_stays_one_page_whatever_is_said() {
    for (lines, said) in [(0, 0), (0, 5), (10, 3), (10, 12), (0, 40)] {
        let bytes = committee(&document(vec![page(lines, said), page(0, said)]), DAY).unwrap();
        assert_eq!(Document::load_mem(&bytes).unwrap().get_pages().len(), 2, "{lines} lines, {said} sentences");
    }
}

#[test]
fn every_figure_is_in_the_text_and_a_hidden_one_is_its_sign() {
    let text = plain(&reading::text_of_pdf(&committee(&document(vec![page(10, 2)]), DAY).unwrap()));
    for figure in (0..6).map(figure) {
        for own in [&figure.before, &figure.after, &figure.difference] {
            assert!(text.contains(&plain(&format::value(own))), "{}", format::value(own));
        }
    }
    assert!(text.contains("écart:s") && !text.contains("4002"), "what is hidden is not there");
    assert!(text.contains("Donnéessynthétiques"));
}

#[test]
fn what_is_left_out_is_counted() {
    let text = plain(&reading::text_of_pdf(&committee(&document(vec![page(10, 12)]), DAY).unwrap()));
    assert!(text.contains("autres,surlapageducomité"), "{text}");
    let all = plain(&reading::text_of_pdf(&committee(&document(vec![page(0, 1)]), DAY).unwrap()));
    assert!(!all.contains("surlapageducomité"), "all of it is there");
}

#[test]
fn the_document_is_tagged_french_and_the_same_again_to_the_byte() {
    let content = document(vec![page(3, 2), page(0, 1)]);
    let bytes = committee(&content, DAY).unwrap();
    assert_eq!(bytes, committee(&content, DAY).unwrap());
    let file = Document::load_mem(&bytes).unwrap();
    let catalogue = reading::catalogue(&file);
    assert_eq!(lopdf::decode_text_string(catalogue.get(b"Lang").unwrap()).unwrap(), "fr-FR");
    assert!(catalogue.get(b"StructTreeRoot").is_ok());
    assert!(String::from_utf8_lossy(&bytes).contains("pdfuaid:part"));
}

#[test]
fn a_page_without_maps_is_a_page_still() {
    let bare = Page { maps: Vec::new(), key: Vec::new(), ..page(0, 1) };
    assert_eq!(Document::load_mem(&committee(&document(vec![bare]), DAY).unwrap()).unwrap().get_pages().len(), 1);
}
