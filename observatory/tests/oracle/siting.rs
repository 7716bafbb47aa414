//! Where to open the next sites: the optima of spopt 0.7.0 with HiGHS, with and without existing sites. Costs and demands are
//! whole numbers: the objectives are equal, not near.

use lanterne_observatory::siting::{Budget, Problem, Status, lscp, mclp, p_center, p_median};
use lanterne_observatory::travel::Times;

use crate::table::Table;

/// As spopt was told.
const EXISTING: [u32; 2] = [4, 17];

fn costs(origins: &Table, sites: &Table) -> Times {
    let away = |origin: usize, site: usize| {
        let (x, y) = (
            origins.column("x")[origin] - sites.column("x")[site],
            origins.column("y")[origin] - sites.column("y")[site],
        );
        x.hypot(y).round_ties_even()
    };
    let row = |origin| Ok((0..).zip((0..sites.rows()).map(|site| away(origin, site))).collect());
    Times::from_rows(sites.rows(), (0..origins.rows()).map(row).collect())
}

#[test]
fn the_sites_to_open_are_as_good_as_those_of_spopt() {
    let (origins, sites, answers) = (Table::read("siting"), Table::read("siting_sites"), Table::read("siting_answers"));
    let (demand, times) = (origins.values("weight"), costs(&origins, &sites));
    let exact = Budget::exact();
    for row in 0..answers.rows() {
        let cell = |name| answers.column(name)[row];
        let existing = if cell("existing") == 0.0 { &[][..] } else { &EXISTING[..] };
        let problem = Problem { demand: &demand, times: &times, existing, allowed: None };
        let (radius, open) = (cell("radius"), (cell("p") as usize).saturating_sub(existing.len()));
        let (found, counted) = match cell("measure") as u32 {
            0 => (mclp(&problem, radius, open, &exact), 0),
            1 => (lscp(&problem, radius, &exact), existing.len()),
            2 => (p_median(&problem, None, open, &exact), 0),
            _ => (p_center(&problem, open, &exact), 0),
        };
        assert_eq!(found.status, Status::Optimal, "row {row}: {found:?}");
        assert_eq!(found.objective.unwrap() + counted as f64, cell("objective"), "row {row}: {found:?}");
    }
}
