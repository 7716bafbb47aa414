//! Natural classes (Fisher–Jenks): the classes whose values stand nearest to the mean of their class, exactly.
//!
//! Refuses to approximate: no sample, no single precision. Next: [`super::head_tail`] for a long tail.

use super::distinct;

/// Numbers compared at once: as wide as two registers of the plainest x86-64.
const LANES: usize = 4;
/// Ends of classes below which a second thread costs more than it brings.
const ENDS_PER_TASK: usize = 4096;

/// The breaks of the `count` classes whose sum of squared deviations from the class means is the least there is; fewer
/// classes where there are fewer distinct values.
///
/// A break is the greatest value of its class; a first class made of the lowest value alone ends halfway to the next
/// value, for a class has a width. Source: Fisher 1958 (JASA 53), Jenks 1977; the exact programme in
/// `O(count · n log n)` over the sorted distinct values: the best start of the last class never moves backwards when
/// its end moves forwards (the cost is Monge: Wu 1991, Wang & Song 2011), so that the middle end divides the search of
/// the others. Values are centred and scaled before they are summed: double precision is enough for any 35 000 of them.
///
/// Checked against `jenkspy.jenks_breaks` (0.4.1) and, on few values, `mapclassify.FisherJenks` (2.10.0; it works in
/// single precision and is not optimal on all of France): same assignments; sum of squares of all communes at most that
/// of jenkspy. Cost: bound by the division in the scan, about 15 n of them a class; the columns fit in the second
/// cache. Same breaks on any number of threads: the halves of the search do not touch.
pub(super) fn breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let sums = Sums::of(sorted);
    let inner = starts(&sums, count).into_iter().map(|start| match start {
        1 => sums.values[0].midpoint(sums.values[1]),
        start => sums.values[start - 1],
    });
    distinct(std::iter::once(first).chain(inner).chain([last]).collect())
}

/// Running sums over the distinct values, from which the cost of any class is two differences and a division.
struct Sums {
    values: Vec<f64>,
    /// How many rows are before the value of that rank; one more than the values.
    rows: Vec<f64>,
    /// Sum of the centred, scaled values of these rows.
    sums: Vec<f64>,
}

impl Sums {
    fn of(sorted: &[f64]) -> Self {
        let mut values: Vec<f64> = Vec::with_capacity(sorted.len());
        let mut rows: Vec<f64> = Vec::with_capacity(sorted.len() + 1);
        for (row, &value) in sorted.iter().enumerate() {
            if values.last() != Some(&value) {
                values.push(value);
                rows.push(row as f64);
            }
        }
        rows.push(sorted.len() as f64);
        let scaled = scaled(&values);
        let mean = scaled.iter().zip(rows.windows(2)).map(|(value, ends)| value * (ends[1] - ends[0])).sum::<f64>()
            / sorted.len() as f64;
        let mut sum = 0.0;
        let mut sums = Vec::with_capacity(rows.len());
        sums.push(sum);
        for (value, ends) in scaled.iter().zip(rows.windows(2)) {
            sum += (value - mean) * (ends[1] - ends[0]);
            sums.push(sum);
        }
        Self { values, rows, sums }
    }

    /// The best last class that ends before `end` and starts in `from..to`: its start (the first among equals), and
    /// what it and the classes before it gather. What is gathered, `Σ (Σx)²/n` over the classes, is greatest where the
    /// squared deviations are least, for the two add up to `Σx²`.
    fn best_start(&self, before: &[f64], end: usize, from: usize, to: usize) -> (usize, f64) {
        let (rows, sum) = (self.rows[end], self.sums[end]);
        let gathered = |before: f64, start_rows: f64, start_sum: f64| {
            let part = sum - start_sum;
            before + part * part / (rows - start_rows)
        };
        let (mut most, mut at) = ([f64::NEG_INFINITY; LANES], [0.0; LANES]);
        let mut here: [f64; LANES] = std::array::from_fn(|lane| lane as f64);
        let whole = to.saturating_sub(from) / LANES * LANES;
        let columns = before[from..from + whole]
            .chunks_exact(LANES)
            .zip(self.rows[from..from + whole].chunks_exact(LANES))
            .zip(self.sums[from..from + whole].chunks_exact(LANES));
        for ((before, rows), sums) in columns {
            for lane in 0..LANES {
                let found = gathered(before[lane], rows[lane], sums[lane]);
                let better = found > most[lane];
                most[lane] = if better { found } else { most[lane] };
                at[lane] = if better { here[lane] } else { at[lane] };
                here[lane] += LANES as f64;
            }
        }
        let lanes = most.iter().zip(&at).map(|(&most, &at)| (from + at as usize, most));
        let rest = (from + whole..to).map(|start| (start, gathered(before[start], self.rows[start], self.sums[start])));
        lanes.chain(rest).fold((from, f64::NEG_INFINITY), |best, found| {
            let better = found.1 > best.1 || (found.1 == best.1 && found.0 < best.0);
            if better { found } else { best }
        })
    }

    /// One class more: for every end of `from + 1..`, the best start of the last class and what is gathered; `best[0]`
    /// is the end `first`. Starts are known to lie in `from..=to`.
    fn add_class(&self, before: &[f64], best: &mut [f64], start: &mut [u32], first: usize, from: usize, to: usize) {
        if best.is_empty() {
            return;
        }
        let middle = best.len() / 2;
        let end = first + middle;
        let (found, gathered) = self.best_start(before, end, from, (to + 1).min(end));
        let (best_below, best_above) = best.split_at_mut(middle);
        let (start_below, start_above) = start.split_at_mut(middle);
        best_above[0] = gathered;
        start_above[0] = u32::try_from(found).unwrap_or(u32::MAX);
        let (best_above, start_above) = (&mut best_above[1..], &mut start_above[1..]);
        let below = |best, start| self.add_class(before, best, start, first, from, found);
        let above = |best, start| self.add_class(before, best, start, end + 1, found, to);
        if middle < ENDS_PER_TASK {
            below(best_below, start_below);
            above(best_above, start_above);
        } else {
            rayon::join(|| below(best_below, start_below), || above(best_above, start_above));
        }
    }
}

/// The rank of the first value of every class but the first.
fn starts(sums: &Sums, count: usize) -> Vec<usize> {
    let values = sums.values.len();
    if values <= count {
        return (1..values).collect();
    }
    // One class; then a class more at a time. The last one needs its best start for the last end only.
    let mut best: Vec<f64> = sums.sums.iter().zip(&sums.rows).map(|(sum, rows)| sum * sum / rows.max(1.0)).collect();
    let mut layers = Vec::new();
    for classes in 2..count {
        let mut next = vec![f64::NEG_INFINITY; values + 1];
        let mut start = vec![0; values + 1];
        sums.add_class(&best, &mut next[classes..], &mut start[classes..], classes, classes - 1, values - 1);
        layers.push(start);
        best = next;
    }
    if count < 2 {
        return Vec::new();
    }
    let mut starts = vec![sums.best_start(&best, values, count - 1, values).0];
    for layer in layers.iter().rev() {
        starts.extend(starts.last().map(|&end| layer[end] as usize));
    }
    starts.reverse();
    starts
}

/// The values between 0 and 1. Halved first: the difference of the ends may overflow.
fn scaled(values: &[f64]) -> Vec<f64> {
    let (first, last) = (values.first().copied().unwrap_or(0.0) / 2.0, values.last().copied().unwrap_or(0.0) / 2.0);
    let width = (last - first).max(f64::MIN_POSITIVE);
    values.iter().map(|value| (value / 2.0 - first) / width).collect()
}
