//! Why two dates differ: new beneficiaries, places opened and closed, communes that are others.
//!
//! How many beneficiaries EPCI reached for the first time have is not told: beside their number, which is public, it would tell counts of
//! one. What follows from the public answers is told instead: at least one each, so that the rest is elsewhere.

use lanterne_data::row::Day;
use lanterne_observatory::Level;

use super::{Between, reached};
use crate::answer::deployment::finding::JUDGED_BY;
use crate::answer::deployment::unit::units;
use crate::answer::number;
use crate::answer::presence::site::{KINDS, kind, places};
use crate::document::committee::{ActivityChange, CogChange, ComparedFigure, KindCount, SiteChange};
use crate::document::deployment::{DeploymentUnits, SchemeDeployment};
use crate::french::integer;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::problem::Problem;

/// New beneficiaries, and in how many EPCI they may be.
pub(super) fn activity(
    between: &Between<'_>,
    before: &SchemeDeployment,
    after: &SchemeDeployment,
    figures: &[ComparedFigure],
) -> Result<ActivityChange, Problem> {
    let told = figures.iter().find(|figure| figure.kind == "beneficiaires");
    let beneficiaries = told.and_then(|figure| figure.difference);
    let [was, is] = [before, after].map(|of| number(reached(of)).map_or(0, |count| count as usize));
    let first_time = is.saturating_sub(was);
    // Whom the last years served is public; of earlier years it would tell small counts.
    let served = match between.after == between.last {
        true => {
            let public = units(between.state, between.region, after.scheme.as_deref(), JUDGED_BY)?;
            Some(served_since(&public, between.before))
        }
        false => None,
    };
    let again = served.and_then(|served| served.checked_sub(first_time));
    let least = first_time as f64;
    let mut change = ActivityChange {
        beneficiaries,
        absence: told.and_then(|figure| figure.difference_absence.clone()),
        first_time,
        again,
        left: again.and_then(|again| was.checked_sub(again)),
        first_time_least: beneficiaries.map(|_| least),
        elsewhere_most: beneficiaries.map(|count| (count - least).max(0.0)),
        sentence: String::new(),
    };
    change.sentence = said(between, &change, was);
    Ok(change)
}

/// Territories whose last beneficiary is of a year after that one.
fn served_since(public: &DeploymentUnits, before: u16) -> usize {
    let last = |since: &Option<u16>| since.and_then(|since| public.window[1].checked_sub(since));
    public.years_since.iter().filter_map(last).filter(|last| *last > before).count()
}

fn said(between: &Between<'_>, change: &ActivityChange, was: usize) -> String {
    let from = between.before + 1;
    let when = if from == between.after { format!("en {from}") } else { format!("de {from} à {}", between.after) };
    let first = match change.first_time {
        0 => "aucun EPCI atteint".to_owned(),
        more => count(more, "EPCI atteint", "EPCI atteints"),
    };
    let people = match change.beneficiaries {
        Some(new) => count(new as usize, "bénéficiaire de plus", "bénéficiaires de plus"),
        None => "Des bénéficiaires dont le nombre n'est pas dit (s)".to_owned(),
    };
    let mut text = format!("{people} {when}, et {first} pour la première fois");
    if let (Some(again), Some(left)) = (change.again, change.left) {
        text += &format!(
            " ; des {} déjà atteints fin {}, {} servis de nouveau et {} non",
            integer(was as f64),
            between.before,
            integer(again as f64),
            integer(left as f64)
        );
    }
    text.push('.');
    if let (Some(most), true) = (change.elsewhere_most, change.first_time > 0) {
        let most = integer(most);
        text += &format!(" Parmi ces bénéficiaires, {most} au plus étaient dans des EPCI déjà atteints.");
    }
    set(&text)
}

/// Places of a scheme opened and closed; those of the region, and those whose place is not known.
pub(super) fn sites(between: &Between<'_>, scheme: Option<&str>) -> SiteChange {
    let contents = &between.state.contents;
    let communes = between.state.territories(Level::Commune);
    let here = |code: Option<&str>| {
        let row = code.and_then(|code| communes.row(code));
        row.is_none_or(|row| {
            between.region.is_none() || contents.belonging.region.get(row as usize).copied().flatten() == between.region
        })
    };
    let (from, to) = (end(between.before), end(between.after));
    let (mut opened, mut closed) = (vec![0_usize; KINDS.len()], vec![0_usize; KINDS.len()]);
    let mut undated = 0;
    for site in places(contents, scheme).filter(|site| here(site.commune.as_deref())) {
        let Some(at) = KINDS.iter().position(|own| own.0 == kind(site)) else { continue };
        undated += usize::from(site.opened.is_none());
        // The last day is one on which it is still open.
        opened[at] += usize::from(site.opened.is_some_and(|day| Some(day) > from && Some(day) <= to));
        closed[at] += usize::from(site.closed.is_some_and(|day| Some(day) >= from && Some(day) < to));
    }
    let (opened, closed) = (by_kind(&opened), by_kind(&closed));
    let sentence = sites_said(&opened, &closed, undated);
    SiteChange { opened, closed, undated, sentence }
}

/// Last day of a year; none of a year that no calendar has.
fn end(year: u16) -> Option<Day> {
    format!("{year:04}-12-31").parse().ok()
}

fn by_kind(counts: &[usize]) -> Vec<KindCount> {
    let kinds = KINDS.iter().zip(counts).filter(|(_, number)| **number > 0);
    kinds
        .map(|((kind, one, many), number)| KindCount {
            kind: (*kind).to_owned(),
            label: set(&count(*number, one, many)),
            count: *number,
        })
        .collect()
}

fn sites_said(opened: &[KindCount], closed: &[KindCount], undated: usize) -> String {
    let named = |of: &[KindCount]| list(&of.iter().map(|own| own.label.clone()).collect::<Vec<_>>(), KINDS.len());
    let mut text = match (opened.is_empty(), closed.is_empty()) {
        (true, true) => "Aucun lieu n'a ouvert ni fermé entre les deux dates".to_owned(),
        (false, true) => format!("Lieux ouverts : {}, aucun fermé", named(opened)),
        (true, false) => format!("Lieux fermés : {}, aucun ouvert", named(closed)),
        (false, false) => format!("Lieux ouverts : {} ; fermés : {}", named(opened), named(closed)),
    };
    if undated > 0 {
        let lacking = count(undated, "lieu sans date d'ouverture connue", "lieux sans date d'ouverture connue");
        text += &format!(", {lacking} mis à part");
    }
    text.push('.');
    set(&text)
}

/// What became of the communes of the region between the two dates.
pub(super) fn cog(between: &Between<'_>) -> CogChange {
    let (state, before, after) = (between.state, between.before, between.after);
    let passages = &state.contents.passages;
    let year = state.manifest.cog;
    if passages.earliest().is_none_or(|earliest| earliest > before) {
        let sentence = match passages.earliest() {
            Some(first) => format!(
                "La table de passage des communes commence en {first} : avant, leurs fusions sont inconnues ici."
            ),
            None => "Aucune table de passage des communes n'est chargée : leurs fusions sont inconnues ici.".to_owned(),
        };
        return CogChange { codes: None, into: None, sentence: set(&sentence) };
    }
    let communes = state.territories(Level::Commune);
    let here = |code: &String| {
        let row = communes.row(code);
        let region = row.and_then(|row| state.contents.belonging.region.get(row as usize).copied().flatten());
        row.is_some() && (between.region.is_none() || region == between.region)
    };
    let changed = passages.changed(before, after);
    let of_today = |became: &String| passages.of(became, after, year);
    let changed: Vec<&(String, Vec<String>)> =
        changed.iter().filter(|(_, became)| became.iter().flat_map(of_today).any(|code| here(&code))).collect();
    let mut targets: Vec<&str> = changed.iter().flat_map(|(_, became)| became.iter().map(String::as_str)).collect();
    targets.sort_unstable();
    targets.dedup();
    let into = targets.len();
    let sentence = match changed.len() {
        0 => format!("Aucune commune n'a changé de code de {before} à {after}."),
        codes => format!(
            "{} changé de code de {before} à {after}, au profit de {} : les deux dates sont comptées dans la géographie {year}, et aucune \
             différence n'en vient.",
            count(codes, "commune a", "communes ont"),
            count(into, "commune", "communes")
        ),
    };
    CogChange { codes: Some(changed.len()), into: Some(into), sentence: set(&sentence) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(counts: [usize; 5]) -> Vec<KindCount> {
        by_kind(&counts)
    }

    #[test]
    fn places_opened_and_closed_are_told_by_kind_and_those_without_date_apart() {
        assert_eq!(
            sites_said(&kinds([0, 1, 2, 0, 0]), &kinds([0; 5]), 0),
            set("Lieux ouverts : 1 antenne et 2 permanences, aucun fermé.")
        );
        assert_eq!(
            sites_said(&kinds([0; 5]), &kinds([0; 5]), 3),
            set(
                "Aucun lieu n'a ouvert ni fermé entre les deux dates, 3 lieux sans date d'ouverture connue mis à part."
            )
        );
    }

    #[test]
    fn a_year_ends_on_its_last_day() {
        assert_eq!(end(1970), Some(Day(364)));
        assert!(end(2024) > end(2023));
    }
}
