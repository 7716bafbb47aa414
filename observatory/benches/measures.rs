//! A whole refresh of France at the grain of the commune, as when an analyst moves a slider: n = 35 000 communes, 2 000
//! sites. Inputs are drawn with a fixed seed; their shape (many small communes, few large ones) is that of the country.
//!
//! `cargo bench -p lanterne-observatory` prints the times; a frame is 16 ms.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::bayes::{posteriors, smooth};
use lanterne_observatory::classes::{BINS, Classes, Method, histogram};
use lanterne_observatory::indicator::{Facts, Indicator, Part, Reference, compute};
use lanterne_observatory::interval::{CONFIDENCE, garwood_column};
use lanterne_observatory::rank::{SEED, intervals};
use lanterne_observatory::travel::{Place, StraightLine, nearest};
use lanterne_observatory::white_zone::{Parameters, accompagnement, offre};
use lanterne_observatory::{Famille, Value};
use rand_distr::{Distribution, LogNormal, Poisson, Uniform};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

const COMMUNES: usize = 35_000;
const SITES: usize = 2_000;

struct Country {
    population: Vec<Value>,
    area_km2: Vec<Value>,
    establishments: Vec<Value>,
    jobs: Vec<Value>,
    all_establishments: Vec<Value>,
    all_jobs: Vec<Value>,
    places: Vec<Option<Place>>,
    sites: Vec<Option<Place>>,
}

impl Country {
    fn drawn() -> Option<Self> {
        let mut generator = Pcg64Mcg::seed_from_u64(35_000);
        let (people, noise) = (LogNormal::new(6.2, 1.3).ok()?, LogNormal::new(0.0, 0.3).ok()?);
        let (lon, lat) = (Uniform::new(-4.0, 8.0).ok()?, Uniform::new(43.0, 51.0).ok()?);
        let population: Vec<f64> = (0..COMMUNES).map(|_| f64::ceil(people.sample(&mut generator))).collect();
        let mut scaled = |by: f64| -> Vec<Value> {
            population.iter().map(|people| Ok(f64::ceil(people * by * noise.sample(&mut generator)))).collect()
        };
        let (all_establishments, all_jobs, area_km2) = (scaled(0.03), scaled(0.35), scaled(0.02));
        let mut count = |mean: f64| Poisson::new(mean.max(1e-6)).map_or(0.0, |law| law.sample(&mut generator));
        let establishments: Vec<Value> = population.iter().map(|people| Ok(count(people * 24e-4))).collect();
        let jobs = establishments.iter().map(|count| count.map(|count| count * 15.5)).collect();
        let mut place =
            |density| Some(Place { lon: lon.sample(&mut generator), lat: lat.sample(&mut generator), density });
        let places = population
            .iter()
            .zip(&area_km2)
            .map(|(people, area)| place(area.ok().map(|area: f64| people / area)))
            .collect();
        let sites = (0..SITES).map(|site| place(Some([50.0, 700.0, 3_000.0][site % 3]))).collect();
        let population = population.into_iter().map(Ok).collect();
        Some(Self { population, area_km2, establishments, jobs, all_establishments, all_jobs, places, sites })
    }

    fn facts(&self) -> Facts<'_> {
        let total = |column: &[Value]| Ok(column.iter().filter_map(|value| value.ok()).sum());
        Facts {
            population: &self.population,
            area_km2: &self.area_km2,
            establishments: &self.establishments,
            jobs: &self.jobs,
            jobs_low: &self.establishments,
            jobs_high: &self.all_jobs,
            all_establishments: &self.all_establishments,
            all_jobs: &self.all_jobs,
            familles: Famille::ALL.iter().map(|&key| Part { key, establishments: &[], jobs: &self.jobs }).collect(),
            reference: Reference {
                population: total(&self.population),
                area_km2: total(&self.area_km2),
                establishments: total(&self.establishments),
                jobs: total(&self.jobs),
                all_establishments: total(&self.all_establishments),
                all_jobs: total(&self.all_jobs),
            },
        }
    }
}

fn refresh(country: &Country) -> usize {
    let facts = country.facts();
    let mut seen = 0;
    for indicator in Indicator::ALL {
        let values: Vec<Value> = compute(*indicator, &facts).into_iter().map(|estimate| estimate.value).collect();
        let classes = Classes::of(&values, 6, Method::Rounded, Some(23.4));
        seen += histogram(&values, &classes, BINS).len();
    }
    let offre = offre::test(&country.establishments, &country.population, Ok(24.0), Parameters::default());
    let journeys = nearest(&country.places, &country.sites, &StraightLine::default());
    seen + offre.len() + accompagnement::test_communes(&journeys, &country.population, Parameters::default()).len()
}

fn measures(criterion: &mut Criterion) {
    let Some(country) = Country::drawn() else { return };
    let facts = country.facts();
    let (e, p) = (&country.establishments, &country.population);
    let values: Vec<Value> = compute(Indicator::EtablissementsHabitants, &facts).into_iter().map(|e| e.value).collect();
    let mut group = criterion.benchmark_group("france_35000");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    group.bench_function("garwood", |b| b.iter(|| garwood_column(black_box(e), CONFIDENCE)));
    group.bench_function("empirical_bayes", |b| b.iter(|| smooth(black_box(e), p)));
    group.bench_function("indicator_default", |b| {
        b.iter(|| compute(Indicator::EtablissementsHabitants, black_box(&facts)))
    });
    group.bench_function("indicators_all", |b| {
        b.iter(|| Indicator::ALL.iter().map(|i| compute(*i, black_box(&facts)).len()).sum::<usize>());
    });
    group.bench_function("classes_rounded", |b| {
        b.iter(|| Classes::of(black_box(&values), 6, Method::Rounded, Some(23.4)))
    });
    group.bench_function("white_zone_offre", |b| {
        b.iter(|| offre::test(black_box(e), p, Ok(24.0), Parameters::default()))
    });
    group.bench_function("nearest_of_2000", |b| {
        b.iter(|| nearest(black_box(&country.places), &country.sites, &StraightLine::default()));
    });
    group.bench_function("whole_refresh", |b| b.iter(|| refresh(black_box(&country))));
    group.finish();
    let epci = posteriors(&e[..1_250], &p[..1_250]);
    let mut group = criterion.benchmark_group("epci_1250");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    group.bench_function("rank_intervals_1000_draws", |b| b.iter(|| intervals(black_box(&epci), 1_000, 0.95, SEED)));
    group.finish();
}

criterion_group!(benches, measures);
criterion_main!(benches);
