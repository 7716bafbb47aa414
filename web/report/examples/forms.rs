//! Writes the five forms of the invented profile into a folder, and what the typesetter is given: to be looked at.
//!
//! `cargo run --release -p lanterne-report --example forms -- /tmp/forms`
#![allow(clippy::unwrap_used)]

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use lanterne_report::{Day, Ground, Letters, Options, Print, docx, embed, html, pdf, xlsx};
use lanterne_tiles::picture::font::Face;

const DAY: Day = Day { year: 2026, month: 11, day: 17 };

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "forms".to_owned());
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
    let profile = fixture::profile();
    let cuts = Face::ALL.map(|face| (face, format!("lettres/{face:?}.ttf")));
    std::fs::create_dir_all(format!("{folder}/lettres")).unwrap();
    cuts.iter().for_each(|(face, address)| write(address, face.data()));
    let letters = cuts.each_ref().map(|(face, address)| {
        let family = if matches!(face, Face::Sans | Face::SansSemibold | Face::SansItalic) {
            "Source Sans 3"
        } else {
            "Source Serif 4"
        };
        let weight = if matches!(face, Face::Sans | Face::SansItalic | Face::Serif) { "400" } else { "600" };
        let style = if matches!(face, Face::SansItalic | Face::SerifItalic) { "italic" } else { "normal" };
        Letters { family, weight, style, address, range: "" }
    });
    let options = Options {
        letters: &letters,
        links: &[("PDF", "profil.pdf"), ("Word", "profil.docx"), ("Tableur", "profil.xlsx"), ("JSON", "profil.json")],
        ..Options::default()
    };
    write("profil.html", html(&profile, &options).as_bytes());
    write("partie.html", embed(&profile, &profile.sections[0], &options).as_bytes());
    write("profil.docx", &docx(&profile, DAY).unwrap());
    write("hostile.docx", &docx(&fixture::hostile(), DAY).unwrap());
    write("profil.xlsx", &xlsx(&profile).unwrap());
    write("profil.json", &serde_json::to_vec_pretty(&profile).unwrap());
    write("hostile.html", html(&fixture::hostile(), &options).as_bytes());
    for (name, ground) in [("profil.pdf", Ground::Night), ("profil-clair.pdf", Ground::Paper)] {
        let print = Print { ground, day: DAY };
        match pdf(&profile, &print) {
            Ok(bytes) => write(name, &bytes),
            Err(fault) => eprintln!("{name}: {fault}"),
        }
    }
}
