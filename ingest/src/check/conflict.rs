//! Contradictions between documents as French text, the settled ones first: what each document says and where, what the
//! arithmetic supports, why, and what was kept.

use std::fmt::Write;

use super::prose::{counted, item, number, paragraph, set};
use super::{BOTH, Disagreement, UNDECIDABLE};

/// Columns taken by an identifier.
const INDENT: usize = 8;

/// How a contradiction ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Settled,
    Read,
    Both,
    Open,
}

const ENDS: [(End, &str); 4] = [
    (End::Settled, "Tranchées par le calcul sur les autres chiffres publiés"),
    (End::Read, "Tranchées à la lecture des documents"),
    (End::Both, "Sans vainqueur : chaque valeur est juste dans son périmètre"),
    (End::Open, "Indécidables : une personne doit trancher"),
];

/// Every contradiction, by how it ends.
pub(super) fn section(text: &mut String, disagreements: &[Disagreement]) {
    if disagreements.is_empty() {
        text.push_str(&paragraph("Aucune contradiction entre documents n'est connue de cet instantané.", 0));
        return;
    }
    for (end, title) in ENDS {
        let ended: Vec<&Disagreement> = disagreements.iter().filter(|one| self::end(one) == end).collect();
        if ended.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{} ({})\n", set(title), ended.len());
        for disagreement in ended {
            one(text, disagreement);
        }
    }
}

/// « 40 contradictions : 2 tranchées par le calcul… ».
pub(super) fn summary(disagreements: &[Disagreement]) -> String {
    let count = |end: End| disagreements.iter().filter(|one| self::end(one) == end).count();
    format!(
        "{}, dont {} par le calcul, {} à la lecture, {} où chaque valeur est juste dans son périmètre et {} à trancher \
         par une personne",
        counted(disagreements.len(), "contradiction entre documents", "contradictions entre documents"),
        counted(count(End::Settled), "tranchée", "tranchées"),
        count(End::Read),
        count(End::Both),
        count(End::Open),
    )
}

fn end(disagreement: &Disagreement) -> End {
    match (disagreement.supported, disagreement.contradiction.consistent_value.as_deref()) {
        (Some(_), _) => End::Settled,
        (None, Some(BOTH)) => End::Both,
        (None, Some(UNDECIDABLE) | None) => End::Open,
        (None, Some(_)) => End::Read,
    }
}

fn one(text: &mut String, disagreement: &Disagreement) {
    let fact = &disagreement.contradiction;
    let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
    let said = |value: &Option<String>, place: &Option<String>| match place {
        Some(place) => format!("« {} » ({place})", word(value)),
        None => format!("« {} »", word(value)),
    };
    text.push_str(&item(&fact.contradiction, &format!("{}.", word(&fact.what)), INDENT));
    let both = format!("{} ou {}.", said(&fact.value_a, &fact.where_a), said(&fact.value_b, &fact.where_b));
    text.push_str(&paragraph(&both, INDENT));
    for trial in &disagreement.trials {
        let outcome = if trial.agrees { "concorde" } else { "ne concorde pas" };
        text.push_str(&paragraph(&format!("{} : {outcome}.", trial.text), INDENT));
    }
    let kept = match (end(disagreement), disagreement.supported) {
        (End::Settled, Some(value)) => Some(format!("L'arithmétique soutient {}.", number(value, 0))),
        (End::Read, _) => Some(format!("Retenu : {}.", word(&fact.consistent_value))),
        _ => None,
    };
    for line in kept.iter().chain(&fact.why) {
        text.push_str(&paragraph(line, INDENT));
    }
}
