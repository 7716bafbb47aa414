//! What a territory comes to while it is being composed: its communes, its inhabitants, its ESS, as its profile will say them.

use std::collections::BTreeSet;

use super::subject::{Asked, Subject};
use super::weight::one;
use crate::answer::source::Origin;
use crate::answer::{absence, number};
use crate::document::composition::CompositionDocument;
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;
use crate::tiling::grouping::Grouping;

/// The totals of a composition, which may have no commune left.
pub(crate) fn composition(state: &State, grouping: Grouping) -> CompositionDocument {
    let (sentence, changes) = (grouping.sentence(state), grouping.changes.clone());
    let (population, uncounted) = grouping.people(state);
    let communes = grouping.communes.len();
    let covered = covered(state, &grouping.communes);
    let subject = (communes > 0).then(|| Subject::of(state, &Asked::Grouping(grouping)));
    // No commune: nothing is published of it.
    let fact = |of: fn(&Subject) -> Vec<lanterne_observatory::Value>| one(subject.as_ref().map_or_else(Vec::new, of));
    let establishments = fact(|subject| subject.facts().establishments.clone());
    let jobs = fact(|subject| subject.facts().jobs.clone());
    let origin = Origin::of(state, subject.as_ref().and_then(|subject| subject.view.key.region));
    CompositionDocument {
        communes,
        population,
        uncounted,
        covered,
        establishments: number(establishments),
        establishments_absence: absence(establishments),
        jobs: number(jobs),
        jobs_absence: absence(jobs),
        sentence,
        ess: set(&ess(communes, number(establishments), number(jobs))),
        notes: notes(communes, covered, uncounted),
        changes,
        notice: origin.notice.clone(),
        source: origin.source,
    }
}

/// How many of the communes the register speaks of.
fn covered(state: &State, communes: &BTreeSet<u32>) -> usize {
    let covered = &state.contents.grain.covered;
    communes.iter().filter(|row| covered.get(**row as usize).copied().unwrap_or(false)).count()
}

/// « L’ESS y compte 73 établissements employeurs et 640 emplois salariés, une estimation par tranche d’effectif. »
fn ess(communes: usize, establishments: Option<f64>, jobs: Option<f64>) -> String {
    let noun = |number: f64, one: &'static str, many: &'static str| if number < 2.0 { one } else { many };
    match (establishments, jobs) {
        _ if communes == 0 => String::new(),
        (Some(0.0), _) => "Aucun établissement employeur de l'ESS n'y est connu.".to_owned(),
        (Some(own), Some(jobs)) => format!(
            "L'ESS y compte {} {} et {} {}, une estimation par tranche d'effectif.",
            integer(own),
            noun(own, "établissement employeur", "établissements employeurs"),
            integer(jobs),
            noun(jobs, "emploi salarié", "emplois salariés")
        ),
        (Some(own), None) => format!(
            "L'ESS y compte {} {}.",
            integer(own),
            noun(own, "établissement employeur", "établissements employeurs")
        ),
        (None, _) => "Le registre chargé ne dit rien de l'ESS ici.".to_owned(),
    }
}

fn notes(communes: usize, covered: usize, uncounted: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if uncounted > 0 {
        notes.push(set(&format!("Population inconnue : {}.", count(uncounted, "commune", "communes"))));
    }
    if covered > 0 && covered < communes {
        notes.push(set(&format!(
            "Le registre ne couvre que {} sur {} : établissements et emplois sont ceux de cette partie.",
            count(covered, "commune", "communes"),
            integer(communes as f64)
        )));
    }
    notes
}
