//! Who can reach what: measures over a table of journeys (METHODS 4).
//!
//! Refuses to know where the minutes come from ([`crate::travel`]) and whose sites these are.
