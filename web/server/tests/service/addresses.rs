//! The address space as a whole: problems, tags, compression, the page, and no address that fails.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use proptest::prelude::*;

use crate::asking::{ask, get, get_with, json, service};

#[tokio::test]
async fn a_problem_says_place_value_and_expectation_in_french() {
    let unknown = get("/api/v1/series/densite").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(unknown.header("content-type"), "application/problem+json");
    let detail = unknown.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("«\u{a0}densite\u{a0}»") && detail.contains("etablissements_10000_hab"), "{detail}");
    let parameter = get("/api/v1/series/part_emplois?classes=99").await;
    assert_eq!(parameter.status, StatusCode::BAD_REQUEST);
    assert!(parameter.json()["detail"].as_str().unwrap().contains("de 2 à 12"));
    let typo = get("/api/v1/series/part_emplois?levle=epci").await;
    assert_eq!(typo.status, StatusCode::BAD_REQUEST, "a misspelt parameter is not ignored");
    let place = get("/api/v1/territories/epci/59350").await;
    assert!(place.json()["detail"].as_str().unwrap().contains("neuf chiffres"));
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_twice() {
    for address in ["/api/v1/snapshot", "/api/v1/series/part_emplois", "/tiles/epci.json", "/", "/api/openapi.json"] {
        let tag = get(address).await.header("etag").to_owned();
        assert!(!tag.is_empty(), "{address}");
        let again = get_with(address, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
        let other = get_with(address, &[("if-none-match", "W/\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK);
        let head = ask(service(), Request::head(address).body(Body::empty()).unwrap()).await;
        assert_eq!(head.header("etag"), tag, "the headers of {address} without its body");
    }
}

#[tokio::test]
async fn answers_are_compressed_for_who_understands_it_and_open_to_other_pages() {
    for encoding in ["br", "gzip"] {
        let answer = get_with("/api/v1/indicators", &[("accept-encoding", encoding)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn what_is_no_resource_shows_the_page_and_a_broken_link_is_a_problem() {
    for address in ["/", "/epci/200070985", "/index.html"] {
        let page = get(address).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (StatusCode::OK, "text/html; charset=utf-8"),
            "{address}"
        );
        assert!(page.header("content-security-policy").contains("default-src 'self'"));
    }
    for address in ["/api/v1/nothing", "/api/v2", "/assets/none.js", "/tiles/a/b"] {
        assert_eq!(get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn the_service_is_only_read() {
    for address in ["/api/v1/snapshot", "/", "/epci/200070985"] {
        let answer = ask(service(), Request::post(address).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
        assert_eq!(answer.json()["title"], "Lecture seule");
    }
}

/// Every address of the description that is read, with its parameters.
async fn described() -> Vec<(String, Vec<(String, bool)>)> {
    let description = json("/api/openapi.json").await;
    description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, methods)| methods["get"].is_object())
        .map(|(path, methods)| {
            let parameters = methods["get"]["parameters"].as_array().cloned().unwrap_or_default();
            let shape = |one: &serde_json::Value| (one["name"].as_str().unwrap().to_owned(), one["in"] == "path");
            (path.clone(), parameters.iter().map(shape).collect())
        })
        .collect()
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn every_described_address_exists() {
    let (description, described) = (json("/api/openapi.json").await, described().await);
    assert!(described.len() >= 15, "{}", described.len());
    let examples = [
        ("/carte.{format}", "/carte.svg"),
        ("{level}", "epci"),
        ("{code}", "200070985"),
        ("{indicator}", "part_emplois"),
        ("{other}", "taille_moyenne"),
        ("{layer}", "epci"),
        ("{objective}", "couverture"),
        ("{format}", "xlsx"),
        ("{grid}", "WebMercatorQuad"),
        ("{snapshot}", "0123456789abcdef"),
        ("{table}", "commune"),
        ("{territoire}", "epci-200070985"),
        ("{what}", "part_emplois"),
        ("{kind}", "activite"),
        ("{deposit}", "0123456789ab"),
        ("{z}", "4"),
        ("{x}", "8"),
        ("{y}", "5"),
    ];
    // Stored tiles, kept versions, kept groupings and kept scenarios have names of their own: `tiles`, `profiles`, `groupings`,
    // `scenarios`.
    let named =
        |path: &str| ["{hash}", "{version}", "{groupement}", "{scenario}"].iter().any(|name| path.contains(name));
    for (path, _) in described.iter().filter(|(path, _)| !named(path)) {
        let address = examples.iter().fold(path.clone(), |path, (slot, value)| path.replace(slot, value));
        // What is not for everyone says so, to whoever asks and in the description.
        let is_for_all = description["paths"][path]["get"]["responses"]["401"].is_null();
        let expected = match path.as_str() {
            // There is no provider here; and nobody is told that she is nobody.
            "/connexion" | "/connexion/retour" => StatusCode::NOT_FOUND,
            "/api/v1/me" => StatusCode::OK,
            _ if is_for_all => StatusCode::OK,
            _ => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(get(&address).await.status, expected, "{address}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_parameter_makes_the_service_fail(
        at in 0_usize..1_000,
        texts in proptest::collection::vec(prop_oneof![
            Just(String::new()), Just("epci".to_owned()), Just("32".to_owned()), Just("part_emplois".to_owned()),
            Just("-1".to_owned()), Just("NaN".to_owned()), Just("1e308".to_owned()), Just("acc_ess".to_owned()),
            Just("0".to_owned()), Just("..".to_owned()), Just("999999999999".to_owned()), "\\PC{0,12}",
        ], 12),
        given in proptest::collection::vec(any::<bool>(), 12),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (address, status) = runtime.block_on(async {
            let described = described().await;
            let (path, parameters) = &described[at % described.len()];
            let mut address = path.clone();
            let mut query = Vec::new();
            for (index, (name, in_path)) in parameters.iter().enumerate() {
                let value = escaped(&texts[index % texts.len()]);
                match in_path {
                    true => address = address.replace(&format!("{{{name}}}"), if value.is_empty() { "x" } else { &value }),
                    false if given[index % given.len()] => query.push(format!("{name}={value}")),
                    false => {}
                }
            }
            let address = if query.is_empty() { address } else { format!("{address}?{}", query.join("&")) };
            let status = get(&address).await.status;
            (address, status)
        });
        // This service keeps nothing, and says so.
        let kept = ["/api/v1/groupings/", "/territoire/", "/api/v1/scenarios/", "/scenario/"];
        let kept = kept.iter().any(|start| address.starts_with(start));
        let told = kept && status == StatusCode::SERVICE_UNAVAILABLE;
        prop_assert!(told || status.is_success() || status.is_redirection() || status.is_client_error(), "{address}: {status}");
    }
}

#[tokio::test]
async fn the_page_and_the_api_tell_the_same_methods_as_the_core() {
    use lanterne_observatory::method::Method;
    use lanterne_server::french::typography::set;

    let page = get("/methodes").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let html = String::from_utf8(page.body.clone()).unwrap();
    let served = get("/api/v1/methods").await.json();
    assert_eq!(served.as_array().unwrap().len(), Method::all().count());
    for (method, document) in Method::all().zip(served.as_array().unwrap()) {
        assert_eq!(document["definition"], set(method.definition), "{}", method.slug);
        assert!(html.contains(&format!("<article id=\"{}\">", method.slug)), "{}", method.slug);
        assert!(html.contains(&set(method.reading).replace('<', "&lt;")), "{}", method.slug);
    }
    for indicator in lanterne_observatory::Indicator::ALL {
        assert!(html.contains(&format!("<article id=\"indicateur-{indicator}\">")), "{indicator}");
    }
    assert!(!html.contains("<!--"), "the template is filled in");
    let named = |mark: &str| {
        html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<String>>()
    };
    let (places, links) = (named(" id=\""), named("href=\"#"));
    let distinct: BTreeSet<&String> = places.iter().collect();
    assert_eq!(distinct.len(), places.len(), "two places of one name: {places:?}");
    assert!(links.len() > 100 && links.iter().all(|link| distinct.contains(link)), "a link leads nowhere: {links:?}");
    assert_eq!(get("/methodes.html").await.header("content-type"), "text/html; charset=utf-8");
}
