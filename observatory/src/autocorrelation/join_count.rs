//! Join counts: of a yes-or-no map, how many borders join two yes, a yes and a no, two no?

use super::permutation::{Design, Tails, Watch, whole};
use crate::Absence;
use crate::neighbour::Neighbours;

/// Borders by what they join, and what chance would give.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinCounts {
    /// Yes beside yes (BB).
    pub both: Join,
    /// Yes beside no (BW).
    pub mixed: Join,
    /// No beside no (WW).
    pub neither: Join,
    /// Rows that have an answer.
    pub units: usize,
    /// Those among them without neighbour: dealt an answer like the others, and in no border.
    pub islands: Vec<u32>,
}

/// One kind of border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Join {
    /// How many; a neighbour who does not return it counts for half a border.
    pub count: f64,
    /// How many on average if as many yes were dealt at random.
    pub expected: f64,
}

/// Counts the borders of a yes-or-no map.
///
/// Missing: a row without answer is left out with its borders. Errors: no row with an answer. With `J` borders and `b` yes among
/// `n` rows, dealing gives `J b(b − 1)/(n(n − 1))` of two yes, `2 J b(n − b)/(n(n − 1))` mixed. Source: Moran 1948 (JRSS B 10), Cliff &
/// Ord 1981, section 1.4, sampling without replacement. Checked against `esda.Join_Counts` (2.9.0), exact. Cost: a pass over the
/// neighbours.
///
/// ```
/// use lanterne_observatory::autocorrelation::join_counts;
/// use lanterne_observatory::neighbour::Neighbours;
/// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
/// let counts = join_counts(&[Ok(true), Ok(true), Ok(false), Ok(false)], &line)?;
/// assert_eq!((counts.both.count, counts.mixed.count, counts.neither.count), (1.0, 1.0, 1.0));
/// assert_eq!(counts.mixed.expected, 2.0);
/// # Ok::<(), lanterne_observatory::Absence>(())
/// ```
pub fn join_counts(answers: &[Result<bool, Absence>], neighbours: &Neighbours) -> Result<JoinCounts, Absence> {
    let (rows, known, neighbours) = known(answers, neighbours);
    if known.is_empty() {
        return Err(answers.iter().filter_map(|answer| answer.err()).reduce(Absence::with).unwrap_or(Absence::Nil));
    }
    let [both, mixed, neither] = joins(&known, &neighbours);
    let (n, yes) = (known.len() as f64, known.iter().filter(|&&yes| yes).count() as f64);
    let (borders, pairs) = (neighbours.edges() as f64 / 2.0, (n * (n - 1.0)).max(1.0));
    let join = |count: f64, ways: f64| Join { count, expected: borders * ways / pairs };
    Ok(JoinCounts {
        both: join(both, yes * (yes - 1.0)),
        mixed: join(mixed, 2.0 * yes * (n - yes)),
        neither: join(neither, (n - yes) * (n - yes - 1.0)),
        units: known.len(),
        islands: neighbours.islands().into_iter().map(|row| rows[row as usize]).collect(),
    })
}

/// How often the answers dealt at random make as many borders: of two yes, mixed, of two no. `None` when `watch` stopped it.
///
/// `Tail::High` of each is esda's `p_sim_bb`, `p_sim_bw`. Checked against `esda.Join_Counts` (2.9.0), within 4.5 standard errors.
///
/// ```
/// use lanterne_observatory::autocorrelation::join_count::join_tails;
/// use lanterne_observatory::autocorrelation::permutation::{Design, Tail, unwatched};
/// use lanterne_observatory::neighbour::Neighbours;
/// let line = Neighbours::from_pairs(12, (0..11).flat_map(|row| [(row, row + 1), (row + 1, row)]));
/// let halves: Vec<_> = (0..12).map(|row| Ok(row < 6)).collect();
/// let [both, mixed, _] = join_tails(&halves, &line, &Design::default(), &unwatched).unwrap();
/// assert!(both.p(Tail::High) < 0.02 && mixed.p(Tail::Low) < 0.02, "six yes side by side are hardly dealt so");
/// ```
#[must_use]
pub fn join_tails(
    answers: &[Result<bool, Absence>],
    neighbours: &Neighbours,
    design: &Design,
    watch: Watch,
) -> Option<[Tails; 3]> {
    let (_, known, neighbours) = known(answers, neighbours);
    whole::tails_of(&known, design, watch, joins(&known, &neighbours), |dealt| joins(dealt, &neighbours))
}

/// The rows answered, their answers, and who is beside whom among them.
fn known(answers: &[Result<bool, Absence>], neighbours: &Neighbours) -> (Vec<u32>, Vec<bool>, Neighbours) {
    let rows: Vec<u32> = (0..).zip(answers).filter(|(_, answer)| answer.is_ok()).map(|(row, _)| row).collect();
    let neighbours = neighbours.relabelled(&rows);
    (rows, answers.iter().filter_map(|answer| answer.ok()).collect(), neighbours)
}

/// Borders of two yes, mixed, of two no; directed pairs are halves.
fn joins(yes: &[bool], neighbours: &Neighbours) -> [f64; 3] {
    let mut halves = [0_u64; 3];
    for (row, &own) in yes.iter().enumerate() {
        for &other in neighbours.of(row) {
            halves[2 - usize::from(own) - usize::from(yes[other as usize])] += 1;
        }
    }
    halves.map(|half| half as f64 / 2.0)
}
