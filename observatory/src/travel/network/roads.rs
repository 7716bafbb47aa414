//! The network: points of the ground and directed arcs, in compressed rows.

use crate::travel::Place;

/// A piece of road that can be driven in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arc {
    /// Point it leaves.
    pub from: u32,
    /// Point it reaches.
    pub to: u32,
    /// Time, milliseconds. Whole numbers: the time of a way is the same whatever the order its pieces are added in.
    pub millis: u32,
}

/// Points and the arcs that leave each, heads increasing, one arc at most from a point to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roads {
    pub(super) points: Vec<[i32; 2]>,
    pub(super) starts: Vec<u32>,
    pub(super) heads: Vec<u32>,
    pub(super) millis: Vec<u32>,
}

/// Ten-millionths of a degree, the grain of OpenStreetMap: about a centimetre.
const GRAIN: f64 = 1e-7;

impl Roads {
    /// The network of these points (longitude and latitude in ten-millionths of a degree) and arcs, in any order. Of several
    /// arcs from a point to another the quickest is kept; an arc from a point to itself, or to a point that is not there, is
    /// left out. Cost: one sort of the arcs.
    ///
    /// ```
    /// use lanterne_observatory::travel::network::{Arc, Roads};
    /// let arc = |from, to, millis| Arc { from, to, millis };
    /// let roads = Roads::new(vec![[0, 0], [10, 0]], vec![arc(0, 1, 900), arc(0, 1, 700), arc(1, 1, 5), arc(1, 7, 5)]);
    /// assert_eq!((roads.len(), roads.arcs()), (2, 1));
    /// assert_eq!(roads.leaving(0).collect::<Vec<_>>(), [(1, 700)]);
    /// ```
    #[must_use]
    pub fn new(points: Vec<[i32; 2]>, mut arcs: Vec<Arc>) -> Self {
        let here = |point: u32| (point as usize) < points.len();
        arcs.retain(|arc| arc.from != arc.to && here(arc.from) && here(arc.to));
        arcs.sort_unstable();
        arcs.dedup_by_key(|arc| (arc.from, arc.to));
        let mut starts = vec![0_u32; points.len() + 1];
        for arc in &arcs {
            starts[arc.from as usize + 1] += 1;
        }
        for point in 0..points.len() {
            starts[point + 1] += starts[point];
        }
        let (heads, millis) = arcs.iter().map(|arc| (arc.to, arc.millis)).unzip();
        Self { points, starts, heads, millis }
    }

    /// How many points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there is no point.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// How many directed arcs.
    #[must_use]
    pub fn arcs(&self) -> usize {
        self.heads.len()
    }

    /// Where a point is; no density is known of it.
    #[must_use]
    pub fn place(&self, point: usize) -> Option<Place> {
        let [lon, lat] = *self.points.get(point)?;
        Some(Place { lon: f64::from(lon) * GRAIN, lat: f64::from(lat) * GRAIN, density: None })
    }

    /// The points that can be driven to from a point, with the milliseconds to each.
    pub fn leaving(&self, point: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let range = match (self.starts.get(point), self.starts.get(point + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        self.heads[range.clone()].iter().copied().zip(self.millis[range].iter().copied())
    }

    /// The same network with every arc turned round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut starts = vec![0_u32; self.points.len() + 1];
        for &head in &self.heads {
            starts[head as usize + 1] += 1;
        }
        for point in 0..self.points.len() {
            starts[point + 1] += starts[point];
        }
        let mut next = starts.clone();
        let (mut heads, mut millis) = (vec![0; self.heads.len()], vec![0; self.heads.len()]);
        for from in 0..self.points.len() {
            for (to, time) in self.leaving(from) {
                let slot = &mut next[to as usize];
                (heads[*slot as usize], millis[*slot as usize]) = (from as u32, time);
                *slot += 1;
            }
        }
        Self { points: self.points.clone(), starts, heads, millis }
    }
}
