//! Still pictures: the colours of the page's own series, the size asked, nothing left out that must be said.

use axum::http::StatusCode;
use lanterne_tiles::picture::style::{Classed, Palette, STYLE};

use crate::asking::{get, json};
use crate::world::{EST_SOMME, MEL};

/// The colour of each territory of an SVG picture, by level and code.
fn colours(svg: &str, level: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for group in svg.split("<g fill=\"").skip(1) {
        let (colour, rest) = group.split_once('"').unwrap();
        let inside = rest.split("</g>").next().unwrap();
        for path in inside.split(&format!("<path id=\"{level}-")).skip(1) {
            found.push((path.split('"').next().unwrap().to_owned(), colour.to_owned()));
        }
    }
    found.sort();
    found
}

async fn svg(query: &str) -> String {
    let answer = get(&format!("/carte.svg?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
    answer.text()
}

#[tokio::test]
async fn a_picture_has_the_colours_of_the_series_it_shows() {
    for (link, api, palette) in [
        ("couches=aucune", "region=32", Palette::Lanterne),
        ("couches=aucune&niveau=commune&palette=bleu", "level=commune&region=32", Palette::Bleu),
        (
            "couches=aucune&decoupage=quantile&classes=3&palette=ecart",
            "region=32&method=quantile&classes=3",
            Palette::Ecart,
        ),
        ("couches=aucune&seuils=20;25&region=france", "breaks=20;25", Palette::Lanterne),
    ] {
        let series = json(&format!("/api/v1/series/etablissements_10000_hab?{api}")).await;
        let level = series["level"].as_str().unwrap();
        let index =
            json(&format!("/api/v1/territories/{level}?{}", if api.contains("region") { "region=32" } else { "" }))
                .await;
        let breaks: Vec<f64> = series["breaks"].as_array().unwrap().iter().map(|edge| edge.as_f64().unwrap()).collect();
        let rate = Classed {
            indicator: "etablissements_10000_hab",
            breaks: &breaks,
            reference_break: series["reference"]["break_index"].as_u64().map(|at| at as usize),
            reference: series["reference"]["value"].as_f64(),
        };
        let palette = STYLE.classes(&rate, palette);
        let mut expected: Vec<(String, String)> = index["code"]
            .as_array()
            .unwrap()
            .iter()
            .zip(series["class"].as_array().unwrap())
            .map(|(code, class)| {
                let colour = class.as_u64().map_or(STYLE.no_data.as_str(), |class| palette[class as usize]);
                (code.as_str().unwrap().to_owned(), colour.to_owned())
            })
            .collect();
        expected.sort();
        let drawn = colours(&svg(link).await, level);
        let seen: Vec<_> =
            expected.iter().filter(|one| drawn.iter().any(|(code, _)| *code == one.0)).cloned().collect();
        assert!(drawn.len() > 3, "{link}: {drawn:?}");
        assert_eq!(drawn, seen, "{link}");
    }
}

#[tokio::test]
async fn a_picture_is_as_large_as_asked_and_the_same_every_time() {
    let one = get("/carte.png?largeur=640&hauteur=480").await;
    assert_eq!((one.status, &one.body[1..4]), (StatusCode::OK, &b"PNG"[..]));
    let side = |at: usize| u32::from_be_bytes(one.body[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (640, 480));
    assert_eq!(one.header("content-type"), "image/png");
    assert_eq!(get("/carte.png?largeur=640&hauteur=480").await.body, one.body);
}

#[tokio::test]
async fn every_reading_and_shape_of_page_is_drawn_and_says_that_its_data_are_synthetic() {
    for reading in ["classes", "cercles", "foyers", "points_chauds", "croisement", "deux_cartes"] {
        for size in ["largeur=1600&hauteur=1000", "largeur=900&hauteur=1400", "largeur=240&hauteur=200"] {
            let query = format!("lecture={reading}&{size}&territoire=epci-{EST_SOMME}");
            let drawn = svg(&query).await;
            assert!(drawn.contains("Données synthétiques"), "{query}");
            assert!(drawn.contains(">CC de l’Est de la Somme</text>"), "{query}");
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{query}");
        }
    }
    let circles = svg("lecture=cercles&couches=aucune").await;
    assert!(circles.matches("<circle").count() > 3);
}

#[tokio::test]
async fn white_zones_bear_their_hatch_and_its_words() {
    let with = svg("couches=offre,fiabilite&c=2").await;
    assert!(with.contains("fill=\"url(#pattern-offre)\"") && with.contains("Zone blanche établie (offre)"));
    let without = svg("couches=aucune&c=2").await;
    assert!(!without.contains("fill=\"url(#pattern-offre)\"") && !without.contains("Zone blanche"));
}

#[tokio::test]
async fn a_word_of_the_link_that_is_unknown_is_refused_by_its_own_name() {
    for (query, name) in [
        ("niveau=canton", "niveau"),
        ("indicateur=bonheur", "indicateur"),
        ("decoupage=hasard", "decoupage"),
        ("seuils=a;b", "seuils"),
        ("lecture=marc", "lecture"),
        ("couches=offre,nuage", "couches"),
        ("territoire=epci-999", "territoire"),
        ("carte=8/99/2", "carte"),
        ("largeur=5000", "largeur"),
        ("dispositif=rien", "dispositif"),
        ("level=epci", "level"),
    ] {
        let answer = get(&format!("/carte.png?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(
            answer.text().contains(&format!("« {name} »").replace("« ", "«\u{a0}").replace(" »", "\u{a0}»")),
            "{query}: {}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn the_ground_follows_the_camera_and_the_scale_says_how_much_of_it() {
    let (far, near) = (svg("carte=6.00/50.0000/3.0000").await, svg("carte=11.00/50.6300/3.0600").await);
    let kilometres = |drawn: &str| -> f64 {
        let at = drawn.find("\u{a0}km</text>").unwrap();
        drawn[..at].rsplit('>').next().unwrap().parse().unwrap()
    };
    assert!(kilometres(&far) > 4.0 * kilometres(&near));
    assert!(colours(&near, "epci").len() < colours(&far, "epci").len());
}

#[tokio::test]
async fn a_filter_is_in_the_title_of_its_picture_and_hides_the_tests_made_on_all_of_the_ess() {
    let drawn = svg("famille=association&couches=offre&c=2").await;
    assert!(
        drawn.contains("<title>Établissements de l’ESS pour 10\u{202f}000 habitants\u{a0}: associations"),
        "{}",
        &drawn[..400]
    );
    assert!(!drawn.contains("fill=\"url(#pattern-offre)\""));
    let answer = get("/carte.svg?famille=association&indicateur=part_association").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_was_not_picked_out_fades_in_the_picture() {
    let drawn = svg(&format!("couches=aucune&pris={EST_SOMME}")).await;
    let group = |code: &str| {
        let at = drawn.find(&format!("<path id=\"epci-{code}\"")).unwrap();
        drawn[..at].rsplit("<g ").next().unwrap().split('>').next().unwrap().to_owned()
    };
    assert!(!group(EST_SOMME).contains("opacity=\"0.16\""));
    assert!(group(MEL).contains("opacity=\"0.16\""));
    assert_eq!(get("/carte.svg?pris=1").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_composed_territory_is_outlined_and_named_in_its_picture() {
    let link = "couches=aucune&niveau=commune";
    let (plain, composed) =
        (svg(link).await, svg(&format!("{link}&membres=epci-{EST_SOMME},epci-{MEL}&nom=Mon%20pays")).await);
    assert!(composed.contains("Mon pays") && !plain.contains("Mon pays"));
    // Put together from its communes, a territory stands where its own outline does.
    let extent = |svg: &str| {
        let drawn =
            svg.split("<path d=\"").skip(1).filter(|path| path.contains(&format!("stroke=\"{}\"", STYLE.paper)));
        let points = drawn.flat_map(|path| path.split('"').next().unwrap().split(['M', 'L', 'Z']));
        let points: Vec<[f64; 2]> = points
            .filter_map(|point| point.split_once(' '))
            .map(|(x, y)| [x.parse().unwrap(), y.parse().unwrap()])
            .collect();
        let side = |axis: usize, of: fn(f64, f64) -> f64| points.iter().map(|point| point[axis]).reduce(of).unwrap();
        [side(0, f64::min), side(1, f64::min), side(0, f64::max), side(1, f64::max)]
    };
    let own = extent(&svg(&format!("{link}&territoire=epci-{EST_SOMME}")).await);
    let same = extent(&svg(&format!("{link}&membres=epci-{EST_SOMME}")).await);
    assert!(own.iter().zip(same).all(|(own, same)| (own - same).abs() < 1.0), "{own:?} {same:?}");
    let refused = get("/carte.svg?membres=epci-000000000").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}
