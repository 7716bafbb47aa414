//! Territories to draw: made-up ones, all of France as shipped, and another outline of Hauts-de-France where the shared data
//! lie beside the repository.
#![allow(dead_code, clippy::unwrap_used)]

#[path = "../../../tests/beside.rs"]
mod beside;

use std::collections::BTreeSet;
use std::io::Read;

use lanterne_tiles::archive::Archive;
use lanterne_tiles::build::{self, Layers, Partition};
use lanterne_tiles::topology::{Outline, Topology, Transform, assemble};
use serde_json::Value;

/// Communes and the levels over them.
pub(crate) struct Places {
    pub(crate) communes: Topology,
    levels: Vec<Level>,
}

struct Level {
    layer: &'static str,
    min_zoom: u8,
    rang: u8,
    codes: Vec<String>,
    unit_of: Vec<Option<usize>>,
}

impl Level {
    fn partition(&self) -> Partition<'_> {
        let Level { layer, min_zoom, rang, codes, unit_of } = self;
        Partition {
            layer,
            min_zoom: *min_zoom,
            rang: *rang,
            codes,
            names: codes,
            unit_of,
            inhabitants: &[],
            properties: &[],
        }
    }
}

impl Places {
    /// `code_of`: per commune, its code at each of the levels commune, epci, departement, region, then zone_emploi and bassin_vie if
    /// there are; empty: none.
    fn new<const N: usize>(communes: Topology, code_of: &[[String; N]]) -> Places {
        let level = |(index, (layer, min_zoom, rang)): (usize, (&'static str, u8, u8))| {
            let known = code_of.iter().map(|codes| codes[index].clone()).filter(|code| !code.is_empty());
            let codes: BTreeSet<String> = known.collect();
            let codes: Vec<String> = codes.into_iter().collect();
            let unit_of = code_of.iter().map(|code| codes.binary_search(&code[index]).ok()).collect();
            Level { layer, min_zoom, rang, codes, unit_of }
        };
        let levels = [
            ("commune", 5, 4),
            ("epci", 3, 3),
            ("departement", 3, 2),
            ("region", 3, 1),
            ("zone_emploi", 3, 5),
            ("bassin_vie", 3, 6),
        ];
        Places { communes, levels: levels.into_iter().take(N).enumerate().map(level).collect() }
    }

    /// The levels commune, epci, departement, region (zone_emploi, bassin_vie).
    pub(crate) fn partitions(&self) -> Vec<Partition<'_>> {
        self.levels.iter().map(Level::partition).collect()
    }

    /// Archives of commune, epci, departement, region (zone_emploi, bassin_vie), limite, etiquette.
    pub(crate) fn archives(&self) -> Vec<Archive> {
        let partitions = self.partitions();
        let layers = Layers { communes: &self.communes, partitions: &partitions, sites: &[], attribution: "" };
        let archives = build::archives(&layers, || true).unwrap();
        archives
            .into_iter()
            .take(self.levels.len() + 2)
            .map(|made| Archive::from_bytes(made.bytes.into(), "essai").unwrap())
            .collect()
    }
}

/// A country of `side * side` crooked communes around Amiens, of a few kilometres each; every ninth is an enclave in its
/// neighbour, every eleventh has two parts.
pub(crate) fn crooked(side: i32) -> Places {
    let (communes, codes) = crooked_communes(side);
    Places::new(communes, &codes)
}

/// The same, with two zonings that cross every other level: blocks of the grid, enclaves in a zone of their own.
pub(crate) fn crooked_zoned(side: i32) -> Places {
    let (communes, codes) = crooked_communes(side);
    let zoned = |codes: &[String; 4]| {
        let [commune, epci, departement, region] = codes.clone();
        let row: i32 = commune.trim_end_matches('i').parse().unwrap();
        let (x, y) = (row % side, row / side);
        let (zone, bassin) = match commune.ends_with('i') {
            true => (format!("z{}", x % 2), "b".to_owned()),
            false => (format!("z{}{}", x / 5, y / 4), format!("b{}{}", (x + 1) / 3, (y + 2) / 3)),
        };
        [commune, epci, departement, region, zone, bassin]
    };
    let codes: Vec<[String; 6]> = codes.iter().map(zoned).collect();
    Places::new(communes, &codes)
}

fn crooked_communes(side: i32) -> (Topology, Vec<[String; 4]>) {
    let transform = Transform { scale: [1e-5; 2], translate: [1.5, 49.0] };
    let fine = 6;
    let step = 900;
    let noise = |x: i32, y: i32, salt: i32| {
        let mixed = (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663) ^ salt.wrapping_mul(83_492_791)) as u32;
        (mixed.wrapping_mul(2_654_435_761) >> 16) as i32 % 380 - 190
    };
    let corner = |x: i32, y: i32| [x * step + noise(x, y, 1), y * step + noise(x, y, 2)];
    let mut outlines = Vec::new();
    let mut codes = Vec::new();
    let square = |x0: i32, y0: i32, x1: i32, y1: i32| {
        let mut ring: Vec<[i32; 2]> = Vec::new();
        ring.extend((x0..x1).map(|x| corner(x, y0)));
        ring.extend((y0..y1).map(|y| corner(x1, y)));
        ring.extend((x0 + 1..=x1).rev().map(|x| corner(x, y1)));
        ring.extend((y0 + 1..=y1).rev().map(|y| corner(x0, y)));
        ring
    };
    for row in 0..side * side {
        let (x, y) = (row % side * fine, row / side * fine);
        let outer = square(x, y, x + fine, y + fine);
        let (hole_low, hole_high) = (square(x + 2, y + 2, x + 3, y + 3), square(x + 3, y + 3, x + 5, y + 5));
        let code = [format!("{row:05}"), format!("e{:03}", (row / 3) % 40), format!("d{}", row % side * 3 / side)];
        let code = [code[0].clone(), code[1].clone(), code[2].clone(), format!("r{}", row % side * 3 / side / 2)];
        let rings = match row % 9 {
            4 => vec![vec![outer, hole_high.clone()]],
            5 => vec![vec![outer, hole_low.clone(), hole_high.clone()]],
            _ => vec![vec![outer]],
        };
        outlines.push(Outline { code: code[0].clone(), polygons: rings });
        codes.push(code.clone());
        if matches!(row % 9, 4 | 5) {
            let polygons = if row % 9 == 5 { vec![vec![hole_low], vec![hole_high]] } else { vec![vec![hole_high]] };
            let inside = [format!("{row:05}i"), code[1].clone(), code[2].clone(), code[3].clone()];
            outlines.push(Outline { code: inside[0].clone(), polygons });
            codes.push(inside);
        }
    }
    (assemble(transform, outlines).unwrap(), codes)
}

/// The 3 787 communes of Hauts-de-France, COG 2023; `None`, and a word on it, where the file is absent.
pub(crate) fn hauts_de_france() -> Option<Places> {
    let file = std::fs::File::open(beside::beside("data/geo/hdf_com.geojson.gz")?).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let collection: Value = serde_json::from_str(&text).unwrap();
    let transform = Transform { scale: [1e-5; 2], translate: [0.0; 2] };
    let point = |point: &Value| transform.quantise(point[0].as_f64().unwrap(), point[1].as_f64().unwrap());
    let list = |value: &Value| value.as_array().unwrap().clone();
    let polygon = |rings: &Value| list(rings).iter().map(|ring| list(ring).iter().map(point).collect()).collect();
    let mut communes: Vec<([String; 4], Outline)> = list(&collection["features"])
        .iter()
        .map(|feature| {
            let codes =
                ["INSEE_COM", "EPCI", "DEP", "REG"].map(|key| feature["properties"][key].as_str().unwrap().to_owned());
            let shape = &feature["geometry"]["coordinates"];
            let polygons = match feature["geometry"]["type"].as_str().unwrap() {
                "Polygon" => vec![polygon(shape)],
                _ => list(shape).iter().map(polygon).collect(),
            };
            (codes.clone(), Outline { code: codes[0].clone(), polygons })
        })
        .collect();
    communes.sort_by(|a, b| a.0.cmp(&b.0));
    let (codes, outlines): (Vec<_>, Vec<_>) = communes.into_iter().unzip();
    Some(Places::new(assemble(transform, outlines).unwrap(), &codes))
}

/// All of France, from the files of the repository.
pub(crate) fn france() -> Places {
    let file = |name| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/reference/geography/").to_owned() + name;
        std::fs::read(path).unwrap()
    };
    let communes = Topology::decode(&file("communes-2026.topojson.zst")).unwrap();
    let text = zstd::stream::decode_all(&file("territories-2026.json.zst")[..]).unwrap();
    let territories: Value = serde_json::from_slice(&text).unwrap();
    let code = |commune: &Value, key: &str| commune[key].as_str().unwrap_or_default().to_owned();
    let keys = ["code", "epci", "departement", "region"];
    let codes: Vec<[String; 4]> =
        territories["communes"].as_array().unwrap().iter().map(|commune| keys.map(|key| code(commune, key))).collect();
    assert!(communes.units.iter().map(|unit| &unit.code).eq(codes.iter().map(|codes| &codes[0])));
    Places::new(communes, &codes)
}
