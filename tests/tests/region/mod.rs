//! A `data` folder of Hauts-de-France alone, cut out of the repository's: an ingest of it does every step of the embedded
//! default, targets included, in a quarter of its time.
#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

const REGION: &str = "32";

/// Copies the cards and the reference tables, and leaves the other regions out.
pub(crate) fn cut(data: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    for part in ["catalogue", "reference"] {
        copy_tree(&source.join(part), &data.join(part));
    }
    let geography = data.join("reference/geography");
    let communes = territories(&geography.join("territories-2026.json.zst"));
    outlines(&geography.join("communes-2026.topojson.zst"), &communes);
    let facts = data.join("reference/facts");
    // Facts may name any region: those of documents on this one are kept.
    keep_lines(&facts.join("published_figures.csv"), |line| {
        let mut cells = line.split(',').skip(1);
        let (level, code) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        !level.ends_with("region") || code == REGION
    });
    for elsewhere in ["reference_external.csv", "territories.csv", "events.csv"] {
        keep_lines(&facts.join(elsewhere), |_| false);
    }
}

/// Other inputs, hence another snapshot: a comment in the generator's targets.
pub(crate) fn change(data: &Path, mark: &str) {
    let targets = data.join("reference/synthetic/hauts-de-france.toml");
    let text = fs::read_to_string(&targets).unwrap();
    fs::write(targets, format!("{text}\n# essai {mark}\n")).unwrap();
}

fn territories(path: &Path) -> BTreeSet<String> {
    let mut table = read(path);
    let here = |list: &mut Value, field: &str| list.as_array_mut().unwrap().retain(|row| row[field] == REGION);
    here(&mut table["communes"], "region");
    here(&mut table["departements"], "region");
    here(&mut table["regions"], "code");
    let codes = table["communes"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned());
    let communes: BTreeSet<String> = codes.collect();
    let known = |code: &Value| communes.contains(code.as_str().unwrap());
    let epci = table["epci"].as_array_mut().unwrap();
    for row in epci.iter_mut() {
        row["members"].as_array_mut().unwrap().retain(known);
    }
    epci.retain(|row| !row["members"].as_array().unwrap().is_empty());
    write(path, &table);
    communes
}

fn outlines(path: &Path, communes: &BTreeSet<String>) {
    let mut topology = read(path);
    let old = topology["arcs"].take();
    let (mut arcs, mut ranks) = (Vec::new(), BTreeMap::new());
    let geometries = topology["objects"]["territoires"]["geometries"].as_array_mut().unwrap();
    geometries.retain(|geometry| communes.contains(geometry["id"].as_str().unwrap()));
    for geometry in geometries {
        renumber(&mut geometry["arcs"], &mut |arc| {
            let rank = usize::try_from(if arc < 0 { !arc } else { arc }).unwrap();
            let new = *ranks.entry(rank).or_insert_with(|| {
                arcs.push(old[rank].clone());
                i64::try_from(arcs.len()).unwrap() - 1
            });
            if arc < 0 { !new } else { new }
        });
    }
    topology["arcs"] = Value::Array(arcs);
    write(path, &topology);
}

fn renumber(arcs: &mut Value, new: &mut dyn FnMut(i64) -> i64) {
    match arcs {
        Value::Array(list) => list.iter_mut().for_each(|arc| renumber(arc, new)),
        Value::Number(arc) => *arcs = new(arc.as_i64().unwrap()).into(),
        _ => {}
    }
}

fn keep_lines(path: &Path, keep: impl Fn(&str) -> bool) {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().filter(|(rank, line)| *rank == 0 || keep(line));
    fs::write(path, lines.map(|(_, line)| format!("{line}\n")).collect::<String>()).unwrap();
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&zstd::stream::decode_all(fs::File::open(path).unwrap()).unwrap()).unwrap()
}

fn write(path: &Path, value: &Value) {
    fs::write(path, zstd::bulk::compress(&serde_json::to_vec(value).unwrap(), 1).unwrap()).unwrap();
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_tree(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
