//! The proven optimum, by HiGHS on what the bounds have left open. Refuses to know the measures; [`search`] for sums of costs
//! (MCLP, p-median), [`cover`] for covers (LSCP, p-center), [`highs`] for the only door to the solver.

pub(super) mod cover;
pub(super) mod highs;
mod radius;
pub(super) mod search;
