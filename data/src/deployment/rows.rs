//! Rows of each kind as rows of the snapshot: what the cells of a line say together.
//!
//! Every cell is read before any is missed, so that all the faults of a row are told at once.

use super::cells::Cells;
use crate::row::{Act, Day, InterventionZone, Operator, Site};

/// Mainland France and Corsica, then the overseas departments: west, south, east, north, in degrees.
const FRANCE: [[f64; 4]; 6] = [
    [-5.6, 41.2, 9.8, 51.3],
    [-61.9, 15.7, -60.9, 16.6],
    [-61.3, 14.3, -60.7, 15.0],
    [-54.7, 2.0, -51.5, 5.9],
    [55.1, -21.5, 55.9, -20.8],
    [44.9, -13.1, 45.4, -12.5],
];

/// A row, and the schemes it names.
pub(super) enum Found {
    /// An operator, and what it carries.
    Operator(Operator, Vec<String>),
    /// A site, and what it serves.
    Site(Box<Site>, Vec<String>),
    /// A declared zone.
    Zone(InterventionZone),
    /// An act.
    Act(Act),
}

/// An operator and what it carries.
pub(super) fn operator(cells: &mut Cells<'_>) -> Option<Found> {
    let operator = cells.text("operateur");
    let name = cells.text("nom");
    let role = cells.text("role");
    let website = cells.text("site_web");
    let schemes = cells.list("dispositifs");
    if let (Some(operator), Some(name)) = (&operator, &name) {
        let known = cells.desk.known.operator(operator);
        if let Some(known) = known.filter(|known| *known != name.as_str()) {
            let message = format!("le nom connu est gardé : {known}");
            cells.notice("nom", message, "le nom déjà connu de cet opérateur, qui est gardé");
        }
    }
    let file = cells.desk.file;
    let made_up = if file.synthetic { ", données synthétiques" } else { "" };
    let row = Operator {
        operator: operator?,
        name: name?,
        role,
        website,
        document: format!("{} (fiche {}{made_up})", file.file, file.card),
        quote: None,
        note: None,
    };
    Some(Found::Operator(row, schemes))
}

/// A site and what it serves. Without coordinates it stands at the point of its commune.
pub(super) fn site(cells: &mut Cells<'_>) -> Option<Found> {
    let site = cells.text("site");
    let operator = cells.text("operateur");
    let name = cells.text("nom");
    let kind = cells.text("nature");
    let address = cells.text("adresse");
    let commune = cells.text("commune");
    let point = point(cells);
    let schemes = cells.list("dispositifs");
    let days_month = cells.number("jours_par_mois");
    let (opened, closed) = days(cells, "ouvert_le", "ferme_le");
    let known = cells.desk.known;
    let other = site.as_deref().and_then(|site| known.other_site(site, operator.as_deref()));
    if let Some(other) = other {
        cells.refuse("site", format!("un identifiant qui n’est pas déjà celui d’un autre lieu ({other})"));
    }
    let commune = commune?;
    let shown = point.or_else(|| known.point(&commune));
    let precision = match (point, shown) {
        (Some(_), _) => "adresse",
        (None, Some(_)) => "commune",
        (None, None) => "inconnue",
    };
    let file = cells.desk.file;
    let row = Site {
        site: site?,
        operator: Some(operator?),
        network: if file.synthetic { "synthetique" } else { "operateur" }.to_owned(),
        name: name?,
        kind: kind?,
        basis: "fichier".to_owned(),
        commune: Some(commune),
        lon: shown.map(|[lon, _]| lon),
        lat: shown.map(|[_, lat]| lat),
        precision: precision.to_owned(),
        address,
        days_month,
        opened,
        closed,
        card: file.card.to_owned(),
    };
    Some(Found::Site(Box::new(row), schemes))
}

/// A declared zone.
pub(super) fn zone(cells: &mut Cells<'_>) -> Option<Found> {
    let operator = cells.text("operateur");
    let scheme = cells.text("dispositif");
    let level = cells.text("niveau");
    let code = cells.text("code");
    let (opened, closed) = days(cells, "depuis", "jusqu_a");
    let (level, code) = (level?, code?);
    let code = cells.territory("code", &level, &code);
    let card = cells.desk.file.card.to_owned();
    Some(Found::Zone(InterventionZone { operator: operator?, scheme, level, code: code?, opened, closed, card }))
}

/// An act. A structure is one beneficiary; persons are counted by commune.
pub(super) fn act(cells: &mut Cells<'_>) -> Option<Found> {
    let operator = cells.text("operateur");
    let scheme = cells.text("dispositif");
    let year = cells.year("annee");
    let siret = cells.siret("siret");
    let commune = cells.text("commune");
    let kind = cells.text("acte");
    let beneficiaries = cells.integer("beneficiaires");
    let jobs = cells.number("emplois");
    let amount_eur = cells.number("montant_eur");
    if siret.is_some() && beneficiaries.is_some_and(|number| number != 1) {
        cells.refuse("beneficiaires", "1, puisque la ligne a un SIRET : une structure est un seul bénéficiaire");
    }
    let row = Act {
        act: cells.key(),
        operator: operator?,
        scheme: scheme?,
        year: year?,
        siret,
        commune: commune?,
        kind: kind?,
        beneficiaries: beneficiaries?,
        jobs,
        amount_eur,
        card: cells.desk.file.card.to_owned(),
    };
    cells.held_against_others("siret", &row);
    Some(Found::Act(row))
}

/// Two days, the second of which does not come before the first.
fn days(cells: &mut Cells<'_>, first: &str, last: &str) -> (Option<Day>, Option<Day>) {
    let (opened, closed) = (cells.day(first), cells.day(last));
    if opened.zip(closed).is_some_and(|(opened, closed)| closed < opened) {
        cells.refuse(last, format!("un jour qui ne précède pas celui de « {first} »"));
    }
    (opened, closed)
}

/// Longitude and latitude of a point of France; nothing when neither is given.
fn point(cells: &mut Cells<'_>) -> Option<[f64; 2]> {
    let (lon, lat) = (cells.number("longitude"), cells.number("latitude"));
    match (lon, lat) {
        (Some(lon), Some(lat)) if is_in_france(lon, lat) => return Some([lon, lat]),
        (Some(lon), Some(lat)) if is_in_france(lat, lon) => {
            cells.refuse("longitude", "une longitude : les deux coordonnées sont échangées");
        }
        (Some(_), Some(_)) => {
            cells.refuse("longitude", "la longitude, puis la latitude, d’un point de France en degrés")
        }
        (Some(_), None) if cells.is_empty("latitude") => {
            cells.refuse("latitude", "une latitude, puisque la longitude est donnée");
        }
        (None, Some(_)) if cells.is_empty("longitude") => {
            cells.refuse("longitude", "une longitude, puisque la latitude est donnée");
        }
        _ => {}
    }
    None
}

fn is_in_france(lon: f64, lat: f64) -> bool {
    FRANCE.iter().any(|[west, south, east, north]| (*west..=*east).contains(&lon) && (*south..=*north).contains(&lat))
}
