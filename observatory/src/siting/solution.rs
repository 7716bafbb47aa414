//! What a siting measure answers: the sites, what they achieve, and how far from it the best possible can be. Refuses to
//! know which measure was asked: the unit of the objective is the measure's.

use crate::absence::{Absence, Value};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a computation of sites ended.
    Status as "status" {
        /// No choice of sites is better: proven, to a relative 1e-9.
        Optimal = "optimal", "optimum démontré";
        /// The best choice found, and a bound that no choice can pass.
        Bounded = "bounded", "meilleur choix trouvé, avec sa borne";
        /// No choice of that many sites serves everyone who can be served.
        Infeasible = "infeasible", "impossible avec ce nombre de lieux";
        /// Stopped by the caller: the best choice so far and its bound.
        Cancelled = "cancelled", "calcul interrompu : meilleur choix à cet instant, avec sa borne";
    }
}

vocabulary! {
    /// How far a computation of sites is pushed.
    Effort as "effort" {
        /// A good choice and its bound, in the time of a gesture: no integer programme is solved.
        Quick = "quick", "heuristique";
        /// Until the optimum is proven, or the caller stops it.
        Exact = "exact", "exact";
    }
}

/// How long a computation may go on. The core has no clock: the caller brings its own.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// How far to push.
    pub effort: Effort,
    /// Asked again and again; at the first `false` the best so far is returned with its bound. It is heard within
    /// milliseconds, but for the runs of HiGHS: it is heard between two of them, the first of which are short.
    pub keep_going: &'a (dyn Fn() -> bool + Sync),
    /// Seconds left, asked before each run of HiGHS, which does not outlast them by much. With none left the best so far is
    /// returned with its bound. `None`: as long as it needs, and the same answer on any machine.
    pub seconds_left: Option<&'a (dyn Fn() -> f64 + Sync)>,
}

impl std::fmt::Debug for Budget<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Budget").field("effort", &self.effort).finish_non_exhaustive()
    }
}

impl Budget<'static> {
    /// A good choice and its bound.
    #[must_use]
    pub const fn quick() -> Self {
        Self { effort: Effort::Quick, keep_going: &|| true, seconds_left: None }
    }

    /// The proven optimum, however long it takes.
    #[must_use]
    pub const fn exact() -> Self {
        Self { effort: Effort::Exact, keep_going: &|| true, seconds_left: None }
    }
}

/// The sites to open, and what is known of their worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// How the computation ended.
    pub status: Status,
    /// Sites to open besides the existing ones: columns of the times, ascending. Fewer than asked where one more would add
    /// nothing.
    pub opened: Vec<u32>,
    /// What the open sites achieve, existing ones included, in the unit of the measure. Nil: no choice was found that serves
    /// everyone.
    pub objective: Value,
    /// What no choice can do better than, same unit. Nil: nothing is known.
    pub bound: Value,
    /// Demand of the origins whose travel is known: what the next two are shares of.
    pub demand: f64,
    /// Demand served: within the threshold where the measure has one, by any site otherwise.
    pub served: f64,
    /// Demand that no site, existing or allowed, can serve: declared, never counted as a large cost.
    pub unreachable: f64,
    /// Demand of the origins whose travel is not known: outside all of the above.
    pub unknown: f64,
}

impl Solution {
    /// How much of the better of the two the objective may still miss: `|bound − objective| / max(|bound|, |objective|)`,
    /// 0 where proven.
    ///
    /// ```
    /// # use lanterne_observatory::siting::{Solution, Status};
    /// let found = Solution { status: Status::Bounded, opened: vec![3], objective: Ok(95.0), bound: Ok(100.0),
    ///     demand: 120.0, served: 95.0, unreachable: 0.0, unknown: 0.0 };
    /// assert_eq!(found.gap(), Ok(0.05));
    /// ```
    ///
    /// # Errors
    /// The absence of the objective or of the bound.
    pub fn gap(&self) -> Value {
        let (objective, bound) = (self.objective?, self.bound?);
        let (missing, scale) = ((objective - bound).abs(), objective.abs().max(bound.abs()));
        if missing == 0.0 { Ok(0.0) } else { Ok(missing / scale) }
    }

    /// Nothing found and nothing known.
    pub(super) fn none(status: Status, demand: f64, unknown: f64) -> Self {
        Self {
            status,
            opened: Vec::new(),
            objective: Err(Absence::Nil),
            bound: Err(Absence::Nil),
            demand,
            served: 0.0,
            unreachable: 0.0,
            unknown,
        }
    }
}
