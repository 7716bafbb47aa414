//! What a reader finds in the archives is what the writer was given.
#![allow(clippy::unwrap_used)]

mod tile_reader;

use lanterne_tiles::TileError;
use lanterne_tiles::archive::Archive;
use lanterne_tiles::build::{self, Column, Layers, Partition, Property, Site};
use lanterne_tiles::topology::{Outline, Topology, Transform, assemble};

/// Nine square communes of a tenth of a degree near Amiens, the last one without outline.
fn nine() -> (Topology, Vec<String>) {
    let transform = Transform { scale: [1e-5; 2], translate: [2.0, 49.5] };
    let codes: Vec<String> = (0..9).map(|row| format!("8000{row}")).collect();
    let outline = |(row, code): (i32, &String)| {
        let [x, y] = [row % 3, row / 3].map(|v| v * 10_000);
        let square = vec![[x, y], [x + 10_000, y], [x + 10_000, y + 10_000], [x, y + 10_000]];
        Outline { code: code.clone(), polygons: if row < 8 { vec![vec![square]] } else { Vec::new() } }
    };
    (assemble(transform, (0..).zip(&codes).map(outline).collect()).unwrap(), codes)
}

fn with_layers<T>(use_them: impl FnOnce(&Layers) -> T) -> T {
    let (communes, codes) = nine();
    let identity: Vec<Option<usize>> = (0..9).map(Some).collect();
    let columns: Vec<Option<usize>> = (0..9).map(|row| (row != 4).then_some(row % 3)).collect();
    let partition = |layer, min_zoom, rang, codes, unit_of| Partition {
        layer,
        min_zoom,
        rang,
        codes,
        names: codes,
        unit_of,
        properties: &[],
        inhabitants: &[],
    };
    let partitions =
        [partition("commune", 5, 4, &codes[..], &identity[..]), partition("epci", 3, 3, &codes[..3], &columns)];
    let site = Site { code: "s1", nom: "La Machinerie", genre: "siege", reseau: "tiers-lieux", lon: 2.2, lat: 49.7 };
    use_them(&Layers { communes: &communes, partitions: &partitions, sites: &[site], attribution: "IGN" })
}

#[test]
fn every_layer_is_written_and_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let summaries = with_layers(|layers| build::write_all(dir.path(), layers, || true)).unwrap();
    let layers: Vec<&str> = summaries.iter().map(|summary| summary.layer.as_str()).collect();
    assert_eq!(layers, ["commune", "epci", "limite", "etiquette", "site"]);
    for summary in &summaries {
        let archive = Archive::open(&dir.path().join(format!("{}.pmtiles", summary.layer))).unwrap();
        assert_eq!(archive.layer(), summary.layer);
        assert_eq!(archive.sha256(), summary.sha256);
        assert_eq!(archive.len() as u64, summary.tiles);
        assert_eq!(summary.minimal, 0);
        // The site lies in 518/348 at zoom 10.
        let tile = archive.tile(10, 518, 348).unwrap();
        assert_eq!(tile[..2], [0x1f, 0x8b], "tiles are gzipped");
        assert!(archive.tile(10, 0, 0).is_none());
        assert!(archive.tile(11, 1036, 696).is_none());
        assert!(archive.tile(3, 99, 0).is_none(), "no such tile exists");
    }
    let commune = Archive::open(&dir.path().join("commune.pmtiles")).unwrap();
    assert!(commune.tile(4, 8, 5).is_none(), "communes start at zoom 5");
    assert!(commune.tile(5, 16, 10).is_some());
}

#[test]
fn tilejson_says_where_tiles_are_and_what_they_hold() {
    let archives = with_layers(|layers| build::archives(layers, || true)).unwrap();
    let commune = Archive::from_bytes(archives[0].bytes.clone().into(), "commune").unwrap();
    let tilejson = commune.tilejson("http://localhost:8080/");
    assert_eq!(
        tilejson.tiles,
        [format!("http://localhost:8080/tiles/{}/commune/{{z}}/{{x}}/{{y}}", commune.version())]
    );
    assert_eq!((tilejson.minzoom, tilejson.maxzoom), (5, 10));
    assert_eq!(tilejson.bounds.map(|v| (v * 10.0).round() / 10.0), [2.0, 49.5, 2.3, 49.8]);
    assert_eq!(tilejson.vector_layers[0].id, "commune");
    assert_eq!(tilejson.vector_layers[0].fields.keys().collect::<Vec<_>>(), ["code", "nom"]);
    assert_eq!(serde_json::to_value(&tilejson).unwrap()["tilejson"], "3.0.0");
}

#[test]
fn a_cut_or_foreign_file_is_refused() {
    let archives = with_layers(|layers| build::archives(layers, || true)).unwrap();
    let whole = &archives[0].bytes;
    for length in [0, 100, 5000, whole.len() - 1] {
        let cut = Archive::from_bytes(whole[..length].to_vec().into(), "coupée");
        assert!(matches!(cut, Err(TileError::Archive { name, .. }) if name == "coupée"), "{length} octets");
    }
    assert!(matches!(Archive::open(std::path::Path::new("absente.pmtiles")), Err(TileError::File { .. })));
}

#[test]
fn a_level_that_does_not_fit_the_communes_is_refused() {
    let result = with_layers(|layers| {
        let epci = Partition { unit_of: &layers.partitions[1].unit_of[1..], ..layers.partitions[1] };
        build::archives(&Layers { partitions: &[epci], ..*layers }, || true)
    });
    assert!(matches!(result, Err(TileError::Columns { what: "unit_of", found: 8, expected: 9, .. })));
    let result = with_layers(|layers| {
        let epci = Partition {
            codes: &layers.partitions[1].codes[..2],
            names: &layers.partitions[1].codes[..2],
            ..layers.partitions[1]
        };
        build::archives(&Layers { partitions: &[epci], ..*layers }, || true)
    });
    assert!(matches!(result, Err(TileError::Row { row: 2, rows: 2, unit: 2, .. })));
    let result = with_layers(|layers| {
        let short = [Property { key: "pop", column: Column::Whole(&[1, 2]) }];
        build::archives(
            &Layers { partitions: &[Partition { properties: &short, ..layers.partitions[1] }], ..*layers },
            || true,
        )
    });
    assert!(matches!(result, Err(TileError::Columns { what: "properties", found: 2, expected: 3, .. })));
}

#[test]
fn a_feature_says_what_its_level_adds() {
    let made = with_layers(|layers| {
        let properties = [
            Property { key: "pop", column: Column::Whole(&[7, 8, 9]) },
            Property { key: "taux", column: Column::Real(&[0.5, -1.25, 1e300]) },
            Property { key: "chef", column: Column::Text(layers.partitions[1].codes) },
        ];
        let epci = Partition { properties: &properties, ..layers.partitions[1] };
        build::level_archives(&Layers { partitions: &[epci], ..*layers })
    });
    let archive = Archive::from_bytes(made.unwrap()[0].bytes.clone().into(), "essai").unwrap();
    let fields = &archive.tilejson("").vector_layers[0].fields;
    let kinds: Vec<(&str, &str)> = fields.iter().map(|(key, kind)| (key.as_str(), kind.as_str())).collect();
    assert_eq!(
        kinds,
        [("chef", "String"), ("code", "String"), ("nom", "String"), ("pop", "Number"), ("taux", "Number")]
    );
    let found = tile_reader::features(&archive, 3, 4, 2);
    assert_eq!(found.len(), 3);
    for (feature, (pop, taux)) in found.iter().zip([("7", "0.5"), ("8", "-1.25"), ("9", &format!("{}", 1e300_f64))]) {
        assert_eq!((feature.properties["pop"].as_str(), feature.properties["taux"].as_str()), (pop, taux));
        assert_eq!(feature.properties["chef"], feature.properties["code"]);
    }
}

#[test]
fn a_build_counts_its_steps_and_stops_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    with_layers(|layers| {
        let mut counted = 0;
        let mut count = |up_to: u64| {
            counted += 1;
            counted < up_to
        };
        let stopped = build::write_all(dir.path(), layers, || count(build::steps(layers)));
        assert!(matches!(stopped, Err(TileError::Stopped)), "the last step is asked, too");
        assert_eq!(counted, build::steps(layers));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "what was stopped left nothing");
    });
}
