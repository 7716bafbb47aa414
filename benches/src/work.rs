//! A piece of work that peers do too, and the table of all of them.

use serde::Serialize;

use crate::inputs::{Fault, Inputs};
use crate::measured::Measured;

/// One row of RESULTS.md, but for the peers.
#[derive(Serialize)]
pub(crate) struct Work {
    /// Name on the command line.
    pub(crate) name: &'static str,
    /// What is done, in a few words.
    pub(crate) title: &'static str,
    /// Who does it too.
    pub(crate) peers: &'static [Peer],
    /// How it stands to a physical limit.
    pub(crate) limit: &'static str,
    #[serde(skip)]
    pub(crate) run: fn(&Inputs, usize) -> Result<Measured, Fault>,
}

/// A task of the harness and how many times fewer processor seconds ours should take.
#[derive(Serialize)]
pub(crate) struct Peer {
    /// Script of the harness, without its ending.
    pub(crate) script: &'static str,
    /// Task of the script.
    pub(crate) task: &'static str,
    /// Who does it, as the table names it.
    pub(crate) name: &'static str,
    /// Ratio to reach, in processor seconds.
    pub(crate) goal: f64,
    /// Ratio to reach in wall seconds, where the issue sets one.
    pub(crate) goal_wall: Option<f64>,
}

/// Every work, in the order of the table.
pub(crate) fn all() -> impl Iterator<Item = Work> {
    [
        crate::rates::works(),
        crate::classes::works(),
        crate::equity::works(),
        crate::neighbour::works(),
        crate::access::works(),
        crate::siting::works(),
        crate::autocorrelation::works(),
    ]
    .into_iter()
    .flatten()
}
