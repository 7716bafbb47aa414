//! Cohort coverage: pandas, statsmodels, scipy, exact integers.

use lanterne_observatory::Absence;
use lanterne_observatory::cohort::log_rank::log_rank;
use lanterne_observatory::cohort::occupancy::distribution;
use lanterne_observatory::cohort::survival::{Spell, kaplan_meier};
use lanterne_observatory::cohort::{Allocation, Benefit, Cohort, Deployment, Window};

use crate::table::{Table, near};

fn cohort_of_2019_to_2023() -> Cohort {
    let table = Table::read("benefits");
    let cell = |name: &str, row: usize| table.column(name)[row] as u32;
    let benefit = |row: usize| Benefit {
        unit: cell("unit", row),
        scheme: cell("scheme", row),
        year: cell("year", row) as u16,
        beneficiaries: cell("beneficiaries", row),
    };
    let benefits: Vec<Benefit> = (0..table.rows()).map(benefit).collect();
    let deployment = Deployment { benefits: &benefits, open: &[true; 60] };
    deployment.cohort(|scheme| scheme == 1 || scheme == 2, Window { from: 2019, to: 2023 })
}

#[test]
fn beneficiaries_first_and_last_years_and_coverage_are_those_of_pandas() {
    let (table, cohort) = (Table::read("received"), cohort_of_2019_to_2023());
    assert_eq!(cohort.units.len(), table.rows());
    for (row, received) in cohort.units.iter().map(|unit| unit.unwrap()).enumerate() {
        assert_eq!(received.beneficiaries as f64, table.column("beneficiaries")[row], "row {row}");
        for (found, name) in [(received.first, "first"), (received.last, "last")] {
            let expected = table.column(name)[row];
            assert_eq!(found.map(f64::from), (!expected.is_nan()).then_some(expected), "{name} of row {row}");
        }
    }
    let covered: Vec<f64> = cohort.curve.iter().map(|year| year.covered as f64).collect();
    assert_eq!(covered, table.column("covered")[..5]);
    assert_eq!(cohort.covered(), cohort.curve[4].covered);
}

#[test]
fn the_share_still_waiting_is_that_of_statsmodels() {
    let (spells, table) = (Table::read("spells"), Table::read("survival"));
    let spells: Vec<Result<Spell, Absence>> = spells
        .column("years")
        .iter()
        .zip(spells.column("reached"))
        .map(|(&years, &reached)| Ok(Spell { years, reached: reached == 1.0 }))
        .collect();
    let found = kaplan_meier(&spells, 0.95);
    assert_eq!(found.steps.len(), table.rows());
    for (row, step) in found.steps.iter().enumerate() {
        let expected = |name: &str| table.column(name)[row];
        assert_eq!(
            (step.years, step.at_risk as f64, step.reached as f64),
            (expected("years"), expected("at_risk"), expected("reached"))
        );
        near(step.waiting, expected("waiting"), 1e-12, &format!("row {row}"));
        near(step.error.unwrap(), expected("error"), 1e-12, &format!("error of row {row}"));
        near(step.interval.unwrap().low, expected("low"), 1e-12, &format!("low of row {row}"));
        near(step.interval.unwrap().high, expected("high"), 1e-12, &format!("high of row {row}"));
    }
}

#[test]
fn the_chance_of_none_is_that_of_scipy_binom() {
    let table = Table::read("allocation");
    for row in 0..table.rows() {
        let (p, n) = (table.column("p")[row], table.column("n")[row] as u64);
        // Two units, one of which has this probability.
        let share = Allocation::proportional(&[Ok(p), Ok(1.0 - p)], &[true; 2]).shares(n)[0].unwrap();
        near(share.expected, table.column("expected")[row], 1e-12, &format!("row {row}"));
        near(share.none, table.column("none")[row], 1e-12, &format!("none of row {row}"));
    }
}

#[test]
fn the_law_of_the_coverage_is_that_of_exact_integers() {
    let table = Table::read("occupancy");
    for row in 0..table.rows() {
        let cell = |name: &str| table.column(name)[row];
        let law = distribution(cell("units") as usize, cell("n") as u64).unwrap();
        near(law[cell("covered") as usize], cell("probability"), 1e-12, &format!("row {row}"));
    }
}

#[test]
fn whether_groups_waited_alike_is_what_statsmodels_finds() {
    let (rows, answers) = (Table::read("log_rank_spells"), Table::read("log_rank"));
    for at in 0..answers.rows() {
        let answer = |name: &str| answers.column(name)[at];
        let own: Vec<usize> = (0..rows.rows()).filter(|row| rows.column("case")[*row] == answer("case")).collect();
        let spells: Vec<Result<Spell, Absence>> = own
            .iter()
            .map(|row| Ok(Spell { years: rows.column("years")[*row], reached: rows.column("reached")[*row] == 1.0 }))
            .collect();
        let groups: Vec<Option<usize>> = own.iter().map(|row| Some(rows.column("group")[*row] as usize)).collect();
        let found = log_rank(&spells, &groups, answer("groups") as usize).unwrap();
        near(found.statistic, answer("statistic"), 1e-9, &format!("case {at}"));
        near(found.probability, answer("probability"), 1e-9, &format!("probability of case {at}"));
    }
}
