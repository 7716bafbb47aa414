//! Which kinds of white zone meet in one territory. Nothing is summed into a score: a kind that cannot be tested stays apart
//! from one that does not hold.

use super::{Kind, Verdict};

/// How many kinds there are.
const KINDS: usize = Kind::ALL.len();

/// The verdict of every kind on one territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Combination([Verdict; KINDS]);

/// A set of kinds, in the order of [`Kind::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Kinds(u8);

impl Combination {
    /// The verdict of each kind, asked one by one.
    ///
    /// ```
    /// use lanterne_observatory::white_zone::{Kind, Verdict, combination::Combination};
    /// let met = Combination::of(|kind| match kind {
    ///     Kind::Offre | Kind::FoyerFroid => Verdict::Yes,
    ///     Kind::Accompagnement => Verdict::No,
    ///     Kind::Recours => Verdict::NotAvailable,
    /// });
    /// assert_eq!(met.kinds(Verdict::Yes).to_string(), "offre+foyer_froid");
    /// assert_eq!((met.count(Verdict::No), met.count(Verdict::NotAvailable)), (1, 1));
    /// ```
    #[must_use]
    pub fn of(verdict: impl Fn(Kind) -> Verdict) -> Self {
        let mut verdicts = [Verdict::NotAvailable; KINDS];
        for (slot, kind) in verdicts.iter_mut().zip(Kind::ALL) {
            *slot = verdict(*kind);
        }
        Self(verdicts)
    }

    /// What the test of that kind says.
    #[must_use]
    pub fn verdict(self, kind: Kind) -> Verdict {
        self.0[kind as usize]
    }

    /// The kinds whose test says so.
    #[must_use]
    pub fn kinds(self, verdict: Verdict) -> Kinds {
        Kind::ALL.iter().filter(|kind| self.verdict(**kind) == verdict).copied().collect()
    }

    /// How many tests say so.
    #[must_use]
    pub fn count(self, verdict: Verdict) -> usize {
        self.kinds(verdict).len()
    }

    /// Whether at least one test holds.
    #[must_use]
    pub fn is_white(self) -> bool {
        self.count(Verdict::Yes) > 0
    }
}

impl Kinds {
    /// Whether the kind is in the set.
    #[must_use]
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// How many kinds.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no kind is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds, in the order of presentation.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| self.contains(*kind))
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |set, kind| set | 1 << kind as u8))
    }
}

/// The names, joined by `+`; nothing for the empty set.
impl std::fmt::Display for Kinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (position, kind) in self.iter().enumerate() {
            f.write_str(if position == 0 { "" } else { "+" })?;
            f.write_str(kind.as_str())?;
        }
        Ok(())
    }
}

/// The combination of every territory, from one column of verdicts per kind.
///
/// Shape: as long as the longest column; a column that is not given, or too short, is **not available** there.
///
/// ```
/// use lanterne_observatory::white_zone::{Kind, Verdict, combination::combine};
/// let met = combine(&[(Kind::Offre, &[Verdict::Yes, Verdict::No]), (Kind::Accompagnement, &[Verdict::Yes])]);
/// assert_eq!(met[0].count(Verdict::Yes), 2);
/// assert_eq!(met[1].verdict(Kind::Accompagnement), Verdict::NotAvailable);
/// assert!(!met[1].is_white());
/// ```
#[must_use]
pub fn combine(columns: &[(Kind, &[Verdict])]) -> Vec<Combination> {
    let rows = columns.iter().map(|(_, column)| column.len()).max().unwrap_or(0);
    let verdict = |kind: Kind, row: usize| {
        let column = columns.iter().find(|(own, _)| *own == kind).map(|(_, column)| *column);
        column.and_then(|column| column.get(row)).copied().unwrap_or(Verdict::NotAvailable)
    };
    (0..rows).map(|row| Combination::of(|kind| verdict(kind, row))).collect()
}
