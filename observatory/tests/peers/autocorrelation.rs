//! Moran, local Moran and Getis–Ord of all of France, and of Hauts-de-France, against esda (2.9.0).

use lanterne_observatory::Value;
use lanterne_observatory::autocorrelation::permutation::{Design, Draws, Table, Tail, Tails, unwatched};
use lanterne_observatory::autocorrelation::{Field, Focal, GetisOrd, Judgement, LocalMoran, Quadrant, Untested, moran};
use lanterne_observatory::neighbour::{Neighbours, Weighting};

use crate::harness::{column, rows, unpacked};
use crate::mersenne::Mersenne;

/// esda's seed in the harness.
const SEED: u32 = 12_345;

struct Zone {
    rates: Vec<Value>,
    neighbours: Neighbours,
    moran: Vec<f64>,
    local: Vec<Vec<String>>,
}

impl Zone {
    fn read(name: &str) -> Option<Self> {
        let folder = unpacked()?;
        let mut communes = rows(folder.join("inputs/communes_attr.csv"));
        if name == "hdf" {
            communes.retain(|row| ["02", "59", "60", "62", "80"].contains(&row[1].as_str()));
        }
        let edges = rows(folder.join(format!("oracle/queen_{name}.csv")));
        let edge = |row: &Vec<String>| (row[0].parse().unwrap(), row[1].parse().unwrap());
        let neighbours = Neighbours::from_pairs(communes.len(), edges.iter().map(edge));
        let moran = rows(folder.join(format!("oracle/moran_{name}.csv")));
        let local = rows(folder.join(format!("oracle/local_{name}.csv")));
        let rates = column(&communes, 11);
        Some(Self { rates, neighbours, moran: moran[0].iter().map(|cell| cell.parse().unwrap()).collect(), local })
    }

    fn oracle(&self, row: usize, index: usize) -> f64 {
        self.local[row][index].parse().unwrap()
    }
}

/// Within 1e-9, and 1e-12 where a figure is a difference that cancels: the harness's own tolerances.
fn near(found: f64, expected: f64, place: &str) {
    assert!((found - expected).abs() <= 1e-12 + 1e-9 * expected.abs(), "{place}: {found} is not {expected}");
}

#[test]
fn morans_i_is_that_of_esda() {
    for name in ["fr", "hdf"] {
        let Some(zone) = Zone::read(name) else { return };
        let found = moran(&Field::of(&zone.rates, &zone.neighbours), Weighting::RowStandardised).unwrap();
        let (random, normal) = (found.randomisation.unwrap(), found.normality.unwrap());
        let found =
            [found.units as f64, found.statistic, found.expected, random.variance, random.z, normal.variance, normal.z];
        for (index, (found, expected)) in found.into_iter().zip(&zone.moran).enumerate() {
            near(found, *expected, &format!("{name}, column {index}"));
        }
    }
}

#[test]
fn local_moran_and_gi_star_are_those_of_esda() {
    for name in ["fr", "hdf"] {
        let Some(zone) = Zone::read(name) else { return };
        let field = Field::of(&zone.rates, &zone.neighbours);
        let local = LocalMoran::of(&field, Weighting::RowStandardised, &[], &Judgement::default());
        let star = GetisOrd::analytic(&field, Focal::Included, Weighting::RowStandardised, &Judgement::default());
        for row in 0..zone.rates.len() {
            if zone.local[row][1] == "0" {
                assert_eq!((local[row], star[row]), (Err(Untested::Isolated), Err(Untested::Isolated)));
                continue;
            }
            let (local, star, place) = (local[row].unwrap(), star[row].unwrap(), format!("{name}, row {row}"));
            near(local.statistic, zone.oracle(row, 2), &place);
            let quadrant = Quadrant::ALL.iter().position(|&quadrant| quadrant == local.quadrant).unwrap() + 1;
            assert_eq!(quadrant.to_string(), zone.local[row][3], "{place}");
            near(star.statistic.unwrap(), zone.oracle(row, 5), &place);
            near(star.z, zone.oracle(row, 7), &place);
        }
    }
}

#[test]
fn from_the_draws_of_esda_every_p_value_is_that_of_esda() {
    for (name, permutations) in [("fr", 999), ("hdf", 9_999)] {
        let Some(zone) = Zone::read(name) else { return };
        let field = Field::of(&zone.rates, &zone.neighbours);
        let (units, width) = (field.len(), field.most_neighbours());
        let mut twister = Mersenne::seeded(SEED);
        let draws = (0..permutations).flat_map(|_| twister.permutation(units as u32 - 1, width)).collect();
        let tails = field.tails_from(&Table::given(units, width, draws).unwrap(), &unwatched).unwrap();
        let (mut equal, mut tied) = (0, 0);
        for row in (0..units).filter(|&row| zone.local[row][1] != "0") {
            let expected = zone.oracle(row, 4);
            let Tails { at_least, at_most, .. } = tails[row];
            if at_least + at_most == permutations {
                assert!(
                    (tails[row].p(Tail::Smaller) - expected).abs() < 1e-12,
                    "{name}, row {row}: {:?}, {expected}",
                    tails[row]
                );
                equal += 1;
            } else {
                // esda counts a tie on one side, if rounding lets it: its count lies between the strict and the broad one.
                let count = expected * f64::from(permutations + 1) - 1.0;
                let (strict, broad) = (permutations - at_least.max(at_most), at_least.min(at_most));
                assert!(
                    (f64::from(strict) - 0.5..=f64::from(broad) + 0.5).contains(&count),
                    "{name}, row {row}: {:?}, {expected}",
                    tails[row]
                );
                tied += 1;
            }
        }
        assert!(equal > 50 * tied, "{name}: {equal} rows equal, {tied} with ties");
    }
}

/// The rule of the harness's `compare.py`: p-values from other random numbers are two binomial samples.
#[test]
fn from_our_draws_every_p_value_is_that_of_esda_within_the_error_of_simulation() {
    for (name, permutations) in [("fr", 999_u32), ("hdf", 9_999)] {
        let Some(zone) = Zone::read(name) else { return };
        let field = Field::of(&zone.rates, &zone.neighbours);
        for draws in [Draws::Independent, Draws::Shared] {
            let tails = field.tails(&Design { draws, permutations, ..Design::default() }, &unwatched).unwrap();
            let compared: Vec<f64> = (0..field.len())
                .filter(|&row| zone.local[row][1] != "0")
                .map(|row| {
                    let (found, expected) = (tails[row].p(Tail::Smaller), zone.oracle(row, 4));
                    let middle = f64::midpoint(found, expected).clamp(1.0 / f64::from(permutations + 1), 0.5);
                    (found - expected) / (2.0 * middle * (1.0 - middle) / f64::from(permutations)).sqrt()
                })
                .collect();
            let far = compared.iter().filter(|z| z.abs() > 4.5).count() as f64 / compared.len() as f64;
            let drift = compared.iter().sum::<f64>() / (compared.len() as f64).sqrt();
            println!("{name}, {draws}: {far} of the rows beyond 4.5 standard errors, drift {drift}");
            assert!(far <= 0.001, "{name}, {draws}: {far} of the rows beyond 4.5 standard errors");
        }
    }
}
