//! From every commune to its nearest place of an operator: the one choice of sites that the build and the service share.
//!
//! A site receives when it belongs to an operator, its place is known, and it is no declared zone. The place of a workshop
//! counts, for want of better, and [`Access::workshops`] says how many there are: whoever shows the result shows it too.
//! The documents speak of the covered departments only; elsewhere a journey is not published.
//!
//! Where the snapshot has travel times between communes they answer for the journeys whose two ends they know, a site being
//! where its commune is; the straight line answers for the others. [`Access::sentence`] says which did.

use lanterne_observatory::access;
use lanterne_observatory::travel::{Active, Journey, Place, StraightLine, Times, TravelSource, merge, nearest};
use lanterne_observatory::{Absence, Level};

use super::{Contents, Site};

/// Journeys of every commune, in row order, to the sites that receive.
#[derive(Debug, Clone)]
pub struct Access {
    /// One per commune; [`Journey::site`] is an index in `sites`.
    pub journeys: Vec<Journey>,
    /// Indices, in [`Contents::sites`], of the sites that receive.
    pub sites: Vec<usize>,
    /// How many of them are known only by the place of a workshop.
    pub workshops: usize,
    /// What the minutes rest on, for the line under a figure (French).
    pub sentence: String,
}

impl Site {
    /// Whether someone can be met there, as far as is known.
    #[must_use]
    pub fn receives(&self) -> bool {
        self.is_operators() && self.kind != "zone" && self.point.is_some()
    }

    /// Whether it is an operator’s own, as far as is known: made-up places of operators are of another network.
    #[must_use]
    pub fn is_operators(&self) -> bool {
        self.network == "operateur"
    }

    /// Whether it is a place made up for an operator, that nobody closed: it stands as an example, and nobody receives there.
    #[must_use]
    pub fn is_example(&self) -> bool {
        self.network == "synthetique" && self.kind != "zone" && self.point.is_some() && self.closed.is_none()
    }

    /// Whether it is known only as the place of a workshop.
    #[must_use]
    pub fn is_workshop(&self) -> bool {
        self.basis == "atelier"
    }
}

/// Indices of the sites that serve any of `schemes` (all of them when the list is empty), among those that count; ascending. A site
/// whose source does not say serves the schemes of its operator.
#[must_use]
pub fn serving(contents: &Contents, schemes: &[String], counts: impl Fn(&Site) -> bool) -> Vec<usize> {
    let offers = |site: &Site| {
        let of_operator = contents.operators.iter().find(|operator| Some(&operator.operator) == site.operator.as_ref());
        let stated =
            if site.schemes.is_empty() { of_operator.map(|operator| &operator.schemes) } else { Some(&site.schemes) };
        schemes.is_empty() || stated.is_some_and(|stated| stated.iter().any(|scheme| schemes.contains(scheme)))
    };
    (0..contents.sites.len())
        .filter(|index| counts(&contents.sites[*index]) && offers(&contents.sites[*index]))
        .collect()
}

/// Journeys to the nearest site of any of `schemes`; of any operator when the list is empty.
#[must_use]
pub fn access(contents: &Contents, schemes: &[String]) -> Access {
    let chosen = serving(contents, schemes, Site::receives);
    let places: Vec<Option<Place>> = chosen.iter().map(|index| site_place(contents, &contents.sites[*index])).collect();
    let communes: Vec<Option<u32>> =
        (0_u32..).zip(&contents.grain.covered).map(|(row, covered)| covered.then_some(row)).collect();
    let workshops = chosen.iter().filter(|index| contents.sites[**index].is_workshop()).count();
    let (journeys, sentence) = if contents.travel.is_empty() {
        let everywhere = commune_places(contents);
        let origins: Vec<Option<Place>> = communes.iter().map(|row| place_of(&everywhere, *row)).collect();
        (nearest(&origins, &places, &StraightLine::default()), StraightLine::sentence().to_owned())
    } else {
        let at: Vec<Option<u32>> = chosen.iter().map(|site| site_commune(contents, &contents.sites[*site])).collect();
        let sites: Vec<Destination> = places.into_iter().zip(at).collect();
        let (times, sentence) = journeys(contents, &communes, &sites, StraightLine::default().horizon_min);
        (access::nearest(&times, Active::All), sentence)
    };
    Access { journeys, sites: chosen, workshops, sentence }
}

/// Where a site is, and the row of the commune it stands in.
pub type Destination = (Option<Place>, Option<u32>);

/// Journeys from communes (rows of the index; `None` has none) to sites, each by the best source that knows it, and what they rest
/// on (French). Straight-line journeys longer than the horizon are left out.
#[must_use]
pub fn journeys(
    contents: &Contents,
    communes: &[Option<u32>],
    sites: &[Destination],
    horizon_min: f64,
) -> (Times, String) {
    let everywhere = commune_places(contents);
    let origins: Vec<Option<Place>> = communes.iter().map(|row| place_of(&everywhere, *row)).collect();
    let places: Vec<Option<Place>> = sites.iter().map(|site| site.0).collect();
    let straight = Times::straight_line(&origins, &places, &StraightLine::default(), horizon_min);
    if contents.travel.is_empty() {
        return (straight, StraightLine::sentence().to_owned());
    }
    let at: Vec<Option<u32>> = sites.iter().map(|site| site.1).collect();
    let supplied: Vec<(TravelSource, Times)> =
        contents.travel.iter().map(|supplied| (supplied.source, towards(&supplied.times, communes, &at))).collect();
    let mut tables: Vec<(TravelSource, &Times)> = supplied.iter().map(|(source, times)| (*source, times)).collect();
    tables.push((TravelSource::StraightLine, &straight));
    let merged = merge(&tables);
    let mut sentence = merged.sentence(Active::All);
    if merged.served(Active::All).iter().any(|(source, _)| *source == TravelSource::StraightLine) {
        sentence = format!("{sentence} {}", StraightLine::sentence());
    }
    (merged.times, sentence)
}

/// The place of the commune of that row.
fn place_of(everywhere: &[Option<Place>], row: Option<u32>) -> Option<Place> {
    everywhere.get(row? as usize).copied().flatten()
}

/// Journeys between communes as journeys from some of them to sites, each where its commune is.
fn towards(times: &Times, communes: &[Option<u32>], sites: &[Option<u32>]) -> Times {
    let row = |commune: &Option<u32>| {
        let (destinations, minutes) = times.of(commune.ok_or(Absence::NotPublished)? as usize)?;
        let journey = |(site, commune): (usize, &Option<u32>)| {
            let at = destinations.binary_search(&(*commune)?).ok()?;
            Some((site as u32, minutes[at]))
        };
        Ok(sites.iter().enumerate().filter_map(journey).collect())
    };
    let known = |site: usize| sites[site].is_some_and(|commune| times.knows(commune as usize));
    Times::from_rows(sites.len(), communes.iter().map(row).collect()).knowing(known)
}

/// The row of the commune a site stands in.
#[must_use]
pub fn site_commune(contents: &Contents, site: &Site) -> Option<u32> {
    let communes = contents.territories.iter().find(|index| index.level == Level::Commune)?;
    communes.row(site.commune.as_deref()?)
}

/// The place of every commune, in row order, with its density; `None` where the index knows no point.
#[must_use]
pub fn commune_places(contents: &Contents) -> Vec<Option<Place>> {
    let Some(communes) = contents.territories.iter().find(|index| index.level == Level::Commune) else {
        return Vec::new();
    };
    communes
        .point
        .iter()
        .enumerate()
        .map(|(row, point)| point.map(|[lon, lat]| Place { lon, lat, density: density(contents, row) }))
        .collect()
}

/// The place of a site, with the density of its commune; `None` where it is not known.
#[must_use]
pub fn site_place(contents: &Contents, site: &Site) -> Option<Place> {
    let [lon, lat] = site.point?;
    let row = site_commune(contents, site).and_then(|row| usize::try_from(row).ok());
    Some(Place { lon, lat, density: row.and_then(|row| density(contents, row)) })
}

/// Inhabitants per km² of a commune.
fn density(contents: &Contents, row: usize) -> Option<f64> {
    let population = contents.grain.population.get(row)?.ok()?;
    let area_km2 = contents.grain.area_km2.get(row)?.ok()?;
    (area_km2 > 0.0).then(|| population / area_km2)
}
