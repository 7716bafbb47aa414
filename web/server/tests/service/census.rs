//! What the census says of a territory in its profile: a mean change a year, a share of the active; of any communes put together.

use lanterne_data::Draft;
use lanterne_data::row;
use serde_json::Value;

use crate::helped::{service, told};
use crate::profiles::column;
use crate::world::{ACROSS, COMMUNES, EST_SOMME, MEL};

/// Inhabitants of 2017; Méru's and L'Île-d'Yeu's are not published.
const BEFORE: [(&str, f64); 8] = [
    ("27070", 1_800.0),
    ("59350", 232_787.0),
    ("59512", 96_990.0),
    ("62041", 41_019.0),
    ("76540", 110_145.0),
    ("80021", 134_057.0),
    ("80410", 21_000.0),
    ("80620", 27_500.0),
];
/// Active persons of 2022, and those who seek work; nobody else's are published.
const ACTIVITY: [(&str, f64, f64); 3] =
    [("59350", 112_000.5, 17_000.25), ("59512", 41_000.0, 9_500.0), ("80410", 8_000.0, 1_000.0)];

fn figure(code: &str, measure: &str, millesime: &str, value: f64) -> row::FigureLoaded {
    row::FigureLoaded {
        card: "insee/essai".to_owned(),
        level: "commune".to_owned(),
        code: code.to_owned(),
        measure: measure.to_owned(),
        detail: String::new(),
        value: Some(value),
        absence: None,
        unit: "personnes".to_owned(),
        millesime: millesime.to_owned(),
    }
}

fn year(draft: &Draft) {
    let year = row::Parameter { name: "population_year".to_owned(), value: "2023".to_owned() };
    draft.append(&[year]).unwrap();
}

/// Two censuses of inhabitants (one too near to be compared with), one of activity and an older one without its seekers.
fn census(draft: &Draft) {
    year(draft);
    let mut figures: Vec<row::FigureLoaded> = Vec::new();
    for (code, people) in BEFORE {
        figures.push(figure(code, "population_municipale", "2017", people));
        figures.push(figure(code, "population_municipale", "2012", 1.0));
        figures.push(figure(code, "population_municipale", "2020", 1.0));
    }
    for (code, active, unemployed) in ACTIVITY {
        figures.push(figure(code, "actifs_15_64", "2022", active));
        figures.push(figure(code, "chomeurs_15_64", "2022", unemployed));
        figures.push(figure(code, "actifs_15_64", "2017", 1.0));
        figures.push(figure(code, "chomeurs_15_64", "2017", 1.0));
    }
    draft.append(&figures).unwrap();
}

/// % a year over the six years, of these communes.
fn change(codes: &[&str]) -> f64 {
    let before: f64 = BEFORE.iter().filter(|(code, _)| codes.contains(code)).map(|(_, people)| people).sum();
    let after: i64 = COMMUNES.iter().filter(|own| codes.contains(&own.0)).map(|own| own.5).sum();
    100.0 * ((after as f64 / before).powf(1.0 / 6.0) - 1.0)
}

/// The row of « Repères » whose words begin so, here (1) or there (2).
fn row_of(profile: &Value, words: &str, at: usize) -> Option<Option<f64>> {
    let rows = column(profile, "territoire", "reperes", at);
    rows.into_iter().find(|(label, _)| label.starts_with(words)).map(|(_, value)| value)
}

fn near(told: Option<Option<f64>>, expected: f64) {
    let told = told.flatten().unwrap_or_else(|| panic!("nothing in place of {expected}"));
    assert!((told - expected).abs() < 1e-9, "{told} and {expected}");
}

const CHANGE: &str = "Évolution annuelle moyenne de la population, 2017";
const UNEMPLOYED: &str = "Chômeurs parmi les actifs de 15 à 64";

#[tokio::test]
async fn a_change_is_over_years_far_enough_apart_and_of_any_communes() {
    let var = tempfile::tempdir().unwrap();
    let service = service(var.path(), census);
    let unit = told(&service, &format!("/profil/epci-{EST_SOMME}.json")).await;
    near(row_of(&unit, CHANGE, 1), change(&["80410"]));
    let both = format!("/profil/groupement.json?membres=epci-{EST_SOMME},epci-{MEL}&nom=Deux");
    near(row_of(&told(&service, &both).await, CHANGE, 1), change(&["59350", "59512", "80410"]));
    // Of Méru nothing is known before: most of what this EPCI is, and more than a hundredth of the region.
    let lacking = told(&service, &format!("/profil/epci-{ACROSS}.json")).await;
    assert_eq!(row_of(&lacking, CHANGE, 1), Some(None));
    assert_eq!(row_of(&unit, CHANGE, 2), Some(None));
}

#[tokio::test]
async fn the_active_who_seek_work_are_a_share_of_sums_and_absent_where_a_commune_lacks() {
    let var = tempfile::tempdir().unwrap();
    let service = service(var.path(), census);
    let unit = told(&service, &format!("/profil/epci-{MEL}.json")).await;
    near(row_of(&unit, UNEMPLOYED, 1), 100.0 * 26_500.25 / 153_000.5);
    assert_eq!(row_of(&unit, UNEMPLOYED, 2), Some(None), "the region has communes without figure");
    let limits = serde_json::to_string(&unit["sections"].as_array().unwrap().last()).unwrap();
    assert!(!limits.contains("le chômage"), "what is told is not said to lack");
}

#[tokio::test]
async fn where_no_earlier_year_is_loaded_nothing_is_told_of_a_change() {
    let var = tempfile::tempdir().unwrap();
    let service = service(var.path(), year);
    let unit = told(&service, &format!("/profil/epci-{MEL}.json")).await;
    assert_eq!((row_of(&unit, CHANGE, 1), row_of(&unit, UNEMPLOYED, 1)), (None, None));
    let limits = serde_json::to_string(&unit["sections"].as_array().unwrap().last()).unwrap();
    assert!(limits.contains("le chômage"));
}
