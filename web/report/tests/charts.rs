//! No chart clips a mark, covers a word with another or loses a number, whatever it is given: one unit or two thousand, missing,
//! identical, far away.
#![allow(clippy::unwrap_used)]

use lanterne_report::chart::{Medium, draw, spoken};
use lanterne_report::model::{Chart, Sign, Value};
use lanterne_tiles::picture::font::Face;

const MEDIA: [Medium; 3] = [Medium::Print, Medium::Wide, Medium::Narrow];

/// A word of a drawing, as a rectangle.
#[derive(Debug)]
struct Word {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let at = element.find(&format!(" {name}=\""))? + name.len() + 3;
    element[at..].split('"').next()
}

fn number(element: &str, name: &str) -> Option<f64> {
    attribute(element, name)?.parse().ok()
}

fn size(svg: &str) -> [f64; 2] {
    let frame = svg.split('>').next().unwrap();
    [number(frame, "width").unwrap(), number(frame, "height").unwrap()]
}

fn read(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn words(svg: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for element in svg.split("<text").skip(1) {
        let element = format!(" {}", element.split("</text>").next().unwrap());
        let text = element.split_once('>').unwrap().1;
        // Two runs of one text, each in its own face.
        let runs: Vec<&str> = text.split("<tspan").collect();
        if runs.len() > 1 {
            let (x, y, size) = (
                number(&element, "x").unwrap(),
                number(&element, "y").unwrap(),
                number(&element, "font-size").unwrap(),
            );
            let (mut at, mut said) = (x, String::new());
            for run in &runs[1..] {
                let face = if run.contains("font-weight=\"600\"") { Face::SansSemibold } else { Face::Sans };
                let run = read(run.split_once('>').unwrap().1.split("</tspan>").next().unwrap());
                at += face.width(&run, size)
                    + if run.is_empty() || said.is_empty() { 0.0 } else { Face::Sans.width(" ", size) };
                said += &format!("{run} ");
            }
            words.push(Word { text: said, left: x, right: at, top: y - size * 0.66, bottom: y });
            continue;
        }
        let text = read(text);
        let (x, y, size) =
            (number(&element, "x").unwrap(), number(&element, "y").unwrap(), number(&element, "font-size").unwrap());
        let face = if element.contains("font-weight=\"600\"") { Face::SansSemibold } else { Face::Sans };
        let width = face.width(&text, size);
        let left = match attribute(&element, "text-anchor").unwrap() {
            "start" => x,
            "middle" => x - width / 2.0,
            _ => x - width,
        };
        // Capitals and digits: what an eye sees as the height of a line.
        words.push(Word { text, left, right: left + width, top: y - size * 0.66, bottom: y });
    }
    words
}

fn check(name: &str, chart: &Chart) {
    for medium in MEDIA {
        let svg = draw(chart, "", medium);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name} {medium:?}: {svg}");
        let [width, height] = size(&svg);
        assert!(height < 1400.0, "{name} {medium:?} is {height} high");
        let words = words(&svg);
        for (at, word) in words.iter().enumerate() {
            assert!(word.left >= -0.6 && word.right <= width + 0.6, "{name} {medium:?}: {word:?} is cut, of {width}");
            assert!(word.top >= -0.6 && word.bottom <= height, "{name} {medium:?}: {word:?} is cut, of {height}");
            for other in &words[..at] {
                let apart = word.left >= other.right
                    || other.left >= word.right
                    || word.top >= other.bottom
                    || other.top >= word.bottom;
                assert!(apart, "{name} {medium:?}: {word:?} on {other:?}");
            }
        }
        for circle in svg.split("<circle").skip(1) {
            let circle = circle.split('>').next().unwrap();
            let [x, y, radius] = ["cx", "cy", "r"].map(|of| number(circle, of).unwrap());
            assert!(
                x - radius >= -0.1 && x + radius <= width + 0.1 && y - radius >= -0.1 && y + radius <= height,
                "{name} {medium:?}: {circle}"
            );
        }
        for rect in svg.split("<rect").skip(1) {
            let rect = rect.split('>').next().unwrap();
            let [x, y, wide, high] = ["x", "y", "width", "height"].map(|of| number(rect, of).unwrap());
            assert!(
                x >= -0.1 && x + wide <= width + 0.1 && y >= -0.1 && y + high <= height + 0.1,
                "{name} {medium:?}: {rect}"
            );
        }
    }
    assert!(!spoken(chart).is_empty());
}

fn swarm(values: &[f64], here: Option<f64>, interval: Option<(f64, f64)>, reference: Option<f64>) -> Chart {
    Chart::Swarm {
        others: values.iter().enumerate().map(|(at, value)| (format!("Unité {at}"), *value)).collect(),
        parts: values.iter().take(3).map(|value| ("Partie".to_owned(), value * 1.01)).collect(),
        here,
        interval,
        reference: reference.map(|value| ("Provence-Alpes-Côte d’Azur et Corse réunies".to_owned(), value)),
        decimals: 1,
        unit: "%".into(),
    }
}

#[test]
fn a_swarm_holds_one_unit_or_two_thousand_and_any_reference() {
    let crowd: Vec<f64> =
        (0..2000).map(|unit| 10.0 + f64::from(unit * 37 % 2000) / 300.0 + f64::from(unit % 13)).collect();
    let far = crowd.iter().copied().chain([1e7]).collect::<Vec<_>>();
    for (name, values) in [
        ("none", vec![]),
        ("one", vec![4.0]),
        ("some", vec![-4.0, -3.9, 0.0, 12.0]),
        ("identical", vec![7.0; 300]),
        ("zeros", vec![0.0; 40]),
        ("crowd", crowd),
        ("one far away", far),
        ("undefined", vec![f64::NAN, 1.0, f64::INFINITY]),
    ] {
        for here in [None, Some(7.3), Some(0.0), Some(19.0)] {
            for interval in [None, Some((6.0, 8.0)), Some((-1e6, 1e6)), Some((7.3, 7.3))] {
                for reference in [None, Some(0.0), Some(9.0), Some(22.0), Some(1e9), Some(-1e9)] {
                    check(
                        &format!("{name} {here:?} {interval:?} {reference:?}"),
                        &swarm(&values, here, interval, reference),
                    );
                }
            }
        }
    }
}

fn value(number: Option<f64>) -> Value {
    Value { number, absence: number.is_none().then(|| "s".to_owned()), decimals: 1, unit: "%".into(), signed: false }
}

#[test]
fn a_composition_says_every_share_however_thin() {
    let shares: [&[Option<f64>]; 9] = [
        &[Some(100.0)],
        &[Some(79.1), Some(18.2), Some(2.7), None, None],
        &[Some(0.1), Some(0.2), Some(0.3), Some(0.4), Some(99.0)],
        &[Some(99.0), Some(0.4), Some(0.3), Some(0.2), Some(0.1)],
        &[Some(16.7), Some(16.7), Some(16.7), Some(16.7), Some(16.6), Some(16.6)],
        &[None, None],
        &[Some(0.0), Some(100.0)],
        &[Some(48.0), Some(2.0), Some(2.0), Some(2.0), Some(2.0), Some(44.0)],
        &[],
    ];
    for here in shares {
        for region in shares {
            for long in [false, true] {
                let parts: Vec<(String, Value, Value)> = (0..here.len())
                    .map(|at| {
                        let name = if long {
                            format!("Sociétés commerciales de l’ESS, catégorie {at}")
                        } else {
                            format!("Part {at}")
                        };
                        (name, value(here[at]), value(region.get(at).copied().flatten()))
                    })
                    .collect();
                let chart = Chart::Composition { parts: parts.clone(), rows: ("ici".into(), "région".into()) };
                check(&format!("{here:?} {region:?} {long}"), &chart);
                for medium in MEDIA {
                    let said: String =
                        words(&draw(&chart, "", medium)).iter().map(|word| format!("{} ", word.text)).collect();
                    for (name, here, region) in &parts {
                        for of in [here, region] {
                            let of = lanterne_report::format::value(of);
                            assert!(said.contains(&of), "{medium:?}: {name} {of} is not said in « {said} »");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn gaps_say_every_number_even_far_apart() {
    for rows in [
        vec![],
        vec![("Une", Some(1.0), Some(1.0))],
        vec![("Une", None, None), ("Deux", Some(0.0), None), ("Trois", None, Some(4.0))],
        vec![
            ("Loin", Some(1.0), Some(1e9)),
            (
                "Agriculture, sylviculture, pêche, conchyliculture et tout ce qui s’y rattache de près",
                Some(-30.0),
                Some(2.0),
            ),
        ],
        (0..30).map(|at| ("Catégorie", Some(f64::from(at)), Some(f64::from(30 - at)))).collect(),
    ] {
        let rows: Vec<_> =
            rows.into_iter().map(|(name, here, region)| (name.to_owned(), value(here), value(region))).collect();
        for unit in ["%", "", "salariés pour 10\u{202f}000 habitants"] {
            let chart = Chart::Gaps { rows: rows.clone(), heads: ("ici".into(), "région".into()), unit: unit.into() };
            check(&format!("{rows:?}"), &chart);
        }
    }
}

#[test]
fn a_course_keeps_its_lines_and_their_words_apart() {
    let names =
        ["ESS, ici", "ESS, région Provence-Alpes-Côte d’Azur", "Reste de l’emploi salarié privé, ici", "Reste, France"];
    let signs = [Sign::Here, Sign::Reference, Sign::Rest, Sign::Other];
    let lines: [&[Option<f64>]; 8] = [
        &[Some(100.0), Some(101.0), Some(102.0), Some(103.0)],
        &[Some(100.0), Some(101.0), Some(102.0), Some(103.0)],
        &[Some(100.0), None, Some(99.0), None],
        &[None, None, None, None],
        &[Some(0.0); 4],
        &[Some(100.0), Some(1e7), Some(-1e7), Some(0.0)],
        &[None, Some(3.0), None, Some(103.01)],
        &[Some(f64::NAN), Some(1.0)],
    ];
    for first in lines {
        for second in lines {
            for count in 0..=4 {
                let all = [first, second, first, second];
                let lines = (0..count).map(|at| (names[at].to_owned(), all[at].to_vec(), signs[at])).collect();
                for years in [vec![2019, 2020, 2021, 2022], vec![2022], vec![], (1980..2022).collect()] {
                    let chart = Chart::Course {
                        years,
                        lines: Vec::clone(&lines),
                        decimals: 1,
                        caption: "Base 100 en 2019".into(),
                    };
                    check(&format!("{first:?} {second:?} {count}"), &chart);
                }
            }
        }
    }
}
