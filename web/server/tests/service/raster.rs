//! Raster tiles: what is on them, whoever draws.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::raster::Raster;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_tiles::mercator::{Tile, fine, tile_of};
use lanterne_tiles::picture::style::{Classed, Palette, STYLE};

use crate::asking::{Answer, ask, folder, get, get_with};

const SERIES: &str = "etablissements_10000_hab";
/// In the Métropole Européenne de Lille of the small world, and north of it, in the Channel.
const LILLE: [f64; 2] = [0.4, 50.1];
const CHANNEL: [f64; 2] = [0.4, 50.24];

struct Picture {
    side: usize,
    rgb: Vec<u8>,
}

impl Picture {
    fn of(answer: &Answer) -> Picture {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(answer.header("content-type"), "image/png");
        let mut reader = png::Decoder::new(std::io::Cursor::new(&answer.body)).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut rgb).unwrap();
        assert_eq!(frame.color_type, png::ColorType::Rgb);
        Picture { side: frame.width as usize, rgb }
    }

    fn at(&self, [x, y]: [usize; 2]) -> String {
        let from = 3 * (y * self.side + x);
        format!("#{:02X}{:02X}{:02X}", self.rgb[from], self.rgb[from + 1], self.rgb[from + 2])
    }

    /// The pixel of a place.
    fn place(&self, tile: Tile, [lon, lat]: [f64; 2]) -> [usize; 2] {
        let scale = f64::from(1_u32 << (28 - u32::from(tile.z)));
        let [x, y] = fine(lon, lat).map(|v| f64::from(v) / scale);
        [x - f64::from(tile.x), y - f64::from(tile.y)].map(|share| (share * self.side as f64) as usize)
    }
}

fn address(tile: Tile, ending: &str) -> String {
    format!("/raster/{SERIES}/{}/{}/{}{ending}", tile.z, tile.x, tile.y)
}

/// The colour that the series gives to the MEL, in a palette.
async fn colour_of_lille(palette: Palette, parameters: &str) -> String {
    let series = get(&format!("/api/v1/series/{SERIES}?level=epci{parameters}")).await.json();
    let index = get("/api/v1/territories/epci").await.json();
    let name = index["name"].as_array().unwrap();
    let row = name.iter().position(|name| name == "Métropole Européenne de Lille").unwrap();
    let rows = series["rows"].as_array().unwrap();
    let at = rows.iter().position(|own| own.as_u64() == Some(row as u64)).unwrap();
    let breaks: Vec<f64> = series["breaks"].as_array().unwrap().iter().map(|edge| edge.as_f64().unwrap()).collect();
    let rate = Classed {
        indicator: SERIES,
        breaks: &breaks,
        reference_break: series["reference"]["break_index"].as_u64().map(|at| at as usize),
        reference: series["reference"]["value"].as_f64(),
    };
    STYLE.classes(&rate, palette)[series["class"][at].as_u64().unwrap() as usize].to_owned()
}

#[tokio::test]
async fn a_raster_tile_shows_the_classes_of_the_series_in_its_palette() {
    for z in [7, 10] {
        let tile = tile_of(fine(LILLE[0], LILLE[1]), z);
        for (palette, words) in [(Palette::Lanterne, ""), (Palette::Bleu, "&palette=bleu&classes=3")] {
            let answer = get(&address(tile, &format!(".png?level=epci{words}"))).await;
            let picture = Picture::of(&answer);
            assert_eq!((picture.side, answer.header("x-lanterne-engine")), (256, "resvg"));
            let classes = if words.is_empty() { "" } else { "&classes=3" };
            assert_eq!(picture.at(picture.place(tile, LILLE)), colour_of_lille(palette, classes).await);
            assert_eq!(picture.at(picture.place(tile, CHANNEL)), STYLE.water);
        }
    }
}

#[tokio::test]
async fn a_tile_for_fine_screens_is_twice_as_large_and_one_beyond_the_last_zoom_is_enlarged() {
    let tile = tile_of(fine(LILLE[0], LILLE[1]), 9);
    let picture = Picture::of(&get(&address(tile, "@2x.png")).await);
    assert_eq!(picture.side, 512);
    let colour = colour_of_lille(Palette::Lanterne, "").await;
    assert_eq!(picture.at(picture.place(tile, LILLE)), colour);
    let north = [0.45, 50.199];
    for z in [11, 14] {
        let [inside, beyond] = [[north[0], 50.197], [north[0], 50.203]];
        for (place, expected) in [(inside, &colour), (beyond, &STYLE.water)] {
            let tile = tile_of(fine(place[0], place[1]), z);
            let picture = Picture::of(&get(&address(tile, ".png")).await);
            assert_eq!(picture.at(picture.place(tile, place)), *expected, "{place:?} at {z}");
        }
    }
}

/// The middle of a square of the small world is where its EPCI's circle stands.
#[tokio::test]
async fn a_number_stands_as_circles_whose_area_is_the_amount_over_a_quiet_ground() {
    let index = get("/api/v1/territories/epci").await.json();
    let at = |name: &str| index["name"].as_array().unwrap().iter().position(|own| own == name).unwrap();
    let place = |at: usize| [index["lon"][at].as_f64().unwrap(), index["lat"][at].as_f64().unwrap()];
    let series = get("/api/v1/series/etablissements?level=epci").await.json();
    let amount = |row: usize| {
        let rows = series["rows"].as_array().unwrap();
        let at = rows.iter().position(|own| own.as_u64() == Some(row as u64)).unwrap();
        series["numerator"][at].as_f64().unwrap()
    };
    let (large, small) = (at("CA Amiens Métropole"), at("CU d'Arras"));
    let mut widths = Vec::new();
    for row in [large, small] {
        let tile = tile_of(fine(place(row)[0], place(row)[1]), 9);
        let address = format!("/raster/etablissements/{}/{}/{}@2x.png?level=epci", tile.z, tile.x, tile.y);
        let picture = Picture::of(&get(&address).await);
        let [x, y] = picture.place(tile, place(row));
        let own = picture.at([x, y]);
        assert!(own != STYLE.no_data && own != STYLE.land, "{own}");
        let right = (x..picture.side).take_while(|&x| picture.at([x, y]) == own).count();
        let left = (0..x).rev().take_while(|&x| picture.at([x, y]) == own).count();
        assert!(right < picture.side - x && left < x, "the circle ends within the tile");
        widths.push((left + right) as f64);
    }
    let expected = (amount(small) / amount(large)).sqrt();
    assert!((widths[1] / widths[0] - expected).abs() < 0.02, "{widths:?}, {expected}");
    let tile = tile_of(fine(place(large)[0], place(large)[1]), 9);
    let by_class = format!("/raster/etablissements/{}/{}/{}@2x.png?level=epci&lecture=classes", tile.z, tile.x, tile.y);
    let plain = Picture::of(&get(&by_class).await);
    assert_ne!(plain.at([5, 5]), STYLE.no_data, "colours of the ground, as asked for");
}

#[tokio::test]
async fn a_raster_tile_that_cannot_be_is_a_problem() {
    for (path, status) in [
        ("/raster/bonheur/7/64/43.png", 404),
        ("/raster/etablissements_10000_hab/2/1/1.png", 404),
        ("/raster/etablissements_10000_hab/15/1/1.png", 404),
        ("/raster/etablissements_10000_hab/300/1/1.png", 404),
        ("/raster/etablissements_10000_hab/7/128/1.png", 404),
        ("/raster/etablissements_10000_hab/7/64/43.jpg", 404),
        ("/raster/etablissements_10000_hab/7/64/43", 404),
        ("/raster/etablissements_10000_hab/7/64/x.png", 400),
        ("/raster/etablissements_10000_hab/7/64/43.png?palette=rose", 400),
        ("/raster/etablissements_10000_hab/7/64/43.png?style=rose", 400),
        ("/raster/etablissements_10000_hab/7/64/43.png?lecture=foyers", 400),
        ("/raster/etablissements_10000_hab.xml", 404),
        ("/raster/bonheur.json", 404),
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_raster_tile_that_the_client_has_is_not_drawn_again() {
    let path = address(tile_of(fine(LILLE[0], LILLE[1]), 7), ".png?level=epci");
    let tag = get(&path).await.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    let known = get_with(&path, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.header("etag")), (StatusCode::NOT_MODIFIED, tag.as_str()));
    assert!(known.body.is_empty());
    let other = get(&path.replace("level=epci", "level=epci&classes=3")).await;
    assert_ne!(other.header("etag"), tag);
}

#[tokio::test]
async fn the_description_of_raster_tiles_says_where_they_are_and_what_is_synthetic() {
    let path = format!("/raster/{SERIES}.json?level=epci&palette=vert&breaks=5;10");
    let about = get_with(&path, &[("host", "lanterne.test:8080")]).await.json();
    assert_eq!((&about["tilejson"], &about["format"]), (&"3.0.0".into(), &"png".into()));
    let template = about["tiles"][0].as_str().unwrap().strip_prefix("http://lanterne.test:8080").unwrap();
    assert!(about["attribution"].as_str().unwrap().contains("Données synthétiques"), "{about}");
    let tile = tile_of(fine(LILLE[0], LILLE[1]), 7);
    let address = template
        .replace("{z}", &tile.z.to_string())
        .replace("{x}", &tile.x.to_string())
        .replace("{y}", &tile.y.to_string());
    let picture = Picture::of(&get(&address).await);
    assert_eq!(picture.at(picture.place(tile, LILLE)), colour_of_lille(Palette::Vert, "&breaks=5;10").await);
}

/// The second engine: where `LANTERNE_RASTER` says, or beside the binary. Where it was not built: `None`, said aloud.
fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("LANTERNE_RASTER") {
        return Some(PathBuf::from(named));
    }
    let here = std::env::current_exe().unwrap();
    let beside = here.ancestors().nth(2).unwrap().join("lanterne-raster");
    if !beside.exists() {
        use std::io::Write;
        // Past the capture of the test runner, which shows nothing of a test that passes.
        let _ = writeln!(std::io::stderr(), "skipped: {} is absent, `make raster` builds it", beside.display());
    }
    beside.exists().then_some(beside)
}

fn drawing_with(program: PathBuf) -> Router {
    router(Arc::new(Live::of(State::open(folder()).unwrap()).drawing_with(Raster::start(program))))
}

async fn asked(service: &Router, path: &str) -> Answer {
    ask(service.clone(), Request::get(path).body(Body::empty()).unwrap()).await
}

/// Processes started by this one under this name.
fn children(name: &str) -> Vec<String> {
    let parent = std::process::id().to_string();
    let processes = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let stats = processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    let ours = stats.filter_map(|stat| {
        let (head, tail) = stat.rsplit_once(')')?;
        let (id, own) = head.split_once(" (")?;
        (own == name && tail.split_whitespace().nth(1) == Some(&parent)).then(|| id.to_owned())
    });
    ours.collect()
}

#[tokio::test]
async fn maplibre_rs_draws_the_same_tile_is_started_again_when_killed_and_is_named() {
    let Some(program) = program() else { return };
    let service = drawing_with(program);
    let tile = tile_of(fine(LILLE[0], LILLE[1]), 9);
    for ending in [".png", "@2x.png", ".png?level=epci&palette=bleu"] {
        let (ours, theirs) = (asked(&service, &address(tile, ending)).await, get(&address(tile, ending)).await);
        assert!(ours.header("x-lanterne-engine").starts_with("maplibre-rs "), "{ending}");
        assert_eq!(theirs.header("x-lanterne-engine"), "resvg");
        let (ours, theirs) = (Picture::of(&ours), Picture::of(&theirs));
        let off = ours.rgb.iter().zip(&theirs.rgb).filter(|(a, b)| a.abs_diff(**b) > 40).count();
        assert!(off * 100 < ours.rgb.len(), "{off} of {} parts of pixels differ", ours.rgb.len());
        assert_eq!(ours.at(ours.place(tile, LILLE)), theirs.at(theirs.place(tile, LILLE)));
    }
    let health = asked(&service, "/healthz").await.json();
    assert_eq!(health["raster"]["standing"], "ready", "{health}");
    assert!(health["raster"]["engine"].as_str().unwrap().starts_with("maplibre-rs "));
    let before = children("lanterne-raster");
    for child in &before {
        assert!(std::process::Command::new("kill").args(["-9", child]).status().unwrap().success());
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let again = asked(&service, &address(tile, ".png?level=epci&palette=vert")).await;
    assert!(again.header("x-lanterne-engine").starts_with("maplibre-rs "));
    Picture::of(&again);
    let after = children("lanterne-raster");
    assert!(after.len() == 1 && !before.contains(&after[0]), "{before:?} then {after:?}");
}

#[tokio::test]
async fn without_its_program_a_tile_is_drawn_by_resvg_and_the_health_page_says_so() {
    let tile = tile_of(fine(LILLE[0], LILLE[1]), 9);
    let absent = get("/healthz").await.json();
    assert_eq!(absent["raster"]["standing"], "absent");
    let service = drawing_with(PathBuf::from("/nowhere/lanterne-raster"));
    let drawn = asked(&service, &address(tile, ".png")).await;
    assert_eq!((drawn.status, drawn.header("x-lanterne-engine")), (StatusCode::OK, "resvg"));
    let down = asked(&service, "/healthz").await.json();
    assert_eq!(down["raster"]["standing"], "down", "{down}");
}
