//! Schemes, operators, sites and declared zones. What is not known is counted and said, never left out in silence.

use std::collections::BTreeSet;

use lanterne_data::read::{Operator, Site};
use lanterne_observatory::Level;
use serde_json::{Value as Json, json};

use crate::document::accompaniment::{
    OperatorDocument, OperatorsDocument, Presence, SchemeDocument, SiteDocument, ZoneDocument,
};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;

/// What the place of an operator rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    Stated,
    Workshop,
    Unknown,
}

fn sites_of<'a>(state: &'a State, operator: &'a Operator) -> impl Iterator<Item = &'a Site> {
    let sites = state.contents.sites.iter().filter(|site| site.is_operators());
    sites.filter(|site| site.operator.as_deref() == Some(operator.operator.as_str()))
}

fn basis_of(state: &State, operator: &Operator) -> Basis {
    let placed = sites_of(state, operator).filter(|site| site.commune.is_some() || site.point.is_some());
    placed.map(|site| if site.is_workshop() { Basis::Workshop } else { Basis::Stated }).min().unwrap_or(Basis::Unknown)
}

/// Presence of some operators, its three bases apart.
fn presence<'a>(state: &State, operators: impl Iterator<Item = &'a Operator>) -> Presence {
    let mut counted = [0_usize; 3];
    for operator in operators {
        counted[basis_of(state, operator) as usize] += 1;
    }
    let [stated, workshop, unknown] = counted;
    let all = stated + workshop + unknown;
    let have = if stated < 2 { "a un lieu connu" } else { "ont un lieu connu" };
    let workshops = match workshop {
        0 => String::new(),
        1 => " ; 1 n'est connu que par le lieu d'un atelier".to_owned(),
        more => format!(" ; {more} ne sont connus que par le lieu d'un atelier"),
    };
    let sentence = match all {
        0 => "Aucun opérateur n'est connu.".to_owned(),
        all => format!("{} sur {all} {have}{workshops}.", count(stated, "opérateur", "opérateurs")),
    };
    let whole = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Presence {
        operators: whole(all),
        stated: whole(stated),
        workshop: whole(workshop),
        unknown: whole(unknown),
        sentence: set(&sentence),
    }
}

/// Presence over the whole snapshot.
pub(crate) fn presence_of_all(state: &State) -> Presence {
    presence(state, state.contents.operators.iter())
}

/// Every scheme, with how many of its operators have a known place.
pub(crate) fn schemes(state: &State) -> Vec<SchemeDocument> {
    let shape = |scheme: &lanterne_data::read::Scheme| {
        let of_scheme = state.contents.operators.iter().filter(|operator| operator.schemes.contains(&scheme.scheme));
        let presence = presence(state, of_scheme);
        SchemeDocument {
            scheme: scheme.scheme.clone(),
            name: scheme.name.clone(),
            kind: scheme.kind.clone(),
            lever: scheme.lever.clone(),
            life_stage: scheme.life_stage.clone(),
            beneficiaries: scheme.beneficiaries.clone(),
            amount_max_eur: scheme.amount_max_eur,
            amount_min_eur: scheme.amount_min_eur,
            duration_months: scheme.duration_months,
            eligibility: scheme.eligibility.clone(),
            yearly_volume: scheme.yearly_volume,
            co_financers: scheme.co_financers.clone(),
            document: scheme.document.clone(),
            quote: scheme.quote.clone(),
            operators_placed: presence.stated,
            operators: presence.operators,
            sentence: presence.sentence,
        }
    };
    state.contents.schemes.iter().map(shape).collect()
}

/// An operator and its places.
pub(crate) fn operator(state: &State, operator: &Operator) -> OperatorDocument {
    let sites: Vec<SiteDocument> = sites_of(state, operator).map(|site| site_document(state, site)).collect();
    OperatorDocument {
        operator: operator.operator.clone(),
        name: operator.name.clone(),
        role: operator.role.clone(),
        website: operator.website.clone(),
        schemes: operator.schemes.clone(),
        placed: basis_of(state, operator) != Basis::Unknown,
        sites,
        document: operator.document.clone(),
        quote: operator.quote.clone(),
    }
}

/// Operators of some schemes; all of them when none is named.
pub(crate) fn operators(state: &State, schemes: &BTreeSet<String>) -> OperatorsDocument {
    let chosen: Vec<&Operator> = state
        .contents
        .operators
        .iter()
        .filter(|operator| schemes.is_empty() || operator.schemes.iter().any(|scheme| schemes.contains(scheme)))
        .collect();
    OperatorsDocument {
        scheme: (!schemes.is_empty()).then(|| schemes.iter().cloned().collect::<Vec<_>>().join(",")),
        presence: presence(state, chosen.iter().copied()),
        operators: chosen.into_iter().map(|own| operator(state, own)).collect(),
    }
}

fn site_document(state: &State, site: &Site) -> SiteDocument {
    SiteDocument {
        site: site.site.clone(),
        name: site.name.clone(),
        kind: site.kind.clone(),
        basis: site.basis.clone(),
        basis_label: basis_label(&site.basis),
        commune: site.commune.clone(),
        commune_name: commune_name(state, site),
    }
}

fn commune_name(state: &State, site: &Site) -> Option<String> {
    let communes = state.territories(Level::Commune);
    communes.row(site.commune.as_deref()?).and_then(|row| communes.name.get(row as usize).cloned())
}

fn basis_label(basis: &str) -> String {
    set(match basis {
        "document" => "lieu donné par un document",
        "atelier" => "lieu d'un atelier, et non d'un bureau",
        "fichier" => "lieu donné par un fichier officiel",
        _ => "origine du lieu non précisée",
    })
}

/// Located sites as GeoJSON, with the presence of operators whose place is not known beside it.
pub(crate) fn sites(state: &State, schemes: &BTreeSet<String>, network: Option<&str>) -> Json {
    let serves = |site: &Site| {
        let own =
            || state.contents.operators.iter().find(|operator| Some(&operator.operator) == site.operator.as_ref());
        let stated =
            if site.schemes.is_empty() { own().map(|operator| &operator.schemes) } else { Some(&site.schemes) };
        schemes.is_empty() || stated.is_some_and(|stated| stated.iter().any(|scheme| schemes.contains(scheme)))
    };
    let chosen = state
        .contents
        .sites
        .iter()
        .filter(|site| network.is_none_or(|network| site.network == network) && serves(site));
    let mut unplaced = 0_usize;
    let mut features = Vec::new();
    for site in chosen {
        let Some(point) = site.point else {
            unplaced += 1;
            continue;
        };
        let at = features.len();
        features.push(json!({
            "type": "Feature",
            "id": at,
            "geometry": {"type": "Point", "coordinates": point},
            "properties": {
                "site": site.site,
                "name": site.name,
                "operator": site.operator,
                "network": site.network,
                "kind": site.kind,
                "basis": site.basis,
                "basis_label": basis_label(&site.basis),
                "precision": site.precision,
                "commune": site.commune,
                "commune_name": commune_name(state, site),
                "schemes": site.schemes,
                "card": site.card,
            },
        }));
    }
    json!({
        "type": "FeatureCollection",
        "features": features,
        "unplaced": unplaced,
        "presence": operators(state, schemes).presence,
    })
}

/// Declared zones, of one kind where asked.
pub(crate) fn zones(state: &State, kind: Option<&str>) -> Vec<ZoneDocument> {
    let index = state.territories(Level::Epci);
    let rows = |codes: &[String]| -> Vec<u32> { codes.iter().filter_map(|code| index.row(code)).collect() };
    let shape = |zone: &lanterne_data::read::Zone| {
        let (own, candidate) = (rows(&zone.epci), rows(&zone.epci_candidate));
        let boxes = own.iter().chain(&candidate).filter_map(|row| index.bbox.get(*row as usize).copied().flatten());
        let bbox = boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        ZoneDocument {
            zone: zone.zone.clone(),
            name: zone.name.clone(),
            kind: zone.kind.clone(),
            departement: zone.departement.clone(),
            certain: !own.is_empty() && candidate.is_empty(),
            rows: own,
            rows_candidate: candidate,
            epci: zone.epci.clone(),
            epci_candidate: zone.epci_candidate.clone(),
            point: bbox.map(|[west, south, east, north]| [(west + east) / 2.0, (south + north) / 2.0]),
            bbox,
            basis: zone.basis.clone(),
            description: zone.description.clone(),
            document: zone.document.clone(),
        }
    };
    state.contents.zones.iter().filter(|zone| kind.is_none_or(|kind| zone.kind == kind)).map(shape).collect()
}
