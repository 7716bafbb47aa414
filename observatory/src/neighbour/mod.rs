//! Who is beside whom: the neighbourhoods every spatial measure is computed over (METHODS 3).
//!
//! One shape for all of them: sparse rows in the order of the territory index. Refuses to know what makes two territories
//! neighbours once the lists are made, and any value. Next: [`contiguity`] (from outlines), [`shared_arc`] (from a topology),
//! [`nearest`] and [`band`] (from points, over the index of [`plane`]), [`component`] (what hangs together), [`Weighting`].

pub mod band;
pub mod component;
pub mod contiguity;
pub mod lambert_93;
pub mod nearest;
pub mod plane;
pub mod shared_arc;
mod weighting;

pub use weighting::Weighting;

mod group;

/// The neighbours of every row: sorted, without doubles, never the row itself. Rows without neighbour (islands) stay in and
/// are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbours {
    /// Where each row's list begins in `rows`; one more than there are rows.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Neighbours {
    /// From directed pairs `(row, neighbour)` in any order. Doubles count once; a row beside itself and rows from `len` on
    /// are left out. Shape: `len` rows. Cost: a counting sort of the pairs.
    ///
    /// ```
    /// use lanterne_observatory::neighbour::Neighbours;
    /// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 1), (1, 1)]);
    /// assert_eq!(line.of(1), [0, 2]);
    /// assert_eq!((line.edges(), line.islands()), (4, vec![3]));
    /// ```
    #[must_use]
    pub fn from_pairs(len: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let inside = |row: u32| (row as usize) < len;
        let pairs: Vec<(u32, u32)> =
            pairs.into_iter().filter(|&(row, other)| row != other && inside(row) && inside(other)).collect();
        let mut starts = vec![0_u32; len + 1];
        pairs.iter().for_each(|&(row, _)| starts[row as usize + 1] += 1);
        (0..len).for_each(|row| starts[row + 1] += starts[row]);
        let (mut next, mut others) = (starts.clone(), vec![0; pairs.len()]);
        for (row, other) in pairs {
            let slot = &mut next[row as usize];
            others[*slot as usize] = other;
            *slot += 1;
        }
        let mut graph = Self { starts: Vec::with_capacity(len + 1), rows: Vec::with_capacity(others.len()) };
        graph.starts.push(0);
        for range in starts.windows(2) {
            let row = &mut others[range[0] as usize..range[1] as usize];
            row.sort_unstable();
            let kept = (0..row.len()).filter(|&place| place == 0 || row[place] != row[place - 1]);
            graph.rows.extend(kept.map(|place| row[place]));
            graph.starts.push(graph.rows.len() as u32);
        }
        graph
    }

    /// From the neighbours of each row, already increasing and without doubles, row and range checked.
    pub(crate) fn from_sorted(lists: impl Iterator<Item: IntoIterator<Item = u32>>) -> Self {
        let mut graph = Self { starts: vec![0], rows: Vec::new() };
        for list in lists {
            graph.rows.extend(list);
            graph.starts.push(graph.rows.len() as u32);
        }
        graph
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of a row, increasing; none for a row from `len` on.
    #[must_use]
    pub fn of(&self, row: usize) -> &[u32] {
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(&from), Some(&to)) => &self.rows[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Directed pairs in all: a border between two territories counts twice.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.rows.len()
    }

    /// Rows without any neighbour, increasing.
    #[must_use]
    pub fn islands(&self) -> Vec<u32> {
        (0..self.len()).filter(|&row| self.of(row).is_empty()).map(|row| row as u32).collect()
    }

    /// Whether everyone is a neighbour of its neighbours (contiguity and bands are; k nearest need not be).
    #[must_use]
    pub fn is_symmetric(&self) -> bool {
        self.pairs().all(|(row, other)| self.of(other as usize).binary_search(&row).is_ok())
    }

    /// Every directed pair, in row order.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.len()).flat_map(|row| self.of(row).iter().map(move |&other| (row as u32, other)))
    }

    /// The same neighbourhoods under another numbering: row `order[new]` becomes row `new`. A row that `order` does not name
    /// is left out with its borders.
    ///
    /// ```
    /// use lanterne_observatory::neighbour::Neighbours;
    /// let line = Neighbours::from_pairs(3, [(0, 1), (1, 0), (1, 2), (2, 1)]);
    /// assert_eq!(line.relabelled(&[1, 0, 2]).of(0), [1, 2]);
    /// ```
    #[must_use]
    pub fn relabelled(&self, order: &[u32]) -> Self {
        let mut new_of = vec![None; self.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = new_of.get_mut(old as usize) {
                *slot = Some(new as u32);
            }
        }
        let renamed = self.pairs().filter_map(|(row, other)| Some((new_of[row as usize]?, new_of[other as usize]?)));
        Self::from_pairs(order.len(), renamed)
    }

    /// The same rows, where those not kept are nobody's neighbour and have none: what remains when they have no value.
    /// Rows beyond the end of `keep` are not kept.
    #[must_use]
    pub fn restricted(&self, keep: &[bool]) -> Self {
        let kept = |row: u32| keep.get(row as usize).copied().unwrap_or(false);
        let mut starts = Vec::with_capacity(self.starts.len());
        let mut rows = Vec::with_capacity(self.rows.len());
        starts.push(0);
        for row in 0..self.len() {
            if kept(row as u32) {
                rows.extend(self.of(row).iter().copied().filter(|&other| kept(other)));
            }
            starts.push(rows.len() as u32);
        }
        Self { starts, rows }
    }
}
