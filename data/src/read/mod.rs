//! The read side of a snapshot: what a service needs, brought once into columns in row order.
//!
//! A snapshot never changes, so that nothing has to be asked twice: [`contents`] reads every small table and the facts at
//! the grain of the commune, and the file can be closed. It refuses to know what a figure means; measures are in
//! `lanterne-observatory`, sums over communes in its `assembly`. The establishments
//! themselves, and the official figures of a territory, are read when they are first asked for.
//!
//! Where to go next: [`territory`] for the index every series follows, [`grain`] for the facts, [`result`] for what `derive`
//! wrote with the default parameters, [`establishment`] for what a profile lists.

pub mod access;
pub mod accompaniment;
pub mod activity;
pub mod acts;
pub mod area;
pub mod census;
pub mod count;
pub mod establishment;
pub mod figure;
pub mod grain;
pub mod meeting;
pub mod passage;
pub mod provenance;
pub mod published;
pub mod recours;
pub mod result;
pub mod review;
pub(crate) mod rows;
pub mod territory;
pub mod travel;

use lanterne_observatory::Level;
use lanterne_observatory::assembly::Grain;

use crate::{Error, Snapshot};

pub use access::{Access, access};
pub use accompaniment::{Operator, Scheme, Site, Target, Zone};
pub use activity::Activity;
pub use area::{NamedArea, named_areas};
pub use census::Census;
pub use establishment::{Establishment, Establishments};
pub use grain::Past;
pub use meeting::Meetings;
pub use passage::Passages;
pub use provenance::{Card, LoadReport};
pub use published::Published;
pub use recours::{Recourse, recours};
pub use territory::{Belonging, Territories};
pub use travel::Supplied;

/// Everything a service holds in memory of one snapshot.
#[derive(Debug)]
pub struct Contents {
    /// Sources, by card.
    pub cards: Vec<Card>,
    /// Conservation, file by file.
    pub reports: Vec<LoadReport>,
    /// Parameters of the build, by name.
    pub parameters: Vec<(String, String)>,
    /// Departments where the register speaks, and the card that says so.
    pub coverage: Vec<(String, String)>,
    /// Territory index of each level, in the order of [`Level::ALL`]; empty for a zoning of study that is not loaded.
    pub territories: Vec<Territories>,
    /// Belonging of each commune, in row order of the communes.
    pub belonging: Belonging,
    /// What the census says of the communes beside their index.
    pub census: Census,
    /// Facts at the grain of the commune.
    pub grain: Grain,
    /// The year of the facts, where the register says one: what stood on 31 December.
    pub year: Option<u16>,
    /// The facts of earlier years, ascending.
    pub past: Vec<Past>,
    /// Schemes of accompaniment.
    pub schemes: Vec<Scheme>,
    /// Operators.
    pub operators: Vec<Operator>,
    /// Places of operators and of public networks.
    pub sites: Vec<Site>,
    /// Declared zones.
    pub zones: Vec<Zone>,
    /// What the documents aim at.
    pub targets: Vec<Target>,
    /// What the schemes did, as operators handed it in; empty where nobody handed anything in.
    pub activity: Activity,
    /// Published figures.
    pub published: Vec<Published>,
    /// Workshops, events, cooperations and structures that the documents name.
    pub meetings: Meetings,
    /// What became of the codes of earlier years.
    pub passages: Passages,
    /// Travel times between communes, the best source first; none in most snapshots.
    pub travel: Vec<Supplied>,
}

impl Contents {
    /// The facts of an earlier year; without year, those of reference. None where the year was not loaded.
    #[must_use]
    pub fn grain_of(&self, year: Option<u16>) -> Option<&Grain> {
        match year {
            None => Some(&self.grain),
            Some(year) => self.past.iter().find(|past| past.year == year).map(|past| &past.grain),
        }
    }

    /// Every year there are facts of, ascending; none where the register says no year.
    pub fn years(&self) -> impl Iterator<Item = u16> {
        self.past.iter().map(|past| past.year).chain(self.year)
    }

    /// Whether the snapshot holds a level: those of administration always, a zoning of study where its table was loaded.
    #[must_use]
    pub fn holds(&self, level: Level) -> bool {
        !level.is_study() || self.territories.get(level as usize).is_some_and(|index| !index.is_empty())
    }

    /// The levels the snapshot holds, in the order of presentation.
    pub fn levels(&self) -> impl Iterator<Item = Level> + '_ {
        Level::ALL.iter().copied().filter(|level| self.holds(*level))
    }
}

/// Reads the whole of what a service needs.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program: a table, a column or a code outside the schema.
pub fn contents(snapshot: &Snapshot) -> Result<Contents, Error> {
    let beside = snapshot.another()?;
    // The two long readings, territories and counts, at the same time.
    let (counts, territories) = std::thread::scope(|scope| {
        let counting = scope.spawn(move || {
            let covered = provenance::past_coverage(&beside)?;
            let past = covered.into_iter().map(|(year, codes)| Ok((codes, grain::counts(&beside, Some(year))?)));
            Ok::<_, Error>((grain::counts(&beside, None)?, past.collect::<Result<Vec<_>, Error>>()?))
        });
        let territories = territory::all_levels(snapshot);
        (counting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), territories)
    });
    let ((counts, past), territories) = (counts?, territories?);
    let belonging = territory::belonging(snapshot, &territories)?;
    let coverage = provenance::coverage(snapshot)?;
    let grain = grain::grain(counts, &territories, &belonging, coverage.iter().map(|(code, _)| code))?;
    let past = past.into_iter().map(|(codes, counts)| grain::past(counts, &territories, &belonging, &codes));
    let past = past.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect();
    let cards = provenance::cards(snapshot)?;
    let communes = territories.iter().find(|index| index.level == Level::Commune);
    let parameters = provenance::parameters(snapshot)?;
    Ok(Contents {
        census: communes.map(|index| census::census(snapshot, index, &parameters)).transpose()?.unwrap_or_default(),
        travel: travel::supplied(snapshot, communes.map_or(0, Territories::len))?,
        year: cards.iter().filter_map(|card| card.year).max(),
        past,
        cards,
        reports: provenance::reports(snapshot)?,
        parameters,
        schemes: accompaniment::schemes(snapshot)?,
        operators: accompaniment::operators(snapshot)?,
        sites: accompaniment::sites(snapshot)?,
        zones: accompaniment::zones(snapshot)?,
        targets: accompaniment::targets(snapshot)?,
        activity: activity::activity(snapshot)?,
        published: published::published(snapshot)?,
        meetings: meeting::meetings(snapshot)?,
        passages: passage::passages(snapshot)?,
        territories,
        belonging,
        coverage,
        grain,
    })
}
