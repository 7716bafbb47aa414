//! All of France, from the shipped outlines: nobody vanishes, nobody overlaps, overseas included.
#![allow(clippy::unwrap_used)]

mod tile_check;
mod tile_places;
mod tile_reader;

use std::collections::BTreeSet;

use geo::Validation;
use tile_check::{addresses, check, polygons};
use tile_reader::features;

#[test]
fn all_of_france_is_drawn_without_sliver_overlap_or_loss() {
    let places = tile_places::france();
    let start = std::time::Instant::now();
    let archives = places.archives();
    println!("all layers of France in {:.1} s", start.elapsed().as_secs_f64());

    let outlined = places.communes.units.iter().enumerate().filter(|(_, unit)| !unit.polygons.is_empty());
    let outlined: BTreeSet<u64> = outlined.map(|(row, _)| row as u64).collect();
    for z in [5, 8, 10] {
        let all = addresses(&archives[0], z).into_iter().flat_map(|(z, x, y)| features(&archives[0], z, x, y));
        let drawn: BTreeSet<u64> = all.map(|feature| feature.id.unwrap()).collect();
        assert!(drawn == outlined, "zoom {z}: {} communes of {}", drawn.len(), outlined.len());
    }

    assert!(check(&archives, &[3, 4, 6, 8, 9, 10], 29) > 100_000);

    for archive in &archives[..4] {
        for z in 3..=10 {
            for (z, x, y) in addresses(archive, z).into_iter().skip(3).step_by(23) {
                for feature in features(archive, z, x, y) {
                    let faults = polygons(&feature).validation_errors();
                    assert!(faults.is_empty(), "{} {z}/{x}/{y} {:?}: {faults:?}", archive.layer(), feature.id);
                }
            }
        }
    }

    // Saint-Denis de La Réunion, Cayenne, Mamoudzou, Fort-de-France, Pointe-à-Pitre.
    for (code, x, y) in
        [("97411", 669, 572), ("97302", 363, 497), ("97611", 640, 548), ("97209", 338, 469), ("97120", 336, 465)]
    {
        let found = features(&archives[0], 10, x, y).iter().any(|feature| feature.properties["code"] == code);
        assert!(found, "{code} is not in 10/{x}/{y}");
    }
}
