//! Outlines of an official file in place of the embedded ones: the same communes drawn again are the same map; what a file
//! lacks, has too much of or gets wrong is said with its place.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use drawing::{Commune, GEOPACKAGE, SHAPEFILE, communes, data, data_copy, request, shipped, unset, write};
use geo::{AffineOps, AffineTransform, BoundingRect};
use lanterne_data::read::{contents, review};
use lanterne_data::row::Refused;
use lanterne_ingest::check::render_refused;
use lanterne_ingest::geography::{Geography, Kept, LevelGeography, Published, Redrawn};
use lanterne_ingest::pipeline::{Outcome, run};
use lanterne_ingest::publish::Store;
use lanterne_ingest::vector::{OutlineFields, each};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};
use lanterne_observatory::Level;

use crate::{beside, drawing};

const SHAPE_CARD: &str = "ign/admin-express-cog";

/// Redraws the embedded communes from a file of year 2026.
fn redrawn(path: &Path) -> Result<(Geography, Redrawn), IngestError> {
    let mut shipped = shipped();
    let mut published = Published::new(2026);
    let interrupt = Interrupt::default();
    each(path, OutlineFields::PUBLISHED, &Watch::new(&Silent, &interrupt), |unit| {
        assert!(published.insert(&unit.code, &unit.polygons));
        Ok(())
    })?;
    let redrawn = shipped.redraw(published)?;
    Ok((shipped.geography(), redrawn))
}

fn assert_same(ours: &LevelGeography, embedded: &LevelGeography, level: Level) {
    for (ours, embedded) in ours.territories.iter().zip(&embedded.territories) {
        let (area, expected) = (ours.area_km2.unwrap(), embedded.area_km2.unwrap());
        assert!((area - expected).abs() <= 1e-9 * expected, "{level:?} {} : {area} for {expected}", ours.code);
    }
    let of = |level: &LevelGeography| -> BTreeMap<(usize, usize), f64> {
        level.neighbours.iter().map(|pair| ((pair.unit, pair.other), pair.length_m)).collect()
    };
    let (ours, embedded) = (of(ours), of(embedded));
    assert!(ours.keys().eq(embedded.keys()), "{level:?}: other neighbours");
    for (pair, length) in &ours {
        assert!((length - embedded[pair]).abs() < 0.01, "{level:?} {pair:?}");
    }
}

fn run_on(data: &Path, card: &str, from: &Path, var: &Path) -> Result<Outcome, IngestError> {
    let interrupt = Interrupt::default();
    run(&request(var, data, &[card], from), &Watch::new(&Silent, &interrupt))
}

#[test]
fn all_of_france_drawn_again_from_a_geopackage_is_the_same_map_at_every_level() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("france.gpkg");
    let embedded = shipped().geography();
    write(GEOPACKAGE, &path, &communes(&embedded, &[]));
    let (ours, redrawn) = redrawn(&path).unwrap();
    assert_eq!((redrawn.drawn, redrawn.kept.len(), redrawn.voids.len()), (34_875, 0, 0));
    for &level in Level::ALL {
        assert_same(ours.level(level), embedded.level(level), level);
    }
}

/// The Somme in ADMIN EXPRESS's layout, with one commune missing, one that does not exist, one twice and one without
/// ground: what the snapshot then says.
#[test]
fn a_department_from_a_lambert_93_shapefile_is_published_with_an_account_of_what_it_lacks() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let embedded = shipped().geography();
    let mut somme = communes(&embedded, &["80"]);
    let expected = somme.len();
    somme.retain(|(code, ..)| code != "80021");
    let (_, _, twice) = somme[3].clone();
    somme.push(("80999".to_owned(), "Nulle part".to_owned(), twice.clone()));
    somme.push((somme[3].0.clone(), "Deux fois".to_owned(), twice));
    somme.iter_mut().find(|(code, ..)| code == "80001").unwrap().2.0.clear();
    write(SHAPEFILE, &from.path().join("COMMUNE.shp"), &somme);

    let outcome = run_on(&data(), SHAPE_CARD, from.path(), var.path()).unwrap();
    let account: BTreeMap<&str, [i64; 4]> = outcome
        .account
        .iter()
        .filter(|file| file.card == SHAPE_CARD)
        .map(|file| (file.file.as_str(), [file.rows_read, file.loaded, file.refused, file.out_of_scope]))
        .collect();
    let drawn = expected as i64 - 2;
    assert_eq!(account["COMMUNE.shp"], [expected as i64 + 1, drawn, 3, 0]);
    assert_eq!(account["COMMUNE.shp : communes attendues"], [34_875, drawn, 2, 34_875 - expected as i64]);

    let snapshot = Store::new(var.path()).open().unwrap();
    let refused: Vec<Refused> = review::refused(&snapshot).unwrap();
    let told: Vec<(&str, &str)> =
        refused.iter().map(|row| (row.value.as_deref().unwrap(), row.expectation.as_str())).collect();
    let expectation =
        |value: &str| -> Vec<&str> { told.iter().filter(|(code, _)| *code == value).map(|(_, told)| *told).collect() };
    let missing = "le contour de cette commune (COG 2026) ; elle garde son contour embarqué";
    assert_eq!(expectation("80999"), vec!["une commune du COG 2026"]);
    assert_eq!(expectation("80021"), vec![missing]);
    assert_eq!(expectation("80001"), vec!["un contour", missing]);
    assert_eq!(expectation(&somme[3].0), vec!["un code présent une seule fois"]);
    let text = unset(&render_refused(&refused));
    assert!(text.contains(&format!("COMMUNE.shp, ligne {expected}, colonne INSEE_COM : « 80999 » lu")), "{text}");
    assert!(text.contains("communes attendues, colonne commune : « 80021 » lu"), "{text}");

    // The map is whole and the same, since the outlines are.
    let contents = contents(&snapshot).unwrap();
    for index in &contents.territories {
        let embedded = embedded.level(index.level);
        for (area, expected) in index.area_km2.iter().zip(&embedded.territories) {
            let (area, expected) = (area.unwrap(), expected.area_km2.unwrap());
            assert!((area - expected).abs() <= 1e-9 * expected, "{:?}", index.level);
        }
    }
    let title = |id: &str| contents.cards.iter().find(|card| card.card == id).map(|card| card.title.as_str());
    assert_eq!(title(SHAPE_CARD), Some("ADMIN EXPRESS COG"));
    let left = 34_875 - drawn;
    assert_eq!(
        title("lanterne/geographie").unwrap(),
        format!(
            "Géographie embarquée : codes, appartenance et population des communes ; contours de {left} d’entre elles"
        )
    );
    let tiles = Store::new(var.path()).folder(&outcome.id).join("tiles/commune.pmtiles");
    assert!(fs::metadata(tiles).unwrap().len() > 0);
}

fn refusal(change: impl Fn(&mut Vec<Commune>)) -> String {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut somme = communes(&shipped().geography(), &["80"]);
    change(&mut somme);
    write(SHAPEFILE, &from.path().join("COMMUNE.shp"), &somme);
    let error = run_on(&data(), SHAPE_CARD, from.path(), var.path()).unwrap_err();
    assert!(Store::new(var.path()).current().unwrap().is_none(), "nothing is published");
    error.to_string()
}

#[test]
fn a_file_whose_communes_overlap_is_refused_with_the_communes() {
    // Amiens moved by two kilometres, onto its neighbours.
    let text = refusal(|somme| {
        let amiens = somme.iter_mut().find(|(code, ..)| code == "80021").unwrap();
        amiens.2.affine_transform_mut(&AffineTransform::translate(0.02, 0.02));
    });
    assert!(text.contains("80021 :") && text.contains("km² au lieu de"), "{text}");
}

#[test]
fn a_file_that_leaves_ground_to_nobody_is_refused_with_the_place() {
    let text = refusal(|somme| {
        let amiens = somme.iter_mut().find(|(code, ..)| code == "80021").unwrap();
        let centre = amiens.2.bounding_rect().unwrap().center();
        amiens.2.affine_transform_mut(&AffineTransform::scale(0.3, 0.3, centre));
    });
    assert!(text.contains("km² sans commune entre 2.") && text.contains("49.9"), "{text}");
}

#[test]
fn a_shapefile_without_its_companions_is_refused_by_name() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(SHAPEFILE, &from.path().join("COMMUNE.shp"), &communes(&shipped().geography(), &["2A"]));
    fs::remove_file(from.path().join("COMMUNE.dbf")).unwrap();
    let error = run_on(&data(), SHAPE_CARD, from.path(), var.path()).unwrap_err();
    assert!(error.to_string().contains("COMMUNE.dbf"), "{error}");
}

#[test]
fn two_files_of_outlines_at_once_are_refused() {
    let var = tempfile::tempdir().unwrap();
    let both = [SHAPE_CARD, "etalab/contours-administratifs"];
    let interrupt = Interrupt::default();
    let request = request(var.path(), &data(), &both, var.path());
    assert!(matches!(run(&request, &Watch::new(&Silent, &interrupt)), Err(IngestError::TwoDrawings { .. })));
}

/// IGN's outlines of Hauts-de-France, generalised, in the communes of 2023: six merged since, one was cut.
#[test]
fn real_outlines_of_2023_are_carried_to_the_communes_of_2026() {
    let Some(file) = beside::beside("data/geo/hdf_com.geojson.gz") else { return };
    let (from, var, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), data_copy());
    fs::copy(file, from.path().join("communes-100m.geojson.gz")).unwrap();
    let card = data.path().join("catalogue/etalab/contours-administratifs.toml");
    let text = fs::read_to_string(&card).unwrap();
    fs::write(&card, text.replace("cog = 2025", "cog = 2023").replace("millesime = \"2025\"", "millesime = \"2023\""))
        .unwrap();
    let outcome = run_on(data.path(), "etalab/contours-administratifs", from.path(), var.path()).unwrap();
    let of_card = |name: &str| outcome.account.iter().find(|file| file.file == name).unwrap();
    let objects = of_card("communes-100m.geojson.gz");
    assert_eq!([objects.rows_read, objects.loaded, objects.refused], [3787, 3787, 0]);
    let expected = of_card("communes-100m.geojson.gz : communes attendues");
    // 3 782 communes in 2026, of which 60054 and 60694 come from the commune that was cut.
    assert_eq!([expected.loaded, expected.refused], [3780, 0]);

    let snapshot = Store::new(var.path()).open().unwrap();
    let contents = contents(&snapshot).unwrap();
    let communes = contents.territories.iter().find(|index| index.level == Level::Commune).unwrap();
    assert!(communes.area_km2.iter().all(Option::is_some), "no commune vanishes");
    let area = |code: &str| communes.area_km2[communes.code.iter().position(|known| known == code).unwrap()].unwrap();
    // 02589 took in 02311: two outlines of some twenty points each.
    let merged: f64 = area("02589");
    let embedded = shipped().geography();
    let row = embedded.communes.iter().position(|commune| commune.code == "02589").unwrap();
    let whole = embedded.commune.territories[row].area_km2.unwrap();
    assert!((merged - whole).abs() < whole / 5.0 && merged != whole, "{merged} for {whole}");
}

#[test]
fn a_commune_cut_since_the_file_keeps_its_embedded_outline_and_says_so() {
    let mut shipped = shipped();
    let embedded = shipped.clone().geography();
    let mut published = Published::new(2023);
    for (code, _, outline) in communes(&embedded, &["60"]) {
        if code != "60694" {
            published.insert(&code, &outline);
        }
    }
    let redrawn = shipped.redraw(published).unwrap();
    let cut: Vec<&str> =
        redrawn.kept.iter().filter(|(_, kept)| *kept == Kept::Split).map(|(code, _)| code.as_str()).collect();
    assert_eq!(cut, ["60054", "60694"]);
    assert_same(&shipped.geography().commune, &embedded.commune, Level::Commune);
}
