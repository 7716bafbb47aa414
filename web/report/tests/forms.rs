//! One truth: every number of a profile is in each of its forms, the same; and what a person wrote is never read as code.
#![allow(clippy::unwrap_used)]

mod fixture;
mod reading;
mod shown;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use lanterne_report::model::{Block, Cell, Finding, Value};
use lanterne_report::{Day, Ground, Options, Print, embed, html, pdf, xlsx};
use shown::{plain, shown};

const PRINT: Print = Print { ground: Ground::Night, day: Day { year: 2026, month: 11, day: 17 } };

#[test]
fn every_number_is_in_the_page() {
    let profile = fixture::profile();
    let page = reading::text_of_html(&html(&profile, &Options::default()));
    for shown in shown(&profile) {
        assert!(page.contains(&shown), "« {shown} » is not in the page");
    }
    for finding in profile.sections.iter().flat_map(|section| &section.blocks) {
        let Block::Finding(Finding { chart: Some(chart), .. }) = finding else { continue };
        for (name, values) in lanterne_report::chart::numbers(chart).rows {
            assert!(page.contains(&name), "« {name} »");
            assert!(values.iter().all(|of| page.contains(&lanterne_report::format::bare(of))), "{name} {values:?}");
        }
    }
}

#[test]
fn every_number_is_in_the_pdf() {
    let profile = fixture::profile();
    let text = plain(&reading::text_of_pdf(&pdf(&profile, &PRINT).unwrap()));
    for shown in shown(&profile) {
        assert!(text.contains(&plain(&shown)), "« {shown} » is not in the PDF");
    }
    // What is not in the profile is not found: the search is no sieve.
    assert!(!text.contains("98765,4") && !text.contains(&plain("10,4\u{202f}% de l’emploi salarié")));
}

#[test]
fn every_number_is_in_the_workbook_as_a_number_and_every_absence_as_its_sign() {
    let profile = fixture::profile();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx(&profile).unwrap())).unwrap();
    assert_eq!(book.sheet_names().first().map(String::as_str), Some("Notice"));
    for section in &profile.sections {
        let sheet = book.worksheet_range(&section.sheet).unwrap();
        let holds = |of: &Value| {
            sheet.used_cells().any(|(_, _, cell)| match (of.number, cell) {
                (Some(number), Data::Float(found)) => *found == number,
                (Some(number), Data::Int(found)) => *found as f64 == number,
                (None, Data::String(found)) => Some(found.as_str()) == of.absence.as_deref(),
                _ => false,
            })
        };
        let of = |number: f64| Value {
            number: Some(number),
            absence: None,
            decimals: 0,
            unit: String::new(),
            signed: false,
        };
        for block in &section.blocks {
            match block {
                Block::Finding(finding) => {
                    assert!(holds(&finding.value), "{}: {:?}", section.sheet, finding.value);
                    let (low, high) = finding.interval.unwrap_or_default();
                    assert!(finding.interval.is_none() || holds(&of(low)) && holds(&of(high)));
                    let numbers = finding.chart.as_ref().map(lanterne_report::chart::numbers);
                    for value in numbers.iter().flat_map(|numbers| &numbers.rows).flat_map(|(_, values)| values) {
                        assert!(value.number.is_none() || holds(value), "{}: {value:?}", section.sheet);
                    }
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        if let Cell::Number { value } = cell {
                            assert!(holds(value), "{}: {value:?}", section.sheet);
                        }
                    }
                }
                Block::Map(_) | Block::Text(_) | Block::Boxed(_) | Block::Links(_) => {}
            }
        }
    }
}

#[test]
fn the_same_profile_has_the_same_bytes() {
    let profile = fixture::profile();
    assert_eq!(html(&profile, &Options::default()), html(&profile, &Options::default()));
    assert!(xlsx(&profile).unwrap() == xlsx(&profile).unwrap());
    let first = pdf(&profile, &PRINT).unwrap();
    // Another between them: what the typesetter remembers changes nothing.
    pdf(&fixture::hostile(), &PRINT).unwrap();
    assert!(first == pdf(&profile, &PRINT).unwrap());
}

#[test]
fn the_pdf_is_light_and_has_eight_to_twelve_pages() {
    for ground in [Ground::Night, Ground::Paper] {
        let bytes = pdf(&fixture::profile(), &Print { ground, ..PRINT }).unwrap();
        assert!(bytes.len() < 1_000_000, "{} bytes", bytes.len());
        let pages = lopdf::Document::load_mem(&bytes).unwrap().get_pages().len();
        assert!((8..=12).contains(&pages), "{pages} pages");
    }
}

#[test]
fn the_pdf_is_tagged_titled_and_every_drawing_is_told() {
    let profile = fixture::profile();
    let bytes = pdf(&profile, &PRINT).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalogue = reading::catalogue(&document);
    assert_eq!(lopdf::decode_text_string(catalogue.get(b"Lang").unwrap()).unwrap(), "fr-FR");
    let marked = catalogue.get(b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    assert!(String::from_utf8_lossy(&bytes).contains("pdfuaid:part"));
    let structure = reading::structure(&document);
    let count = |role: &str| structure.iter().filter(|(found, _)| found == role).count();
    assert_eq!(count("H1"), profile.sections.len() + 1);
    let tables =
        profile.sections.iter().flat_map(|section| &section.blocks).filter(|block| matches!(block, Block::Table(_)));
    assert_eq!(count("Table"), tables.count());
    assert!(count("TH") > 0 && count("TOC") == 1, "{structure:?}");
    assert!(structure.iter().all(|(role, told)| role != "Figure" || told.as_ref().is_some_and(|told| told.len() > 10)));
}

#[test]
fn nothing_that_a_person_wrote_is_read_as_code() {
    let profile = fixture::hostile();
    let options = Options { links: &[("PDF", "javascript:alert(1)")], ..Options::default() };
    for page in [html(&profile, &options), embed(&profile, &profile.sections[0], &options)] {
        assert!(!page.contains("<script") && !page.contains("<b>&") && !page.contains("href=\"javascript"));
        assert!(reading::text_of_html(&page).contains(fixture::HOSTILE));
    }
    let text = plain(&reading::text_of_pdf(&pdf(&profile, &PRINT).unwrap()));
    assert!(text.contains(&plain(fixture::HOSTILE)));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx(&profile).unwrap())).unwrap();
    let sheets = book.sheet_names();
    assert_eq!(sheets.len(), profile.sections.len() + 1);
    for sheet in &sheets {
        assert!(sheet.encode_utf16().count() <= 31 && !sheet.contains(['[', ']', ':', '*', '?', '/', '\\']), "{sheet}");
        assert_eq!(sheets.iter().filter(|other| other.to_lowercase() == sheet.to_lowercase()).count(), 1);
        assert_eq!(book.worksheet_formula(sheet).unwrap().used_cells().count(), 0);
    }
    let sheet = book.worksheet_range(&sheets[1]).unwrap();
    assert!(sheet.used_cells().any(|(_, _, cell)| *cell == Data::String(fixture::HOSTILE.into())));
}

#[test]
fn an_empty_profile_has_its_forms_too() {
    let mut profile = fixture::profile();
    profile.sections.truncate(1);
    profile.sections[0].blocks.clear();
    profile.sections[0].key.clear();
    profile.sections[0].lead.clear();
    profile.cover.map = None;
    profile.cover.columns.clear();
    profile.imprint.synthetic = None;
    assert!(html(&profile, &Options::default()).contains("<h1>"));
    assert!(pdf(&profile, &PRINT).is_ok() && xlsx(&profile).is_ok());
}

#[test]
fn a_day_that_is_none_is_said() {
    let print = Print { day: Day { year: 2026, month: 13, day: 1 }, ..PRINT };
    assert!(pdf(&fixture::profile(), &print).unwrap_err().to_string().contains("2026-13-1"));
}

#[test]
fn the_json_holds_every_number_and_no_drawing() {
    let json = serde_json::to_string(&fixture::profile()).unwrap();
    assert!(json.contains("10.31") && json.contains("\"absence\":\"s\"") && !json.contains("<svg"));
}
