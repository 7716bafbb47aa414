//! Why a territory changed more or less than the reference: as everything did, for what it is made of, or of its own.
//!
//! The change of each sector of each unit is the sum of three effects: *national* (it follows the whole), *structural* (its
//! sectors do better or worse than the whole, anywhere) and *regional* (its sectors do better or worse here). An account,
//! not an explanation: a regional effect says where to look, not why.
//!
//! Tables are unit by sector, the sectors of one unit side by side. Refuses to know what is counted, and what the sectors are.
//!
//! Next: [`esteban_marquillas`] where a strong sector weighs on its own effect, [`dynamic`] over many years.

use rayon::prelude::*;

use crate::absence::{Absence, Value, at, pair, quantity};
use crate::measure::ratio::ratio;
use crate::measure::structure;

/// What the units are compared with: the growth of each sector, the growth of all, the weight of each sector.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Growth of each sector, as a share of its beginning. Nil where the sector began with nothing.
    pub growth: Vec<Value>,
    /// Growth of all known sectors together, as a share.
    pub whole: Value,
    /// Share of each sector at the beginning, 0 to 1.
    pub share: Vec<Value>,
}

impl Reference {
    /// From the totals of each sector at both dates. Missing: a sector absent at either date takes no part in the whole.
    ///
    /// ```
    /// use lanterne_observatory::change::shift_share::Reference;
    /// let reference = Reference::of_totals(&[Ok(100.0), Ok(300.0)], &[Ok(150.0), Ok(350.0)]);
    /// assert_eq!((reference.growth[0], reference.whole, reference.share[0]), (Ok(0.5), Ok(0.25), Ok(0.25)));
    /// ```
    #[must_use]
    pub fn of_totals(before: &[Value], after: &[Value]) -> Self {
        let sectors = 0..before.len().max(after.len());
        let totals: Vec<Result<(f64, f64), Absence>> =
            sectors.map(|sector| pair(at(before, sector), at(after, sector))).collect();
        let (all_before, all_after) =
            totals.iter().flatten().fold((0.0, 0.0), |sum, total| (sum.0 + total.0, sum.1 + total.1));
        let growth = |(before, after): (f64, f64)| {
            if before > 0.0 { finite((after - before) / before) } else { Err(Absence::Nil) }
        };
        Self {
            growth: totals.iter().map(|total| total.and_then(growth)).collect(),
            whole: growth((all_before, all_after)),
            share: totals.iter().map(|total| total.and_then(|total| ratio(1.0, Ok(total.0), Ok(all_before)))).collect(),
        }
    }

    /// From the units themselves: the sums of each sector over the cells known at both dates.
    ///
    /// ```
    /// use lanterne_observatory::{Absence::Secret, change::shift_share::Reference};
    /// // Two units in two sectors; what the second unit had in the second sector is secret: its end counts for nothing.
    /// let (before, after) = ([Ok(60.0), Ok(300.0), Ok(40.0), Err(Secret)], [Ok(80.0), Ok(350.0), Ok(70.0), Ok(9.0)]);
    /// let totals = Reference::of_totals(&[Ok(100.0), Ok(300.0)], &[Ok(150.0), Ok(350.0)]);
    /// assert_eq!(Reference::of_units(&before, &after, 2), totals);
    /// ```
    #[must_use]
    pub fn of_units(before: &[Value], after: &[Value], sectors: usize) -> Self {
        let mut totals = vec![None; sectors];
        for cell in 0..if sectors == 0 { 0 } else { before.len().max(after.len()) } {
            if let Ok((before, after)) = pair(at(before, cell), at(after, cell)) {
                let (all_before, all_after) = totals[cell % sectors].unwrap_or((0.0, 0.0));
                totals[cell % sectors] = Some((all_before + before, all_after + after));
            }
        }
        let column = |side: fn((f64, f64)) -> f64| -> Vec<Value> {
            totals.iter().map(|total| total.map(side).ok_or(Absence::NotPublished)).collect()
        };
        Self::of_totals(&column(|total| total.0), &column(|total| total.1))
    }
}

/// The change and its three effects, in the unit of the figures; the effects sum to the change.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Effects {
    /// `after − before`.
    pub change: f64,
    /// What it would have been at the pace of the whole: `E·G`.
    pub national: f64,
    /// What its sectors add, at the pace they had in the reference: `E·(gⱼ − G)`.
    pub structural: f64,
    /// What is its own: `E' − E·(1 + gⱼ)`.
    pub regional: f64,
}

/// The two parts of the regional effect; they sum to it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Regional {
    /// At the weight the sector has in the reference: `E*·(gᵢⱼ − gⱼ)`, `E* = Eᵢ·shareⱼ`.
    pub competitive: f64,
    /// For being specialised in it: `(E − E*)·(gᵢⱼ − gⱼ)`.
    pub allocation: f64,
}

/// An account by cell and by unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Account<T> {
    /// Unit by sector, the sectors of one unit side by side.
    pub cells: Vec<Result<T, Absence>>,
    /// The sums over the sectors of each unit.
    pub units: Vec<Result<T, Absence>>,
}

/// The classical account of the change of every sector of every unit, and of every unit.
///
/// Shape: `before` and `after` are unit by sector, `sectors` wide. Missing: a cell absent at either date, or whose sector has no
/// growth in the reference, is absent; its unit's sums are too, unless the cell is nil, which counts for zero. A sector new to a
/// unit (from zero) is all regional. Identity: `national + structural + regional = change`, to rounding; over the units, if
/// they are the reference, each sector's regional effects sum to zero. Source: Dunn 1960 (Papers in Regional Science 6). No peer
/// exists: the identity, a table worked by hand and a literal twin prove it. Cost: one pass, parallel over units.
///
/// ```
/// use lanterne_observatory::change::shift_share::{Reference, shift_share};
/// // Jobs of two units in two sectors. The first sector grows by 20 % overall, the second not at all.
/// let (before, after) = ([Ok(80.0), Ok(20.0), Ok(20.0), Ok(80.0)], [Ok(92.0), Ok(22.0), Ok(28.0), Ok(78.0)]);
/// let account = shift_share(&before, &after, 2, &Reference::of_units(&before, &after, 2));
/// let first = account.units[0].unwrap();
/// let near = |found: f64, expected: f64| (found - expected).abs() < 1e-12;
/// assert!(near(first.change, 14.0) && near(first.national, 10.0) && near(first.structural, 6.0) && near(first.regional, -2.0));
/// ```
#[must_use]
pub fn shift_share(before: &[Value], after: &[Value], sectors: usize, reference: &Reference) -> Account<Effects> {
    account(before.len().max(after.len()), sectors, |cell| {
        effects(at(before, cell), at(after, cell), at(&reference.growth, cell % sectors), reference.whole)
    })
}

fn effects(before: Value, after: Value, growth: Value, whole: Value) -> Result<Effects, Absence> {
    let (before, after) = pair(before, after)?;
    let change = after - before;
    if before == 0.0 {
        return Ok(Effects { change, regional: change, ..Effects::default() });
    }
    // Jobs in a sector that the reference does not hold: unknown, not nil.
    let unknown = |absence: Absence| absence.with(Absence::NotPublished);
    let (growth, whole) = (growth.map_err(unknown)?, whole.map_err(unknown)?);
    let found = Effects {
        change,
        national: before * whole,
        structural: before * (growth - whole),
        regional: change - before * growth,
    };
    [found.national, found.structural, found.regional]
        .iter()
        .all(|effect| effect.is_finite())
        .then_some(found)
        .ok_or(Absence::NotPublished)
}

/// The regional effect cut in two: what the sector does here at its weight in the reference, and what being specialised in it
/// adds.
///
/// Missing: as [`shift_share`]; absent too where the unit's total is, for a sector of it is absent. A sector new to a unit is all
/// competitive: there was no weight to be specialised with. Identity: the two parts sum to the regional effect. Source:
/// Esteban-Marquillas 1972 (Regional and Urban Economics 2). No peer exists: the identity and a literal twin prove it.
///
/// ```
/// use lanterne_observatory::change::shift_share::{Reference, esteban_marquillas};
/// // The first unit is specialised in the first sector, which grows 4 points slower there than in the reference.
/// let (before, after) = ([Ok(80.0), Ok(20.0), Ok(20.0), Ok(180.0)], [Ok(86.4), Ok(20.0), Ok(25.6), Ok(180.0)]);
/// let reference = Reference::of_units(&before, &after, 2);
/// let first = esteban_marquillas(&before, &after, 2, &reference).cells[0].unwrap();
/// assert!((first.competitive - 100.0 / 3.0 * -0.04).abs() < 1e-12, "a third of its 100 jobs would be even");
/// assert!((first.competitive + first.allocation - 80.0 * -0.04).abs() < 1e-12);
/// ```
#[must_use]
pub fn esteban_marquillas(
    before: &[Value],
    after: &[Value],
    sectors: usize,
    reference: &Reference,
) -> Account<Regional> {
    let classic = shift_share(before, after, sectors, reference);
    let cells = before.len().max(after.len());
    let total = |unit: usize| structure::sum((unit * sectors..(unit + 1) * sectors).map(|cell| at(before, cell)));
    let totals: Vec<Value> = (0..classic.units.len()).map(total).collect();
    account(cells, sectors, |cell| {
        let regional = classic.cells[cell]?.regional;
        let before = quantity(at(before, cell))?;
        if before == 0.0 {
            return Ok(Regional { competitive: regional, allocation: 0.0 });
        }
        let even = at(&totals, cell / sectors)? * at(&reference.share, cell % sectors)?;
        let faster = regional / before;
        let found = Regional { competitive: even * faster, allocation: (before - even) * faster };
        let sensible = found.competitive.is_finite() && found.allocation.is_finite();
        if sensible { Ok(found) } else { Err(Absence::NotPublished) }
    })
}

/// The account of many years as the sum of those of each year, so that the effects follow the structure as it moves.
///
/// `tables` are the successive years, `references[k]` compares year `k + 1` with year `k`; the account reaches as far as both.
/// Missing: a cell absent in any year is absent. Identity: as [`shift_share`], for the change from the first year to the last.
/// Source: Barff & Knight 1988 (Growth and Change 19). Checked against each effect's yearly formula, summed by a literal twin,
/// and the classical account of a single year.
///
/// ```
/// use lanterne_observatory::change::shift_share::{Reference, dynamic};
/// // One unit and its reference, in one sector: 10 % and then 20 % are lived through, not the 32 % at once.
/// let (years, of) = ([[Ok(100.0)], [Ok(110.0)], [Ok(121.0)]], |before, after| Reference::of_totals(&[Ok(before)], &[Ok(after)]));
/// let references = [of(1_000.0, 1_100.0), of(1_100.0, 1_320.0)];
/// let account = dynamic(&[&years[0], &years[1], &years[2]], 1, &references).cells[0].unwrap();
/// assert!((account.national - (10.0 + 22.0)).abs() < 1e-12 && (account.regional + 11.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn dynamic(tables: &[&[Value]], sectors: usize, references: &[Reference]) -> Account<Effects> {
    let cells = tables.iter().map(|table| table.len()).max().unwrap_or(0);
    let yearly: Vec<Account<Effects>> = tables
        .windows(2)
        .zip(references)
        .map(|(years, reference)| shift_share(years[0], years[1], sectors, reference))
        .collect();
    account(cells, sectors, |cell| {
        let none = Err(Absence::NotPublished);
        let of_year = |account: &Account<Effects>| account.cells.get(cell).copied().unwrap_or(none);
        yearly.iter().map(of_year).reduce(add).unwrap_or(none)
    })
}

/// What an account is made of: it adds up.
trait Addend: Copy + Default {
    fn plus(self, other: Self) -> Self;
}

impl Addend for Effects {
    fn plus(self, other: Self) -> Self {
        Self {
            change: self.change + other.change,
            national: self.national + other.national,
            structural: self.structural + other.structural,
            regional: self.regional + other.regional,
        }
    }
}

impl Addend for Regional {
    fn plus(self, other: Self) -> Self {
        Self { competitive: self.competitive + other.competitive, allocation: self.allocation + other.allocation }
    }
}

fn add<T: Addend>(left: Result<T, Absence>, right: Result<T, Absence>) -> Result<T, Absence> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok(left.plus(right)),
        (Err(left), Err(right)) => Err(left.with(right)),
        (Err(absence), Ok(_)) | (Ok(_), Err(absence)) => Err(absence),
    }
}

/// Units handled by one task.
const UNITS_PER_TASK: usize = 256;

/// The cells, and their sums by unit: sequential over the sectors of a unit. A nil cell adds nothing.
fn account<T: Addend + Send + Sync>(
    cells: usize,
    sectors: usize,
    of: impl Fn(usize) -> Result<T, Absence> + Sync + Send,
) -> Account<T> {
    if sectors == 0 {
        return Account { cells: Vec::new(), units: Vec::new() };
    }
    let units = cells.div_ceil(sectors);
    let cells: Vec<Result<T, Absence>> =
        (0..units * sectors).into_par_iter().with_min_len(UNITS_PER_TASK.saturating_mul(sectors)).map(of).collect();
    let counted = |cell: &Result<T, Absence>| if matches!(cell, Err(Absence::Nil)) { Ok(T::default()) } else { *cell };
    let units = cells.chunks(sectors).map(|unit| unit.iter().map(counted).fold(Ok(T::default()), add)).collect();
    Account { cells, units }
}

fn finite(number: f64) -> Value {
    if number.is_finite() { Ok(number) } else { Err(Absence::NotPublished) }
}
