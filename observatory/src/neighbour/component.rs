//! Which rows hang together: the connected pieces of a neighbourhood, once the rows left out are taken away.
//!
//! For: a group of white territories that touch is one area with one name; an archipelago is several.
//! Refuses to know why a row was kept.
//! Next: [`super::contiguity`] for who touches whom.

use super::Neighbours;

/// The connected pieces of a neighbourhood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Components {
    /// Per row, the number of its piece; `None`: the row was left out. Pieces are numbered by their first row.
    pub of: Vec<Option<u32>>,
    /// Rows of each piece, ascending.
    pub rows: Vec<Vec<u32>>,
}

/// The connected pieces among the rows where `keep` is true; a row kept alone is a piece of one.
///
/// Shape: one label per row of the neighbourhood. A row beyond the end of `keep` is left out. An edge joins its two ends
/// whichever way it runs, so that a directed neighbourhood (k nearest) gives its weakly connected pieces. Relabelling rows
/// permutes the pieces and changes none. Checked against `scipy.sparse.csgraph.connected_components` (scipy 1.17.1), exactly.
/// Cost: one union–find step per edge (Tarjan & van Leeuwen 1984, *Journal of the ACM* 31): a millisecond for the communes.
///
/// ```
/// use lanterne_observatory::neighbour::{Neighbours, component::components};
/// let chain = Neighbours::from_pairs(5, [(0, 1), (1, 2), (2, 3), (3, 4)]);
/// let white = components(&chain, &[true, true, false, true, true]);
/// assert_eq!(white.of, [Some(0), Some(0), None, Some(1), Some(1)]);
/// assert_eq!(white.rows, [vec![0, 1], vec![3, 4]]);
/// ```
#[must_use]
pub fn components(neighbours: &Neighbours, keep: &[bool]) -> Components {
    let kept = |row: usize| keep.get(row).copied().unwrap_or(false);
    let mut forest = Forest((0..neighbours.len() as u32).collect());
    for row in (0..neighbours.len()).filter(|&row| kept(row)) {
        for &other in neighbours.of(row).iter().filter(|&&other| kept(other as usize)) {
            forest.join(row as u32, other);
        }
    }
    let mut found = Components { of: vec![None; neighbours.len()], rows: Vec::new() };
    for row in (0..neighbours.len()).filter(|&row| kept(row)) {
        let root = forest.root(row as u32);
        // A root is the first row of its piece: it has its number before the others ask for it.
        let piece = found.of[root as usize].unwrap_or(found.rows.len() as u32);
        if root as usize == row {
            found.rows.push(Vec::new());
        }
        found.of[row] = Some(piece);
        found.rows[piece as usize].push(row as u32);
    }
    found
}

/// Each row points towards the first row of its tree.
struct Forest(Vec<u32>);

impl Forest {
    fn root(&mut self, mut row: u32) -> u32 {
        while self.0[row as usize] != row {
            let above = self.0[row as usize];
            self.0[row as usize] = self.0[above as usize];
            row = above;
        }
        row
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
