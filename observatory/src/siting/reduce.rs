//! What can be left out of a covering problem without losing its optimum (Toregas & ReVelle 1973): a column whose rows another
//! column covers too, a row whose columns include all those of another, a column that alone covers a row. Refuses to know
//! what rows weigh.

/// A set of small numbers, for inclusion tests.
struct Bits(Vec<u64>);

impl Bits {
    fn of(members: &[u32], size: usize) -> Self {
        let mut words = vec![0u64; size.div_ceil(64)];
        for &member in members {
            words[member as usize / 64] |= 1 << (member % 64);
        }
        Self(words)
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| mine & !theirs == 0)
    }
}

/// The rows of each column.
fn transposed(sets: &[Vec<u32>], size: usize) -> Vec<Vec<u32>> {
    let mut other = vec![Vec::new(); size];
    for (row, set) in (0u32..).zip(sets) {
        for &column in set {
            other[column as usize].push(row);
        }
    }
    other
}

/// The columns whose rows are all those of another column, or of none; of equal columns the first stays.
///
/// A column is compared only with those of its shortest row: any that dominates it is there.
pub(super) fn dominated(rows: &[Vec<u32>], columns: usize) -> Vec<bool> {
    let sets = transposed(rows, columns);
    let bits: Vec<Bits> = sets.iter().map(|set| Bits::of(set, rows.len())).collect();
    let is_dominated = |column: usize| {
        let Some(shortest) = sets[column].iter().min_by_key(|&&row| rows[row as usize].len()) else { return true };
        rows[*shortest as usize].iter().any(|&other| {
            let other = other as usize;
            let larger = (sets[other].len(), column) > (sets[column].len(), other);
            other != column && larger && bits[column].is_within(&bits[other])
        })
    };
    (0..columns).map(is_dominated).collect()
}

/// A covering problem in which every row must be covered, reduced.
#[derive(Debug, Default)]
pub(super) struct Reduced {
    /// Columns that every cover, or one of the best, opens; ascending.
    pub(super) chosen: Vec<u32>,
    /// The rows left to cover, by the columns left.
    pub(super) rows: Vec<Vec<u32>>,
}

/// Reduces until nothing more can be left out. An empty row makes it `None`: it cannot be covered.
pub(super) fn reduced(rows: Vec<Vec<u32>>, columns: usize) -> Option<Reduced> {
    let mut reduced = Reduced { chosen: Vec::new(), rows };
    loop {
        let before = (reduced.rows.len(), reduced.rows.iter().map(Vec::len).sum::<usize>());
        if reduced.rows.iter().any(Vec::is_empty) {
            return None;
        }
        without_dominated_rows(&mut reduced.rows, columns);
        let dominated = dominated(&reduced.rows, columns);
        for row in &mut reduced.rows {
            row.retain(|&column| !dominated[column as usize]);
        }
        let mut alone: Vec<u32> = reduced.rows.iter().filter(|row| row.len() == 1).map(|row| row[0]).collect();
        alone.sort_unstable();
        alone.dedup();
        reduced.rows.retain(|row| !row.iter().any(|column| alone.binary_search(column).is_ok()));
        reduced.chosen.extend(alone);
        if before == (reduced.rows.len(), reduced.rows.iter().map(Vec::len).sum::<usize>()) {
            reduced.chosen.sort_unstable();
            return Some(reduced);
        }
    }
}

/// Leaves out the rows that are covered whenever another is.
fn without_dominated_rows(rows: &mut Vec<Vec<u32>>, columns: usize) {
    rows.sort_unstable();
    rows.dedup();
    let of_column = transposed(rows, columns);
    let bits: Vec<Bits> = rows.iter().map(|row| Bits::of(row, columns)).collect();
    let mut out = vec![false; rows.len()];
    for (row, set) in rows.iter().enumerate() {
        let rarest = set.iter().min_by_key(|&&column| of_column[column as usize].len());
        for &other in rarest.map_or(&[][..], |&column| &of_column[column as usize]) {
            let other = other as usize;
            if rows[other].len() > set.len() && !out[other] {
                out[other] = bits[row].is_within(&bits[other]);
            }
        }
    }
    let mut out = out.into_iter();
    rows.retain(|_| !out.next().unwrap_or(false));
}
