//! Moran with empirical-Bayes rates: the structure of rates whose populations are unequal.
//!
//! A raw rate varies more where people are few; Moran's I of raw rates takes this noise for values. [`standardised`] makes the
//! rates comparable; [`moran()`](super::moran()) and [`local_moran()`](super::local_moran()) of them are the statistics of
//! Assunção and Reis, global and local.

use crate::absence::{Absence, Value, at, pair};

/// Each rate as its deviation from the mean rate over its own standard deviation, that of a rate drawn around the mean of
/// all and counted over its population.
///
/// Shape: one per row of the longer column. With `b = ΣE/ΣP`, `s² = ΣP(E/P − b)²/ΣP`, `a = s² − b/(ΣP/n)`: `(E/P − b) / √v`,
/// `v = a + b/P`, and `b/P` where that is negative. Missing: as the count or the population; a row without population is nil, and so is every
/// row where nothing was counted at all. Source: Assunção & Reis 1999 (Statistics in Medicine 18). Checked against
/// `esda.smoothing.assuncao_rate`, `esda.Moran_Rate` and `esda.Moran_Local_Rate` (2.9.0), relative 1e-9. Cost: three passes.
///
/// ```
/// use lanterne_observatory::autocorrelation::standardised;
/// let rates = standardised(&[Ok(0.0), Ok(50.0), Ok(100.0)], &[Ok(10.0), Ok(1_000.0), Ok(1_000.0)]);
/// let [few, many, _] = rates[..] else { unreachable!() };
/// assert!(few.unwrap().abs() < 0.9 && many.unwrap() < -0.9, "nothing among ten people is less odd than 50 among a thousand");
/// ```
#[must_use]
pub fn standardised(counts: &[Value], populations: &[Value]) -> Vec<Value> {
    let rows = counts.len().max(populations.len());
    let at = |row: usize| -> Result<(f64, f64), Absence> {
        let (count, population) = pair(at(counts, row), at(populations, row))?;
        if population > 0.0 { Ok((count, population)) } else { Err(Absence::Nil) }
    };
    let known = || (0..rows).filter_map(|row| at(row).ok());
    let (n, count, population) = known().fold((0.0, 0.0, 0.0), |sum, row| (sum.0 + 1.0, sum.1 + row.0, sum.2 + row.1));
    let mean = count / population;
    let spread = known().map(|(count, population)| population * (count / population - mean).powi(2)).sum::<f64>();
    let between = spread / population - mean / (population / n);
    (0..rows)
        .map(|row| {
            let (count, population) = at(row)?;
            let (variance, least) = (between + mean / population, mean / population);
            let variance = if variance < 0.0 { least } else { variance };
            let deviation = (count / population - mean) / variance.sqrt();
            if deviation.is_finite() { Ok(deviation) } else { Err(Absence::Nil) }
        })
        .collect()
}
