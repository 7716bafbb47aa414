//! Things in square cells, found by cell.
//!
//! For: whatever asks who is near, of hundreds of thousands at once ([`crate::vertices`], [`crate::topology::crossings`]).
//! Refuses to know: what the things are.
//!
//! Rows of cells are counted and filled, then each is sorted: two passes and many small sorts in place of a large one.

/// A thing in a cell: row, column, number of the thing.
pub(crate) type Entry = (i32, i32, u32);

/// Entries in order of row, column and number, with the starts of runs of rows.
pub(crate) struct Buckets {
    entries: Vec<Entry>,
    starts: Vec<u32>,
    lowest: i64,
    /// A run holds `2^shift` rows, so that few things far apart do not need many runs.
    shift: u32,
}

impl Buckets {
    /// Sorts entries, given in any order.
    pub(crate) fn new(entries: Vec<Entry>) -> Buckets {
        let rows = entries.iter().map(|&(row, ..)| i64::from(row));
        let (Some(lowest), Some(highest)) = (rows.clone().min(), rows.max()) else {
            return Buckets { entries, starts: vec![0, 0], lowest: 0, shift: 0 };
        };
        let mut shift = 0;
        while (highest - lowest) >> shift > 2 * entries.len() as i64 {
            shift += 1;
        }
        let run_of = |row: i32| ((i64::from(row) - lowest) >> shift) as usize;
        let runs = ((highest - lowest) >> shift) as usize + 1;
        let mut starts = vec![0u32; runs + 1];
        for &(row, ..) in &entries {
            starts[run_of(row) + 1] += 1;
        }
        for run in 0..runs {
            starts[run + 1] += starts[run];
        }
        let mut next = starts.clone();
        let mut sorted = vec![(0, 0, 0); entries.len()];
        for entry in entries {
            let place = &mut next[run_of(entry.0)];
            sorted[*place as usize] = entry;
            *place += 1;
        }
        for run in starts.windows(2) {
            sorted[run[0] as usize..run[1] as usize].sort_unstable();
        }
        Buckets { entries: sorted, starts, lowest, shift }
    }

    /// All entries.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Numbers of the things in the cells of a row, from a column to another (both included).
    pub(crate) fn run(&self, row: i32, first: i32, last: i32) -> impl Iterator<Item = u32> + '_ {
        let run = (i64::from(row) - self.lowest) >> self.shift;
        let run = usize::try_from(run).ok().filter(|run| run + 1 < self.starts.len());
        let entries = run.map_or(&[][..], |run| {
            let (from, to) = (self.starts[run] as usize, self.starts[run + 1] as usize);
            let entries = &self.entries[from..to];
            &entries[entries.partition_point(|&(r, c, _)| (r, c) < (row, first))..]
        });
        entries.iter().take_while(move |&&(r, c, _)| (r, c) <= (row, last)).map(|&(.., thing)| thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_cells_holds_what_was_put_there() {
        let entries = [(5, 2, 0), (-1_000_000, 3, 1), (5, 1, 2), (5, 4, 3), (2_000_000_000, 0, 4), (5, 2, 5)];
        let buckets = Buckets::new(entries.to_vec());
        assert_eq!(buckets.run(5, 1, 2).collect::<Vec<_>>(), [2, 0, 5]);
        assert_eq!(buckets.run(-1_000_000, 0, 9).collect::<Vec<_>>(), [1]);
        assert_eq!(buckets.run(2_000_000_000, 0, 0).collect::<Vec<_>>(), [4]);
        assert!(buckets.run(6, 0, 9).next().is_none() && buckets.run(i32::MIN, 0, 9).next().is_none());
        assert!(buckets.entries().is_sorted());
    }

    #[test]
    fn nothing_holds_nothing() {
        assert_eq!(Buckets::new(Vec::new()).run(0, 0, 0).count(), 0);
    }
}
