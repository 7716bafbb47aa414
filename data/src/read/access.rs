//! From every commune to its nearest place of an operator: the one choice of sites that the build and the service share.
//!
//! A site receives when it belongs to an operator, its place is known, and it is no declared zone. The place of a workshop
//! counts, for want of better, and [`Access::workshops`] says how many there are: whoever shows the result shows it too.
//! The documents speak of the covered departments only; elsewhere a journey is not published.

use lanterne_observatory::travel::{Journey, Place, StraightLine, nearest};
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
}

impl Site {
    /// Whether someone can be met there, as far as is known.
    #[must_use]
    pub fn receives(&self) -> bool {
        self.network == "operateur" && self.kind != "zone" && self.point.is_some()
    }

    /// Whether it is known only as the place of a workshop.
    #[must_use]
    pub fn is_workshop(&self) -> bool {
        self.basis == "atelier"
    }
}

/// Journeys to the nearest site of any of `schemes`; of any operator when the list is empty.
#[must_use]
pub fn access(contents: &Contents, schemes: &[String]) -> Access {
    let offers = |site: &Site| {
        let of_operator = contents.operators.iter().find(|operator| Some(&operator.operator) == site.operator.as_ref());
        let stated =
            if site.schemes.is_empty() { of_operator.map(|operator| &operator.schemes) } else { Some(&site.schemes) };
        schemes.is_empty() || stated.is_some_and(|stated| stated.iter().any(|scheme| schemes.contains(scheme)))
    };
    let chosen: Vec<usize> = (0..contents.sites.len())
        .filter(|index| contents.sites[*index].receives() && offers(&contents.sites[*index]))
        .collect();
    let places: Vec<Option<Place>> = chosen.iter().map(|index| site_place(contents, &contents.sites[*index])).collect();
    let mut journeys = nearest(&commune_places(contents), &places, &StraightLine::default());
    for (journey, covered) in journeys.iter_mut().zip(&contents.grain.covered) {
        if !covered {
            *journey = Journey::absent(Absence::NotPublished);
        }
    }
    let workshops = chosen.iter().filter(|index| contents.sites[**index].is_workshop()).count();
    Access { journeys, sites: chosen, workshops }
}

fn commune_places(contents: &Contents) -> Vec<Option<Place>> {
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

fn site_place(contents: &Contents, site: &Site) -> Option<Place> {
    let [lon, lat] = site.point?;
    let communes = contents.territories.iter().find(|index| index.level == Level::Commune)?;
    let row = site.commune.as_deref().and_then(|code| communes.row(code)).and_then(|row| usize::try_from(row).ok());
    Some(Place { lon, lat, density: row.and_then(|row| density(contents, row)) })
}

/// Inhabitants per km² of a commune.
fn density(contents: &Contents, row: usize) -> Option<f64> {
    let population = contents.grain.population.get(row)?.ok()?;
    let area_km2 = contents.grain.area_km2.get(row)?.ok()?;
    (area_km2 > 0.0).then(|| population / area_km2)
}
