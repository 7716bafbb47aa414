//! Whether something was really done in an EPCI in a year, for everyone.
//!
//! Counts by EPCI and year would be small, and each would be given away by the sums that are public: of the region by year, of the
//! EPCI over all years. Even « at least one », year by year, does: five years with at least one of five beneficiaries have one each.
//! So nothing is worked out from a year's acts. What is told is a function of what
//! [`units`](crate::answer::deployment::unit::units) tells everyone already, of every year together: whether there was a beneficiary,
//! the year of the last one, and what is hidden there. Who knows those answers learns nothing more here:
//!
//! | the last beneficiary is | told of the year |
//! |---|---|
//! | of that year | `oui` |
//! | of a later year | `ensuite`: whether that year had one is not told |
//! | of an earlier year, or there is none | `non` |
//! | of a count that is hidden | `s`, whatever the year |
//!
//! A year of which nobody handed the scheme in is `nd`, and so is an EPCI that is not open. It refuses to know who did it: by operator
//! the counts are smaller still.

use lanterne_data::read::activity::Given;

use crate::answer::deployment::finding::JUDGED_BY;
use crate::answer::deployment::unit::units;
use crate::document::deployment::DeploymentUnits;
use crate::state::State;

/// What is told of the activity of one EPCI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Yes,
    Later,
    No,
    Secret,
    Unknown,
}

impl Told {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "oui",
            Self::Later => "ensuite",
            Self::No => "non",
            Self::Secret => "s",
            Self::Unknown => "nd",
        }
    }
}

/// What is told of each EPCI of the region, in row order, and whether the activity is synthetic; `None` where nothing was handed in of
/// the scheme, of the year, or here.
pub(super) fn told(
    state: &State,
    region: Option<u32>,
    scheme: Option<&str>,
    year: Option<u16>,
) -> Option<(Vec<Told>, DeploymentUnits)> {
    let year = year?;
    let of_year =
        |given: &Given| u16::try_from(given.year) == Ok(year) && scheme.is_none_or(|scheme| scheme == given.scheme);
    if !state.contents.activity.given.iter().any(of_year) {
        return None;
    }
    let public = units(state, region, scheme, JUDGED_BY).ok()?;
    let told = (0..public.row.len()).map(|at| one(&public, at, year)).collect();
    Some((told, public))
}

fn one(public: &DeploymentUnits, at: usize, year: u16) -> Told {
    let hidden = public.absence.get(at).is_some_and(|absence| absence.as_deref() == Some("s"));
    let last = public.years_since.get(at).copied().flatten().and_then(|since| public.window[1].checked_sub(since));
    match public.reached.get(at).copied().flatten() {
        Some(false) => Told::No,
        Some(true) if hidden => Told::Secret,
        Some(true) => match last.map(|last| last.cmp(&year)) {
            Some(std::cmp::Ordering::Equal) => Told::Yes,
            Some(std::cmp::Ordering::Greater) => Told::Later,
            Some(std::cmp::Ordering::Less) => Told::No,
            None => Told::Unknown,
        },
        None => Told::Unknown,
    }
}
