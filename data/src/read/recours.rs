//! Where nobody was helped although a fair spread of those who were would have reached someone: the one test of kind `recours` that
//! the build and the service share.
//!
//! Judged by EPCI, each among those of its region, for a scheme is deployed by a region: what a reader limits the map to changes no
//! verdict. Where nothing was handed in of the chosen schemes, in a region or in the years asked for, nothing is judged; years that
//! nobody handed in at all are not looked at.
//!
//! **No small count is given away**, for any schemes, years and `α`, since all that is told follows from what is public already:
//!
//! - Whether somebody was helped within the last `y` years, and how long ago, is the year of the last beneficiary of each scheme in
//!   each EPCI, which the deployment tells over every year. Two windows, or two sets of schemes, say no more than these years do.
//!   Nil is told: it says nothing of anybody.
//! - What was to be expected says `n`, the beneficiaries of the window in the region, and so does the probability of none, and so
//!   does the verdict on an EPCI that nobody reached (a reader moves `α` until it turns). It is told where `n` is a sum of what the
//!   deployment tells: of every scheme together; or of schemes whose hidden years ([`secrecy::hidden_years`]) all lie within the
//!   window, or all before it. Elsewhere it is secret, the verdict is not available, and the setting weighs in no stability.
//! - By commune, nil would say too much: three communes reached of an EPCI whose three beneficiaries are told are one each. The same
//!   of any level that is no EPCI. There is no such test.

use std::collections::BTreeSet;

use lanterne_observatory::assembly::FactColumns;
use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Window, secrecy};
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::recours::{self, FAIRNESS, Recours};
use lanterne_observatory::white_zone::stability::Stability;
use lanterne_observatory::white_zone::{Parameters, Verdict};
use lanterne_observatory::{Absence, Level, Value};

use super::Contents;
use super::activity::{Given, Helped};

/// The level it is judged at, and no other.
pub const LEVEL: Level = Level::Epci;

/// Why an EPCI is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untested {
    /// Nothing was handed in there, of these schemes or for these years.
    NotGiven,
    /// The register does not speak of it: nobody knows what a fair spread would give it.
    NotOpen,
    /// A small count would be found out.
    Secret,
}

/// What is told of an EPCI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// What the test says.
    pub verdict: Verdict,
    /// Beneficiaries of the window to be expected of a fair spread; secret where they would tell a small count.
    pub expected: Value,
    /// Probability that such a spread places none there, likewise.
    pub none: Value,
    /// Years from the last known beneficiary to the last year handed in. Nil: none is known.
    pub years_since: Value,
    /// Why it is not judged.
    pub untested: Option<Untested>,
}

/// The test of every EPCI.
#[derive(Debug)]
pub struct Recourse {
    /// One per EPCI, in row order.
    pub units: Vec<Judged>,
    /// Years looked at: those asked for, of those that were handed in; none where nothing was.
    pub window: Option<Window>,
    /// Those of them that were handed in of the chosen schemes, ascending.
    pub years: Vec<u16>,
    asked: Option<Asked>,
    regions: Vec<Region>,
}

/// Which schemes are asked about, of those that were handed in.
#[derive(Debug)]
struct Asked {
    /// Slugs of all that was handed in, ascending; the scheme of a benefit is its place among them.
    schemes: Vec<String>,
    /// Whether each is asked about.
    chosen: Vec<bool>,
    /// Years that were handed in, of any scheme.
    whole: Window,
    /// Those of the chosen schemes.
    given: BTreeSet<u16>,
}

/// What was done in a region.
#[derive(Debug)]
struct Region {
    /// Rows of its EPCI, ascending; the unit of a benefit is its place among them.
    rows: Vec<u32>,
    benefits: Vec<Benefit>,
    open: Vec<bool>,
    allocation: Allocation,
    /// By scheme, by year that was handed in: whether its beneficiaries are hidden.
    hidden: Vec<Vec<bool>>,
}

/// Tests every EPCI; of all the schemes together when the list is empty.
///
/// `facts`: of every EPCI in row order, in the usual perimeter. Shape: a row per EPCI. Reads `α` and the years of the parameters.
/// Verdicts as [`recours::test()`]; not available where nothing was handed in, the register does not speak, or a small count would be
/// told.
#[must_use]
pub fn recours(contents: &Contents, schemes: &[String], facts: &FactColumns, parameters: Parameters) -> Recourse {
    let parameters = parameters.within_bounds();
    let nothing = Judged {
        verdict: Verdict::NotAvailable,
        expected: Err(Absence::NotPublished),
        none: Err(Absence::NotPublished),
        years_since: Err(Absence::NotPublished),
        untested: Some(Untested::NotGiven),
    };
    let units = vec![nothing; contents.territories[LEVEL as usize].len()];
    let Some(asked) = Asked::of(contents, schemes) else {
        return Recourse { units, window: None, years: Vec::new(), asked: None, regions: Vec::new() };
    };
    let window = asked.window(parameters.years);
    let years: Vec<u16> = asked.years(window).collect();
    let regions = if years.is_empty() { Vec::new() } else { regions(contents, &asked, facts) };
    let mut recourse = Recourse { units, window: Some(window), years, asked: None, regions };
    for region in &recourse.regions {
        for (row, judged) in region.rows.iter().zip(region.judged(&asked, window, parameters)) {
            if let Some(unit) = recourse.units.get_mut(*row as usize) {
                *unit = judged;
            }
        }
    }
    recourse.asked = Some(asked);
    recourse
}

impl Recourse {
    /// In how many settings of the grid (`α`, years) an EPCI is a white zone; windows that say the same count once.
    ///
    /// # Errors
    /// [`Absence::NotPublished`] where it is not judged; [`Absence::Secret`] where no window may be told.
    pub fn stability(&self, row: u32, grid: &Grid) -> Result<Stability, Absence> {
        let asked = self.asked.as_ref().ok_or(Absence::NotPublished)?;
        let own = |region: &Region| region.rows.binary_search(&row).ok();
        let (region, place) =
            self.regions.iter().find_map(|region| Some((region, own(region)?))).ok_or(Absence::NotPublished)?;
        let windows = grid.years.iter().map(|years| asked.window(*years));
        let told = windows.filter(|window| asked.years(*window).next().is_some() && asked.tells(region, *window));
        let years: BTreeSet<u32> = told.map(length).collect();
        if years.is_empty() {
            return Err(Absence::Secret);
        }
        let grid = Grid { years: years.into_iter().collect(), ..grid.clone() };
        let chosen = |scheme: u32| asked.chooses(scheme);
        recours::tally(&region.deployment(), chosen, &region.allocation, asked.whole.to, &grid).stability(place)
    }
}

impl Asked {
    /// None where nothing was ever handed in.
    fn of(contents: &Contents, chosen: &[String]) -> Option<Self> {
        let given = &contents.activity.given;
        let year = |own: &Given| u16::try_from(own.year).ok();
        let years: BTreeSet<u16> = given.iter().filter_map(year).collect();
        let whole = Window { from: *years.first()?, to: *years.last()? };
        let asked = |scheme: &String| chosen.is_empty() || chosen.contains(scheme);
        let schemes: BTreeSet<&String> = given.iter().map(|own| &own.scheme).collect();
        let schemes: Vec<String> = schemes.into_iter().cloned().collect();
        Some(Self {
            chosen: schemes.iter().map(asked).collect(),
            given: given.iter().filter(|own| asked(&own.scheme)).filter_map(year).collect(),
            schemes,
            whole,
        })
    }

    fn chooses(&self, scheme: u32) -> bool {
        self.chosen.get(scheme as usize).copied().unwrap_or(false)
    }

    /// The place of its scheme, and its year, where both were handed in.
    fn place(&self, helped: &Helped) -> Option<(usize, u16)> {
        let year = u16::try_from(helped.year).ok().filter(|year| self.whole.holds(*year))?;
        Some((self.schemes.binary_search(&helped.scheme).ok()?, year))
    }

    /// The last years of those that were handed in.
    fn window(&self, years: u32) -> Window {
        let before = u16::try_from(years.saturating_sub(1)).unwrap_or(u16::MAX);
        Window { from: self.whole.to.saturating_sub(before).max(self.whole.from), to: self.whole.to }
    }

    /// Years of a window that were handed in of the chosen schemes.
    fn years(&self, window: Window) -> impl Iterator<Item = u16> + '_ {
        self.given.range(window.from..=window.to).copied()
    }

    /// Whether the beneficiaries of a window, in a region, are a sum of what is public.
    fn tells(&self, region: &Region, window: Window) -> bool {
        let first = usize::from(window.from.saturating_sub(self.whole.from));
        let own = self.chosen.iter().zip(&region.hidden).filter(|(chosen, _)| **chosen);
        self.chosen.iter().all(|chosen| *chosen)
            || own
                .map(|(_, years)| years.split_at(first.min(years.len())))
                .all(|(before, within)| !before.contains(&true) || !within.contains(&true))
    }
}

/// How many years.
fn length(window: Window) -> u32 {
    u32::from(window.to.saturating_sub(window.from)) + 1
}

/// The regions where something was done by the chosen schemes.
fn regions(contents: &Contents, asked: &Asked, facts: &FactColumns) -> Vec<Region> {
    let of = &contents.belonging.region;
    let helped = contents.activity.helped.iter();
    let rows: BTreeSet<u32> = helped.filter_map(|helped| of.get(helped.commune as usize).copied().flatten()).collect();
    let all = rows.into_iter().map(|row| Region::of(contents, asked, facts, row));
    // Handed in elsewhere: of this region nothing is known, which is not that nobody was helped.
    all.filter(|region| region.benefits.iter().any(|benefit| asked.chooses(benefit.scheme))).collect()
}

impl Region {
    fn of(contents: &Contents, asked: &Asked, facts: &FactColumns, region: u32) -> Self {
        let code = contents.territories[Level::Region as usize].code.get(region as usize);
        let index = (0_u32..).zip(&contents.territories[LEVEL as usize].region);
        let lies = |(row, own): (u32, &Option<String>)| (code.is_some() && own.as_ref() == code).then_some(row);
        let rows: Vec<u32> = index.filter_map(lies).collect();
        let belonging = &contents.belonging;
        let mut years = vec![vec![secrecy::Year::default(); asked.whole.years().count()]; asked.schemes.len()];
        let mut reached = BTreeSet::new();
        let mut benefits = Vec::new();
        for helped in &contents.activity.helped {
            if belonging.region.get(helped.commune as usize).copied().flatten() != Some(region) {
                continue;
            }
            let Some((scheme, year)) = asked.place(helped) else { continue };
            let epci = belonging.epci.get(helped.commune as usize).copied().flatten();
            let unit = epci.and_then(|row| rows.binary_search(&row).ok());
            let own = &mut years[scheme][usize::from(year - asked.whole.from)];
            own.beneficiaries += u64::try_from(helped.beneficiaries).unwrap_or(0);
            own.reached += u64::from(unit.is_some_and(|unit| reached.insert((scheme, year, unit))));
            benefits.push(Benefit {
                // In no EPCI of the region: counted, in none of its units.
                unit: unit.and_then(|unit| u32::try_from(unit).ok()).unwrap_or(u32::MAX),
                scheme: u32::try_from(scheme).unwrap_or(u32::MAX),
                year,
                beneficiaries: u32::try_from(helped.beneficiaries).unwrap_or(u32::MAX),
            });
        }
        let own = facts.rows(&rows);
        let open: Vec<bool> = own.population.iter().map(Result::is_ok).collect();
        Self {
            allocation: Allocation::of(FAIRNESS, &open, &own.population, &own.establishments),
            hidden: secrecy::hidden_years(&years),
            rows,
            benefits,
            open,
        }
    }

    fn deployment(&self) -> Deployment<'_> {
        Deployment { benefits: &self.benefits, open: &self.open }
    }

    fn judged(&self, asked: &Asked, window: Window, parameters: Parameters) -> Vec<Judged> {
        let parameters = Parameters { years: length(window), ..parameters };
        let chosen = |scheme: u32| asked.chooses(scheme);
        let tested = recours::test(&self.deployment(), chosen, &self.allocation, window.to, parameters);
        let told = asked.tells(self, window);
        tested.into_iter().map(|own| Judged::of(own, told)).collect()
    }
}

impl Judged {
    /// `told`: whether what was to be expected may be.
    fn of(own: Recours, told: bool) -> Self {
        let untested = match own.verdict {
            Verdict::NotAvailable => Some(Untested::NotOpen),
            Verdict::Yes | Verdict::NotSignificant => (!told).then_some(Untested::Secret),
            Verdict::No => None,
        };
        let kept = |value: Value| if told { value } else { value.and(Err(Absence::Secret)) };
        Self {
            verdict: if untested.is_some() { Verdict::NotAvailable } else { own.verdict },
            expected: kept(own.expected),
            none: kept(own.none),
            years_since: own.years_since,
            untested,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(chosen: &[bool]) -> Asked {
        Asked {
            schemes: (0..chosen.len()).map(|at| format!("s{at}")).collect(),
            chosen: chosen.to_vec(),
            whole: Window { from: 2020, to: 2024 },
            given: (2021..=2023).collect(),
        }
    }

    fn region(hidden: &[[bool; 5]]) -> Region {
        Region {
            rows: Vec::new(),
            benefits: Vec::new(),
            open: Vec::new(),
            allocation: Allocation::uniform(&[]),
            hidden: hidden.iter().map(|own| own.to_vec()).collect(),
        }
    }

    #[test]
    fn a_window_holds_only_years_that_were_handed_in() {
        let asked = asked(&[true]);
        assert_eq!(asked.window(2), Window { from: 2023, to: 2024 });
        assert_eq!(asked.window(40), Window { from: 2020, to: 2024 });
        assert_eq!(asked.years(asked.window(2)).collect::<Vec<_>>(), [2023]);
        assert_eq!(asked.years(asked.window(1)).count(), 0, "of others only");
    }

    #[test]
    fn what_was_expected_is_told_where_it_is_a_sum_of_what_is_public() {
        // Of the first scheme 2021 and 2023 are hidden, of the second 2021 and 2022, of the third nothing.
        let (f, t) = (false, true);
        let region = region(&[[f, t, f, t, f], [f, t, t, f, f], [f; 5]]);
        let tells = |chosen: [bool; 3]| -> Vec<u32> {
            let asked = asked(&chosen);
            (1..=5).filter(|years| asked.tells(&region, asked.window(*years))).collect()
        };
        assert_eq!(tells([t, f, f]), [1, 4, 5], "in 2022 to 2024 one of two is told by the difference with the total");
        assert_eq!(tells([f, t, f]), [1, 2, 4, 5]);
        assert_eq!(tells([t, t, f]), [1, 4, 5], "where each is told by itself");
        assert_eq!(tells([f, f, t]), [1, 2, 3, 4, 5]);
        assert_eq!(tells([t, t, t]), [1, 2, 3, 4, 5], "the sum over every scheme is public");
    }

    #[test]
    fn where_a_small_count_would_be_told_only_that_somebody_was_helped_is() {
        let of = |verdict| Recours {
            verdict,
            beneficiaries: Ok(0.0),
            expected: Ok(4.0),
            none: Ok(0.02),
            years_since: Ok(3.0),
        };
        for (verdict, told) in [
            (Verdict::Yes, Verdict::NotAvailable),
            (Verdict::NotSignificant, Verdict::NotAvailable),
            (Verdict::No, Verdict::No),
        ] {
            let own = Judged::of(of(verdict), false);
            assert_eq!((own.verdict, own.expected, own.none), (told, Err(Absence::Secret), Err(Absence::Secret)));
            assert_eq!(own.years_since, Ok(3.0));
            assert_eq!(Judged::of(of(verdict), true).verdict, verdict);
        }
    }
}
