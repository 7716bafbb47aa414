//! Intervals, posteriors, smoothed rates, densities, shares, structure, quotients and ranks.

use lanterne_observatory::bayes::{Posterior, Prior, smooth};
use lanterne_observatory::interval::{garwood, wilson};
use lanterne_observatory::measure::quotient::location_quotient;
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::measure::structure::{shares, sum};
use lanterne_observatory::measure::{density, size};
use lanterne_observatory::rank::{intervals, rank};
use lanterne_observatory::{Absence, Value};

use crate::table::{Table, near};

#[test]
fn a_garwood_interval_is_that_of_scipy_chi2() {
    let table = Table::read("garwood");
    let (counts, confidences) = (table.column("count"), table.column("confidence"));
    for row in 0..table.rows() {
        let found = garwood(counts[row], confidences[row]).unwrap();
        near(found.low, table.column("low")[row], 1e-9, &format!("low of {}", counts[row]));
        near(found.high, table.column("high")[row], 1e-9, &format!("high of {}", counts[row]));
    }
}

#[test]
fn a_wilson_interval_is_that_of_statsmodels() {
    let table = Table::read("wilson");
    let (successes, trials, confidence) =
        (table.column("successes"), table.column("trials"), table.column("confidence"));
    for row in 0..table.rows() {
        let found = wilson(successes[row], trials[row], confidence[row]).unwrap();
        let (low, high) = (table.column("low")[row], table.column("high")[row]);
        // Where nothing was a success statsmodels leaves dust in place of 0.
        let (least, most) =
            (if successes[row] == 0.0 { 0.0 } else { low }, if successes[row] == trials[row] { 1.0 } else { high });
        assert!((low - least).abs() < 1e-15 && (high - most).abs() < 1e-15, "row {row}");
        near(found.low, least, 1e-9, &format!("low of row {row}"));
        near(found.high, most, 1e-9, &format!("high of row {row}"));
    }
}

#[test]
fn a_posterior_is_that_of_scipy_gamma() {
    let table = Table::read("posterior");
    for row in 0..table.rows() {
        let cell = |name: &str| table.column(name)[row];
        let prior = Prior { mean: cell("mean"), variance: cell("variance") };
        let posterior = prior.posterior(Ok(cell("count")), Ok(cell("exposure"))).unwrap();
        near(posterior.mean(), cell("expected"), 1e-12, &format!("mean of row {row}"));
        let below = posterior.probability_below(cell("threshold"));
        assert!((below - cell("below")).abs() < 1e-9, "row {row}: {below} is not {}", cell("below"));
        let interval = posterior.interval(0.95).unwrap();
        near(interval.low, cell("low"), 1e-7, &format!("low of row {row}"));
        near(interval.high, cell("high"), 1e-7, &format!("high of row {row}"));
    }
}

#[test]
fn a_smoothed_rate_is_that_of_esda() {
    let table = Table::read("rates");
    let rates = smooth(&table.values("count"), &table.values("exposure"));
    for (row, rate) in rates.iter().enumerate() {
        near(rate.unwrap(), table.column("smoothed")[row], 1e-9, &format!("row {row}"));
    }
}

/// `nan` is 0/0 in numpy: nil here.
fn assert_numpy(table: &Table, found: &[Value], name: &str) {
    let expected = table.column(name);
    assert_eq!(found.len(), expected.len());
    for (row, (found, &expected)) in found.iter().zip(expected).enumerate() {
        match found {
            Ok(found) => near(*found, expected, 1e-12, &format!("{name}, row {row}")),
            Err(reason) => assert!(*reason == Absence::Nil && expected.is_nan(), "{name}, row {row}: {reason}"),
        }
    }
}

#[test]
fn densities_shares_and_mean_sizes_are_those_of_numpy() {
    let table = Table::read("rates");
    let [count, people, area, jobs] = ["count", "exposure", "area", "jobs"].map(|name| table.values(name));
    assert_numpy(&table, &density::establishments(&count, &people), "density");
    assert_numpy(&table, &density::jobs(&jobs, &people), "job_density");
    assert_numpy(&table, &density::areal(&count, &area), "areal");
    assert_numpy(&table, &percent(&table.values("part"), &table.values("whole")), "share");
    assert_numpy(&table, &size::mean(&jobs, &count), "size");
}

#[test]
fn a_structure_is_that_of_numpy() {
    let table = Table::read("rates");
    let (parts, count) = ([0, 1, 2, 3, 4].map(|k| table.values(&format!("famille_{k}"))), table.column("count"));
    let (mut found, mut totals) = (vec![Vec::new(); 5], Vec::new());
    for row in 0..table.rows() {
        let own = [0, 1, 2, 3, 4].map(|k| parts[k][row]);
        totals.push(sum(own));
        for (column, share) in found.iter_mut().zip(shares(&own, totals[row])) {
            column.push(share);
        }
    }
    assert!(totals.iter().zip(count).all(|(total, count)| *total == Ok(*count)));
    for (k, found) in found.iter().enumerate() {
        assert_numpy(&table, found, &format!("share_{k}"));
    }
}

#[test]
fn a_location_quotient_is_the_excess_risk_of_esda() {
    let table = Table::read("rates");
    let total = |name: &str| Ok(table.column(name).iter().sum());
    let quotients = location_quotient(&table.values("part"), &table.values("whole"), total("part"), total("whole"));
    for (row, quotient) in quotients.iter().enumerate() {
        near(quotient.unwrap(), table.column("quotient")[row], 1e-12, &format!("row {row}"));
    }
}

#[test]
fn a_rank_is_that_of_scipy_rankdata() {
    let table = Table::read("rates");
    let rates: Vec<Value> = table
        .column("count")
        .iter()
        .zip(table.column("exposure"))
        .map(|(count, exposure)| Ok(count / exposure))
        .collect();
    let ranks: Vec<f64> = rank(&rates).into_iter().map(|rank| f64::from(rank.unwrap())).collect();
    assert_eq!(ranks, table.column("rank"));
}

#[test]
fn a_rank_interval_is_within_one_of_that_of_a_million_draws_of_numpy() {
    let table = Table::read("rank");
    let laws = table.column("shape").iter().zip(table.column("rate"));
    let posteriors: Vec<Result<Posterior, Absence>> =
        laws.map(|(&shape, &rate)| Ok(Posterior::Gamma { shape, rate })).collect();
    let found = intervals(&posteriors, 20_000, 0.95, 7);
    for (row, interval) in found.iter().map(|interval| interval.unwrap()).enumerate() {
        for (found, name) in [(interval.low, "low"), (interval.median, "median"), (interval.high, "high")] {
            let expected = table.column(name)[row];
            assert!((f64::from(found) - expected).abs() <= 1.0, "row {row}, {name}: {found} is not {expected}");
        }
    }
}
