//! Outlines as they are, for who takes them away or asks for features: every level is a union of communes over shared arcs.
//!
//! Refuses to know: tiles, which have outlines of their own; formats. Next: `lanterne_tiles::topology`, `export`.
//!
//! The file is kept packed until somebody asks, and unpacked once: a service that only draws maps never pays for it.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use geo::{BoundingRect, MapCoordsInPlace, MultiPolygon};
use lanterne_data::manifest::OUTLINES;
use lanterne_data::read::Territories;
use lanterne_observatory::Level;
use lanterne_tiles::topology::Topology;

use crate::problem::Problem;

/// Places are rounded to this part of a degree (a centimetre): the digits the grid has, without those of binary fractions.
const DIGITS: f64 = 1e7;

/// The outlines of a snapshot.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    packed: Option<Vec<u8>>,
    communes: OnceLock<Option<Arc<Topology>>>,
    others: [OnceLock<Arc<Topology>>; Level::ALL.len()],
}

impl Outlines {
    /// Reads the file of a snapshot's folder, still packed. A snapshot of an earlier program has none.
    pub(crate) fn open(folder: &Path) -> std::io::Result<Self> {
        match std::fs::read(folder.join(OUTLINES)) {
            Ok(packed) => Ok(Self { packed: Some(packed), ..Self::default() }),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(fault) => Err(fault),
        }
    }

    /// The outlines of a level, in row order; `belonging` gives each commune its row there.
    ///
    /// Cost: the first time, a quarter of a second to unpack all of France and as much to unite communes.
    pub(crate) fn of(
        &self,
        territories: &Territories,
        belonging: impl FnOnce() -> Vec<Option<u32>>,
    ) -> Result<Shapes, Problem> {
        let communes = self.communes()?;
        let level = territories.level;
        if level == Level::Commune {
            return Ok(Shapes(communes));
        }
        let unite = || {
            let group: Vec<Option<usize>> = belonging().into_iter().map(|row| row.map(|row| row as usize)).collect();
            Arc::new(communes.dissolve(&group, territories.code.clone()))
        };
        Ok(Shapes(Arc::clone(self.others[level as usize].get_or_init(unite))))
    }

    fn communes(&self) -> Result<Arc<Topology>, Problem> {
        let packed = self.packed.as_deref().ok_or(Problem::NoOutlines)?;
        let unpack = || {
            let read = Topology::decode(packed);
            read.inspect_err(|fault| tracing::error!(%fault, "outlines unreadable")).ok().map(Arc::new)
        };
        self.communes.get_or_init(unpack).clone().ok_or(Problem::Internal)
    }
}

/// Outlines of one level.
#[derive(Debug, Clone)]
pub(crate) struct Shapes(Arc<Topology>);

impl Shapes {
    /// The outlines as they are kept, over shared arcs, in row order.
    pub(crate) fn topology(&self) -> &Topology {
        &self.0
    }

    /// The outline of a row, WGS84 degrees: outer rings counter-clockwise, holes clockwise. `None` where none is known.
    pub(crate) fn of(&self, row: u32) -> Option<MultiPolygon<f64>> {
        self.0.units.get(row as usize).filter(|unit| !unit.polygons.is_empty())?;
        let mut shape = self.0.to_polygons(row as usize);
        shape.map_coords_in_place(|at| geo::Coord { x: rounded(at.x), y: rounded(at.y) });
        Some(shape)
    }
}

fn rounded(degrees: f64) -> f64 {
    (degrees * DIGITS).round() / DIGITS
}

/// West, south, east, north of an outline.
pub(crate) fn bounds(shape: &MultiPolygon<f64>) -> Option<[f64; 4]> {
    shape.bounding_rect().map(|rect| [rect.min().x, rect.min().y, rect.max().x, rect.max().y])
}

/// The box around two boxes.
pub(crate) fn around(one: Option<[f64; 4]>, other: Option<[f64; 4]>) -> Option<[f64; 4]> {
    match (one, other) {
        (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
        (one, other) => one.or(other),
    }
}
