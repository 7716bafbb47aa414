//! What the documents say of the ESS policy of the EPCI a territory is made of: a plan, a convention, a referent. What none of them says
//! is unknown, and never « no ».

use std::collections::BTreeSet;

use super::Context;
use crate::answer::presence::policy::policies;
use crate::french::ordinal::{count, list};
use crate::french::typography::{capital, set};

/// « Plan ou stratégie ESS : un document le dit. Convention ESS et référent ESS : aucun document n’en dit rien… »; none without EPCI.
pub(super) fn sentence(context: &Context, epci: &BTreeSet<String>) -> Option<String> {
    let document = policies(context.state, context.subject.region);
    let own: Vec<usize> = (0..document.code.len()).filter(|at| epci.contains(&document.code[*at])).collect();
    let kinds = document.kinds.iter().zip(&document.known).map(|(kind, known)| {
        let of = |status: &str| own.iter().filter(|at| known[**at].as_deref() == Some(status)).count();
        (kind.label.as_str(), of("dit"), of("vise"))
    });
    (!own.is_empty()).then(|| set(&told(own.len(), &kinds.collect::<Vec<_>>())))
}

/// Each kind with the EPCI, of so many, of which a document says it, or aims at it.
fn told(all: usize, kinds: &[(&str, usize, usize)]) -> String {
    let mut sentences = Vec::new();
    for (label, stated, aimed) in kinds {
        let words = match (stated, aimed) {
            (0, 0) => continue,
            (0, _) if all == 1 => "un document le vise".to_owned(),
            _ if all == 1 => "un document le dit".to_owned(),
            (0, aimed) => format!("visé pour {} sur {all}", count(*aimed, "EPCI", "EPCI")),
            (stated, 0) => format!("dit de {} sur {all}", count(*stated, "EPCI", "EPCI")),
            (stated, aimed) => format!("dit de {} sur {all}, visé pour {aimed}", count(*stated, "EPCI", "EPCI")),
        };
        sentences.push(format!("{} : {words}.", capital(label)));
    }
    let silent: Vec<String> = kinds.iter().filter(|kind| kind.1 + kind.2 == 0).map(|kind| kind.0.to_owned()).collect();
    if !silent.is_empty() {
        let labels = capital(&list(&silent, silent.len()));
        sentences.push(format!("{labels} : aucun document n'en dit rien, c'est inconnu et non « non »."));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_what_is_aimed_at_and_what_is_not_known_are_three_things() {
        assert_eq!(
            told(1, &[("plan", 1, 0), ("convention", 0, 0), ("référent", 0, 1)]),
            "Plan : un document le dit. Référent : un document le vise. Convention : aucun document n'en dit rien, c'est inconnu et non « non »."
        );
        assert_eq!(
            told(92, &[("plan", 3, 0), ("référent", 3, 2)]),
            "Plan : dit de 3 EPCI sur 92. Référent : dit de 3 EPCI sur 92, visé pour 2."
        );
    }
}
