//! The document: every number as the other forms write it, headings and tables that are ones, pictures that say what they show; and a
//! file that says who, what and in which language, the same each time.
#![allow(clippy::unwrap_used)]

mod fixture;
mod reading;
mod shown;

use lanterne_report::chart::spoken;
use lanterne_report::format::{bounds, stages, value};
use lanterne_report::model::{Block, Cell, Links, Profile};
use lanterne_report::{Day, docx};
use reading::document::{attribute, fault, part, parts, styled, tables, told, words, xml};
use shown::shown;

const DAY: Day = Day { year: 2026, month: 11, day: 17 };
const BODY: &str = "word/document.xml";
const TO_CITE: &str = "Pour citer ce document";

fn body(profile: &Profile) -> String {
    xml(&docx(profile, DAY).unwrap(), BODY)
}

fn blocks(profile: &Profile) -> impl Iterator<Item = &Block> {
    profile.sections.iter().flat_map(|section| &section.blocks)
}

#[test]
fn every_number_is_in_the_document() {
    let profile = fixture::profile();
    let body = body(&profile);
    let (words, told) = (words(&body), told(&body).join("\n"));
    for shown in shown(&profile) {
        assert!(words.contains(&shown) || told.contains(&shown), "« {shown} » is not in the document");
    }
    // What can be copied is not only drawn.
    for block in blocks(&profile) {
        if let Block::Finding(finding) = block {
            let said = format!("{} {}", value(&finding.value), finding.sentence);
            assert!(words.contains(&said), "« {said} » is not one sentence");
            let bounds = finding.interval.map(|interval| bounds(interval, finding.value.decimals));
            assert!(bounds.iter().all(|bounds| words.contains(bounds)), "{bounds:?}");
            assert!(words.contains(&finding.remark) && words.contains(&finding.source));
        }
    }
    assert!(!words.contains("98\u{202f}765,4") && !words.contains("10,4\u{202f}% de l’emploi salarié"));
}

#[test]
fn tables_are_tables_cell_by_cell_and_their_heads_come_back() {
    let profile = fixture::profile();
    let body = body(&profile);
    let said = |cell: &Cell| match cell {
        Cell::Words { text } => text.clone(),
        Cell::Number { value: of } => value(of),
        Cell::Stages { of, kind } => stages(*of, kind),
    };
    let expected: Vec<Vec<Vec<String>>> = blocks(&profile)
        .filter_map(|block| match block {
            Block::Table(table) => {
                let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
                let rows = table.rows.iter().map(|row| row.cells.iter().map(said).collect::<Vec<String>>());
                Some([heads].into_iter().chain(rows).collect())
            }
            _ => None,
        })
        .collect();
    // The first is that of the cover.
    let found = tables(&body);
    assert_eq!(found[1..], expected);
    assert_eq!(found[0][0], ["Territoire", "144 communes, 64\u{202f}467 habitants, 63 habitants au km²"]);
    let heads: Vec<bool> = body
        .split("<w:tbl>")
        .skip(1)
        .map(|table| table.split("</w:tr>").next().unwrap().contains("<w:tblHeader />"))
        .collect();
    assert!(!heads[0] && heads[1..].iter().all(|head| *head), "{heads:?}");
    assert_eq!(body.matches("<w:tblHeader />").count(), expected.len());
    assert!(!body.contains("w:trHeight"), "the mark of a head stays in no row");
}

#[test]
fn an_absence_is_its_sign_and_never_zero() {
    let profile = fixture::profile();
    let absent: Vec<(String, usize, usize)> = blocks(&profile)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .enumerate()
        .flat_map(|(table, of)| {
            of.rows.iter().enumerate().flat_map(move |(row, of)| {
                of.cells.iter().filter_map(move |cell| match cell {
                    Cell::Number { value } if value.number.is_none() => Some((value.absence.clone()?, table, row)),
                    _ => None,
                })
            })
        })
        .collect();
    let found = tables(&body(&profile));
    assert!(absent.iter().any(|(sign, _, _)| sign == "s") && absent.iter().any(|(sign, _, _)| sign == "n.d."));
    for (sign, table, row) in absent {
        assert!(found[table + 1][row + 1].contains(&sign), "{sign}: {:?}", found[table + 1][row + 1]);
    }
}

#[test]
fn headings_are_headings_and_the_contents_lead_to_each_part() {
    let profile = fixture::profile();
    let file = docx(&profile, DAY).unwrap();
    let body = xml(&file, BODY);
    let titles: Vec<&str> = profile.sections.iter().map(|section| section.title.as_str()).chain([TO_CITE]).collect();
    assert_eq!(styled(&body, "Heading1"), titles);
    let small = |block: &Block| match block {
        Block::Table(table) => table.title.clone(),
        Block::Map(map) => map.title.clone(),
        Block::Text(text) => text.title.clone(),
        Block::Boxed(boxed) => boxed.title.clone(),
        Block::Finding(_) | Block::Links(_) => String::new(),
    };
    let small: Vec<String> = blocks(&profile).map(small).filter(|title| !title.is_empty()).collect();
    assert_eq!(styled(&body, "Heading2"), small);
    assert_eq!(styled(&body, "Title"), [profile.cover.title.as_str()]);
    let styles = xml(&file, "word/styles.xml");
    for (id, name, level) in [("Heading1", "heading 1", "0"), ("Heading2", "heading 2", "1")] {
        let style = styles.split("<w:style ").find(|style| style.contains(&format!("w:styleId=\"{id}\""))).unwrap();
        assert!(style.contains(&format!("<w:name w:val=\"{name}\" />")), "{style}");
        assert!(style.contains(&format!("<w:outlineLvl w:val=\"{level}\" />")), "{style}");
    }
    // Every paragraph has a style that is one.
    let styled_by = |mark: &str, part: &str| -> Vec<String> {
        part.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let known = styled_by("w:styleId=\"", &styles);
    let used = styled_by("<w:pStyle w:val=\"", &body);
    assert!(used.iter().all(|style| known.contains(style)), "{used:?}");
    assert_eq!(used.len(), body.matches("<w:p ").count());
    // The contents: a field, a line a part, each to its place.
    assert!(body.contains("TOC \\n &quot;1-1&quot; \\o &quot;1-1&quot; \\h"));
    let lines = styled(&body, "TOC1");
    assert_eq!(lines[..titles.len()], titles);
    for number in 1..=titles.len() {
        let place = format!("_Toc{number:08}");
        assert_eq!(body.matches(&format!("w:anchor=\"{place}\"")).count(), 1, "{place}");
        assert_eq!(body.matches(&format!("w:name=\"{place}\"")).count(), 1, "{place}");
    }
    let fields = |kind: &str| body.matches(&format!("w:fldCharType=\"{kind}\"")).count();
    assert_eq!((fields("begin"), fields("separate"), fields("end")), (1, 1, 1));
}

#[test]
fn each_picture_says_what_it_shows_and_keeps_its_proportions() {
    let profile = fixture::profile();
    let file = docx(&profile, DAY).unwrap();
    let body = xml(&file, BODY);
    let mut expected: Vec<String> = profile.cover.map.iter().map(|map| map.alternative.clone()).collect();
    for block in blocks(&profile) {
        match block {
            Block::Finding(finding) => {
                let said = finding.chart.as_ref().map(|chart| format!("{}. {}", finding.label, spoken(chart)));
                expected.extend(said);
            }
            Block::Map(map) => expected.push(map.drawing.alternative.clone()),
            _ => {}
        }
    }
    assert!(expected.len() > 8);
    assert_eq!(told(&body), expected);
    let relations = xml(&file, "word/_rels/document.xml.rels");
    let mut ids = Vec::new();
    for drawing in body.split("<w:drawing>").skip(1) {
        let tag = |name: &str| drawing.split('<').find(|tag| tag.starts_with(name)).unwrap();
        ids.push(attribute(tag("wp:docPr "), "id").unwrap());
        let size = |name: &str| attribute(tag("wp:extent "), name).unwrap().parse::<f64>().unwrap();
        // 174 millimetres between the margins, 36 000 of these units each.
        assert!(size("cx") <= 174.0 * 36_000.0 + 5_000.0 && size("cy") <= 240.0 * 36_000.0);
        let id = attribute(tag("a:blip "), "r:embed").unwrap();
        let relation = relations.split('<').find(|tag| tag.contains(&format!("Id=\"{id}\""))).unwrap();
        let picture = part(&file, &format!("word/{}", attribute(relation, "Target").unwrap()));
        assert_eq!(&picture[1..4], b"PNG");
        let side = |at: usize| f64::from(u32::from_be_bytes(picture[at..at + 4].try_into().unwrap()));
        let (drawn, placed) = (side(16) / side(20), size("cx") / size("cy"));
        assert!((drawn / placed - 1.0).abs() < 1e-3, "{drawn} {placed}");
        assert!(side(16) > 700.0 || side(20) > 700.0, "too few pixels for paper");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), all), (expected.len(), expected.len()));
}

#[test]
fn it_is_french_titled_and_says_that_its_data_are_synthetic() {
    let profile = fixture::profile();
    let file = docx(&profile, DAY).unwrap();
    let styles = xml(&file, "word/styles.xml");
    let defaults = styles.split("</w:docDefaults>").next().unwrap();
    assert!(defaults.contains("<w:lang w:val=\"fr-FR\""), "{defaults}");
    let core = xml(&file, "docProps/core.xml");
    for said in [
        format!("<dc:title>{}</dc:title>", profile.imprint.running),
        "<dc:language>fr-FR</dc:language>".to_owned(),
        "2026-11-17T00:00:00Z</dcterms:created>".to_owned(),
        "2026-11-17T00:00:00Z</dcterms:modified>".to_owned(),
    ] {
        assert!(core.contains(&said), "{said}: {core}");
    }
    let synthetic = profile.imprint.synthetic.as_deref().unwrap();
    let body = xml(&file, BODY);
    let cover = body.split("<w:pageBreakBefore").next().unwrap();
    assert!(words(cover).contains(synthetic), "on the first page");
    let foot = xml(&file, "word/footer1.xml");
    let said = words(&foot);
    assert!(said.contains(synthetic) && said.contains(&profile.imprint.running), "{said}");
    assert!(foot.contains("<w:instrText>PAGE</w:instrText>") && body.contains("<w:footerReference w:type=\"default\""));
    assert!(body.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\" />"), "A4");
    let said = words(&body);
    let end = &said[said.rfind(TO_CITE).unwrap()..];
    for said in [&profile.imprint.citation, &profile.imprint.address, &profile.imprint.snapshot] {
        assert!(end.contains(said.as_str()), "{said}: {end}");
    }
}

#[test]
fn what_is_not_synthetic_is_not_said_to_be() {
    let mut profile = fixture::profile();
    let synthetic = profile.imprint.synthetic.take().unwrap();
    let file = docx(&profile, DAY).unwrap();
    for name in [BODY, "word/footer1.xml", "docProps/core.xml"] {
        assert!(!xml(&file, name).contains(&synthetic), "{name}");
    }
}

#[test]
fn the_same_profile_has_the_same_bytes_whatever_was_written_before() {
    let profile = fixture::profile();
    let first = docx(&profile, DAY).unwrap();
    docx(&fixture::hostile(), DAY).unwrap();
    assert!(first == docx(&profile, DAY).unwrap());
    let elsewhere = std::thread::scope(|scope| scope.spawn(|| docx(&profile, DAY).unwrap()).join().unwrap());
    assert!(first == elsewhere);
    assert!(first != docx(&profile, Day { day: 18, ..DAY }).unwrap());
    assert!(first.len() < 2_000_000, "{} bytes", first.len());
}

#[test]
fn nothing_that_a_person_wrote_is_read_as_code() {
    let mut profile = fixture::hostile();
    profile.sections[0].blocks.push(Block::Links(Links {
        id: "vues".into(),
        title: "Par famille".into(),
        choices: vec![],
        links: vec![("Coopératives".into(), "famille=cooperative".into())],
        whole: ("Toutes".into(), "famille=".into()),
    }));
    profile.cover.subtitle = "Une ligne\nune autre\u{1}\u{fffe}".into();
    let file = docx(&profile, DAY).unwrap();
    let written: Vec<String> = parts(&file).into_iter().filter(|name| !name.ends_with(".png")).collect();
    assert!(written.len() > 8, "{written:?}");
    for name in &written {
        assert_eq!(fault(&xml(&file, name)), None, "{name}");
    }
    let body = xml(&file, BODY);
    let said = words(&body);
    assert!(said.contains(fixture::HOSTILE) && told(&body).iter().any(|told| told.contains(fixture::HOSTILE)));
    assert!(said.contains("Une ligne une autre\n"), "no sign that XML has no place for");
    assert!(!said.contains("Par famille"), "paper leads nowhere");
    assert!(!xml(&file, "word/_rels/document.xml.rels").contains("javascript"));
    let web = xml(&docx(&fixture::profile(), DAY).unwrap(), "word/_rels/document.xml.rels");
    assert!(web.contains("Target=\"https://lanterne.exemple/profil/val-d-ecume?instantane=7f3a91c2\""), "{web}");
}

#[test]
fn an_empty_profile_has_its_document_too() {
    let mut profile = fixture::profile();
    profile.sections.truncate(1);
    profile.sections[0].blocks.clear();
    profile.sections[0].key.clear();
    profile.sections[0].lead.clear();
    profile.cover.map = None;
    profile.cover.columns.clear();
    profile.imprint.synthetic = None;
    let body = body(&profile);
    assert_eq!(styled(&body, "Heading1"), [profile.sections[0].title.as_str(), TO_CITE]);
    assert_eq!((tables(&body).len(), told(&body).len()), (0, 0));
}

#[test]
fn a_day_that_is_none_and_a_drawing_that_is_none_are_said() {
    let mut profile = fixture::profile();
    let said = docx(&profile, Day { month: 13, ..DAY }).unwrap_err().to_string();
    assert!(said.contains("2026-13-17"), "{said}");
    profile.cover.map.as_mut().unwrap().svg = "<svg".into();
    let said = docx(&profile, DAY).unwrap_err().to_string();
    assert!(said.contains("no picture"), "{said}");
}
