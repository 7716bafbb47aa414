//! How evenly is it shared? Lorenz curves and indices of inequality, weighted by population (METHODS 7).
//!
//! Refuses to know what is shared. Next: [`crate::measure::concentration`] for the parts of one territory.
