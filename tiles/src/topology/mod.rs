//! Polygons that share their boundaries: each border is stored once, as an arc between two territories.
//!
//! For: dissolving, simplifying and measuring the outlines of a whole level without ever opening a gap or an overlap.
//! Refuses to know: files, tables, values, map projections of a screen.
//! Next: [`codec`](Topology::decode) (bytes), [`dissolve`](Topology::dissolve), [`simplify`](Topology::simplify),
//! [`areas_km2`](Topology::areas_km2), [`sides`](Topology::sides), [`queen`](Topology::queen), [`assemble`] and [`unite`] (from
//! loose polygons),
//! [`faults`](Topology::faults) (is it an exact partition?).

mod assemble;
pub(crate) mod chain;
mod codec;
mod crossing;
mod dissolve;
mod measure;
mod partition;
mod place;
mod side;
mod simplify;
mod unite;

pub use assemble::{Outline, assemble};
pub use crossing::{Crossing, crossings};
pub(crate) use crossing::{crossings_where, meet_badly};
pub use dissolve::{Border, weave};
pub use measure::ring_area_km2;
pub use partition::Fault;
pub use side::{Neighbour, Sides};
pub use unite::unite;

use geo::{Coord, LineString, MultiPolygon, Polygon};

/// A point on the quantised grid: `[x, y]`, longitude and latitude through [`Transform`].
pub type Point = [i32; 2];

/// From the quantised grid to degrees: `degrees = grid * scale + translate`, per axis (longitude, latitude; WGS84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// Degrees per grid step, longitude then latitude.
    pub scale: [f64; 2],
    /// Degrees of the grid's origin.
    pub translate: [f64; 2],
}

impl Transform {
    /// The grid point nearest to a place in degrees.
    pub fn quantise(&self, lon: f64, lat: f64) -> Point {
        [
            ((lon - self.translate[0]) / self.scale[0]).round() as i32,
            ((lat - self.translate[1]) / self.scale[1]).round() as i32,
        ]
    }

    /// The place of a grid point, degrees.
    pub fn place(&self, point: Point) -> Coord<f64> {
        Coord {
            x: f64::from(point[0]) * self.scale[0] + self.translate[0],
            y: f64::from(point[1]) * self.scale[1] + self.translate[1],
        }
    }
}

/// A closed line as arc references, TopoJSON's way: `i` runs arc `i` forwards, `!i` backwards.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ring(pub Vec<i32>);

/// One territory: its code and its polygons, each a list of rings, the outer one first (counter-clockwise: the territory
/// lies on the left of its rings). No polygon: the territory has no known outline.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Unit {
    /// The territory's code.
    pub code: String,
    /// Polygons, each with its outer ring, then its holes.
    pub polygons: Vec<Vec<Ring>>,
}

impl Unit {
    /// Every arc reference of the unit, with its direction.
    pub fn references(&self) -> impl Iterator<Item = i32> + '_ {
        self.polygons.iter().flatten().flat_map(|ring| ring.0.iter().copied())
    }
}

/// A set of territories over shared arcs.
#[derive(Clone, Debug, PartialEq)]
pub struct Topology {
    /// From the grid to degrees.
    pub transform: Transform,
    /// Arcs as absolute grid points; two points at least; a closed arc repeats its first point at the end.
    pub arcs: Vec<Vec<Point>>,
    /// Territories, in the order the caller gave (of a shipped file: code order, the `row` of the level).
    pub units: Vec<Unit>,
}

/// Which arc a reference names.
pub fn arc_of(reference: i32) -> usize {
    (if reference < 0 { !reference } else { reference }) as usize
}

impl Topology {
    /// Points of one ring, closed (the first repeated at the end).
    pub fn ring_points(&self, ring: &Ring) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for &reference in &ring.0 {
            points.pop();
            let arc = &self.arcs[arc_of(reference)];
            if reference < 0 {
                points.extend(arc.iter().rev());
            } else {
                points.extend(arc);
            }
        }
        points
    }

    /// One ring in degrees, closed.
    pub fn ring_line(&self, ring: &Ring) -> LineString<f64> {
        self.ring_points(ring).into_iter().map(|point| self.transform.place(point)).collect()
    }

    /// One arc in degrees.
    pub fn arc_line(&self, arc: usize) -> LineString<f64> {
        self.arcs[arc].iter().map(|&point| self.transform.place(point)).collect()
    }

    /// The outline of unit number `unit`, degrees; outer rings counter-clockwise, holes clockwise. Empty without outline.
    pub fn to_polygons(&self, unit: usize) -> MultiPolygon<f64> {
        MultiPolygon(self.units[unit].polygons.iter().filter_map(|rings| self.to_polygon(rings)).collect())
    }

    fn to_polygon(&self, rings: &[Ring]) -> Option<Polygon<f64>> {
        let (outer, holes) = rings.split_first()?;
        Some(Polygon::new(self.ring_line(outer), holes.iter().map(|hole| self.ring_line(hole)).collect()))
    }
}

/// Why bytes are not a topology this library reads.
#[derive(Debug, thiserror::Error)]
pub enum TopologyError {
    /// Neither zstd nor JSON where they were expected.
    #[error("topologie illisible : {0}")]
    Unreadable(#[from] std::io::Error),
    /// Not the JSON of a TopoJSON topology.
    #[error("TopoJSON mal formé : {0}")]
    Malformed(#[from] serde_json::Error),
    /// A part of the file that is well formed but not what this library reads.
    #[error("TopoJSON, {place} : {value} trouvé, {expectation} attendu")]
    Unexpected {
        /// Where in the file.
        place: String,
        /// What stands there.
        value: String,
        /// What should.
        expectation: &'static str,
    },
    /// Two outlines lie over each other along an edge.
    #[error("les contours de {code} et {other} se recouvrent au point {at:?} de la grille")]
    Overlap {
        /// One of them.
        code: String,
        /// The other.
        other: String,
        /// Where, on the grid.
        at: Point,
    },
}
