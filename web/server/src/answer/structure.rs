//! What the ESS of a territory is made of: by famille, by section.

use lanterne_observatory::assembly::by_section;
use lanterne_observatory::{Famille, Value};

use super::number;
use crate::document::territory::{Share, Structure};
use crate::french::typography::set;
use crate::state::State;
use crate::view::{View, ViewKey};

/// Structure of the unit at `position` of a view; `belongs` says which communes are its.
pub(crate) fn structure(state: &State, view: &View, position: usize, belongs: impl Fn(u32) -> bool) -> Structure {
    // Each list is what the choice made in the other leaves: limited to its own choice it would say that choice.
    let across = state.view(ViewKey { filter: view.key.filter.of_every_famille(), ..view.key });
    let along = state.view(ViewKey { filter: view.key.filter.of_every_section(), ..view.key });
    let columns = &across.columns;
    let (all_establishments, all_jobs) = (columns.establishments[position], columns.jobs[position]);
    let reference = &across.reference.columns;
    let reference_jobs = reference.jobs.first().copied().and_then(number);
    let familles: Vec<Share> = columns
        .familles
        .iter()
        .zip(&reference.familles)
        .map(|(part, whole)| Share {
            slug: part.famille.as_str().to_owned(),
            label: part.famille.label().to_owned(),
            establishments: number(part.establishments[position]),
            jobs: number(part.jobs[position]),
            share_jobs: share(part.jobs[position], all_jobs),
            share_establishments: share(part.establishments[position], all_establishments),
            reference_share_jobs: ratio(whole.jobs.first().copied().and_then(number), reference_jobs),
        })
        .collect();
    let sections = if all_establishments.is_ok() { sections(state, &along, position, belongs) } else { Vec::new() };
    Structure { sentence: sentence(&familles, &sections), familles, sections }
}

fn sections(state: &State, view: &View, position: usize, belongs: impl Fn(u32) -> bool) -> Vec<Share> {
    let grain = state.grain(view.key.year);
    let (all_establishments, all_jobs) = (view.columns.establishments[position], view.columns.jobs[position]);
    let own = by_section(grain, view.key.counted(), belongs);
    let mut shares: Vec<Share> = own
        .into_iter()
        .zip(view.reference_sections(state))
        .filter(|((_, establishments, _), _)| *establishments > 0.0)
        .map(|((section, establishments, jobs), (_, _, reference_jobs))| Share {
            slug: section.as_str().to_owned(),
            label: section.label().to_owned(),
            establishments: Some(establishments),
            jobs: Some(jobs),
            share_jobs: share(Ok(jobs), all_jobs),
            share_establishments: share(Ok(establishments), all_establishments),
            reference_share_jobs: ratio(
                Some(*reference_jobs),
                view.reference.columns.jobs.first().copied().and_then(number),
            ),
        })
        .collect();
    shares.sort_by(|a, b| b.jobs.unwrap_or(0.0).total_cmp(&a.jobs.unwrap_or(0.0)).then_with(|| a.slug.cmp(&b.slug)));
    shares
}

fn share(part: Value, whole: Value) -> Option<f64> {
    ratio(number(part), number(whole))
}

fn ratio(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    let (part, whole) = (part?, whole?);
    lanterne_observatory::measure::share::percent(&[Ok(part)], &[Ok(whole)]).first().copied().and_then(number)
}

fn sentence(familles: &[Share], sections: &[Share]) -> String {
    let first = familles
        .iter()
        .filter(|share| share.jobs.is_some_and(|jobs| jobs > 0.0))
        .max_by(|a, b| a.share_jobs.unwrap_or(0.0).total_cmp(&b.share_jobs.unwrap_or(0.0)));
    let Some((first, share)) = first.and_then(|first| Some((first, first.share_jobs?))) else {
        return String::new();
    };
    let compared =
        first.reference_share_jobs.map(|reference| format!(" (référence : {} %)", crate::french::integer(reference)));
    let sector = sections.first().and_then(|section| {
        let share = section.share_jobs?;
        Some(format!(" ; premier secteur : {}, {} %", section.label.to_lowercase(), crate::french::integer(share)))
    });
    set(&format!(
        "{} : {} % des emplois de l'ESS{}{}.",
        famille_label(&first.slug, &first.label),
        crate::french::integer(share),
        compared.unwrap_or_default(),
        sector.unwrap_or_default()
    ))
}

/// The label of a famille as it begins a sentence.
fn famille_label(slug: &str, label: &str) -> String {
    slug.parse::<Famille>().map_or_else(|_| label.to_owned(), |famille| famille.label().to_owned())
}
