//! The one error of the crate: a name outside a closed list. Measures themselves never fail: what cannot be computed is an
//! [`Absence`](crate::Absence) in its row.

/// A name that belongs to none of the closed lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// `found` is not one of `expected`, the names of the list `list`.
    #[error("{list} : « {found} » est inconnu ; attendu : {expected}")]
    UnknownName {
        /// The list looked into (`level`, `famille`…).
        list: &'static str,
        /// What was given.
        found: String,
        /// The names that would have been understood, separated by commas.
        expected: String,
    },
}
