//! The least cost of the farthest.

use super::account::Account;
use super::exact::cover::{Verdict, within};
use super::instance::Instance;
use super::problem::Reading;
use super::{Budget, Problem, Solution, Status};
use crate::Absence;

/// The p-center: `open` sites besides the existing ones, so that the cost of the demand farthest from its nearest site is least.
///
/// `min maxᵢ minⱼ dᵢⱼ` over the open sites and the demands that are not nil, whatever their weight (Hakimi 1964, Operations
/// Research 12), found by bisection over the costs, each step a cover (Daskin 1995). Unit: that of the times. Everyone whom
/// some site can reach must be served: where `open` sites cannot, [`Status::Infeasible`]. Those whom no site can reach are
/// declared [`Solution::unreachable`] and do not count.
///
/// Checked against `spopt.locate.PCenter` (spopt 0.7.0), with and without predefined sites, relative 1e-9. Cost: some twenty
/// covers, most of them settled by greedy or by a linear programme; HiGHS for the others.
///
/// ```
/// use lanterne_observatory::siting::{Budget, Problem, p_center};
/// use lanterne_observatory::travel::Times;
/// let minutes = [vec![(0, 5.0), (1, 40.0)], vec![(0, 25.0), (1, 8.0)], vec![(0, 30.0), (1, 12.0)]];
/// let times = Times::from_rows(2, minutes.into_iter().map(Ok).collect());
/// let problem = Problem { demand: &[Ok(900.0), Ok(300.0), Ok(400.0)], times: &times, existing: &[], allowed: None };
/// let found = p_center(&problem, 1, &Budget::exact());
/// assert_eq!((found.opened, found.objective), (vec![0], Ok(30.0)));
/// ```
#[must_use]
pub fn p_center(problem: &Problem<'_>, open: usize, budget: &Budget<'_>) -> Solution {
    let reading = Reading::of(problem);
    let instance = Instance::serving(&reading, None, open, false);
    let found = Bisection::of(&instance, &reading).run(budget);
    let opened: Vec<u32> = found.columns.iter().flatten().map(|&column| reading.candidates[column as usize]).collect();
    let account = Account::of(&reading, &opened);
    let worst = match (&found.columns, found.status) {
        (None, _) | (_, Status::Infeasible) => Err(Absence::Nil),
        _ => Ok(account.costs().filter_map(|(_, cost)| cost).fold(0.0, f64::max)),
    };
    let bound = match (worst, found.status) {
        (Ok(worst), Status::Optimal) => Ok(worst),
        (Ok(worst), _) => Ok(found.least.min(worst)),
        (Err(absence), _) => Err(absence),
    };
    account.solution(found.status, opened, f64::INFINITY, (worst, bound))
}

/// What the bisection has found.
struct Found {
    status: Status,
    columns: Option<Vec<u32>>,
    /// No choice has a farthest demand nearer than this.
    least: f64,
}

/// Costs at which the answer may change, ascending.
struct Bisection<'i> {
    instance: &'i Instance,
    radii: Vec<f64>,
}

impl<'i> Bisection<'i> {
    fn of(instance: &'i Instance, reading: &Reading<'_>) -> Self {
        // Nobody is nearer than the nearest site there could be, existing ones included.
        let nearest = |&(origin, _): &(u32, f64)| reading.choices(origin).map(|(_, cost)| cost).reduce(f64::min);
        let least = reading.rows.iter().filter_map(nearest).fold(0.0, f64::max);
        let mut radii = vec![least];
        for row in 0..instance.rows() {
            radii.extend(instance.row(row).1.iter().copied().filter(|&cost| cost > least));
            radii.extend(Some(instance.base[row]).filter(|&base| base > least && base.is_finite()));
        }
        radii.sort_unstable_by(f64::total_cmp);
        radii.dedup();
        Self { instance, radii }
    }

    /// The columns by which each row that the existing sites leave farther than the radius comes within it.
    fn rows(&self, radius: f64) -> Vec<Vec<u32>> {
        let far = (0..self.instance.rows()).filter(|&row| self.instance.base[row] > radius);
        far.map(|row| {
            let (columns, costs) = self.instance.row(row);
            let mut near: Vec<u32> = columns[..costs.partition_point(|&cost| cost <= radius)].to_vec();
            near.sort_unstable();
            near
        })
        .collect()
    }

    fn verdict(&self, radius: f64, budget: &Budget<'_>) -> Verdict {
        within(self.rows(radius), self.instance.candidates.len(), self.instance.open, budget)
    }

    fn run(&self, budget: &Budget<'_>) -> Found {
        let mut best = match self.verdict(f64::MAX, budget) {
            Verdict::Found(columns) => columns,
            Verdict::Impossible => return Found { status: Status::Infeasible, columns: None, least: self.radii[0] },
            Verdict::Unknown(cancelled) => {
                return Found { status: unfinished(cancelled), columns: None, least: self.radii[0] };
            }
        };
        // The radius at `low` and below is not known to be too small; the one at `high` is known to be enough.
        let (mut low, mut high) = (0, self.reached(&best));
        let mut unknown = None;
        while low < high {
            let middle = unknown.map_or((low + high) / 2, |(place, _)| (place + 1 + high) / 2);
            if unknown.is_some_and(|(place, _)| middle >= high || middle <= place) {
                break;
            }
            let going = (budget.keep_going)();
            match if going { self.verdict(self.radii[middle], budget) } else { Verdict::Unknown(true) } {
                Verdict::Found(columns) => {
                    best = columns;
                    high = self.reached(&best).min(middle);
                    unknown = unknown.filter(|(place, _)| *place < high);
                }
                Verdict::Impossible => {
                    low = middle + 1;
                    unknown = None;
                }
                Verdict::Unknown(cancelled) => {
                    unknown = Some((middle, cancelled));
                    if cancelled {
                        break;
                    }
                }
            }
        }
        let status = match unknown {
            Some((_, cancelled)) if low < high => unfinished(cancelled),
            _ => Status::Optimal,
        };
        Found { status, columns: Some(best), least: self.radii[low.min(self.radii.len() - 1)] }
    }

    /// The place of the farthest cost under a choice.
    fn reached(&self, columns: &[u32]) -> usize {
        let farthest = (0..self.instance.rows()).map(|row| {
            let (options, costs) = self.instance.row(row);
            let first = options.iter().position(|column| columns.binary_search(column).is_ok());
            first.map_or(self.instance.base[row], |first| costs[first])
        });
        let farthest = farthest.fold(self.radii[0], f64::max);
        self.radii.partition_point(|&radius| radius < farthest).min(self.radii.len() - 1)
    }
}

const fn unfinished(cancelled: bool) -> Status {
    if cancelled { Status::Cancelled } else { Status::Bounded }
}
