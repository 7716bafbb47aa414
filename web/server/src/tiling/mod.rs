//! Tiles made when they are asked for, and what is kept to make the next one quickly.
//!
//! For: groupings, values joined to outlines, chosen sites; a page's own map joins values in the browser and needs none of it.
//! Refuses to know: HTTP, how a tile is written ([`lanterne_tiles::live`]). Next: [`grouping`], [`values`].

pub(crate) mod grouping;
pub(crate) mod values;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use lanterne_observatory::Level;
use lanterne_tiles::live::{Drawn, Features, Ground};
use lanterne_tiles::mercator::{MAX_ZOOM, MIN_ZOOM, Tile};

use crate::problem::Problem;
use crate::state::State;
use crate::tiling::values::Values;
use crate::views::{Kept, Weighed};

/// Bytes of outlines kept as tiles show them: all communes of France weigh 20 MB at the last zoom, a grouping a few kB.
const MOST_BYTES_DRAWN: usize = 64 << 20;
/// Bytes of columns kept: a series of all communes of France weighs 3 MB.
const MOST_BYTES_OF_VALUES: usize = 16 << 20;
/// Zooms of every tile made here.
pub(crate) const ZOOMS: (u8, u8) = (MIN_ZOOM, MAX_ZOOM);

/// What is outlined.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Outlined {
    /// Every territory of a level.
    Level(Level),
    /// Some communes as one territory.
    Whole(BTreeSet<u32>),
    /// Some communes, each for itself.
    Each(BTreeSet<u32>),
}

/// Outlines at one zoom, drawn once for all who wait for them.
#[derive(Debug, Default)]
struct Sheet(OnceLock<Option<Drawn>>);

impl Weighed for Sheet {
    fn bytes(&self) -> usize {
        self.0.get().and_then(Option::as_ref).map_or(0, Drawn::bytes)
    }
}

/// What is kept of one snapshot.
#[derive(Debug)]
pub(crate) struct Tiling {
    ground: OnceLock<Ground>,
    sheets: Kept<(Outlined, u8), Sheet>,
    pub(crate) values: Kept<String, Values>,
}

impl Default for Tiling {
    fn default() -> Self {
        Self {
            ground: OnceLock::new(),
            sheets: Kept::within(MOST_BYTES_DRAWN),
            values: Kept::within(MOST_BYTES_OF_VALUES),
        }
    }
}

/// Refuses a tile that is none of the pyramid.
pub(crate) fn within(Tile { z, x, y }: Tile) -> Result<(), Problem> {
    match (ZOOMS.0..=ZOOMS.1).contains(&z) && x < 1 << z && y < 1 << z {
        true => Ok(()),
        false => Err(Problem::TileOutOfRange { z: z.into(), x, y, zooms: ZOOMS }),
    }
}

impl State {
    /// A tile of what is outlined, uncompressed; empty where nothing of it is there. `features` has a row for each territory of the
    /// level, for each commune, or for the whole.
    ///
    /// Cost: the first tile of a snapshot rounds the borders of all its communes for every zoom, two seconds of processor time for
    /// France; the first of a zoom draws its territories; the others are made in a millisecond.
    pub(crate) fn made(&self, outlined: Outlined, at: Tile, features: &Features<'_>) -> Result<Vec<u8>, Problem> {
        self.made_of(outlined, at, features, |_| true)
    }

    /// The same, of some rows only.
    pub(crate) fn made_of(
        &self,
        outlined: Outlined,
        at: Tile,
        features: &Features<'_>,
        shown: impl Fn(usize) -> bool,
    ) -> Result<Vec<u8>, Problem> {
        within(at)?;
        let shapes = self.shapes(Level::Commune)?;
        let ground = self.tiling.ground.get_or_init(|| Ground::of(shapes.topology()));
        let sheet = self.tiling.sheets.get((outlined.clone(), at.z), |_| Sheet::default());
        let drawn = sheet.0.get_or_init(|| {
            let (unit_of, count) = self.rows(&outlined);
            ground.drawn(&ground.rings(&unit_of, count), at.z)
        });
        Ok(drawn.as_ref().map_or_else(Vec::new, |drawn| drawn.tile_of(at, features, shown)))
    }

    /// For each commune its row in what is outlined, and the number of rows.
    fn rows(&self, outlined: &Outlined) -> (Vec<Option<usize>>, usize) {
        let communes = self.territories(Level::Commune).len();
        let member = |members: &BTreeSet<u32>, row: usize| u32::try_from(row).is_ok_and(|row| members.contains(&row));
        match outlined {
            Outlined::Level(level) => {
                let own = self.contents.belonging.at(*level).into_iter();
                (own.map(|row| row.map(|row| row as usize)).collect(), self.territories(*level).len())
            }
            Outlined::Whole(members) => ((0..communes).map(|row| member(members, row).then_some(0)).collect(), 1),
            Outlined::Each(members) => {
                ((0..communes).map(|row| member(members, row).then_some(row)).collect(), communes)
            }
        }
    }
}
