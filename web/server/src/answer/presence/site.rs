//! The places of operators in a year, and the zones they declare. Kinds are kept apart, and a date that is not known stays so: a place
//! without a first day is taken for open, and told as such.

use chrono::{Datelike, NaiveDate};
use lanterne_data::read::activity::InterventionZone;
use lanterne_data::read::{Contents, Operator, Site};
use lanterne_data::row::Day;
use lanterne_observatory::Level;
use lanterne_observatory::travel::during;

use super::Asked;
use crate::document::presence::{DeclaredZone, PresenceSite};
use crate::french::shortest;
use crate::french::typography::set;
use crate::state::State;

/// Networks of operators: their own places, and those made up for them.
const NETWORKS: [&str; 2] = ["operateur", "synthetique"];
/// From the first day of the era to that of days, 1 January 1970.
const EPOCH: i32 = 719_163;
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The kinds of places, in their order, with one place and many in words.
pub(crate) const KINDS: [(&str, &str, &str); 5] = [
    ("siege", "siège", "sièges"),
    ("antenne", "antenne", "antennes"),
    ("permanence", "permanence", "permanences"),
    ("inconnu", "lieu de nature inconnue", "lieux de nature inconnue"),
    ("atelier", "lieu d'un atelier, et non d'un bureau", "lieux d'ateliers, et non de bureaux"),
];

/// The kind a place is shown by: that of a workshop is no kind of office, whatever it is called.
pub(crate) fn kind(site: &Site) -> &'static str {
    let own = if site.is_workshop() { "atelier" } else { site.kind.as_str() };
    KINDS.iter().map(|(kind, _, _)| *kind).find(|kind| *kind == own).unwrap_or("inconnu")
}

/// Whether someone can be met there.
pub(crate) fn is_contact(site: &Site) -> bool {
    site.point.is_some() && kind(site) != "atelier"
}

/// First and last day of a year.
fn days(year: u16) -> Option<(Day, Day)> {
    Some((format!("{year:04}-01-01").parse().ok()?, format!("{year:04}-12-31").parse().ok()?))
}

/// Whether what lasts from one day to another was there in a year; whatever its dates without year.
pub(crate) fn stands(opened: Option<Day>, closed: Option<Day>, year: Option<u16>) -> bool {
    let Some((first, last)) = year.and_then(days) else { return true };
    during(&[opened], &[closed], first, last).first().copied().unwrap_or(false)
}

fn operator_of<'a>(contents: &'a Contents, slug: Option<&str>) -> Option<&'a Operator> {
    contents.operators.iter().find(|own| Some(own.operator.as_str()) == slug)
}

/// Schemes that are served there: the place's own, or those of its operator where the source does not say.
fn schemes_of<'a>(contents: &'a Contents, site: &'a Site) -> &'a [String] {
    match operator_of(contents, site.operator.as_deref()) {
        Some(operator) if site.schemes.is_empty() => &operator.schemes,
        Some(_) | None => &site.schemes,
    }
}

/// Every place of an operator that serves the scheme, whatever its dates; a declared zone is none.
pub(crate) fn places<'a>(contents: &'a Contents, scheme: Option<&str>) -> impl Iterator<Item = &'a Site> {
    contents.sites.iter().filter(move |site| {
        NETWORKS.contains(&site.network.as_str())
            && site.kind != "zone"
            && scheme.is_none_or(|scheme| schemes_of(contents, site).iter().any(|own| own == scheme))
    })
}

/// The places of what is asked, in its year.
pub(super) fn of_year<'a>(contents: &'a Contents, asked: &Asked) -> Vec<&'a Site> {
    places(contents, asked.scheme.as_deref())
        .filter(|site| asked.operator.is_none() || site.operator == asked.operator)
        .filter(|site| stands(site.opened, site.closed, asked.year))
        .collect()
}

/// Every zone that is declared for a scheme, whatever its dates.
pub(super) fn zones<'a>(contents: &'a Contents, scheme: Option<&str>) -> impl Iterator<Item = &'a InterventionZone> {
    contents.activity.zones.iter().filter(move |zone| {
        scheme.is_none_or(|scheme| match &zone.scheme {
            Some(own) => own == scheme,
            None => operator_of(contents, Some(&zone.operator))
                .is_some_and(|operator| operator.schemes.iter().any(|own| own == scheme)),
        })
    })
}

/// The zones of what is asked, in its year.
pub(super) fn zones_of_year<'a>(contents: &'a Contents, asked: &Asked) -> Vec<&'a InterventionZone> {
    zones(contents, asked.scheme.as_deref())
        .filter(|zone| asked.operator.as_ref().is_none_or(|operator| *operator == zone.operator))
        .filter(|zone| stands(zone.opened, zone.closed, asked.year))
        .collect()
}

/// Communes of a declared zone, as one flag each.
pub(super) fn communes_of(state: &State, zone: &InterventionZone) -> Vec<bool> {
    let row = state.territories(zone.level).row(&zone.code);
    state.contents.belonging.at(zone.level).iter().map(|own| row.is_some() && *own == row).collect()
}

/// Name of an operator; its slug where the facts do not know it.
pub(super) fn operator_name(contents: &Contents, slug: &str) -> String {
    set(operator_of(contents, Some(slug)).map_or(slug, |own| own.name.as_str()))
}

/// A place as it is told.
pub(crate) fn document(state: &State, site: &Site) -> PresenceSite {
    let contents = &state.contents;
    let communes = state.territories(Level::Commune);
    let row = site.commune.as_deref().and_then(|code| communes.row(code)).map(|row| row as usize);
    let epci = row.and_then(|row| contents.belonging.epci.get(row).copied().flatten());
    let scheme_name = |slug: &String| {
        let known = contents.schemes.iter().find(|own| own.scheme == *slug);
        set(known.map_or(slug.as_str(), |own| own.name.as_str()))
    };
    let kind = kind(site);
    PresenceSite {
        site: site.site.clone(),
        name: set(&site.name),
        operator: site.operator.clone(),
        operator_name: site.operator.as_deref().map(|slug| operator_name(contents, slug)).unwrap_or_default(),
        kind: kind.to_owned(),
        kind_label: KINDS.iter().find(|own| own.0 == kind).map(|own| set(own.1)).unwrap_or_default(),
        contact: is_contact(site),
        days_month: site.days_month,
        rhythm: rhythm(site.days_month),
        opened: site.opened.and_then(iso),
        closed: site.closed.and_then(iso),
        dates: dates(site.opened, site.closed),
        commune: site.commune.clone(),
        commune_name: row.and_then(|row| communes.name.get(row)).map(|name| set(name)),
        epci: epci.and_then(|row| state.territories(Level::Epci).code.get(row as usize).cloned()),
        point: site.point,
        schemes: schemes_of(contents, site).iter().map(scheme_name).collect(),
        synthetic: site.network == "synthetique",
    }
}

/// A declared zone as it is told; `None` where its code is of no territory today.
pub(super) fn zone_document(state: &State, zone: &InterventionZone) -> Option<DeclaredZone> {
    let index = state.territories(zone.level);
    let row = index.row(&zone.code)?;
    Some(DeclaredZone {
        operator: zone.operator.clone(),
        operator_name: operator_name(&state.contents, &zone.operator),
        scheme: zone.scheme.clone(),
        level: zone.level.as_str().to_owned(),
        code: zone.code.clone(),
        name: set(index.name.get(row as usize)?),
        row,
        opened: zone.opened.and_then(iso),
        closed: zone.closed.and_then(iso),
        dates: dates(zone.opened, zone.closed),
    })
}

fn rhythm(days_month: Option<f64>) -> String {
    set(&match days_month {
        Some(days) => format!("{} {} par mois", shortest(days, 1), if days < 2.0 { "jour" } else { "jours" }),
        None => "rythme inconnu".to_owned(),
    })
}

fn dates(opened: Option<Day>, closed: Option<Day>) -> String {
    set(&match (opened.and_then(words), closed.and_then(words)) {
        (Some(opened), Some(closed)) => format!("du {opened} au {closed}"),
        (Some(opened), None) => format!("depuis le {opened}"),
        (None, Some(closed)) => format!("jusqu'au {closed}, début inconnu"),
        (None, None) => "dates inconnues".to_owned(),
    })
}

/// Year of a day.
pub(crate) fn year_of(day: Day) -> Option<u16> {
    u16::try_from(date(day)?.year()).ok()
}

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.0.checked_add(EPOCH)?)
}

fn iso(day: Day) -> Option<String> {
    Some(date(day)?.to_string())
}

/// « 1er mars 2022 »
fn words(day: Day) -> Option<String> {
    let date = date(day)?;
    let month = MONTHS.get(usize::try_from(date.month0()).ok()?)?;
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    Some(format!("{day} {month} {}", date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    #[test]
    fn a_day_is_written_as_it_was_given() {
        for text in ["1970-01-01", "2022-03-01", "2020-12-31", "2024-02-29"] {
            assert_eq!(day(text).and_then(iso).as_deref(), Some(text));
        }
        assert_eq!(day("2022-03-01").and_then(words).as_deref(), Some("1er mars 2022"));
        assert_eq!(day("2020-12-31").and_then(year_of), Some(2020));
    }

    #[test]
    fn what_closed_in_a_year_was_there_that_year_and_not_the_next() {
        let (opened, closed) = (day("2021-01-04"), day("2022-06-30"));
        let years = [2020, 2021, 2022, 2023];
        assert_eq!(years.map(|year| stands(opened, closed, Some(year))), [false, true, true, false]);
        assert_eq!(years.map(|year| stands(None, None, Some(year))), [true; 4], "unknown dates exclude no year");
        assert!(stands(opened, closed, None));
    }

    #[test]
    fn unknown_dates_are_told_as_unknown() {
        assert_eq!(dates(None, None), "dates inconnues");
        assert_eq!(dates(None, day("2022-06-30")), set("jusqu'au 30 juin 2022, début inconnu"));
        assert_eq!(rhythm(None), "rythme inconnu");
        assert_eq!(rhythm(Some(2.0)), set("2 jours par mois"));
    }
}
