//! The sentences of the comparison, for a committee: what changed, whether chance explains it, why.

use super::{Between, judged, revision};
use crate::document::committee::{ComparedFigure, RevisedYear, SchemeComparison};
use crate::document::deployment::SchemeDeployment;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::french::{integer, number};

/// « De fin 2022 à fin 2024, 1 587 bénéficiaires de plus dans les Hauts-de-France ; 86 EPCI atteints sur 90, comme avant. »
pub(super) fn sentence(between: &Between<'_>, overall: &SchemeComparison) -> String {
    let (before, after, place) = (between.before, between.after, &between.later.place);
    let people = match overall.activity.beneficiaries {
        Some(new) => count(new as usize, "bénéficiaire de plus", "bénéficiaires de plus"),
        None => "un nombre de bénéficiaires qui n'est pas dit (s)".to_owned(),
    };
    let [was, is] = counts(&overall.figures, "epci");
    let whether = match was == is {
        true => "comme avant".to_owned(),
        false => format!("contre {was} avant"),
    };
    set(&format!(
        "De fin {before} à fin {after}, {people} pour {place} ; {is} EPCI atteints sur {}, {whether}.",
        between.later.open
    ))
}

/// A figure at both dates, as written.
fn counts(figures: &[ComparedFigure], kind: &str) -> [String; 2] {
    let found = figures.iter().find(|figure| figure.kind == kind);
    let of = |value: Option<f64>| value.map_or_else(|| "n.d.".to_owned(), integer);
    [of(found.and_then(|figure| figure.before)), of(found.and_then(|figure| figure.after))]
}

/// Three to five sentences.
pub(super) fn sentences(
    between: &Between<'_>,
    after: &SchemeDeployment,
    figures: &[ComparedFigure],
    why: [&str; 2],
    revised: &[RevisedYear],
) -> Vec<String> {
    let [was, is] = counts(figures, "epci");
    let reached = format!(
        "{} : {is} EPCI atteints sur {} fin {}, contre {was} fin {}.",
        after.name, between.later.open, between.after, between.before
    );
    let mut sentences = vec![set(&reached)];
    if let Some(spread) = judged(after).filter(|spread| !spread.sentence.is_empty()) {
        sentences.push(spread.sentence.clone());
    }
    sentences.extend(why.map(str::to_owned));
    sentences.extend(revision::said(revised).or_else(|| equity(figures, after)));
    sentences
}

/// « L'indice de Gini passe de 0,490 à 0,470 ; 0,475 si le hasard seul répartissait par habitant. »
fn equity(figures: &[ComparedFigure], after: &SchemeDeployment) -> Option<String> {
    let gini = figures.iter().find(|figure| figure.kind == "gini")?;
    let (was, is) = (gini.before?, gini.after?);
    let way = match gini.difference {
        Some(difference) if difference > 0.0 => "moins égal",
        Some(difference) if difference < 0.0 => "plus égal",
        Some(_) | None => "aussi égal",
    };
    let chance = after
        .gini_expected
        .map_or_else(String::new, |chance| format!(" ; {} si le hasard répartissait par habitant", number(chance, 3)));
    Some(set(&format!(
        "Partage {way} entre habitants : indice de Gini de {} à {}{chance}.",
        number(was, 3),
        number(is, 3)
    )))
}

/// What none of this says.
pub(super) fn notes(between: &Between<'_>) -> Vec<String> {
    let from = between.later.years.first().copied().unwrap_or(between.before);
    let own = [
        format!(
            "Chaque date compte depuis {from} jusqu'à la fin de son année. Une différence n'est montrée que si ses deux termes le sont (s)."
        ),
        "Quels EPCI étaient atteints à la première date n'est dit que de ceux qui n'ont rien reçu depuis, ou n'ont jamais rien reçu ; des \
         autres, cela laisserait deviner des nombres de un ou deux. De même, combien des nouveaux bénéficiaires sont dans des EPCI atteints \
         pour la première fois n'est dit que par ses bornes."
            .to_owned(),
    ];
    own.iter().map(|note| set(note)).chain(between.later.notes.iter().cloned()).collect()
}
