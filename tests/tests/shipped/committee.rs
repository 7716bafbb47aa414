//! One truth: the committee's document says what the comparison says, a page for each scheme after the first.

use lanterne_report::format;
use lanterne_report::model;
use serde_json::Value;

use crate::reading::text_of_pdf;
use crate::shipped::Server;
use crate::snapshot;

/// Without spaces: a line may break there, a reader of PDF may write another.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{ad}').collect()
}

/// A number of a figure as the document writes it.
fn written(figure: &Value, which: &str) -> String {
    let absence = figure[format!("{which}_absence")].as_str().map(|code| if code == "s" { "s" } else { "n.d." });
    plain(&format::value(&model::Value {
        number: figure[which].as_f64(),
        absence: absence.map(str::to_owned),
        decimals: u8::try_from(figure["decimals"].as_u64().unwrap()).unwrap(),
        unit: figure["unit"].as_str().unwrap().to_owned(),
        signed: which == "difference",
    }))
}

#[test]
fn the_document_of_the_committee_has_a_page_for_each_scheme_and_every_figure_of_the_comparison() {
    let server = Server::start(snapshot());
    let mut answer = server.fetch("/deploiement/comite.pdf?region=32");
    assert_eq!(answer.status(), 200);
    let pdf = answer.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
    assert!(pdf.len() < 2_000_000, "{} bytes", pdf.len());
    let compared = server.json("/api/v1/deployment/comparison?region=32");
    let schemes = compared["schemes"].as_array().unwrap();
    assert!(schemes.len() > 5, "{}", schemes.len());
    assert_eq!(lopdf::Document::load_mem(&pdf).unwrap().get_pages().len(), schemes.len() + 1);
    let print = plain(&text_of_pdf(&pdf));
    let mut held = 0;
    for scheme in schemes.iter().chain([&compared["overall"]]) {
        assert!(print.contains(&plain(scheme["name"].as_str().unwrap())), "{}", scheme["name"]);
        for figure in scheme["figures"].as_array().unwrap() {
            for which in ["before", "after", "difference"] {
                held += 1;
                let shown = written(figure, which);
                assert!(print.contains(&shown), "{}, {}: « {shown} »", scheme["name"], figure["kind"]);
            }
        }
    }
    assert!(held > 100, "{held}");
    assert!(!print.contains("98765,4"), "the search is no sieve");
    assert_eq!(compared["synthetic"].as_bool().unwrap(), print.contains("synthétiques"));
}
