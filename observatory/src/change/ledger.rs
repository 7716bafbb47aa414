//! Why a figure published again is not what it was: an account whose entries sum to the difference.
//!
//! The figure is published at two vintages. Between them it is restated one cause at a time: the first publication in the
//! new perimeter, then in the new geography, then by the revised source; what is left is what really happened. An order is
//! a choice; [`symmetric`] takes the mean of all of them.
//!
//! Refuses to know how a figure is restated, and to spread what could not be.

use super::Cause;
use crate::absence::{Absence, Value, at};

/// One line of the account.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Why: one cause, or several that the restatements at hand do not tell apart.
    pub causes: Vec<Cause>,
    /// How much, in the unit of the figure.
    pub amount: f64,
}

/// The account of one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// As first published.
    pub before: f64,
    /// As published again.
    pub after: f64,
    /// What lies between, in the order of the restatements.
    pub entries: Vec<Entry>,
}

impl Ledger {
    /// What one cause, alone, changed; `None` where it is not told apart from another, or has no entry.
    #[must_use]
    pub fn amount(&self, cause: Cause) -> Option<f64> {
        self.entries.iter().find(|entry| entry.causes == [cause]).map(|entry| entry.amount)
    }
}

/// The account of a figure restated step by step: `before` as first published, then each cause with the figure once it
/// applies, the last being the figure as published again.
///
/// Missing: a restatement that is absent joins its cause to the next one's, in one entry. Without the first figure or the last
/// there is no account: their absence. A last step that is absent is the last figure's absence, and an
/// amount too big to be held is not published. Identity: the entries sum to `after
/// − before`, exactly for whole numbers. Source: METHODS 9; no peer exists: the sum, and rows that add up to the account of their
/// total, prove it.
///
/// ```
/// use lanterne_observatory::{Absence, change::{Cause, ledger::ledger}};
/// // 1 200 establishments published in 2023; 1 290 in 2024, when the source was also revised and ESUS counted in.
/// let account = ledger(Ok(1_200.0), &[(Cause::Perimetre, Ok(1_230.0)), (Cause::Source, Ok(1_215.0)), (Cause::Real, Ok(1_290.0))])?;
/// assert_eq!((account.amount(Cause::Source), account.amount(Cause::Real)), (Some(-15.0), Some(75.0)));
/// let vague = ledger(Ok(1_200.0), &[(Cause::Source, Err(Absence::NotPublished)), (Cause::Real, Ok(1_290.0))])?;
/// assert_eq!((vague.entries[0].causes.as_slice(), vague.entries[0].amount), (&[Cause::Source, Cause::Real][..], 90.0));
/// # Ok::<(), Absence>(())
/// ```
pub fn ledger(before: Value, steps: &[(Cause, Value)]) -> Result<Ledger, Absence> {
    let finite =
        |value: Value| value.and_then(|value| if value.is_finite() { Ok(value) } else { Err(Absence::NotPublished) });
    let last = steps.last().map_or(before, |step| step.1);
    let (before, after) = match (finite(before), finite(last)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(one), Err(other)) => return Err(one.with(other)),
        (Err(absence), Ok(_)) | (Ok(_), Err(absence)) => return Err(absence),
    };
    let (mut entries, mut reached, mut causes) = (Vec::new(), before, Vec::new());
    for &(cause, restated) in steps {
        causes.push(cause);
        if let Ok(restated) = finite(restated) {
            let amount = finite(Ok(restated - reached))?;
            entries.push(Entry { causes: std::mem::take(&mut causes), amount });
            reached = restated;
        }
    }
    Ok(Ledger { before, after, entries })
}

/// [`ledger`] of every row of a column: `before` and each restatement are columns in one row order.
///
/// Shape: as long as `before`. Missing: row by row, as [`ledger`]; a restatement that has ended is not published.
///
/// ```
/// use lanterne_observatory::change::{Cause, ledger::ledgers};
/// let accounts = ledgers(&[Ok(10.0), Ok(20.0)], &[(Cause::Cog, &[Ok(12.0), Ok(18.0)]), (Cause::Real, &[Ok(13.0), Ok(18.0)])]);
/// let amounts = |row: usize| [Cause::Cog, Cause::Real].map(|cause| accounts[row].as_ref().unwrap().amount(cause).unwrap());
/// assert_eq!((amounts(0), amounts(1)), ([2.0, 1.0], [-2.0, 0.0]));
/// ```
#[must_use]
pub fn ledgers(before: &[Value], steps: &[(Cause, &[Value])]) -> Vec<Result<Ledger, Absence>> {
    let account = |row: usize| {
        let steps: Vec<(Cause, Value)> = steps.iter().map(|&(cause, column)| (cause, at(column, row))).collect();
        ledger(before[row], &steps)
    };
    (0..before.len()).map(account).collect()
}

/// Which causes have been applied to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restated(u8);

impl Restated {
    /// Whether the figure is taken after that cause: the later year, the revised source, the new COG, the new perimeter.
    #[must_use]
    pub fn is_after(self, cause: Cause) -> bool {
        self.0 & bit(cause) != 0
    }
}

fn bit(cause: Cause) -> u8 {
    Cause::ALL.iter().position(|&known| known == cause).map_or(0, |place| 1 << place)
}

/// The account that favours no order: each cause has the mean of what it changes over the 24 orders.
///
/// `figure` gives the figure with any of the causes applied; 16 are asked for. Missing: the first absence met, for the mean
/// needs them all; not published where a mean is too big to be held. Identity: the entries sum to `after − before`, to rounding. Source: Shapley 1953; Shorrocks 2013 (Journal of
/// Economic Inequality 11), as a decomposition. Checked against the 24 orders enumerated by [`ledger`].
///
/// ```
/// use lanterne_observatory::change::{Cause, ledger::symmetric};
/// // The later year is twice the earlier one, the new perimeter counts half as much again.
/// let account = symmetric(|restated| {
///     let doubled = if restated.is_after(Cause::Real) { 2.0 } else { 1.0 };
///     Ok(100.0 * doubled * if restated.is_after(Cause::Perimetre) { 1.5 } else { 1.0 })
/// })?;
/// assert_eq!((account.amount(Cause::Real), account.amount(Cause::Perimetre)), (Some(125.0), Some(75.0)));
/// # Ok::<(), lanterne_observatory::Absence>(())
/// ```
pub fn symmetric(figure: impl Fn(Restated) -> Value) -> Result<Ledger, Absence> {
    let mut figures = [0.0; 16];
    for (state, slot) in (0_u8..16).zip(&mut figures) {
        let value = figure(Restated(state))?;
        *slot = if value.is_finite() { value } else { return Err(Absence::NotPublished) };
    }
    // Of the 4! orders, s!(3−s)! apply a given set of s causes, then the one in question.
    let orders = |state: usize| [6.0, 2.0, 2.0, 6.0][state.count_ones() as usize & 3];
    let share = |cause: Cause| -> f64 {
        let bit = usize::from(bit(cause));
        let without = (0..16).filter(|state| state & bit == 0);
        without.map(|state| orders(state) * (figures[state | bit] - figures[state])).sum::<f64>() / 24.0
    };
    let entries: Vec<Entry> =
        Cause::ALL.iter().map(|&cause| Entry { causes: vec![cause], amount: share(cause) }).collect();
    if entries.iter().any(|entry| !entry.amount.is_finite()) {
        return Err(Absence::NotPublished);
    }
    Ok(Ledger { before: figures[0], after: figures[15], entries })
}
