//! What the documents ask of an observatory: who asks, what for, and a first reading of its priority, which decides nothing.

use std::path::Path;

use lanterne_data::row::Need;

use super::fault::FactFault;
use super::sheet::Sheet;

const AUDIENCES: [&str; 7] = ["analyste", "collectivité", "Région", "opérateur", "acteur de l'ESS", "élu", "citoyen"];
const PRIORITIES: [&str; 3] = ["indispensable", "utile", "possible"];

/// Every need.
pub(super) fn needs(folder: &Path, faults: &mut Vec<FactFault>) -> Vec<Need> {
    let columns = ["need_id", "user", "need", "feature_idea", "priority_guess", "theme", "document", "quote", "note"];
    Sheet::open(folder, "needs.csv", &columns, faults).keyed("need_id", |line| Need {
        need: line.text("need_id"),
        audience: line.one_of("user", &AUDIENCES),
        wish: line.text("need"),
        idea: line.maybe("feature_idea"),
        theme: line.maybe("theme"),
        priority: Some(line.one_of("priority_guess", &PRIORITIES)),
        document: line.text("document"),
        quote: line.maybe("quote"),
        note: line.maybe("note"),
    })
}
