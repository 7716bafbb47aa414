//! Schemes, their operators and the places where an operator is known to be, or to have held an event.
//!
//! A place of a workshop is never an office: the site says so (`basis = 'atelier'`). An operator whose place is unknown has
//! no site: it stays countable as an operator without one.

use std::path::Path;

use lanterne_data::row::{Operator, OperatorScheme, Scheme, Site, SiteScheme};

use super::CARD;
use super::fault::FactFault;
use super::known::Known;
use super::sheet::Sheet;

/// Every scheme.
pub(super) fn schemes(folder: &Path, faults: &mut Vec<FactFault>) -> Vec<Scheme> {
    let columns = [
        "scheme_id",
        "name",
        "kind",
        "lever",
        "life_stage",
        "beneficiaries",
        "amount_max_eur",
        "amount_min_eur",
        "duration_months",
        "eligibility",
        "yearly_volume",
        "co_financers",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "schemes.csv", &columns, faults).keyed("scheme_id", |line| Scheme {
        scheme: line.text("scheme_id"),
        name: line.text("name"),
        kind: line.one_of("kind", &["aide directe", "dispositif"]),
        lever: line.maybe("lever"),
        life_stage: line.maybe("life_stage"),
        beneficiaries: line.maybe("beneficiaries"),
        amount_max_eur: line.number("amount_max_eur"),
        amount_min_eur: line.number("amount_min_eur"),
        duration_months: line.number("duration_months"),
        eligibility: line.maybe("eligibility"),
        // The documents give a volume in words only (« une vingtaine d'entrepreneurs par an »): the number is in `target`.
        yearly_volume: line.maybe("yearly_volume").and_then(|volume| volume.parse().ok()),
        co_financers: line.maybe("co_financers"),
        document: line.text("document"),
        quote: line.maybe("quote"),
        note: noted(line.maybe("yearly_volume"), line.maybe("note")),
    })
}

fn noted(volume: Option<String>, note: Option<String>) -> Option<String> {
    match volume.filter(|volume| volume.parse::<f64>().is_err()) {
        Some(volume) => Some(format!("Volume : {volume}. {}", note.unwrap_or_default()).trim().to_owned()),
        None => note,
    }
}

/// Operators, what they carry and where they are known to be.
pub(super) struct Operators {
    pub operators: Vec<Operator>,
    pub operator_schemes: Vec<OperatorScheme>,
    pub sites: Vec<Site>,
    pub site_schemes: Vec<SiteScheme>,
}

/// Every operator; a scheme must be one of `schemes`, a commune one of the index.
pub(super) fn operators(folder: &Path, schemes: &[Scheme], known: &Known, faults: &mut Vec<FactFault>) -> Operators {
    let columns = [
        "operator_id",
        "name",
        "role",
        "schemes",
        "website",
        "known_commune_name",
        "commune_code",
        "site_kind",
        "location_basis",
        "document",
        "quote",
        "note",
    ];
    let read = Sheet::open(folder, "operators.csv", &columns, faults).keyed("operator_id", |line| {
        let operator = Operator {
            operator: line.text("operator_id"),
            name: line.text("name"),
            role: line.maybe("role"),
            website: line.maybe("website"),
            document: line.text("document"),
            quote: line.maybe("quote"),
            note: line.maybe("note"),
        };
        let carried = line.codes(
            "schemes",
            |code| schemes.iter().any(|scheme| scheme.scheme == code),
            "des dispositifs de schemes.csv",
        );
        let communes =
            line.codes("commune_code", |code| known.has("commune", code), "des codes de communes du COG 2026");
        if line.list("known_commune_name").len() != communes.len() {
            line.refuse("known_commune_name", "autant de noms que de codes de communes");
        }
        let bases = ["dit par le document", "déduit du lieu d'un atelier", "inconnu"];
        let basis = match line.one_of("location_basis", &bases).as_str() {
            "dit par le document" => "document",
            "déduit du lieu d'un atelier" => "atelier",
            _ => "inconnue",
        };
        if (basis == "inconnue") != communes.is_empty() {
            line.refuse("location_basis", "« inconnu » si et seulement si aucune commune n’est donnée");
        }
        let names = line.list("known_commune_name");
        (operator, carried, communes, names, basis)
    });
    let mut all =
        Operators { operators: Vec::new(), operator_schemes: Vec::new(), sites: Vec::new(), site_schemes: Vec::new() };
    for (operator, carried, communes, names, basis) in read {
        all.operator_schemes.extend(
            carried.iter().map(|scheme| OperatorScheme { operator: operator.operator.clone(), scheme: scheme.clone() }),
        );
        for (commune, name) in communes.iter().zip(names) {
            let site = site(&operator, commune, &name, basis, known);
            let of_site = carried.iter().map(|scheme| SiteScheme { site: site.site.clone(), scheme: scheme.clone() });
            all.site_schemes.extend(of_site);
            all.sites.push(site);
        }
        all.operators.push(operator);
    }
    all
}

fn site(operator: &Operator, commune: &str, name: &str, basis: &str, known: &Known) -> Site {
    let point = known.point(commune);
    Site {
        site: format!("{}-{commune}", operator.operator),
        operator: Some(operator.operator.clone()),
        network: "operateur".into(),
        name: format!("{} ({name})", operator.name),
        kind: "inconnu".into(),
        basis: basis.into(),
        commune: Some(commune.to_owned()),
        lon: point.map(|point| point.0),
        lat: point.map(|point| point.1),
        precision: "commune".into(),
        address: None,
        days_month: None,
        opened: None,
        closed: None,
        card: CARD.into(),
    }
}
