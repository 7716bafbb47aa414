//! France services: public desks with address, commune code and coordinates. Mail and telephone are not read.

use std::collections::BTreeSet;

use lanterne_data::load::passage::Harmonised;
use lanterne_data::row::{Day, Site};

use super::Taken;
use super::place::Places;
use super::sheet::Sheet;
use super::siae::coordinates;
use super::tally::Tally;
use crate::IngestError;
use crate::fetch::RawFile;
use crate::geography::in_collectivity;

const NETWORK: &str = "france_services";

/// The desks of the list, as sites of network `france_services`.
pub(crate) fn read(file: &RawFile, passage: &Harmonised, places: &Places) -> Result<Taken, IngestError> {
    let sheet = Sheet::open(file)?;
    let id = sheet.required(file, &["id_fs"])?;
    let insee = sheet.required(file, &["insee_com", "code_insee"])?;
    let name = sheet.required(file, &["lib_fs", "nom"])?;
    let [lon, lat, kind, format, label] =
        ["longitude", "latitude", "type_fs", "format_fs", "labellisation_fs"].map(|column| sheet.column(&[column]));
    let mut tally = Tally::new(file, &sheet, vec![id, insee, name]);
    let mut taken = Taken::default();
    let mut seen = BTreeSet::new();
    for line in &sheet.rows {
        let code = line.cell(Some(insee));
        let key = line.cell(Some(id));
        let outcome = if key.is_empty() {
            Err((id, "un identifiant"))
        } else if !seen.insert(key) {
            Err((id, "un identifiant qui n’est pas déjà dans le fichier"))
        } else if in_collectivity(code) {
            Ok(None)
        } else {
            passage.code.get(code).map(|commune| Some((line, commune))).ok_or((insee, "le code d’une commune"))
        };
        let Some((line, commune)) = tally.take(line, outcome) else { continue };
        let point = coordinates(line, lon, lat);
        let shown = point.or_else(|| places.point(commune));
        taken.sites.push(Site {
            site: format!("{NETWORK}/{key}"),
            operator: None,
            network: NETWORK.to_owned(),
            name: line.cell(Some(name)).to_owned(),
            kind: own_kind(line.cell(kind), line.cell(format)).to_owned(),
            basis: "fichier".to_owned(),
            commune: Some(commune.clone()),
            lon: shown.map(|[lon, _]| lon),
            lat: shown.map(|[_, lat]| lat),
            precision: if point.is_some() { "adresse" } else { "commune" }.to_owned(),
            address: None,
            days_month: None,
            opened: labelled(line.cell(label)),
            closed: None,
            card: file.card.clone(),
        });
    }
    let (refused, report) = tally.close("collectivités d’outre-mer");
    taken.refused = refused;
    taken.reports.push(report);
    Ok(taken)
}

/// A bus calls, a branch depends on a desk, a desk stands.
fn own_kind(kind: &str, format: &str) -> &'static str {
    if format.to_lowercase().contains("bus") {
        "permanence"
    } else if kind.to_lowercase().contains("antenne") {
        "antenne"
    } else {
        "espace"
    }
}

/// The day of « Espace labellisé 01/01/2020 ».
fn labelled(text: &str) -> Option<Day> {
    let (_, date) = text.rsplit_once(' ')?;
    let mut parts = date.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    format!("{year}-{month}-{day}").parse().ok()
}
