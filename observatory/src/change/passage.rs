//! Codes of one COG year in terms of another, as rows and shares: mergers, splits, and their chains over years.
//!
//! A column of the earlier rows that adds up (inhabitants, establishments, jobs) is carried to the later ones; its total is
//! kept. A rate is never carried: its numerator and its denominator are.
//!
//! Refuses to know codes and years: `lanterne-data` reads the table `passage` and gives rows; a code that passes unchanged is
//! a part of share 1.

use crate::Error;
use crate::absence::{Absence, Value, at};
use crate::measure::structure;

/// How far the shares of one row may sum from 1: tables are written with a few decimals.
const TOLERANCE: f64 = 1e-6;

/// A share of a row that goes to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The later row.
    pub row: u32,
    /// Share of the earlier row it receives, 0 to 1.
    pub share: f64,
}

/// Where each row of an earlier index goes in a later one.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where each earlier row's parts begin; one more than there are rows.
    starts: Vec<usize>,
    /// By earlier row, then by later row.
    parts: Vec<Part>,
    to: usize,
}

impl Passage {
    /// From `(earlier row, later row, share)` in any order; parts of one pair add up. An earlier row without part leads
    /// nowhere.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a row beyond the index, a share outside `[0, 1]`, or shares of one row that do not sum to one
    /// (give or take 10⁻⁶, then brought to one).
    ///
    /// ```
    /// use lanterne_observatory::change::Passage;
    /// // Rows 0 and 1 merge into 0; row 2 is cut in two.
    /// let passage = Passage::new(3, 3, [(0, 0, 1.0), (1, 0, 1.0), (2, 1, 0.75), (2, 2, 0.25)])?;
    /// assert_eq!(passage.carry(&[Ok(5.0), Ok(7.0), Ok(40.0)]), [Ok(12.0), Ok(30.0), Ok(10.0)]);
    /// assert!(Passage::new(1, 1, [(0, 0, 0.9)]).is_err());
    /// # Ok::<(), lanterne_observatory::Error>(())
    /// ```
    pub fn new(from: usize, to: usize, parts: impl IntoIterator<Item = (u32, u32, f64)>) -> Result<Self, Error> {
        let mut lists: Vec<Vec<Part>> = vec![Vec::new(); from];
        for (row, target, share) in parts {
            let fault = |expected: String| refused(row, format!("{share} vers la ligne {target}"), expected);
            if !(0.0..=1.0).contains(&share) {
                return Err(fault("une part entre 0 et 1".to_owned()));
            }
            if target as usize >= to {
                return Err(fault(format!("une ligne d’arrivée avant {to}")));
            }
            let list = lists.get_mut(row as usize).ok_or_else(|| fault(format!("une ligne de départ avant {from}")))?;
            list.push(Part { row: target, share });
        }
        for (row, list) in (0..).zip(&mut lists) {
            let sum: f64 = list.iter().map(|part| part.share).sum();
            if !list.is_empty() && (sum - 1.0).abs() > TOLERANCE {
                return Err(refused(row, sum.to_string(), "des parts dont la somme est 1".to_owned()));
            }
            list.iter_mut().for_each(|part| part.share /= sum);
        }
        Ok(Self::of_lists(to, lists))
    }

    /// Every row to itself.
    ///
    /// ```
    /// use lanterne_observatory::change::Passage;
    /// assert_eq!(Passage::identity(2).carry(&[Ok(5.0), Ok(7.0)]), [Ok(5.0), Ok(7.0)]);
    /// ```
    #[must_use]
    pub fn identity(rows: usize) -> Self {
        let rows_u32 = 0..u32::try_from(rows).unwrap_or(u32::MAX);
        Self::of_lists(rows, rows_u32.map(|row| vec![Part { row, share: 1.0 }]).collect())
    }

    /// Each earlier row whole to one later row; `None`, or a row beyond the index, leads nowhere.
    ///
    /// ```
    /// use lanterne_observatory::change::Passage;
    /// let passage = Passage::merger(1, &[Some(0), Some(0), None]);
    /// let people = [Ok(5.0), Ok(7.0), Ok(40.0)];
    /// assert_eq!((passage.carry(&people), passage.lost(&people)), (vec![Ok(12.0)], Ok(40.0)));
    /// ```
    #[must_use]
    pub fn merger(to: usize, targets: &[Option<u32>]) -> Self {
        let list = |target: &Option<u32>| -> Vec<Part> {
            let inside = target.filter(|&target| (target as usize) < to);
            inside.map(|row| Part { row, share: 1.0 }).into_iter().collect()
        };
        Self::of_lists(to, targets.iter().map(list).collect())
    }

    /// Sorts each row's parts and joins those of one pair. Shares are taken as they are.
    fn of_lists(to: usize, lists: Vec<Vec<Part>>) -> Self {
        let (mut starts, mut parts) = (vec![0], Vec::<Part>::new());
        for mut list in lists {
            list.sort_by_key(|part| part.row);
            let begin = parts.len();
            for part in list {
                match parts[begin..].last_mut() {
                    Some(last) if last.row == part.row => last.share += part.share,
                    _ => parts.push(part),
                }
            }
            starts.push(parts.len());
        }
        Self { starts, parts, to }
    }

    /// Earlier rows.
    #[must_use]
    pub fn from_rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Later rows.
    #[must_use]
    pub fn to_rows(&self) -> usize {
        self.to
    }

    /// The parts of an earlier row, by later row; none where it leads nowhere.
    #[must_use]
    pub fn of(&self, row: usize) -> &[Part] {
        match (self.starts.get(row), self.starts.get(row.saturating_add(1))) {
            (Some(&from), Some(&to)) => &self.parts[from..to],
            _ => &[],
        }
    }

    /// A column of the earlier rows, in the later ones.
    ///
    /// Shape: one per later row. Missing: a later row is absent as soon as one of the rows it is made of is ([`structure::sum`]:
    /// nil counts for zero), and not published where nothing leads to it. Conservation: the total is kept, but for [`Passage::lost`].
    /// Checked against a pandas merge and group-by (3.1.1) and a scipy sparse product (1.17.1), relative 1e-12. Cost: the
    /// parts. Example: [`Passage::merger`].
    #[must_use]
    pub fn carry(&self, column: &[Value]) -> Vec<Value> {
        let mut cells: Vec<Vec<Value>> = vec![Vec::new(); self.to];
        for row in 0..self.from_rows() {
            for part in self.of(row) {
                cells[part.row as usize].push(at(column, row).map(|value| value * part.share));
            }
        }
        cells
            .into_iter()
            .map(|cells| if cells.is_empty() { Err(Absence::NotPublished) } else { structure::sum(cells) })
            .collect()
    }

    /// What a column holds in rows, or parts of rows, that lead nowhere: to be said, never spread over the others. 0 when there
    /// is none. Example: [`Passage::merger`].
    pub fn lost(&self, column: &[Value]) -> Value {
        let gone = (0..self.from_rows()).filter_map(|row| {
            let share = 1.0 - self.of(row).iter().map(|part| part.share).sum::<f64>();
            (share > TOLERANCE).then(|| at(column, row).map(|value| value * share))
        });
        structure::sum(gone)
    }

    /// This passage, then another: from 2021 to 2023 by way of 2022. What leads nowhere in either leads nowhere.
    ///
    /// A row of which only some parts go on keeps those alone: it then loses the others' share.
    ///
    /// ```
    /// use lanterne_observatory::change::Passage;
    /// let (merge, split) = (Passage::merger(1, &[Some(0), Some(0)]), Passage::new(1, 2, [(0, 0, 0.5), (0, 1, 0.5)])?);
    /// assert_eq!(split.then(&merge), Passage::identity(1), "a split undone is as if nothing happened");
    /// assert_eq!(merge.then(&split).carry(&[Ok(3.0), Ok(5.0)]), [Ok(4.0), Ok(4.0)], "a merger is not undone by halves");
    /// # Ok::<(), lanterne_observatory::Error>(())
    /// ```
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let chained = |row: usize| {
            let onward = |part: &Part| {
                let share = part.share;
                next.of(part.row as usize).iter().map(move |on| Part { row: on.row, share: share * on.share })
            };
            self.of(row).iter().flat_map(onward).collect()
        };
        Self::of_lists(next.to, (0..self.from_rows()).map(chained).collect())
    }

    /// The way back: each later row to the earlier ones it is made of, by what each brought of a column of weights.
    ///
    /// Carrying the weights there and back gives them again. Missing: a later row that one absent weight leads to leads
    /// nowhere, for its parts are not known; where the weights are all zero its origins share alike.
    ///
    /// ```
    /// use lanterne_observatory::change::Passage;
    /// let merge = Passage::merger(1, &[Some(0), Some(0)]);
    /// let back = merge.reversed(&[Ok(30.0), Ok(10.0)]);
    /// assert_eq!(back.carry(&[Ok(8.0)]), [Ok(6.0), Ok(2.0)]);
    /// ```
    #[must_use]
    pub fn reversed(&self, weights: &[Value]) -> Self {
        let mut origins: Vec<Vec<(u32, Value)>> = vec![Vec::new(); self.to];
        for (row, origin) in (0..).zip(0..self.from_rows()) {
            for part in self.of(origin) {
                let brought = crate::absence::quantity(at(weights, origin)).map(|weight| weight * part.share);
                origins[part.row as usize].push((row, brought));
            }
        }
        let back = |origins: Vec<(u32, Value)>| -> Vec<Part> {
            let Ok(total) = structure::sum(origins.iter().map(|origin| origin.1)) else { return Vec::new() };
            let alike = 1.0 / origins.len() as f64;
            let share = |brought: Value| if total > 0.0 { brought.unwrap_or(0.0) / total } else { alike };
            origins.iter().map(|&(row, brought)| Part { row, share: share(brought) }).collect()
        };
        Self::of_lists(self.from_rows(), origins.into_iter().map(back).collect())
    }
}

fn refused(row: u32, found: String, expected: String) -> Error {
    Error::Parameter {
        place: format!("table de passage, ligne de départ {row}"),
        found: found.replace('.', ","),
        expected,
    }
}

/// Columns of successive years, each in its own rows, all in the rows of the last: `passages[k]` leads from column `k` to
/// column `k + 1`.
///
/// Shape: one column per column given, as many as the passages reach. Missing: as [`Passage::carry`].
///
/// ```
/// use lanterne_observatory::change::{Passage, passage::harmonised};
/// let merger_of_2022 = Passage::merger(2, &[Some(0), Some(0), Some(1)]);
/// let (y2021, y2022) = ([Ok(1.0), Ok(2.0), Ok(9.0)], [Ok(4.0), Ok(9.5)]);
/// let series = harmonised(&[&y2021, &y2022], &[merger_of_2022]);
/// assert_eq!(series, [[Ok(3.0), Ok(9.0)], [Ok(4.0), Ok(9.5)]]);
/// ```
#[must_use]
pub fn harmonised(columns: &[&[Value]], passages: &[Passage]) -> Vec<Vec<Value>> {
    let last = passages.len().min(columns.len().saturating_sub(1));
    let onward = |(first, column): (usize, &&[Value])| {
        passages[first..last].iter().fold(column.to_vec(), |column, passage| passage.carry(&column))
    };
    columns.iter().take(last + 1).enumerate().map(onward).collect()
}
