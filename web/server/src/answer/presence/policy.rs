//! Which EPCI have an ESS plan, a convention, a referent: what the documents of the facts say, and nothing else.
//!
//! Two tables speak of it. A declared territory whose description names such a thing has it, and so do its certain members: a
//! document says so. A target about such a thing, of a territory of that name, is aimed at. A candidate member is no member. What no
//! document says is unknown: nobody keeps a list, and silence is never « no ».

use lanterne_data::read::Zone;
use lanterne_observatory::Level;

use super::LEVEL;
use crate::answer::published::document_title;
use crate::document::presence::{PoliciesDocument, PolicyEvidence, PolicyKind};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;
use crate::view::{ViewKey, sole_region};

/// What is looked for: slug, label, and the words by which the facts name it, in lower case.
const KINDS: [(&str, &str, &[&str]); 3] = [
    ("plan", "plan ou stratégie ESS", &["stratégie ess", "plan ess", "plan d'actions pour l'ess"]),
    ("convention", "convention ESS", &["convention ess", "convention pour l'ess"]),
    ("referent", "référent ESS", &["référent ess"]),
];

/// A document says it.
const STATED: &str = "dit";
/// A document aims at it.
const AIMED: &str = "vise";

/// Whether a text of the facts names something.
fn names(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    words.iter().any(|word| text.contains(word))
}

/// What is known of the EPCI of a region.
pub(crate) fn policies(state: &State, region: Option<u32>) -> PoliciesDocument {
    let region = region.or_else(|| sole_region(state));
    let view = state.view(ViewKey::usual(LEVEL, region));
    let index = state.territories(LEVEL);
    let code = |row: &u32| index.code.get(*row as usize).cloned().unwrap_or_default();
    let codes: Vec<String> = view.rows.iter().map(code).collect();
    let evidence: Vec<PolicyEvidence> =
        evidence(state).into_iter().filter(|own| own.codes.iter().any(|code| codes.contains(code))).collect();
    let known: Vec<Vec<Option<String>>> = KINDS
        .iter()
        .map(|(kind, _, _)| {
            let of = |code: &String| {
                let said = |status: &str| {
                    evidence.iter().any(|own| own.kind == *kind && own.status == status && own.codes.contains(code))
                };
                [STATED, AIMED].into_iter().find(|status| said(status)).map(str::to_owned)
            };
            codes.iter().map(of).collect()
        })
        .collect();
    let kinds: Vec<PolicyKind> = KINDS
        .iter()
        .zip(&known)
        .map(|((slug, label, _), known)| {
            let of = |status: &str| known.iter().filter(|own| own.as_deref() == Some(status)).count();
            PolicyKind { slug: (*slug).to_owned(), label: set(label), stated: of(STATED), aimed: of(AIMED) }
        })
        .collect();
    let spoken = (0..codes.len()).filter(|at| known.iter().any(|kind| kind[*at].is_some())).count();
    PoliciesDocument {
        region: state.region_code(region).cloned(),
        place: set(&view.reference.named.with_article()),
        name: view
            .rows
            .iter()
            .map(|row| index.name.get(*row as usize).map(|name| set(name)).unwrap_or_default())
            .collect(),
        sentence: sentence(spoken, codes.len()),
        notes: notes(),
        row: view.rows.clone(),
        code: codes,
        kinds,
        known,
        evidence,
    }
}

fn sentence(spoken: usize, all: usize) -> String {
    let rest = all - spoken;
    set(&match spoken {
        0 => format!(
            "Des politiques ESS des {all} EPCI, aucun document chargé ne dit rien : c'est inconnu, et non « non »."
        ),
        _ => format!(
            "Les documents chargés parlent de la politique ESS de {} sur {all} ; {} : c'est inconnu, et non « non ».",
            count(spoken, "EPCI", "EPCI"),
            match rest {
                0 => "aucun n'est passé sous silence".to_owned(),
                rest => format!("de {} ils ne disent rien", count(rest, "autre", "autres")),
            }
        ),
    })
}

fn notes() -> Vec<String> {
    let notes = [
        "Personne ne tient la liste des plans, conventions et référents ESS des EPCI : ce qui est montré est lu dans les documents de référence.",
        "Une stratégie portée par un PETR est dite de chacun de ses membres certains ; un membre seulement probable n'en a pas.",
        "« Visé » : un document se le donne pour but. Rien ne dit que ce soit fait.",
    ];
    notes.iter().map(|note| set(note)).collect()
}

/// Every sentence of the facts about a policy, with the EPCI it is about.
fn evidence(state: &State) -> Vec<PolicyEvidence> {
    let contents = &state.contents;
    let mut found = Vec::new();
    for (kind, _, words) in KINDS {
        for zone in contents.zones.iter().filter(|zone| !zone.epci.is_empty()) {
            let Some(description) = zone.description.as_deref().filter(|text| names(text, words)) else { continue };
            found.push(PolicyEvidence {
                kind: kind.to_owned(),
                status: STATED.to_owned(),
                territory: set(&zone.name),
                sentence: set(description),
                document: zone.document.as_deref().map(|file| set(document_title(file))),
                codes: zone.epci.clone(),
            });
        }
        for target in contents.targets.iter().filter(|own| names(&own.subject, words)) {
            let codes = members(state, &target.territory);
            if codes.is_empty() {
                continue;
            }
            found.push(PolicyEvidence {
                kind: kind.to_owned(),
                status: AIMED.to_owned(),
                territory: set(&target.territory),
                sentence: set(&target.description),
                document: None,
                codes,
            });
        }
    }
    found
}

/// Certain EPCI of the territory of that name: a declared one, or an EPCI.
fn members(state: &State, name: &str) -> Vec<String> {
    let of_zone = |zone: &&Zone| zone.name == name && !zone.epci.is_empty();
    if let Some(zone) = state.contents.zones.iter().find(of_zone) {
        return zone.epci.clone();
    }
    let index = state.territories(Level::Epci);
    index.name.iter().zip(&index.code).filter(|(own, _)| *own == name).map(|(_, code)| code.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{KINDS, names};

    #[test]
    fn a_policy_is_found_by_the_words_of_the_facts_whatever_their_apostrophe() {
        let of = |text: &str| KINDS.map(|(_, _, words)| names(text, words));
        assert_eq!(of("Trois communautés de communes ; stratégie ESS 2025-2028."), [true, false, false]);
        assert_eq!(of("Référent ESS"), [false, false, true]);
        assert_eq!(of("Un plan d’actions pour l’ESS"), [true, false, false]);
        assert_eq!(of("Territoire pilote pour des contrats durables avec l'ESS."), [false; 3]);
    }
}
