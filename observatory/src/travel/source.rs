//! One table of journeys made of several, the best first: a supplied matrix, then a road network, then the straight line.
//! Which of them served is known of every journey, and said beside the result.
//!
//! Refuses to mix inside one journey: a source that knows both ends answers for it, and "it cannot be made" is an answer.

use super::{Active, Journey, Times};
use crate::Absence;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where a journey's minutes come from, the best first.
    TravelSource as "travel_source" {
        /// An origin–destination matrix that was supplied.
        Matrix = "matrice", "Matrice de temps fournie";
        /// Computed on a road network.
        Network = "reseau", "Réseau routier";
        /// The stated straight-line model.
        StraightLine = "vol_oiseau", "Vol d’oiseau";
    }
}

/// Several tables as one, and which of them serves each journey. All are over the same origins and sites, in the same unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The journeys.
    pub times: Times,
    /// The sources, the best first.
    sources: Vec<TravelSource>,
    /// The sources that know each origin and each site, a bit per source.
    origins: Vec<u8>,
    sites: Vec<u8>,
}

/// For every origin and site, the journey of the first source that knows both, in the order of [`TravelSource`].
///
/// A source that knows both and has no journey says that it cannot be made: no other is asked. Shape: as many origins and sites
/// as the longest table has. Missing: an origin no source knows is absent; a pair whose ends are known to different sources only
/// has no journey. Of two tables of one source the first is asked first; eight tables at most. Cost: one pass over the journeys.
///
/// ```
/// use lanterne_observatory::Absence;
/// use lanterne_observatory::travel::{Times, TravelSource, merge};
/// let matrix = Times::from_rows(2, vec![Ok(vec![(0, 9.0)]), Err(Absence::NotPublished)]);
/// let model = Times::from_rows(2, vec![Ok(vec![(0, 7.0), (1, 8.0)]), Ok(vec![(1, 5.0)])]);
/// let merged = merge(&[(TravelSource::StraightLine, &model), (TravelSource::Matrix, &matrix)]);
/// assert_eq!(merged.times.of(0), Ok((&[0][..], &[9.0][..])), "the matrix says that site 1 cannot be reached");
/// assert_eq!(merged.source(0, 0), Some(TravelSource::Matrix));
/// assert_eq!(merged.source(1, 1), Some(TravelSource::StraightLine));
/// ```
#[must_use]
pub fn merge(tables: &[(TravelSource, &Times)]) -> Merged {
    let mut tables: Vec<_> = tables.iter().take(8).copied().collect();
    tables.sort_by_key(|table| table.0);
    let origins = tables.iter().map(|table| table.1.origins()).max().unwrap_or(0);
    let sites = tables.iter().map(|table| table.1.sites()).max().unwrap_or(0);
    let bits = |knows: &dyn Fn(&Times) -> bool| {
        tables.iter().enumerate().fold(0_u8, |bits, (rank, table)| bits | (u8::from(knows(table.1)) << rank))
    };
    let known_origins: Vec<u8> = (0..origins).map(|origin| bits(&|times| times.of(origin).is_ok())).collect();
    let known_sites: Vec<u8> = (0..sites).map(|site| bits(&|times| times.knows(site))).collect();
    let row = |origin: usize| {
        let mut journeys = Vec::new();
        let mut reason: Option<Absence> = None;
        for (rank, (_, times)) in tables.iter().enumerate() {
            match times.of(origin) {
                Ok((sites, minutes)) => {
                    let serves = |site: u32| (known_origins[origin] & known_sites[site as usize]).trailing_zeros();
                    let own = sites.iter().zip(minutes).filter(|&(&site, _)| serves(site) == rank as u32);
                    journeys.extend(own.map(|(&site, &minutes)| (site, minutes)));
                }
                Err(other) => reason = Some(reason.map_or(other, |reason| reason.with(other))),
            }
        }
        if known_origins[origin] == 0 { Err(reason.unwrap_or(Absence::NotPublished)) } else { Ok(journeys) }
    };
    let times = Times::from_rows(sites, (0..origins).map(row).collect()).knowing(|site| known_sites[site] != 0);
    let sources = tables.iter().map(|table| table.0).collect();
    Merged { times, sources, origins: known_origins, sites: known_sites }
}

impl Merged {
    /// The source that answers for a journey, whether it can be made or not; `None`: no source knows both of its ends.
    #[must_use]
    pub fn source(&self, origin: usize, site: usize) -> Option<TravelSource> {
        let known = self.origins.get(origin)? & self.sites.get(site)?;
        self.sources.get(known.trailing_zeros() as usize).copied()
    }

    /// The source behind the answer of each origin: of its journey, where it has one; else the first that knows the origin, which
    /// says that no site can be reached. As long as the journeys; `None`: no source knows it.
    #[must_use]
    pub fn behind(&self, journeys: &[Journey]) -> Vec<Option<TravelSource>> {
        let first = |origin: usize| self.sources.get(self.origins.get(origin)?.trailing_zeros() as usize).copied();
        let one = |(origin, journey): (usize, &Journey)| match journey.site {
            Some(site) => self.source(origin, site),
            None => first(origin),
        };
        journeys.iter().enumerate().map(one).collect()
    }

    /// How many journeys each source served, in the order of the sources, those that served none left out; for sites that count.
    #[must_use]
    pub fn served(&self, active: Active<'_>) -> Vec<(TravelSource, usize)> {
        let mut counts = vec![0; TravelSource::ALL.len()];
        for origin in 0..self.times.origins() {
            let (sites, _) = self.times.of(origin).unwrap_or_default();
            for site in sites.iter().map(|&site| site as usize).filter(|&site| active.has(site)) {
                if let Some(source) = self.source(origin, site) {
                    counts[source as usize] += 1;
                }
            }
        }
        TravelSource::ALL.iter().copied().zip(counts).filter(|served| served.1 > 0).collect()
    }

    /// Whichever served, in one French sentence for the line under a figure.
    ///
    /// ```
    /// use lanterne_observatory::travel::{Active, Times, TravelSource, merge};
    /// let times = Times::from_rows(1, vec![Ok(vec![(0, 9.0)])]);
    /// let merged = merge(&[(TravelSource::Network, &times)]);
    /// assert_eq!(merged.sentence(Active::All), "Temps de trajet\u{a0}: réseau routier.");
    /// ```
    #[must_use]
    pub fn sentence(&self, active: Active<'_>) -> String {
        let served = self.served(active);
        let all: usize = served.iter().map(|served| served.1).sum();
        let part = |&(source, count): &(TravelSource, usize)| {
            let label = source.label().to_lowercase();
            match 100.0 * count as f64 / all as f64 {
                _ if served.len() == 1 => label,
                percent if percent < 1.0 => format!("{label} (moins de 1\u{a0}% des trajets)"),
                percent => format!("{label} ({:.0}\u{a0}% des trajets)", percent.floor()),
            }
        };
        match served.is_empty() {
            true => "Temps de trajet\u{a0}: aucun trajet connu.".to_owned(),
            false => format!("Temps de trajet\u{a0}: {}.", served.iter().map(part).collect::<Vec<_>>().join(", ")),
        }
    }
}
