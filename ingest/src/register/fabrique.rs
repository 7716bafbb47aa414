//! Fabriques de territoire: tiers-lieux that the State labelled, as points at the centre of their commune.
//!
//! A feature is what one commune has: its identifiers and its names are joined by « ; », as many of either. Names are typed by those who
//! answered the call, line breaks and escapes of HTML included.

use std::collections::BTreeSet;

use lanterne_data::load::passage::Harmonised;
use lanterne_data::row::Site;

use super::Taken;
use super::feature;
use super::place::Places;
use super::siae::coordinates;
use super::tally::{Fault, Tally};
use crate::IngestError;
use crate::fetch::RawFile;
use crate::geography::in_collectivity;

const NETWORK: &str = "tiers_lieu";
const PROPERTIES: [&str; 4] = ["id_territoire", "id_geo", "lib_geo", "lib_territoire"];
const KEY: usize = 0;
const CODE: usize = 1;
const TOWN: usize = 2;
const NAME: usize = 3;

/// The labelled places of the file, as sites of network `tiers_lieu`: known by their commune, never by an address.
pub(crate) fn read(file: &RawFile, passage: &Harmonised, places: &Places) -> Result<Taken, IngestError> {
    let sheet = feature::open(file, &PROPERTIES)?;
    let [lon, lat] = feature::POINT.map(|column| sheet.column(&[column]));
    // A name may be that of the person who carries the place: it never stands among what is refused.
    let mut tally = Tally::new(file, &sheet, vec![KEY, CODE, TOWN]);
    let mut taken = Taken::default();
    let mut seen = BTreeSet::new();
    for line in &sheet.rows {
        let code = line.cell(Some(CODE));
        let outcome = match keys(line.cell(Some(KEY))) {
            Err(fault) => Err(fault),
            Ok(_) if in_collectivity(code) => Ok(None),
            Ok(keys) => labelled(keys, line.cell(Some(NAME)), passage.code.get(code), &mut seen).map(Some),
        };
        let Some((commune, own)) = tally.take(line, outcome) else { continue };
        let point = coordinates(line, lon, lat).or_else(|| places.point(commune));
        taken.sites.extend(own.into_iter().map(|(key, name)| Site {
            site: format!("{NETWORK}/{key}"),
            operator: None,
            network: NETWORK.to_owned(),
            name,
            kind: "fabrique".to_owned(),
            basis: "fichier".to_owned(),
            commune: Some(commune.clone()),
            lon: point.map(|[lon, _]| lon),
            lat: point.map(|[_, lat]| lat),
            precision: "commune".to_owned(),
            address: None,
            days_month: None,
            opened: None,
            closed: None,
            card: file.card.clone(),
        }));
    }
    let (refused, report) = tally.close("collectivités d’outre-mer");
    if report.loaded < i64::try_from(taken.sites.len()).unwrap_or(i64::MAX) {
        let (places, features) = (taken.sites.len(), report.loaded);
        taken.lines.push(format!("{} : {places} lieux dans {features} objets, un par commune", file.name));
    }
    taken.refused = refused;
    taken.reports.push(report);
    Ok(taken)
}

fn keys(cell: &str) -> Result<Vec<&str>, Fault> {
    let keys: Vec<&str> = parts(cell).filter(|key| !key.is_empty()).collect();
    if keys.is_empty() { Err((KEY, "un identifiant")) } else { Ok(keys) }
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim)
}

/// A commune, and identifier and name of each place in it.
type Labelled<'a> = (&'a String, Vec<(String, String)>);

/// The commune, and each place with its name; an identifier is one of a file.
fn labelled<'a>(
    keys: Vec<&str>,
    names: &str,
    commune: Option<&'a String>,
    seen: &mut BTreeSet<String>,
) -> Result<Labelled<'a>, Fault> {
    let commune = commune.ok_or((CODE, "le code d’une commune"))?;
    let names = on_one_line(names);
    let names: Vec<&str> = if keys.len() == 1 { vec![names.as_str()] } else { parts(&names).collect() };
    if names.len() != keys.len() {
        return Err((NAME, "autant de noms que d’identifiants, séparés par « ; »"));
    }
    if names.contains(&"") {
        return Err((NAME, "un nom"));
    }
    let twice = keys.iter().collect::<BTreeSet<_>>().len() < keys.len();
    if twice || keys.iter().any(|key| seen.contains(*key)) {
        return Err((KEY, "un identifiant qui n’est pas déjà dans le fichier"));
    }
    seen.extend(keys.iter().map(|key| (*key).to_owned()));
    Ok((commune, keys.into_iter().zip(names).map(|(key, name)| (key.to_owned(), name.to_owned())).collect()))
}

fn on_one_line(name: &str) -> String {
    name.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn a_name_is_one_line_without_escapes() {
        assert_eq!(on_one_line("Sentiers communs\r\nporté par Vert&amp;Co \n"), "Sentiers communs porté par Vert&Co");
    }
}
