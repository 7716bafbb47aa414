//! White zones with the user's parameters, by the very functions that the build used for the default ones.

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_data::read::Access;
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::white_zone::offre::{self, Offre};
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict};
use lanterne_observatory::{Indicator, Level};

use super::source::Origin;
use super::{number, reading, sentence};
use crate::document::territory::WhiteZoneTest;
use crate::document::white_zone::{
    AccompagnementColumns, OffreColumns, WhiteZoneKinds, WhiteZoneParameters, WhiteZonesDocument,
};
use crate::french::Named;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;
use crate::view::{View, ViewKey};

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct WhiteZoneQuery {
    pub(crate) view: ViewKey,
    pub(crate) parameters: Parameters,
    pub(crate) schemes: BTreeSet<String>,
}

/// Test `offre` of every unit of a view.
pub(crate) fn offre(view: &View, parameters: Parameters) -> Vec<Offre> {
    let reference = view.reference_estimate(Indicator::EtablissementsHabitants).value;
    offre::test(&view.columns.establishments, &view.columns.population, reference, parameters)
}

/// Test `accompagnement` of every unit of a view, with the journeys it rests on.
fn accompagnement(state: &State, view: &View, query: &WhiteZoneQuery) -> (Vec<Accompagnement>, Arc<Access>) {
    let access = state.access(&query.schemes);
    let group: Vec<Option<usize>> = state
        .contents
        .belonging
        .at(view.key.level)
        .into_iter()
        .map(|row| row.and_then(|row| view.position(row)))
        .collect();
    let population = &state.contents.grain.population;
    (accompagnement::test(&access.journeys, population, &group, view.rows.len(), query.parameters), access)
}

/// Name of the site of a journey, with what it rests on.
fn site_name(state: &State, access: &Access, site: Option<usize>) -> Option<String> {
    let site = state.contents.sites.get(*access.sites.get(site?)?)?;
    let commune = site.commune.as_deref().and_then(|code| {
        let communes = state.territories(Level::Commune);
        communes.row(code).and_then(|row| communes.name.get(row as usize))
    });
    let place = commune.filter(|commune| !site.name.contains(commune.as_str()));
    let place = place.map(|commune| format!(", {commune}")).unwrap_or_default();
    let workshop = if site.is_workshop() { " (lieu d'un atelier)" } else { "" };
    Some(set(&format!("{}{place}{workshop}", site.name)))
}

/// What the places rest on, in French.
fn basis(access: &Access) -> String {
    let unknown = "Les opérateurs dont le lieu est inconnu ne sont pas comptés";
    set(&match (access.sites.len(), access.workshops) {
        (0, _) => format!("Aucun lieu d'accompagnement n'est connu. {unknown}."),
        (sites, 0) => format!("{} selon les documents. {unknown}.", count(sites, "lieu connu", "lieux connus")),
        (sites, workshops) => format!(
            "{}, dont {} où l'opérateur n'a fait que tenir un atelier. {unknown}.",
            count(sites, "lieu connu", "lieux connus"),
            crate::french::integer(workshops as f64)
        ),
    })
}

/// The whole answer.
pub(crate) fn white_zones(state: &State, query: &WhiteZoneQuery) -> WhiteZonesDocument {
    let view = state.view(query.view);
    let offres = offre(&view, query.parameters);
    let (accompagnements, access) = accompagnement(state, &view, query);
    let origin = Origin::of(state, query.view.region);
    let index = state.territories(query.view.level);
    let names = |verdicts: Vec<Verdict>| -> Vec<String> {
        let white = view.rows.iter().zip(verdicts).filter(|(_, verdict)| *verdict == Verdict::Yes);
        white.filter_map(|(row, _)| index.name.get(*row as usize).cloned()).collect()
    };
    let lacking = names(offres.iter().map(|offre| offre.verdict).collect());
    let far = names(accompagnements.iter().map(|tested| tested.verdict).collect());
    let far_sentence = match far.len() {
        0 => String::new(),
        found => format!(
            " Trop d'habitants vivent loin de tout lieu d'accompagnement dans {}.",
            count(found, super::words::unit(query.view.level), super::words::units(query.view.level))
        ),
    };
    WhiteZonesDocument {
        level: query.view.level.as_str().to_owned(),
        perimetre: query.view.perimetre.as_str().to_owned(),
        region: query.view.region.and_then(|row| state.territories(Level::Region).code.get(row as usize).cloned()),
        parameters: WhiteZoneParameters {
            c: query.parameters.reference_share,
            p: query.parameters.probability,
            t: query.parameters.minutes,
            m: query.parameters.far_share,
            schemes: query.schemes.iter().cloned().collect(),
            travel_model: access.sentence.clone(),
            reference: view.reference.name.clone(),
            reference_rate: number(view.reference_estimate(Indicator::EtablissementsHabitants).value),
        },
        sentence: set(&format!(
            "{}{far_sentence}",
            reading::established(query.view.level, &lacking, &view.reference.named)
        )),
        kinds: WhiteZoneKinds {
            offre: OffreColumns {
                verdict: offres.iter().map(|offre| offre.verdict.as_str().to_owned()).collect(),
                probability: offres.iter().map(|offre| offre.probability).collect(),
                rate: offres.iter().map(|offre| number(offre.rate)).collect(),
                low: offres.iter().map(|offre| offre.low).collect(),
                high: offres.iter().map(|offre| offre.high).collect(),
            },
            accompagnement: AccompagnementColumns {
                verdict: accompagnements.iter().map(|tested| tested.verdict.as_str().to_owned()).collect(),
                minutes: accompagnements.iter().map(|tested| number(tested.minutes)).collect(),
                far_share: accompagnements.iter().map(|tested| number(tested.far_share)).collect(),
                nearest: accompagnements.iter().map(|tested| site_name(state, &access, tested.nearest)).collect(),
            },
        },
        basis: basis(&access),
        rows: view.rows.clone(),
        synthetic: origin.synthetic,
        notice: origin.notice,
    }
}

/// Both tests of one unit, with their evidence in words, and the sentence that sums them up.
pub(crate) fn of_unit(
    state: &State,
    view: &View,
    query: &WhiteZoneQuery,
    position: usize,
    territory: &Named,
) -> (Vec<WhiteZoneTest>, String) {
    let (accompagnements, access) = accompagnement(state, view, query);
    let mut tests = Vec::new();
    if let Some(tested) = offre(view, query.parameters).get(position) {
        let evidence = sentence::offre(tested, query.parameters, territory, &view.reference.named);
        tests.push(test(Kind::Offre, tested.verdict, evidence));
    }
    if let Some(tested) = accompagnements.get(position) {
        let nearest = site_name(state, &access, tested.nearest);
        let (brief, text) = sentence::accompagnement(tested, query.parameters, view.key.level, nearest.as_deref());
        tests.push(test(Kind::Accompagnement, tested.verdict, (brief, format!("{text} {}", basis(&access)))));
    }
    let yes = tests.iter().filter(|test| test.verdict == Verdict::Yes.as_str()).count();
    let met = match yes {
        0 => "Aucun critère établi sur".to_owned(),
        1 => "Un critère établi sur".to_owned(),
        more => format!("{more} critères établis sur"),
    };
    let sum = set(&format!("{met} {}.", if tests.len() == 2 { "deux".to_owned() } else { tests.len().to_string() }));
    (tests, sum)
}

fn test(kind: Kind, verdict: Verdict, (evidence, sentence): (String, String)) -> WhiteZoneTest {
    WhiteZoneTest {
        kind: kind.as_str().to_owned(),
        label: kind.label().to_owned(),
        definition: kind.definition().to_owned(),
        verdict: verdict.as_str().to_owned(),
        verdict_label: sign(verdict).to_owned(),
        evidence,
        sentence,
    }
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "oui",
        Verdict::No => "non",
        Verdict::NotSignificant => "n.s.",
        Verdict::NotAvailable => "n.d.",
    }
}
