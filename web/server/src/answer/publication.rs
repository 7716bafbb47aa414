//! What a person is told of publications asked for from the counter: what waits for one, and how the last one goes.

use std::collections::BTreeSet;

use lanterne_data::deployment::{COUNTER, deposited};
use lanterne_store::deposit::{Deposit, Stage};

use super::deposit::told;
use crate::access::in_minutes;
use crate::document::publication::{PublicationDocument, PublicationsDocument};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::publishing::{Publication, Unready};
use crate::state::State;

/// What waits to be published, of the files that are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Files that are confirmed: whether there is one decides how a publication is asked for.
    pub(crate) confirmed: usize,
    /// Of those, the ones the snapshot was not made with.
    pub(crate) coming: usize,
    /// Files the snapshot was made with, and that were withdrawn since.
    pub(crate) leaving: usize,
}

/// Holds the files that are kept against those a snapshot was made with.
pub(crate) fn waiting(state: &State, kept: &[Deposit]) -> Waiting {
    let confirmed: Vec<&Deposit> = kept.iter().filter(|one| one.stage == Stage::Confirmed).collect();
    let name = |one: &&Deposit| told::kind(&one.kind).map(|kind| deposited(kind, &one.id, &one.file));
    let names: BTreeSet<String> = confirmed.iter().filter_map(name).collect();
    let made_with = state.manifest.inputs.iter().filter(|own| own.card == COUNTER);
    Waiting {
        confirmed: confirmed.len(),
        coming: confirmed.iter().filter(|one| !told::is_published(state, one)).count(),
        leaving: made_with.filter(|own| !names.contains(&own.file)).count(),
    }
}

/// All there is to tell.
pub(crate) fn document(
    state: &State,
    waiting: Waiting,
    unready: Option<Unready>,
    last: Option<&Publication>,
) -> PublicationsDocument {
    PublicationsDocument {
        offered: unready.is_none(),
        why_not: unready.map(|unready| set(unready.sentence())),
        coming: waiting.coming,
        leaving: waiting.leaving,
        sentence: set(&sentence(waiting)),
        last: last.map(|last| publication(state.id(), last)),
    }
}

/// What waits, in a sentence.
fn sentence(Waiting { coming, leaving, .. }: Waiting) -> String {
    let enters = count(coming, "dépôt confirmé attend", "dépôts confirmés attendent");
    let leaves = count(leaving, "dépôt retiré est encore publié", "dépôts retirés sont encore publiés");
    match (coming, leaving) {
        (0, 0) => "Tout ce qui est confirmé est publié.".to_owned(),
        (_, 0) => format!("{enters} d'être publié{}.", if coming < 2 { "" } else { "s" }),
        (0, _) => format!("{leaves}."),
        _ => format!("{enters} d'être publié{}, et {leaves}.", if coming < 2 { "" } else { "s" }),
    }
}

/// How one goes, or went; `served` is the snapshot that is served now.
pub(crate) fn publication(served: &str, one: &Publication) -> PublicationDocument {
    let (state, label, sentence) = standing(served, one);
    PublicationDocument {
        id: one.id.clone(),
        state: state.to_owned(),
        state_label: label.to_owned(),
        step: one.step.as_deref().map(set).filter(|_| one.runs()),
        share: one.share.filter(|_| one.runs()),
        sentence: set(&sentence),
        by: one.by.clone(),
        began_at: one.began_at.clone(),
        ended_at: one.ended_at.clone(),
        exit: one.exit,
        // What it made opens before its program has ended: until then nobody is told that it is over.
        served: !one.runs() && one.published.as_deref() == Some(served),
        snapshot: one.published.clone(),
        lines: one.lines.iter().cloned().collect(),
    }
}

fn standing(served: &str, one: &Publication) -> (&'static str, &'static str, String) {
    if one.runs() {
        let share = one.share.map(|share| format!(", {share} %")).unwrap_or_default();
        let step = one.step.as_ref().map(|step| format!(" : {step}{share}")).unwrap_or_default();
        return (
            "en_cours",
            "En cours",
            format!("Publication en cours{step}. Ce qui est servi le reste jusqu'à la fin."),
        );
    }
    match &one.published {
        Some(id) if one.exit == Some(0) && *id == one.instead_of => (
            "a_jour",
            "Déjà à jour",
            "Rien n'a changé depuis la dernière publication : elle reste celle qui est servie.".to_owned(),
        ),
        Some(id) if one.exit == Some(0) && id == served => (
            "publiee",
            "Publié",
            "La nouvelle publication est servie : la carte et les chiffres la montrent.".to_owned(),
        ),
        // A snapshot opens within seconds; one that is not served by then never was, or another took its place.
        Some(_) if one.exit == Some(0) && one.ended_at.as_ref().is_some_and(|ended| *ended > in_minutes(-1)) => {
            ("publiee", "Publié", "La nouvelle publication est faite ; elle sera servie dans un instant.".to_owned())
        }
        Some(_) if one.exit == Some(0) => (
            "publiee",
            "Publié",
            "La publication a été faite ; ce n'est pas celle qui est servie à présent.".to_owned(),
        ),
        _ => (
            "echouee",
            "Échec",
            "La publication n'a pas abouti : ce qui était servi le reste, et rien de ce qui est confirmé n'est perdu."
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_served_before_the_program_has_ended_is_still_told_as_under_way() {
        let (before, made) = ("0123456789abcdef", "fedcba9876543210");
        let mut one = Publication::begun("lea@region.example", before);
        one.published = Some(made.to_owned());
        let told = |one: &Publication| {
            let told = publication(made, one);
            (told.state, told.served)
        };
        assert_eq!(told(&one), ("en_cours".to_owned(), false));
        (one.exit, one.ended_at) = (Some(0), Some(in_minutes(0)));
        assert_eq!(told(&one), ("publiee".to_owned(), true));
    }

    #[test]
    fn what_waits_is_told_in_number() {
        let told = |coming, leaving| sentence(Waiting { confirmed: coming, coming, leaving });
        assert_eq!(told(0, 0), "Tout ce qui est confirmé est publié.");
        assert_eq!(told(1, 0), "1 dépôt confirmé attend d'être publié.");
        assert_eq!(told(3, 1), "3 dépôts confirmés attendent d'être publiés, et 1 dépôt retiré est encore publié.");
        assert_eq!(told(0, 2), "2 dépôts retirés sont encore publiés.");
    }
}
