//! The ground of the small world: ten squares in a row, as outlines and as tiles.

use std::fs;
use std::path::Path;

use lanterne_data::manifest::{Outlines, TileArchive};
use lanterne_tiles::build::{Layers, Partition, Site, write_all};
use lanterne_tiles::topology::{Outline, Topology, Transform, assemble as weave};

use crate::world::{COMMUNES, EPCI};
use crate::zoned::Zoning;

/// Ten squares in a row.
fn topology() -> Topology {
    let square = |at: usize| {
        let west = i32::try_from(at).unwrap() * 200;
        vec![vec![[west, 0], [west + 200, 0], [west + 200, 200], [west, 200]]]
    };
    let outlines = COMMUNES
        .iter()
        .enumerate()
        .map(|(at, commune)| Outline { code: commune.0.to_owned(), polygons: vec![square(at)] })
        .collect();
    weave(Transform { scale: [0.001, 0.001], translate: [0.0, 50.0] }, outlines).unwrap()
}

pub(crate) fn outlines(path: &Path) -> Outlines {
    let bytes = topology().encode().unwrap();
    fs::write(path, &bytes).unwrap();
    Outlines { sha256: String::new(), bytes: bytes.len() as u64 }
}

pub(crate) fn tiles(folder: &Path, zonings: &[Zoning]) -> Vec<TileArchive> {
    fs::create_dir_all(folder).unwrap();
    let codes: Vec<String> = EPCI.iter().map(|epci| epci.0.to_owned()).collect();
    let names: Vec<String> = EPCI.iter().map(|epci| epci.1.to_owned()).collect();
    let unit_of: Vec<Option<usize>> =
        COMMUNES.iter().map(|commune| EPCI.iter().position(|epci| Some(epci.0) == commune.4)).collect();
    let partition = Partition {
        layer: "epci",
        min_zoom: 3,
        rang: 3,
        codes: &codes,
        names: &names,
        unit_of: &unit_of,
        inhabitants: &[],
        properties: &[],
    };
    let site =
        Site { code: "germoir-siege", nom: "Le Germoir", genre: "inconnu", reseau: "operateur", lon: 0.3, lat: 50.1 };
    let columns: Vec<_> = zonings.iter().map(Zoning::columns).collect();
    let zones = zonings.iter().zip(&columns).map(|(zoning, columns)| zoning.partition(columns));
    let partitions: Vec<Partition<'_>> = std::iter::once(partition).chain(zones).collect();
    let communes = topology();
    let layers = Layers { communes: &communes, partitions: &partitions, sites: &[site], attribution: "Essai" };
    write_all(folder, &layers, || true)
        .unwrap()
        .into_iter()
        .map(|layer| TileArchive { layer: layer.layer, sha256: layer.sha256, bytes: layer.bytes })
        .collect()
}
