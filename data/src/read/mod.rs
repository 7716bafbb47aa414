//! The read side of a snapshot: what a service needs, brought once into columns in row order.
//!
//! A snapshot never changes, so that nothing has to be asked twice: [`contents`] reads every small table and the facts at
//! the grain of the commune, and the file can be closed. It refuses to know what a figure means; measures are in
//! `lanterne-observatory`, sums over communes in its `assembly`. The establishments themselves stay in the file.
//!
//! Where to go next: [`territory`] for the index every series follows, [`grain`] for the facts, [`result`] for what `derive`
//! wrote with the default parameters.

pub mod access;
pub mod accompaniment;
pub mod area;
pub mod count;
pub mod grain;
pub mod provenance;
pub mod published;
pub mod result;
pub mod review;
mod rows;
pub mod territory;
pub mod travel;

use lanterne_observatory::Level;
use lanterne_observatory::assembly::Grain;

use crate::{Error, Snapshot};

pub use access::{Access, access};
pub use accompaniment::{Operator, Scheme, Site, Zone};
pub use area::{NamedArea, named_areas};
pub use provenance::{Card, LoadReport};
pub use published::Published;
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
    /// Territory index of each level, in the order of [`lanterne_observatory::Level::ALL`].
    pub territories: Vec<Territories>,
    /// Belonging of each commune, in row order of the communes.
    pub belonging: Belonging,
    /// Facts at the grain of the commune.
    pub grain: Grain,
    /// Schemes of accompaniment.
    pub schemes: Vec<Scheme>,
    /// Operators.
    pub operators: Vec<Operator>,
    /// Places of operators and of public networks.
    pub sites: Vec<Site>,
    /// Declared zones.
    pub zones: Vec<Zone>,
    /// Published figures.
    pub published: Vec<Published>,
    /// Travel times between communes, the best source first; none in most snapshots.
    pub travel: Vec<Supplied>,
}

/// Reads the whole of what a service needs.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program: a table, a column or a code outside the schema.
pub fn contents(snapshot: &Snapshot) -> Result<Contents, Error> {
    let beside = snapshot.another()?;
    // The two long readings, territories and counts, at the same time.
    let (counts, territories) = std::thread::scope(|scope| {
        let counting = scope.spawn(move || grain::counts(&beside));
        let territories = territory::all_levels(snapshot);
        (counting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), territories)
    });
    let (counts, territories) = (counts?, territories?);
    let belonging = territory::belonging(snapshot, &territories)?;
    let coverage = provenance::coverage(snapshot)?;
    let grain = grain::grain(counts, &territories, &belonging, &coverage)?;
    let communes = territories.iter().find(|index| index.level == Level::Commune).map_or(0, Territories::len);
    Ok(Contents {
        travel: travel::supplied(snapshot, communes)?,
        cards: provenance::cards(snapshot)?,
        reports: provenance::reports(snapshot)?,
        parameters: provenance::parameters(snapshot)?,
        schemes: accompaniment::schemes(snapshot)?,
        operators: accompaniment::operators(snapshot)?,
        sites: accompaniment::sites(snapshot)?,
        zones: accompaniment::zones(snapshot)?,
        published: published::published(snapshot)?,
        territories,
        belonging,
        coverage,
        grain,
    })
}
