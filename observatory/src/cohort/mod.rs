//! Deployment by cohort of years: who was reached, when, and what an equitable allocation would have reached (METHODS 6).
//!
//! Refuses to know the schemes.
