//! The journeys a simulation is made of: those to the sites that stand, and those to one more commune. Each is computed once and
//! kept, so that a site that is dragged costs one column.
//!
//! A column alone has the minutes it has among the others: which source answers for a journey hangs on its two ends only (see
//! [`lanterne_observatory::travel::merge`]). What is made here of columns is therefore what all sites together would give, to the bit.

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_data::read::Site;
use lanterne_data::read::access::{Destination, commune_places, journeys, serving, site_commune, site_place};
use lanterne_observatory::access::nearest;
use lanterne_observatory::travel::{Active, Journey, StraightLine, Times};
use lanterne_observatory::{Absence, Level, Value};

use super::one_more::OneMore;
use super::situation::Standing;
use crate::state::State;
use crate::view::ViewKey;
use crate::views::{Kept, Weighed};

/// Bytes of journeys to standing sites that are kept: some 2 MB for a region and its forty sites.
const GROUND_BYTES: usize = 64 << 20;
/// Bytes of journeys to one more commune: 60 kB each for a region, so that some five hundred are kept. The whole square of a region
/// would be 230 MB, most of it never asked for.
const WAY_BYTES: usize = 32 << 20;

/// Bytes of what the standing sites come to, at each number of minutes asked: 250 kB for a region.
const STANDING_BYTES: usize = 16 << 20;
/// Bytes of what one more permanence would change, territory by territory: some hundred bytes for an EPCI, 15 kB for a region.
const ONE_MORE_BYTES: usize = 4 << 20;

/// Which sites count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Counted {
    /// Besides the places of documents and files, those made up for an operator, as an example.
    pub(crate) examples: bool,
    /// The places that are known only by a workshop.
    pub(crate) workshops: bool,
}

impl Default for Counted {
    /// As everywhere else: what the documents know, workshops for want of better.
    fn default() -> Self {
        Self { examples: false, workshops: true }
    }
}

impl Counted {
    /// What is counted besides workshops, as links and requests say it.
    pub(crate) const WORDS: [(&'static str, bool); 2] = [("documents", false), ("exemple", true)];

    /// Whether workshops are.
    pub(crate) const SWITCH: [(&'static str, bool); 2] = [("oui", true), ("non", false)];

    /// Its own word for workshops.
    pub(crate) const fn switch(self) -> &'static str {
        if self.workshops { "oui" } else { "non" }
    }

    /// Its own word.
    pub(crate) const fn word(self) -> &'static str {
        if self.examples { "exemple" } else { "documents" }
    }

    fn counts(self, site: &Site) -> bool {
        (site.receives() && (self.workshops || !site.is_workshop())) || (self.examples && site.is_example())
    }
}

/// The sites that stand for some schemes (all of them when there is none), by their place in
/// [`lanterne_data::read::Contents::sites`].
pub(crate) fn standing(state: &State, schemes: &BTreeSet<String>, counted: Counted) -> Vec<usize> {
    let asked: Vec<String> = schemes.iter().cloned().collect();
    serving(&state.contents, &asked, |site| counted.counts(site))
}

/// Whose journeys they are: of a region, to the sites of some schemes, of those that count.
pub(crate) type Whose = (Option<u32>, BTreeSet<String>, Counted);

/// What was computed and may be asked again.
#[derive(Debug)]
pub(crate) struct Grounds {
    grounds: Kept<Whose, Ground>,
    ways: Kept<(Option<u32>, u32), Way>,
    standing: Kept<(Whose, u64), Standing>,
    one_more: Kept<Vec<u32>, OneMore>,
}

impl Default for Grounds {
    fn default() -> Self {
        Self {
            grounds: Kept::within(GROUND_BYTES),
            ways: Kept::within(WAY_BYTES),
            standing: Kept::within(STANDING_BYTES),
            one_more: Kept::within(ONE_MORE_BYTES),
        }
    }
}

impl Grounds {
    /// The journeys to the sites that stand.
    pub(crate) fn ground(&self, state: &State, whose: &Whose) -> Arc<Ground> {
        self.grounds.get(whose.clone(), |whose| Ground::of(state, whose))
    }

    /// What its standing sites come to, at so many minutes.
    pub(crate) fn standing(&self, state: &State, whose: &Whose, ground: &Ground, minutes: f64) -> Arc<Standing> {
        self.standing
            .get((whose.clone(), minutes.to_bits()), |(whose, _)| Standing::of(state, whose.0, ground, minutes))
    }

    /// What one more permanence would change in a territory, by the rows of its communes, ascending.
    pub(crate) fn one_more(&self, state: &State, communes: &[u32]) -> Arc<OneMore> {
        self.one_more.get(communes.to_vec(), |communes| OneMore::of(state, communes))
    }

    /// The journeys of the same communes to one more.
    pub(crate) fn way(&self, state: &State, region: Option<u32>, ground: &Ground, commune: u32) -> Arc<Way> {
        self.ways.get((region, commune), |(_, commune)| Way::of(state, ground, *commune))
    }
}

/// The communes that count, and how long each takes to each site that stands.
#[derive(Debug)]
pub(crate) struct Ground {
    /// Rows of the communes of the region, and of those of its EPCI beyond its border; ascending.
    pub(crate) rows: Vec<u32>,
    /// Where the communes of the region stand in `rows`, in the order of their view.
    pub(crate) own: Vec<usize>,
    /// Place of the EPCI of each row among those of the region.
    pub(crate) group: Vec<Option<usize>>,
    /// Sites that stand, in [`lanterne_data::read::Contents::sites`].
    pub(crate) sites: Vec<usize>,
    /// How many of them are known only by the place of a workshop.
    pub(crate) workshops: usize,
    /// How many of them are made up.
    pub(crate) examples: usize,
    /// What the minutes rest on (French).
    pub(crate) sentence: String,
    /// The rows as origins: `None` where the register does not speak, as everywhere else.
    origins: Vec<Option<u32>>,
    times: Times,
}

/// How long each commune of a ground takes to one more.
#[derive(Debug)]
pub(crate) struct Way {
    minutes: Vec<Value>,
    /// What the minutes rest on (French).
    pub(crate) sentence: String,
}

impl Weighed for Ground {
    fn bytes(&self) -> usize {
        let per_row = 2 * size_of::<usize>() + size_of::<Option<usize>>() + 2 * size_of::<Option<u32>>();
        self.rows.len() * per_row + self.times.pairs() * (size_of::<u32>() + size_of::<f64>())
    }
}

impl Weighed for Way {
    fn bytes(&self) -> usize {
        self.minutes.len() * size_of::<Value>() + self.sentence.len()
    }
}

impl Ground {
    fn of(state: &State, (region, schemes, counted): &Whose) -> Self {
        let communes = state.view(ViewKey::usual(Level::Commune, *region));
        let epci = state.view(ViewKey::usual(Level::Epci, *region));
        let contents = &state.contents;
        let place = |row: u32| epci.position(contents.belonging.epci.get(row as usize).copied().flatten()?);
        let all = (0_u32..).take(state.territories(Level::Commune).len());
        let rows: Vec<u32> = all.filter(|row| communes.position(*row).is_some() || place(*row).is_some()).collect();
        let own = (0..rows.len()).filter(|at| communes.position(rows[*at]).is_some()).collect();
        let covered = |row: &u32| contents.grain.covered.get(*row as usize) == Some(&true);
        let origins: Vec<Option<u32>> = rows.iter().map(|row| covered(row).then_some(*row)).collect();
        let sites = standing(state, schemes, *counted);
        let there: Vec<&Site> = sites.iter().map(|site| &contents.sites[*site]).collect();
        let places: Vec<Destination> =
            there.iter().map(|site| (site_place(contents, site), site_commune(contents, site))).collect();
        let (times, sentence) = journeys(contents, &origins, &places, horizon_min());
        Self {
            own,
            group: rows.iter().map(|row| place(*row)).collect(),
            workshops: there.iter().filter(|site| site.is_workshop()).count(),
            examples: there.iter().filter(|site| site.is_example()).count(),
            sites,
            sentence,
            origins,
            times,
            rows,
        }
    }

    /// The nearest site of each row: of those that stand and are kept, then of those added. Of two as near the first, as when all
    /// are asked together. A site that is added has its number after the standing ones.
    pub(crate) fn journeys(&self, kept: &[bool], added: &[Arc<Way>]) -> Vec<Journey> {
        let mut found = nearest(&self.times, Active::Only(kept));
        for (site, way) in (self.sites.len()..).zip(added) {
            for (journey, minutes) in found.iter_mut().zip(&way.minutes) {
                let other = Journey { minutes: *minutes, distance_km: None, site: minutes.is_ok().then_some(site) };
                *journey = nearer(*journey, other);
            }
        }
        found
    }
}

impl Way {
    fn of(state: &State, ground: &Ground, commune: u32) -> Self {
        let place = commune_places(&state.contents).get(commune as usize).copied().flatten();
        let to: [Destination; 1] = [(place, Some(commune))];
        let (times, sentence) = journeys(&state.contents, &ground.origins, &to, horizon_min());
        Self { minutes: nearest(&times, Active::All).into_iter().map(|journey| journey.minutes).collect(), sentence }
    }
}

/// Journeys longer than this are none: the same as for the access to the sites that stand.
fn horizon_min() -> f64 {
    StraightLine::default().horizon_min
}

/// The shorter of two journeys; the first of two as short. That one of the two sites is known and cannot be reached is an answer.
fn nearer(first: Journey, other: Journey) -> Journey {
    match (first.minutes, other.minutes) {
        (Ok(known), Ok(minutes)) if minutes < known => other,
        (Ok(_), _) => first,
        (Err(_), Ok(_)) => other,
        (Err(Absence::Nil), Err(_)) => first,
        (Err(_), Err(Absence::Nil)) => other,
        (Err(_), Err(_)) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_as_near_serves_and_what_cannot_be_reached_is_an_answer() {
        let at = |minutes, site| Journey { minutes: Ok(minutes), distance_km: None, site: Some(site) };
        let none = |reason| Journey::absent(reason);
        assert_eq!(nearer(at(12.0, 0), at(12.0, 1)).site, Some(0));
        assert_eq!(nearer(at(12.0, 0), at(11.0, 1)).site, Some(1));
        assert_eq!(nearer(none(Absence::Nil), at(11.0, 1)).site, Some(1));
        for pair in [[Absence::Nil, Absence::NotPublished], [Absence::NotPublished, Absence::Nil]] {
            assert_eq!(nearer(none(pair[0]), none(pair[1])).minutes, Err(Absence::Nil));
        }
        assert_eq!(
            nearer(none(Absence::NotPublished), none(Absence::NotPublished)).minutes,
            Err(Absence::NotPublished)
        );
    }
}
