//! The local profile: the same figures as the panel, sums that add up, a helpful word where nothing is found.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use proptest::prelude::*;
use serde_json::Value;

use crate::asking::{ask, get, get_with, json};
use crate::world::{COMMUNES, EST_SOMME, MEL};

/// The blocks of a section.
fn blocks<'a>(profile: &'a Value, section: &str) -> Vec<&'a Value> {
    let sections = profile["sections"].as_array().unwrap();
    let found = sections.iter().find(|own| own["id"] == section).unwrap_or_else(|| panic!("no section {section}"));
    found["blocks"].as_array().unwrap().iter().collect()
}

fn block<'a>(profile: &'a Value, section: &str, id: &str) -> &'a Value {
    blocks(profile, section).into_iter().find(|block| block["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The numbers of a column of a table, by the words of its first one.
pub(crate) fn column(profile: &Value, section: &str, id: &str, at: usize) -> Vec<(String, Option<f64>)> {
    let rows = block(profile, section, id)["rows"].as_array().unwrap().clone();
    rows.iter()
        .map(|row| {
            let cells = row["cells"].as_array().unwrap();
            (cells[0]["text"].as_str().unwrap().to_owned(), cells[at]["value"]["number"].as_f64())
        })
        .collect()
}

#[tokio::test]
async fn a_profile_says_what_the_panel_says() {
    for (level, code) in
        [("epci", EST_SOMME), ("epci", MEL), ("commune", "59512"), ("departement", "80"), ("region", "32")]
    {
        let profile = json(&format!("/profil/{level}-{code}.json")).await;
        for (id, indicator) in [("poids-emploi", "part_emplois"), ("densite", "etablissements_10000_hab")] {
            let panel = json(&format!("/api/v1/territories/{level}/{code}?indicator={indicator}&region=32")).await;
            let finding = block(&profile, "essentiel", id);
            assert_eq!(finding["value"]["number"], panel["headline"]["value"], "{level} {code} {indicator}");
            assert_eq!(finding["chart"]["here"], panel["headline"]["value"], "{level} {code} {indicator}");
            assert_eq!(finding["interval"][0], panel["headline"]["low"], "{level} {code} {indicator}");
        }
        let panel = json(&format!("/api/v1/territories/{level}/{code}?region=32")).await;
        let known: Vec<Option<f64>> =
            panel["structure"]["familles"].as_array().unwrap().iter().map(|one| one["jobs"].as_f64()).collect();
        let told: Vec<Option<f64>> =
            column(&profile, "structure", "familles-table", 2).into_iter().map(|(_, jobs)| jobs).take(5).collect();
        assert_eq!(told, known, "{level} {code}");
    }
}

#[tokio::test]
async fn a_grouping_of_one_epci_has_the_figures_of_that_epci() {
    let unit = json(&format!("/profil/epci-{EST_SOMME}.json")).await;
    let grouping = json(&format!("/profil/groupement.json?membres=epci-{EST_SOMME}&nom=Test")).await;
    for id in ["poids-emploi", "densite"] {
        let own = block(&grouping, "essentiel", id);
        assert_eq!(own["value"], block(&unit, "essentiel", id)["value"], "{id}");
        assert_eq!(own["remark"], "", "a grouping has no rank");
    }
    assert_eq!(column(&grouping, "territoire", "reperes", 1), column(&unit, "territoire", "reperes", 1),);
    assert_eq!(column(&grouping, "structure", "secteurs-table", 2), column(&unit, "structure", "secteurs-table", 2),);
}

#[tokio::test]
async fn parts_sum_to_the_whole_in_a_profile() {
    for name in [format!("epci-{MEL}"), "departement-80".to_owned(), "region-32".to_owned()] {
        let profile = json(&format!("/profil/{name}.json")).await;
        for at in [1, 2] {
            let familles = column(&profile, "structure", "familles-table", at);
            let (whole, parts) = familles.split_last().unwrap();
            assert_eq!(whole.0, "Ensemble");
            let sum: f64 = parts.iter().filter_map(|part| part.1).sum();
            assert!((sum - whole.1.unwrap()).abs() < 1e-9, "{name}: {sum} and {whole:?}");
        }
    }
}

#[tokio::test]
async fn a_territory_that_is_not_found_comes_with_those_that_resemble_it() {
    let unknown = get("/profil/peronne").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let detail = unknown.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("commune-80620 (Péronne)"), "{detail}");
    let postcode = get("/profil/80200").await.json()["detail"].as_str().unwrap().to_owned();
    assert!(postcode.contains("Péronne"), "{postcode}");
    for (address, words) in [
        ("/profil/groupement", "niveau et son code"),
        ("/profil/groupement?membres=epci-000000000", "niveau et son code"),
        ("/profil/groupement?membres=commune-59350&sauf=commune-59350", "au moins une commune"),
        ("/profil/epci-200070985.pdf?fond=rouge", "nuit ou papier"),
        ("/profil/epci-200070985?partie=rien", "essentiel"),
    ] {
        let refused = get(address).await;
        assert!(refused.status.is_client_error(), "{address}");
        let detail = refused.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(words), "{address}: {detail}");
    }
}

#[tokio::test]
async fn a_bare_code_and_a_commune_named_twice_are_understood() {
    let whole = json(&format!("/profil/epci-{EST_SOMME}.json")).await;
    let bare = json(&format!("/profil/{EST_SOMME}.json")).await;
    assert_eq!(bare["sections"], whole["sections"]);
    let once = json("/profil/groupement.json?membres=commune-59350").await;
    let twice = json("/profil/groupement.json?membres=commune-59350,commune-59350").await;
    assert_eq!(once["sections"], twice["sections"]);
}

#[tokio::test]
async fn a_profile_has_five_forms_with_the_same_figures() {
    let profile = json(&format!("/profil/epci-{EST_SOMME}.json")).await;
    let page = get(&format!("/profil/epci-{EST_SOMME}")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let text = page.text();
    for section in profile["sections"].as_array().unwrap() {
        let id = section["id"].as_str().unwrap();
        assert!(text.contains(&format!("id=\"{id}\"")), "{id}");
        let alone = get(&format!("/profil/epci-{EST_SOMME}?partie={id}")).await;
        assert_eq!(alone.status, StatusCode::OK, "{id}");
    }
    let pdf = get(&format!("/profil/epci-{EST_SOMME}.pdf")).await;
    assert_eq!((pdf.header("content-type"), &pdf.body[..5]), ("application/pdf", &b"%PDF-"[..]));
    assert!(pdf.body.len() < 1_000_000, "{}", pdf.body.len());
    let document = get(&format!("/profil/epci-{EST_SOMME}.docx")).await;
    assert!(document.header("content-type").contains("wordprocessingml") && document.body.starts_with(b"PK"));
    assert!(document.header("content-disposition").starts_with("attachment"), "it is written on, elsewhere");
    let workbook = get(&format!("/profil/epci-{EST_SOMME}.xlsx")).await;
    assert!(workbook.header("content-disposition").contains("lanterne_profil_epci-200070985_cog"));
    assert_eq!(&workbook.body[..2], b"PK");
}

#[tokio::test]
async fn every_territory_has_its_profile() {
    for (code, ..) in COMMUNES {
        let answer = get(&format!("/profil/commune-{code}.json")).await;
        assert_eq!(answer.status, StatusCode::OK, "{code}");
    }
    for name in ["departement-85", "region-28", "france-FR", "epci-200000003"] {
        for form in ["", ".json", ".xlsx", ".docx", ".pdf"] {
            assert_eq!(get(&format!("/profil/{name}{form}")).await.status, StatusCode::OK, "{name}{form}");
        }
    }
}

#[tokio::test]
async fn the_door_finds_by_name_code_and_postcode_and_says_when_nothing_is_found() {
    let door = get("/profil").await;
    assert_eq!(door.status, StatusCode::OK);
    assert!(door.text().contains("name=\"q\""), "a field without script");
    for asked in ["peronne", "80620", "80200", "P%C3%A9ronne"] {
        let found = get(&format!("/profil?q={asked}")).await.text();
        assert!(found.contains("href=\"/profil/commune-80620\""), "{asked}");
    }
    let nothing = get("/profil?q=zzzz%22%3E").await;
    assert_eq!(nothing.status, StatusCode::OK);
    let text = nothing.text();
    assert!(text.contains("ne porte ce nom") && text.contains("value=\"zzzz&quot;&gt;\""), "{text}");
}

#[tokio::test]
async fn who_reads_is_shown_a_page_where_a_name_leads_nowhere() {
    let reader = get_with("/profil/saint-quentin", &[("accept", "text/html,*/*")]).await;
    assert_eq!(reader.status, StatusCode::NOT_FOUND);
    assert!(reader.text().contains("Territoire introuvable"));
    let resembling = get_with("/profil/peronne", &[("accept", "text/html")]).await.text();
    assert!(resembling.contains("href=\"/profil/commune-80620\""));
    let program = get("/profil/peronne").await;
    assert_eq!(program.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn a_version_that_is_kept_stays_as_it_is() {
    let var = tempfile::tempdir().unwrap();
    let service = || {
        let state = State::open(crate::asking::folder()).unwrap();
        router(Arc::new(Live::of(state).keeping_in(var.path().to_owned())))
    };
    let post = |path: &str| Request::post(path).header("host", "exemple.fr").body(Body::empty()).unwrap();
    let own = service();
    let kept = ask(own.clone(), post(&format!("/profil/epci-{EST_SOMME}/figer"))).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let path = kept.header("location").to_owned();
    let name = path.strip_prefix("/profil/fige/").unwrap();
    assert!(name.starts_with(&format!("epci-{EST_SOMME}-")), "{name}");
    let again = ask(own.clone(), post(&format!("/profil/epci-{EST_SOMME}/figer"))).await;
    assert_eq!(again.header("location"), path, "the same version is kept once");
    let read = |service: axum::Router, path: String| async move {
        ask(service, Request::get(path).body(Body::empty()).unwrap()).await
    };
    let page = read(own.clone(), path.clone()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Version figée le") && page.text().contains("0123456789abcdef"));
    assert!(page.text().contains(&format!("href=\"/profil/epci-{EST_SOMME}\"")), "the present one is a link away");
    assert!(!page.text().contains("/figer"), "what is kept is not kept again");
    // Another program, later, on the same folder.
    let later = service();
    for ending in ["", ".pdf", ".docx", ".xlsx", ".json"] {
        let (before, after) =
            (read(own.clone(), format!("{path}{ending}")).await, read(later.clone(), format!("{path}{ending}")).await);
        assert_eq!((before.status, after.status), (StatusCode::OK, StatusCode::OK), "{ending}");
        assert!(before.body == after.body && !before.body.is_empty(), "{ending}");
    }
    // One that was kept before a form was made.
    std::fs::remove_file(var.path().join("profils").join(name).join("profil.docx")).unwrap();
    let lacking = read(later.clone(), format!("{path}.docx")).await;
    assert_eq!(lacking.status, StatusCode::NOT_FOUND);
    assert!(lacking.text().contains("avant que cette forme"), "{}", lacking.text());
    for wrong in ["/profil/fige/epci-1-000000000000", "/profil/fige/..%2F..%2Fcurrent", "/profil/fige/.pdf"] {
        let lost = read(own.clone(), wrong.to_owned()).await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let unknown = ask(own, post("/profil/epci-000000000/figer")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_version_that_is_kept_holds_all_it_is_made_of() {
    let var = tempfile::tempdir().unwrap();
    let state = State::open(crate::asking::folder()).unwrap();
    let own = router(Arc::new(Live::of(state).keeping_in(var.path().to_owned())));
    let asked = Request::post(format!("/profil/epci-{MEL}/figer")).header("host", "exemple.fr").body(Body::empty());
    let kept = ask(own.clone(), asked.unwrap()).await;
    let page = ask(own, Request::get(kept.header("location")).body(Body::empty()).unwrap()).await;
    let text = page.text();
    for mark in ["<link", "<script", "<img", "<image", "<iframe", "<object", " src=", "@import"] {
        assert!(!text.contains(mark), "{mark}");
    }
    let within = "\"data:font/woff2;base64,";
    for address in text.split("url(").skip(1) {
        let start: String = address.chars().take(40).collect();
        assert!(start.starts_with('#') || start.starts_with(within), "{start}");
    }
    // The page of today names the letters of the service, where the program was built with them.
    let now = get(&format!("/profil/epci-{MEL}")).await;
    assert_eq!(text.contains(within), now.text().contains(".woff2"));
    let may = |page: &crate::asking::Answer| page.header("content-security-policy").contains("font-src 'self' data:");
    assert_eq!((may(&page), may(&now)), (true, false), "letters within the page, there alone");
}

#[tokio::test]
async fn a_grouping_of_an_earlier_year_is_carried_over_and_says_so() {
    let now = json("/profil/groupement.json?membres=commune-80620,commune-80410&nom=Est").await;
    let then = json("/profil/groupement.json?membres=commune-80999,commune-80410&nom=Est&cog=2024").await;
    for section in ["essentiel", "territoire", "structure"] {
        assert_eq!(blocks(&now, section), blocks(&then, section), "{section}");
    }
    let told = block(&then, "limites", "manques")["paragraphs"].to_string();
    assert!(told.contains("80999") && told.contains("Péronne (80620)"), "{told}");
    assert!(!block(&now, "limites", "manques")["paragraphs"].to_string().contains("80999"));
    for (asked, words) in [
        ("membres=commune-80999", "cog=2024"),
        ("membres=commune-80620&cog=1950", "de 2024 à 2026"),
        ("membres=commune-80620&cog=hier", "une année"),
    ] {
        let detail = get(&format!("/profil/groupement?{asked}")).await.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(words), "{asked}: {detail}");
    }
}

#[tokio::test]
async fn the_directory_lists_what_is_asked_for() {
    let asked = |query: &str| format!("/profil/commune-80620?partie=repertoire{query}");
    let count = |page: &str| page.matches("00010").count();
    let all = get(&asked("")).await.text();
    let (associations, insertion) =
        (get(&asked("&famille=association")).await.text(), get(&asked("&clauses=oui")).await.text());
    assert_eq!((count(&all), count(&associations), count(&insertion)), (73, 65, 1));
    assert!(all.contains("famille=cooperative"), "each famille is a link away");
    let grouping = get("/profil/groupement?membres=commune-80620&partie=repertoire").await.text();
    assert!(grouping.contains("membres=commune-80620&amp;partie=repertoire&amp;famille="), "and keeps what it is of");
    let whole = json("/profil/commune-80620.json").await;
    assert_eq!(block(&whole, "repertoire", "etablissements")["rows"].as_array().unwrap().len(), 73);
    let refused = get(&asked("&clauses=peut-etre")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_proposed_has_its_rule_and_leads_to_a_discussion() {
    for name in [format!("epci-{EST_SOMME}"), format!("epci-{MEL}"), "region-32".to_owned(), "commune-85113".to_owned()]
    {
        let profile = json(&format!("/profil/{name}.json")).await;
        let blocks = blocks(&profile, "synthese");
        assert!(blocks.iter().any(|block| block["id"] == "a-discuter"), "{name}");
        for table in blocks.iter().filter(|block| block["id"] == "constats") {
            for row in table["rows"].as_array().unwrap() {
                let rule = row["cells"][2]["text"].as_str().unwrap();
                assert!(rule.len() > 20, "{name}: {rule}");
            }
        }
    }
}

#[tokio::test]
async fn the_aids_received_are_those_of_the_public_table_and_of_the_public_totals() {
    let cells = |profile: &Value| block(profile, "aides", "aides-recues")["rows"][0]["cells"].clone();
    let shown = |cell: &Value| (cell["value"]["number"].as_f64(), cell["value"]["absence"].as_str().map(str::to_owned));
    let lille = json(&format!("/profil/epci-{MEL}.json")).await;
    let table = block(&lille, "aides", "aides-recues");
    assert_eq!(table["title"], "Les aides reçues ici");
    assert!(table["source"].as_str().unwrap().contains("synthétiques"), "{table}");
    let units = json("/api/v1/deployment/units?scheme=acc_ess&fairness=etablissements").await;
    let at = units["code"].as_array().unwrap().iter().position(|code| code == MEL).unwrap();
    let own = cells(&lille);
    assert_eq!(shown(&own[1]), (Some(56.0), None));
    assert_eq!(shown(&own[2]).0, units["expected"][at].as_f64());
    assert_eq!((shown(&own[3]).0, shown(&own[4]).0), (Some(0.0), Some(73.0)), "years since the last; the region");
    // One structure in 2023: that there was one is told, not how many.
    let own = cells(&json(&format!("/profil/epci-{EST_SOMME}.json")).await);
    assert_eq!(shown(&own[1]), (None, Some("s".to_owned())));
    assert_eq!(shown(&own[3]).0, Some(1.0));
    // A part of an EPCI is shown its EPCI, and it is said.
    let lille = json("/profil/commune-59350.json").await;
    let table = block(&lille, "aides", "aides-recues");
    assert!(table["title"].as_str().unwrap().contains("Métropole Européenne de Lille"), "{table}");
    assert_eq!(shown(&cells(&lille)[1]), (Some(56.0), None));
    // The region alone has jobs and amounts, those of the deployment.
    let region = json("/profil/region-32.json").await;
    let whole: Vec<Option<f64>> = [1, 2, 4].iter().map(|at| shown(&cells(&region)[*at]).0).collect();
    assert_eq!(whole, [Some(73.0), Some(4.0), Some(78.0)]);
    assert_eq!(shown(&cells(&region)[5]), (None, Some("n.d.".to_owned())), "nobody said any amount");
    let notes = block(&region, "aides", "aides-recues")["notes"].to_string();
    assert!(notes.contains("MAILLAGE (2022)"), "{notes}");
    let elsewhere = json("/profil/commune-76540.json").await;
    let told = block(&elsewhere, "aides", "aides-recues")["paragraphs"].to_string();
    assert!(told.contains("Aucune activité"), "{told}");
    let said = |profile: &Value| block(profile, "limites", "manques")["paragraphs"].to_string();
    assert!(!said(&region).contains("consommation des aides"));
}

/// Every union of the communes of the region: what its profile tells is a sum of cells that are all told, so that no difference of
/// profiles, of the table of the EPCI and of the totals holds a hidden cell by itself.
#[tokio::test]
async fn no_small_count_is_found_by_difference_between_profiles_the_table_and_the_totals() {
    let units = json("/api/v1/deployment/units?scheme=acc_ess&fairness=etablissements").await;
    let told = |epci: &str| -> Option<f64> {
        let at = units["code"].as_array().unwrap().iter().position(|code| code == epci).unwrap();
        units["beneficiaries"][at].as_f64()
    };
    let here: Vec<_> = COMMUNES.iter().filter(|own| own.3 == "32").collect();
    let of = |epci: &str| here.iter().filter(|own| own.4 == Some(epci)).count();
    let mut counted = [0, 0, 0];
    for mask in 1_u32..1 << here.len() {
        let members: Vec<_> =
            here.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, own)| *own).collect();
        let names: Vec<String> = members.iter().map(|own| format!("commune-{}", own.0)).collect();
        let profile = json(&format!("/profil/groupement.json?membres={}", names.join(","))).await;
        let touched: std::collections::BTreeSet<&str> = members.iter().filter_map(|own| own.4).collect();
        let (whole, parts): (Vec<&str>, Vec<&str>) =
            touched.iter().partition(|epci| members.iter().filter(|own| own.4 == Some(**epci)).count() == of(epci));
        let summed = if whole.is_empty() && parts.len() == 1 { &parts } else { &whole };
        let sum: Option<f64> = summed.iter().map(|epci| told(epci)).sum();
        let shown = block(&profile, "aides", "aides-recues");
        let cell = &shown["rows"][0]["cells"][1]["value"];
        assert_eq!(cell["number"].as_f64(), sum, "{names:?}");
        let absence = sum.is_none().then_some("s");
        assert_eq!(cell["absence"].as_str(), absence, "{names:?}");
        counted[if sum.is_none() { 0 } else { 1 }] += 1;
        counted[2] += usize::from(!whole.is_empty() && !parts.is_empty());
    }
    // Ham and Arras are hidden together, in the total alone: five of whom nobody knows how many are whose.
    let hidden: Vec<&str> = ["200033579", EST_SOMME].into_iter().filter(|epci| told(epci).is_none()).collect();
    assert_eq!(hidden.len(), 2);
    assert!(counted.iter().all(|count| *count > 10), "{counted:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_profile_of_a_union_adds_up(sides in proptest::collection::vec(0_u8..3, 10)) {
        let of = |side: u8| -> Vec<&str> {
            COMMUNES.iter().zip(&sides).filter(|(_, own)| **own == side).map(|(commune, _)| commune.0).collect()
        };
        let (left, right) = (of(0), of(1));
        prop_assume!(!left.is_empty() && !right.is_empty());
        let asked = |codes: &[&str]| {
            let members: Vec<String> = codes.iter().map(|code| format!("commune-{code}")).collect();
            format!("/profil/groupement.json?membres={}", members.join(","))
        };
        let both = [left.clone(), right.clone()].concat();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let [left, right, both] = runtime.block_on(async {
            [json(&asked(&left)).await, json(&asked(&right)).await, json(&asked(&both)).await]
        });
        for (section, id, at) in [
            ("structure", "familles-table", 1),
            ("structure", "familles-table", 2),
            ("structure", "secteurs-table", 1),
            ("structure", "secteurs-table", 2),
        ] {
            let of = |profile: &Value, name: &str| {
                let column = column(profile, section, id, at);
                column.into_iter().find(|line| line.0 == name).and_then(|line| line.1).unwrap_or(0.0)
            };
            for (name, whole) in column(&both, section, id, at) {
                let sum = of(&left, &name) + of(&right, &name);
                prop_assert!((whole.unwrap_or(0.0) - sum).abs() < 1e-6, "{section} {name}: {whole:?}, {sum}");
            }
        }
    }
}
