//! The one error of the crate: what a person asked for has no sense. Measures themselves never fail: what cannot be computed
//! is an [`Absence`](crate::Absence) in its row.

/// A name that belongs to none of the closed lists, or a parameter no measure can use.
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
    /// The parameter `place` was given as `found`, which is not `expected`.
    #[error("{place} : « {found} » ne convient pas ; attendu : {expected}")]
    Parameter {
        /// Which parameter, in French.
        place: String,
        /// What was given, as a French reader writes it.
        found: String,
        /// What would have been understood, in French.
        expected: String,
    },
}
