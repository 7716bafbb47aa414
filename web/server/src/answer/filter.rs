//! A filter in words, and the lists it is chosen in. Every answer that is filtered says so, by these words alone.

use lanterne_observatory::assembly::Filter;
use lanterne_observatory::indicator::Denominator;
use lanterne_observatory::{Indicator, Section};

use super::{number, year};
use crate::document::filter::{FilterDocument, PartDocument, PartsDocument};
use crate::french::ordinal::{count, list};
use crate::french::typography::{capital, quoted, set};
use crate::problem::Problem;
use crate::state::State;
use crate::view::ViewKey;

/// Sections named in full; more are named by their letters.
const NAMED: usize = 2;

/// What an answer says of its filter; `None` without one.
pub(crate) fn document(filter: Filter, indicator: Option<Indicator>) -> Option<FilterDocument> {
    Some(FilterDocument {
        famille: filter.familles().map(|famille| famille.as_str().to_owned()).collect(),
        secteur: filter.sections().map(|section| section.as_str().to_owned()).collect(),
        label: label(filter)?,
        explained: explained(filter, indicator),
    })
}

/// « associations et fondations, secteur « Enseignement » »; `None` without filter.
pub(crate) fn label(filter: Filter) -> Option<String> {
    let parts: Vec<String> = [familles(filter), sectors(filter)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| set(&parts.join(", ")))
}

/// A title with its filter: « Part de l'ESS dans l'emploi : associations ».
pub(crate) fn titled(title: &str, filter: Filter) -> String {
    label(filter).map_or_else(|| title.to_owned(), |label| set(&format!("{title} : {label}")))
}

/// A sentence with its filter ahead: « Dans le secteur « Enseignement », associations seulement. Pour 10 000 habitants… »
pub(crate) fn told(filter: Filter, sentence: &str) -> String {
    let within =
        sectors(filter).map(|sectors| format!("{} {sectors}", if one(filter) { "dans le" } else { "dans les" }));
    let only = familles(filter).map(|familles| format!("{familles} seulement"));
    let opening: Vec<String> = [within, only].into_iter().flatten().collect();
    match (opening.is_empty(), sentence.is_empty()) {
        (true, _) | (_, true) => sentence.to_owned(),
        (false, false) => format!("{}. {sentence}", capital(&set(&opening.join(", ")))),
    }
}

/// The same for a view, its year before all where it is not the one of reference: « Fin 2020. Dans le secteur… »
pub(crate) fn told_of(key: ViewKey, sentence: &str) -> String {
    year::told(key.year, &told(key.filter, sentence))
}

/// What is limited and what is not.
fn explained(filter: Filter, indicator: Option<Indicator>) -> String {
    let kept = match (familles(filter), sectors(filter)) {
        (Some(familles), Some(sectors)) => format!("aux {familles} {} {sectors}", of_the(filter)),
        (Some(familles), None) => format!("aux {familles}"),
        (None, Some(sectors)) => format!("{} {sectors}", if one(filter) { "au" } else { "aux" }),
        (None, None) => return String::new(),
    };
    let economy = match (filter.chooses_sections(), one(filter)) {
        (false, _) => "Elle est rapportée à toute l'économie, que ce filtre ne limite pas.",
        (true, true) => "Elle est rapportée à toute l'économie de ce secteur, et de lui seul.",
        (true, false) => "Elle est rapportée à toute l'économie de ces secteurs, et d'eux seuls.",
    };
    let divided = match indicator.map(|indicator| (indicator, indicator.quotient())) {
        None => "",
        Some((_, Some((_, Denominator::Inhabitants)))) => "Les habitants sont tous comptés.",
        Some((_, Some((_, Denominator::Area)))) => "La surface est entière.",
        Some((_, Some((_, Denominator::Economy)))) | Some((Indicator::IndiceSpecificite, None)) => economy,
        Some((_, Some((_, Denominator::Nothing)))) => "",
        Some((_, None)) => "Ce que l'on compte et ce à quoi on le rapporte sont limités de même.",
    };
    let unknown = if filter.chooses_sections() {
        "Un établissement dont l'activité n'est pas connue n'est pas compté."
    } else {
        ""
    };
    let sentences = [&format!("L'ESS est limitée {kept}."), divided, unknown];
    set(&sentences.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "))
}

fn familles(filter: Filter) -> Option<String> {
    let names: Vec<String> = filter.familles().map(|famille| lowered(famille.label())).collect();
    (!names.is_empty()).then(|| list(&names, names.len()))
}

/// « secteur « Enseignement » », « secteurs « A » et « B » », « 4 secteurs (A, C, G et H) ».
fn sectors(filter: Filter) -> Option<String> {
    let sections: Vec<Section> = filter.sections().collect();
    match sections.as_slice() {
        [] => None,
        [only] => Some(format!("secteur {}", quoted(only.label()))),
        few if few.len() <= NAMED => {
            let names: Vec<String> = few.iter().map(|section| quoted(section.label())).collect();
            Some(format!("secteurs {}", list(&names, NAMED)))
        }
        many => {
            let letters: Vec<String> = many.iter().map(|section| section.as_str().to_owned()).collect();
            Some(format!("{} ({})", count(many.len(), "secteur", "secteurs"), list(&letters, many.len())))
        }
    }
}

fn one(filter: Filter) -> bool {
    filter.sections().count() == 1
}

fn of_the(filter: Filter) -> &'static str {
    if one(filter) { "du" } else { "des" }
}

/// The first letter in lower case: « sociétés commerciales de l'ESS ».
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The noun of what is counted, as it stands under a filter: « établissements employeurs retenus ».
pub(crate) fn retained(noun: &str, filter: Filter) -> String {
    if filter.is_open() { noun.to_owned() } else { noun.replace(" de l’ESS", " retenus") }
}

/// The noun of the economy it is divided by, limited to the sectors chosen.
pub(crate) fn of_the_sectors(noun: &str, filter: Filter) -> String {
    let whole = ["établissements employeurs", "emplois salariés"].contains(&noun);
    match (whole && filter.chooses_sections(), one(filter)) {
        (false, _) => noun.to_owned(),
        (true, true) => format!("{noun} du secteur"),
        (true, false) => format!("{noun} de ces secteurs"),
    }
}

/// For the name of a file: « association_cooperative_naf_PQ ».
pub(crate) fn in_file_name(filter: Filter) -> Option<String> {
    let familles: Vec<&str> = filter.familles().map(|famille| famille.as_str()).collect();
    let letters: String = filter.sections().map(|section| section.as_str()).collect();
    let sections = (!letters.is_empty()).then(|| format!("naf_{letters}"));
    let parts: Vec<String> = (!familles.is_empty()).then(|| familles.join("_")).into_iter().chain(sections).collect();
    (!parts.is_empty()).then(|| parts.join("_"))
}

/// Refuses an indicator that says nothing of what the filter keeps.
pub(crate) fn stands(indicator: Indicator, filter: Filter) -> Result<(), Problem> {
    if indicator.stands(filter) {
        return Ok(());
    }
    let familles: Vec<&str> = filter.familles().map(|famille| famille.as_str()).collect();
    Err(Problem::NoMeaning {
        name: "famille",
        value: familles.join(","),
        why: format!(
            "{} compare les familles entre elles : l'ESS limitée à des familles choisies, ce chiffre ne dirait plus que ce choix. \
             Retirez la famille, ou choisissez un autre indicateur",
            quoted(indicator.label())
        ),
    })
}

/// Refuses a filter where white zones are asked for: they are judged on all of the ESS.
pub(crate) fn none_for_white_zones(filter: Filter) -> Result<(), Problem> {
    let (name, value) = match (filter.familles().next(), filter.sections().next()) {
        (Some(famille), _) => ("famille", famille.as_str()),
        (None, Some(section)) => ("secteur", section.as_str()),
        (None, None) => return Ok(()),
    };
    Err(Problem::NoMeaning {
        name,
        value: value.to_owned(),
        why: "une zone blanche se juge sur toute l'ESS ; manquer d'une famille ou d'un secteur n'est pas manquer d'ESS. Retirez le \
              filtre de famille et de secteur"
            .to_owned(),
    })
}

/// The familles and the sectors that can be chosen, counted in the reference of a view.
pub(crate) fn parts(state: &State, key: ViewKey) -> PartsDocument {
    let across = state.view(ViewKey { filter: key.filter.of_every_famille(), ..key });
    let along = state.view(ViewKey { filter: key.filter.of_every_section(), ..key });
    let familles = &across.reference.columns.familles;
    PartsDocument {
        perimetre: key.perimetre.as_str().to_owned(),
        region: state.region_code(key.region).cloned(),
        reference: across.reference.name.clone(),
        filter: document(key.filter, None),
        familles: familles
            .iter()
            .map(|part| PartDocument {
                slug: part.famille.as_str().to_owned(),
                label: set(part.famille.label()),
                establishments: part.establishments.first().copied().and_then(number),
                jobs: part.jobs.first().copied().and_then(number),
            })
            .collect(),
        sections: along
            .reference_sections(state)
            .iter()
            .map(|(section, establishments, jobs)| PartDocument {
                slug: section.as_str().to_owned(),
                label: set(section.label()),
                establishments: Some(*establishments),
                jobs: Some(*jobs),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use lanterne_observatory::Famille;

    use super::*;

    fn health() -> Filter {
        Filter::new([Famille::Association, Famille::SocieteCommerciale], [Section::Q])
    }

    #[test]
    fn a_filter_is_said_in_french() {
        assert_eq!(label(Filter::default()), None);
        assert_eq!(
            label(health()).unwrap_or_default(),
            "associations et sociétés commerciales de l’ESS, secteur «\u{a0}Santé humaine et action sociale\u{a0}»"
        );
        let four = Filter::new([], [Section::A, Section::C, Section::G, Section::H]);
        assert_eq!(label(four).unwrap_or_default(), "4 secteurs (A, C, G et H)");
        assert_eq!(told(four, "La suite."), "Dans les 4 secteurs (A, C, G et H). La suite.");
        assert_eq!(
            told(Filter::new([Famille::Mutuelle], [Section::K]), "La suite."),
            "Dans le secteur «\u{a0}Activités financières et d’assurance\u{a0}», mutuelles seulement. La suite."
        );
        assert_eq!(told(Filter::default(), "La suite."), "La suite.");
    }

    #[test]
    fn what_is_divided_by_is_said_for_each_indicator() {
        let text = |indicator| explained(health(), Some(indicator));
        assert!(text(Indicator::EtablissementsHabitants).contains("Les habitants sont tous comptés."));
        assert!(text(Indicator::PartEmplois).contains("toute l’économie de ce secteur"));
        assert!(text(Indicator::TailleMoyenne).contains("limités de même"));
        let associations = Filter::new([Famille::Association], []);
        let text = explained(associations, Some(Indicator::IndiceSpecificite));
        assert_eq!(
            text,
            "L’ESS est limitée aux associations. Elle est rapportée à toute l’économie, que ce filtre ne limite pas."
        );
    }

    #[test]
    fn a_file_is_named_by_its_filter() {
        assert_eq!(in_file_name(health()).unwrap_or_default(), "association_societe_commerciale_naf_Q");
        assert_eq!(in_file_name(Filter::default()), None);
    }
}
