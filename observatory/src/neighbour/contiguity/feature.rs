//! What two outlines can have in common: a vertex, or an edge. Keys compare coordinates bit for bit, but for the two zeros.

use super::Outline;

/// A common feature of outlines: its key, and how it lies along a ring.
pub(super) trait Feature: Copy + Eq + Send {
    /// Consecutive points that make one.
    const SPAN: usize;

    /// The feature of the first `SPAN` points with the point that says where it lies; `None` where a coordinate is not finite
    /// or the feature has no extent of its own.
    fn at(points: &[[f64; 2]]) -> Option<(Self, [f64; 2])>;

    /// Mixed bits of the key, good in the highest.
    fn hash(&self) -> u64;

    /// Features of open rings that no consecutive points make: from the last point back to the first.
    fn closings(_units: &[Outline]) -> Vec<(u32, [[f64; 2]; 2])> {
        Vec::new()
    }
}

/// A vertex.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Vertex([u64; 2]);

/// An edge, whichever way it is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge([Vertex; 2]);

impl Feature for Vertex {
    const SPAN: usize = 1;

    fn at(points: &[[f64; 2]]) -> Option<(Self, [f64; 2])> {
        let point = *points.first()?;
        let [x, y] = point;
        // Adding zero makes the negative zero the other one.
        (x.is_finite() && y.is_finite()).then(|| (Self([(x + 0.0).to_bits(), (y + 0.0).to_bits()]), point))
    }

    fn hash(&self) -> u64 {
        let [x, y] = self.0;
        let mixed = x.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(y.wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
        (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
    }
}

impl Feature for Edge {
    const SPAN: usize = 2;

    fn at(points: &[[f64; 2]]) -> Option<(Self, [f64; 2])> {
        let ((from, here), (to, there)) = (Vertex::at(points)?, Vertex::at(points.get(1..)?)?);
        if from == to {
            return None;
        }
        // The lower end first, so that both directions give one key.
        Some(if here < there { (Self([from, to]), here) } else { (Self([to, from]), there) })
    }

    fn hash(&self) -> u64 {
        let [from, to] = self.0;
        (from.hash() ^ (to.hash() >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn closings(units: &[Outline]) -> Vec<(u32, [[f64; 2]; 2])> {
        let ends = |ring: &Vec<[f64; 2]>| Some([*ring.last()?, *ring.first()?]);
        let rings = units.iter().zip(0..).flat_map(|(rings, unit)| rings.iter().map(move |ring| (unit, ends(ring))));
        rings.filter_map(|(unit, ends)| Some((unit, ends.filter(|[last, first]| last != first)?))).collect()
    }
}
