//! Jobs from year to year: the ESS here, the ESS of the reference, the rest of the economy here. Only years whose registers are of
//! one producer are put on one line.

use lanterne_observatory::assembly::{Grouping, Territory, assemble};
use lanterne_observatory::change::Growth;
use lanterne_observatory::change::series::Series;
use lanterne_observatory::{Absence, Level, Value};
use lanterne_report::model::{Chart, Sign};

use super::Context;
use super::subject::Subject;
use crate::french::typography::set;
use crate::state::State;

/// The three columns, in the order of the years.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) years: Vec<u16>,
    jobs: Vec<Value>,
    rest: Vec<Value>,
    reference: Vec<Value>,
}

impl Course {
    pub(super) fn of(state: &State, subject: &Subject) -> Self {
        let years = comparable_years(state);
        let communes = state.territories(Level::Commune).len();
        let beside = subject.view.key.beside(state);
        let whole: Territory = (0_u32..).take(communes).filter(|commune| beside(*commune)).collect();
        let grouping = Grouping::of_territories(communes, &[subject.communes.clone(), whole]);
        let mut course = Self { years, jobs: Vec::new(), rest: Vec::new(), reference: Vec::new() };
        for year in course.years.clone() {
            let past = (state.contents.year != Some(year)).then_some(year);
            let grain = state.grain(past);
            let columns = assemble(grain, &grouping, subject.view.key.counted());
            let at = |column: &[Value], row: usize| column.get(row).copied().unwrap_or(Err(Absence::NotPublished));
            let (jobs, all) = (at(&columns.jobs, 0), at(&columns.all_jobs, 0));
            course.jobs.push(jobs);
            course.rest.push(all.and_then(|all| Ok(all - jobs?)));
            course.reference.push(at(&columns.jobs, 1));
        }
        course
    }

    /// How the jobs of the ESS here changed between the two ends.
    pub(super) fn of_jobs(&self) -> Growth {
        self.between(&self.jobs)
    }

    /// The same of the other jobs here.
    pub(super) fn of_the_rest(&self) -> Growth {
        self.between(&self.rest)
    }

    /// The same of the ESS of the reference.
    pub(super) fn of_the_reference(&self) -> Growth {
        self.between(&self.reference)
    }

    fn between(&self, values: &[Value]) -> Growth {
        let ends = (self.years.first().copied().unwrap_or(0), self.years.last().copied().unwrap_or(0));
        Series { years: &self.years, values, breaks: &[] }.between(ends.0, ends.1).growth
    }

    /// The three by name.
    pub(super) fn columns(&self, context: &Context) -> Vec<(String, &[Value])> {
        let mut columns = vec![(set("ESS, ici"), self.jobs.as_slice())];
        if !context.alone {
            columns.push((set(&format!("ESS, {}", context.reference_word())), self.reference.as_slice()));
        }
        columns.push((set("Reste de l'emploi, ici"), self.rest.as_slice()));
        columns
    }

    /// The three on a base of 100 in the first year.
    pub(super) fn chart(&self, context: &Context) -> Chart {
        let based = |column: &[Value]| -> Vec<Option<f64>> {
            let base = column.first().copied().and_then(Result::ok).filter(|base| *base > 0.0);
            column.iter().map(|value| Some(100.0 * value.ok()? / base?)).collect()
        };
        let mut lines = vec![(set("ESS, ici"), based(&self.jobs), Sign::Here)];
        if !context.alone {
            lines.push((format!("ESS, {}", context.reference_word()), based(&self.reference), Sign::Reference));
        }
        lines.push((set("reste de l'emploi, ici"), based(&self.rest), Sign::Rest));
        let first = self.years.first().copied().unwrap_or_default();
        Chart::Course {
            years: self.years.clone(),
            lines,
            decimals: 1,
            caption: set(&format!("Emplois, base 100 fin {first}")),
        }
    }
}

/// The latest years whose registers are of one producer, ascending.
fn comparable_years(state: &State) -> Vec<u16> {
    let contents = &state.contents;
    let origin = |year: u16| {
        let card = contents.cards.iter().find(|card| card.year == Some(year));
        card.map(|card| (card.producer.clone(), card.synthetic))
    };
    let mut years: Vec<u16> = contents.years().collect();
    let last = years.last().copied().map(origin);
    let same = years.iter().rev().take_while(|year| Some(origin(**year)) == last).count();
    years.split_off(years.len() - same)
}
