//! Inclusion structures: each (SIRET, kind) is a site of network `siae`, and its SIRET marks an establishment.
//!
//! Only the structure's own name is read: no person, no telephone, no mail, no street.

use std::collections::BTreeSet;

use lanterne_data::row::Site;

use super::place::Places;
use super::sheet::Sheet;
use super::tally::Tally;
use super::{Taken, sheet};
use crate::IngestError;
use crate::fetch::RawFile;

const KINDS: [&str; 8] = ["ACI", "AI", "EI", "EITI", "ETTI", "GEIQ", "EA", "EATT"];
const NETWORK: &str = "siae";

/// The structures of the list. Coordinates place a structure first, then postcode and town; without either its place is
/// unknown, and it is loaded all the same.
pub(crate) fn read(file: &RawFile, places: &Places) -> Result<Taken, IngestError> {
    let sheet = Sheet::open(file)?;
    let siret = sheet.required(file, &["siret"])?;
    let kind = sheet.required(file, &["kind", "type"])?;
    let name = sheet.required(file, &["brand", "name", "nom"])?;
    let legal_name = sheet.column(&["name", "nom"]);
    let [lon, lat, postcode, town] =
        [&["longitude"][..], &["latitude"], &["post_code", "code_postal"], &["city", "ville", "commune"]]
            .map(|names| sheet.column(names));
    let mut content = vec![siret, kind];
    content.extend([postcode, town].into_iter().flatten());
    let mut tally = Tally::new(file, &sheet, content);
    let mut taken = Taken::default();
    let mut seen = BTreeSet::new();
    for line in &sheet.rows {
        let number = line.cell(Some(siret));
        let outcome = if number.len() != 14 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            Err((siret, "un SIRET de quatorze chiffres"))
        } else if !KINDS.contains(&line.cell(Some(kind))) {
            Err((kind, "ACI, AI, EI, EITI, ETTI, GEIQ, EA ou EATT"))
        } else if !seen.insert((number.to_owned(), line.cell(Some(kind)).to_owned())) {
            Err((siret, "un couple (SIRET, type) qui n’est pas déjà dans le fichier"))
        } else {
            Ok(Some(line))
        };
        let Some(line) = tally.take(line, outcome) else { continue };
        let point = coordinates(line, lon, lat);
        let by_point = point.and_then(|[lon, lat]| places.at(lon, lat));
        let commune = by_point.or_else(|| places.named(line.cell(postcode), line.cell(town)));
        let shown = match line.cell(Some(name)) {
            "" => line.cell(legal_name),
            brand => brand,
        };
        taken.keys.insert(number.to_owned());
        taken.sites.push(Site {
            site: format!("{NETWORK}/{number}/{}", line.cell(Some(kind))),
            operator: None,
            network: NETWORK.to_owned(),
            name: shown.to_owned(),
            kind: line.cell(Some(kind)).to_owned(),
            basis: "fichier".to_owned(),
            commune: commune.map(str::to_owned),
            precision: if by_point.is_some() {
                "adresse"
            } else if commune.is_some() {
                "commune"
            } else {
                "inconnue"
            }
            .to_owned(),
            // A point outside of every outline is a geocoding fault: the commune's own point stands for it.
            lon: by_point.and(point).or_else(|| commune.and_then(|code| places.point(code))).map(|[lon, _]| lon),
            lat: by_point.and(point).or_else(|| commune.and_then(|code| places.point(code))).map(|[_, lat]| lat),
            address: None,
            days_month: None,
            opened: None,
            closed: None,
            card: file.card.clone(),
        });
    }
    let (refused, report) = tally.close("aucune ligne hors champ");
    taken.refused = refused;
    taken.reports.push(report);
    let unplaced = taken.sites.iter().filter(|site| site.commune.is_none()).count();
    if unplaced > 0 {
        taken.lines.push(format!("{} : {unplaced} structure(s) sans lieu connu", file.name));
    }
    Ok(taken)
}

/// Longitude and latitude in degrees, when both are numbers of this Earth.
pub(super) fn coordinates(line: &sheet::Line, lon: Option<usize>, lat: Option<usize>) -> Option<[f64; 2]> {
    let number = |column| line.cell(column).replace(',', ".").parse::<f64>().ok();
    number(lon)
        .zip(number(lat))
        .filter(|(lon, lat)| lon.abs() <= 180.0 && lat.abs() <= 90.0)
        .map(|(lon, lat)| [lon, lat])
}
