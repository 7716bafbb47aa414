//! The guide of aids asked « my stage, my need, here »: what answers is kept as the whole guide has it, and what is not known is said.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::{Draft, row};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::Value;

use crate::asking::{Answer, ask};
use crate::world::{MEL, build_with};

fn scheme(slug: &str, name: &str, lever: &str, stages: &str) -> row::Scheme {
    row::Scheme {
        scheme: slug.to_owned(),
        name: name.to_owned(),
        kind: "dispositif".to_owned(),
        lever: Some(lever.to_owned()),
        life_stage: Some(stages.to_owned()),
        beneficiaries: None,
        amount_max_eur: None,
        amount_min_eur: None,
        duration_months: None,
        eligibility: Some(format!("Conditions de {slug}")),
        yearly_volume: None,
        co_financers: None,
        document: "feuille-de-route.txt".to_owned(),
        quote: None,
        note: None,
    }
}

/// Beside ACC'ESS, of which neither stage nor lever is said: two schemes, one of them carried by an operator with a place.
fn beside(draft: &Draft) {
    let fonds = scheme("fonds", "FONDS – Un prêt", "conseil;financement", "création;développement");
    let pont = scheme("pont", "PONT – Une rencontre", "mise en réseau", "émergence");
    draft.append(&[fonds, pont]).unwrap();
    draft.append(&[row::OperatorScheme { operator: "germoir".to_owned(), scheme: "fonds".to_owned() }]).unwrap();
}

async fn get(path: &str) -> Answer {
    static SERVICE: OnceLock<(tempfile::TempDir, Router)> = OnceLock::new();
    let (_, service) = SERVICE.get_or_init(|| {
        let var = tempfile::tempdir().unwrap();
        let folder = build_with(var.path(), "00112233aabbccdd", &[], beside);
        (var, router(Arc::new(Live::of(State::open(&folder).unwrap()))))
    });
    ask(service.clone(), Request::get(path).body(Body::empty()).unwrap()).await
}

/// A block of the guide; null where there is none.
async fn guide(asked: &str, id: &str) -> Value {
    let answer = get(&format!("/profil/epci-{MEL}.json?{asked}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{asked}: {}", answer.text());
    let profile = answer.json();
    let section = profile["sections"].as_array().unwrap().iter().find(|own| own["id"] == "aides").unwrap().clone();
    section["blocks"].as_array().unwrap().iter().find(|block| block["id"] == id).cloned().unwrap_or_default()
}

fn names(table: &Value) -> Vec<String> {
    let rows = table["rows"].as_array().unwrap_or_else(|| panic!("no table: {table}"));
    rows.iter().map(|row| row["cells"][0]["text"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_guide_keeps_what_answers_the_stage_and_the_need_as_it_has_it_whole() {
    let whole = guide("", "dispositifs").await;
    assert_eq!(names(&whole), ["ACC’ESS", "FONDS – Un prêt", "PONT – Une rencontre"]);
    assert_eq!(guide("", "operateurs").await, Value::Null);
    for (asked, kept) in [
        ("etape=creation&besoin=financement", "FONDS – Un prêt"),
        ("etape=developpement", "FONDS – Un prêt"),
        ("besoin=conseil&etape=", "FONDS – Un prêt"),
        ("besoin=reseau", "PONT – Une rencontre"),
        ("etape=emergence&besoin=reseau", "PONT – Une rencontre"),
    ] {
        let told = guide(asked, "dispositifs").await;
        assert_eq!(names(&told), [kept], "{asked}");
        let own = whole["rows"].as_array().unwrap().iter().find(|row| row["cells"][0]["text"] == kept).unwrap();
        assert_eq!(told["rows"][0], *own, "{asked}: the same place, the same minutes");
        assert_eq!(names(&guide(asked, "conditions").await), [kept], "{asked}");
        // Of ACC'ESS the documents say neither.
        assert!(told["notes"].to_string().contains("À voir aussi") && told["notes"].to_string().contains("ACC’ESS"));
    }
    assert!(!whole["notes"].to_string().contains("À voir aussi"));
}

#[tokio::test]
async fn who_carries_what_answers_is_named_with_the_nearest_place() {
    let fonds = guide("etape=creation&besoin=financement", "dispositifs").await;
    let operators = guide("etape=creation&besoin=financement", "operateurs").await;
    assert_eq!(names(&operators), ["GERMOIR"]);
    let cells = &operators["rows"][0]["cells"];
    assert_eq!(cells[2]["text"], "FONDS");
    assert!(cells[3]["text"].as_str().unwrap().contains("germoir-siege"), "{cells}");
    assert!(cells[4]["value"]["number"].is_number(), "{cells}");
    assert_eq!(cells[4], fonds["rows"][0]["cells"][4], "one operator carries it: the same minutes");
    assert_eq!(guide("besoin=reseau", "operateurs").await, Value::Null, "nobody is known to");
}

#[tokio::test]
async fn where_nothing_answers_both_what_answers_one_of_them_is_told() {
    let told = guide("etape=creation&besoin=reseau", "dispositifs").await;
    let paragraphs: Vec<&str> =
        told["paragraphs"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert_eq!(paragraphs.len(), 4, "{paragraphs:?}");
    assert!(paragraphs[0].starts_with("Aucun dispositif connu ne répond à la fois à l’étape"), "{paragraphs:?}");
    assert!(paragraphs[1].contains("création") && paragraphs[1].ends_with("FONDS."), "{paragraphs:?}");
    assert!(paragraphs[2].contains("mise en réseau") && paragraphs[2].ends_with("PONT."), "{paragraphs:?}");
    assert!(paragraphs[3].ends_with("ACC’ESS."), "{paragraphs:?}");
    assert_eq!(guide("etape=creation&besoin=reseau", "conditions").await, Value::Null);
}

#[tokio::test]
async fn the_page_asks_without_script_and_remembers_what_was_asked() {
    let plain = get(&format!("/profil/epci-{MEL}")).await.text();
    let form = plain.split("<form class=\"choose\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(form.contains("method=\"get\"") && form.contains(&format!("action=\"/profil/epci-{MEL}\"")), "{form}");
    assert!(form.contains("Mon étape <select name=\"etape\">") && form.contains("Mon besoin <select name=\"besoin\">"));
    assert!(!form.contains("selected") && !form.contains("Tout le guide"), "{form}");
    let asked = "partie=aides&etape=creation&besoin=financement";
    let part = get(&format!("/profil/epci-{MEL}?{asked}")).await.text();
    assert!(part.contains("FONDS – Un prêt") && !part.contains("PONT – Une rencontre"));
    assert!(
        part.contains("<option value=\"creation\" selected>")
            && part.contains("<option value=\"financement\" selected>")
    );
    assert!(part.contains("name=\"partie\" value=\"aides\"") && part.contains("Tout le guide"));
    let grouping = format!("/profil/groupement?membres=epci-{MEL}&nom=L%27%C3%89t%C3%A9");
    let grouping = get(&grouping).await.text();
    assert!(grouping.contains(&format!("name=\"membres\" value=\"epci-{MEL}\"")), "what it is of is kept");
    assert!(grouping.contains("name=\"nom\" value=\"L'Été\""));
}

#[tokio::test]
async fn a_stage_or_a_need_that_is_not_one_is_refused_with_those_that_are() {
    for (asked, words) in [
        ("etape=retraite", "emergence, creation, developpement, consolidation"),
        ("besoin=argent", "conseil, financement, reseau"),
    ] {
        let refused = get(&format!("/profil/epci-{MEL}?{asked}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{asked}");
        let detail = refused.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(words), "{asked}: {detail}");
    }
}
