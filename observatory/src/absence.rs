//! A figure is a number or one of four absences, never merged. Refuses to know how an absence is drawn on a page beyond
//! its usual sign in a French table.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why there is no number. Zero is a number, not an absence.
    Absence as "absence" {
        /// `n.d.`: not published, not loaded, outside the coverage of the source.
        NotPublished = "nd", "non disponible";
        /// `s`: known to the producer, withheld by statistical secrecy.
        Secret = "s", "secret statistique";
        /// `–`: true nil: there is nothing to measure (a mean size where there is no establishment).
        Nil = "nil", "sans objet";
        /// `n.s.`: not significant.
        NotSignificant = "ns", "non significatif";
    }
}

/// A number or the reason there is none.
pub type Value = Result<f64, Absence>;

impl Absence {
    /// The code carried by SQL, JSON and CSV: `nd`, `s`, `nil`, `ns`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.as_str()
    }

    /// The absence of that code, if there is one.
    ///
    /// ```
    /// use lanterne_observatory::Absence;
    /// assert_eq!(Absence::parse("s"), Some(Absence::Secret));
    /// assert_eq!(Absence::parse("0"), None);
    /// ```
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// The sign of a French table: `n.d.`, `s`, `–`, `n.s.`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::NotPublished => "n.d.",
            Self::Secret => "s",
            Self::Nil => "–",
            Self::NotSignificant => "n.s.",
        }
    }

    /// What it means, in one French sentence.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::NotPublished => "Non disponible : aucune source chargée ne parle de ce territoire.",
            Self::Secret => "Couvert par le secret statistique : le producteur connaît le chiffre et ne le publie pas.",
            Self::Nil => "Sans objet : il n’y a rien à mesurer.",
            Self::NotSignificant => "Non significatif : les nombres sont trop petits pour conclure.",
        }
    }

    /// The absence of a figure made of two absent ones: the one that binds most. Secrecy is never hidden behind another
    /// reason; what was not published comes next; then what is not significant; nil last.
    ///
    /// ```
    /// use lanterne_observatory::Absence::{Nil, NotPublished, Secret};
    /// assert_eq!(NotPublished.with(Secret), Secret);
    /// assert_eq!(Nil.with(NotPublished), NotPublished);
    /// ```
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        const fn weight(absence: Absence) -> u8 {
            match absence {
                Absence::Secret => 3,
                Absence::NotPublished => 2,
                Absence::NotSignificant => 1,
                Absence::Nil => 0,
            }
        }
        if weight(other) > weight(self) { other } else { self }
    }
}

/// A quantity as the measures accept it: finite and not negative. Anything else was never a figure and reads as
/// [`Absence::NotPublished`].
#[inline]
pub(crate) fn quantity(value: Value) -> Value {
    match value {
        Ok(number) if number.is_finite() && number >= 0.0 => Ok(number),
        Ok(_) => Err(Absence::NotPublished),
        Err(absence) => Err(absence),
    }
}

/// Two quantities, or the absence of the pair.
#[inline]
pub(crate) fn pair(left: Value, right: Value) -> Result<(f64, f64), Absence> {
    match (quantity(left), quantity(right)) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(left), Err(right)) => Err(left.with(right)),
        (Err(absence), Ok(_)) | (Ok(_), Err(absence)) => Err(absence),
    }
}

/// The cell of a column, absent beyond its end: columns of unequal length never panic.
#[inline]
pub(crate) fn at(column: &[Value], row: usize) -> Value {
    column.get(row).copied().unwrap_or(Err(Absence::NotPublished))
}
