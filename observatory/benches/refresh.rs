//! A whole refresh, as when an analyst changes perimeter or moves a slider: every chapter of the core over all communes of France
//! (35 228) and of a region (3 808), contiguity and journeys known. Says, stage by stage, wall and processor milliseconds, median of
//! several runs: on a shared machine only the latter mean anything, and criterion knows only the former.
//!
//! `cargo bench -p lanterne-observatory --bench refresh`. Goals: France under 500 ms, a region under 16 ms without permutations.
//! Inputs are drawn with a fixed seed. Communes lie on a lattice with queen contiguity: eight neighbours where France has six, so
//! that what walks over neighbours does a third more than it would.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use cpu_time::ProcessTime;
use lanterne_observatory::access::{Decay, two_step};
use lanterne_observatory::autocorrelation::permutation::unwatched;
use lanterne_observatory::autocorrelation::{Field, Focal, GetisOrd, LocalMoran, Test};
use lanterne_observatory::bayes::{local, posteriors, smooth};
use lanterne_observatory::classes::{BINS, Classes, Method, histogram};
use lanterne_observatory::equity::{Theil, decompose, gini, hoover};
use lanterne_observatory::indicator::{Facts, Indicator, Reference, compute};
use lanterne_observatory::neighbour::{Neighbours, Weighting};
use lanterne_observatory::travel::{Journey, Place, StraightLine, Times, nearest};
use lanterne_observatory::white_zone::area::areas;
use lanterne_observatory::white_zone::combination::combine;
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::stability::together;
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict, accompagnement, foyer_froid, offre};
use lanterne_observatory::{Value, white_zone};
use rand_distr::{Distribution, LogNormal, Poisson};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

/// Communes in a department, and per site.
const PER_DEPARTEMENT: usize = 367;
const PER_SITE: usize = 18;
const RUNS: usize = 9;

struct Country {
    side: usize,
    population: Vec<Value>,
    area_km2: Vec<Value>,
    establishments: Vec<Value>,
    jobs: Vec<Value>,
    all: Vec<Value>,
    neighbours: Neighbours,
    places: Vec<Option<Place>>,
    sites: Vec<Option<Place>>,
    journeys: Vec<Journey>,
    times: Times,
    departement: Vec<Option<usize>>,
}

impl Country {
    fn drawn(communes: usize) -> Option<Self> {
        let mut generator = Pcg64Mcg::seed_from_u64(35_228);
        let side = communes.isqrt() + 1;
        let (people, noise) = (LogNormal::new(6.2, 1.3).ok()?, LogNormal::new(0.0, 0.3).ok()?);
        let population: Vec<f64> = (0..communes).map(|_| f64::ceil(people.sample(&mut generator))).collect();
        let mut scaled = |by: f64| -> Vec<Value> {
            population.iter().map(|people| Ok(f64::ceil(people * by * noise.sample(&mut generator)))).collect()
        };
        let (area_km2, jobs, all) = (scaled(0.02), scaled(0.036), scaled(0.35));
        let mut count = |mean: f64| Poisson::new(mean.max(1e-6)).map_or(0.0, |law| law.sample(&mut generator));
        let establishments = population.iter().map(|people| Ok(count(people * 24e-4))).collect();
        // About four kilometres apart, as communes are.
        let place = |row: usize, density: f64| {
            let (lon, lat) = ((row % side) as f64 * 0.055, 43.0 + (row / side) as f64 * 0.038);
            Some(Place { lon, lat, density: Some(density) })
        };
        let places: Vec<Option<Place>> =
            (0..communes).map(|row| place(row, population[row] / area_km2[row].unwrap_or(1.0).max(1.0))).collect();
        let sites: Vec<Option<Place>> = (0..communes).step_by(PER_SITE).map(|row| place(row, 700.0)).collect();
        let model = StraightLine::default();
        Some(Self {
            side,
            neighbours: lattice(communes, side),
            journeys: nearest(&places, &sites, &model),
            times: Times::straight_line(&places, &sites, &model, 30.0),
            departement: (0..communes).map(|row| Some(row / PER_DEPARTEMENT)).collect(),
            population: population.into_iter().map(Ok).collect(),
            area_km2,
            establishments,
            jobs,
            all,
            places,
            sites,
        })
    }

    fn facts(&self) -> Facts<'_> {
        let total = |column: &[Value]| Ok(column.iter().flatten().sum());
        Facts {
            population: &self.population,
            area_km2: &self.area_km2,
            establishments: &self.establishments,
            jobs: &self.jobs,
            jobs_low: &self.establishments,
            jobs_high: &self.all,
            all_establishments: &self.all,
            all_jobs: &self.all,
            familles: Vec::new(),
            reference: Reference {
                population: total(&self.population),
                area_km2: total(&self.area_km2),
                establishments: total(&self.establishments),
                jobs: total(&self.jobs),
                all_establishments: total(&self.all),
                all_jobs: total(&self.all),
            },
        }
    }

    fn rates(&self) -> Vec<Value> {
        compute(Indicator::EtablissementsHabitants, &self.facts()).into_iter().map(|estimate| estimate.value).collect()
    }

    fn indicators(&self) -> usize {
        Indicator::ALL.iter().map(|indicator| compute(*indicator, &self.facts()).len()).sum()
    }

    fn smoothed(&self) -> usize {
        let (counts, people) = (&self.establishments, &self.population);
        smooth(counts, people).len() + local::smooth(counts, people, &self.neighbours).len()
    }

    fn structure(&self, rates: &[Value], test: &Test) -> usize {
        let field = Field::of(rates, &self.neighbours);
        let tails = field.tails(&test.design, &unwatched).unwrap_or_default();
        LocalMoran::of(&field, Weighting::RowStandardised, &tails, &test.judgement).len()
            + GetisOrd::permuted(&field, Focal::Included, Weighting::Binary, &tails, &test.judgement).len()
    }

    fn classes(&self, rates: &[Value]) -> usize {
        let of = |method| Classes::of(rates, 6, method, Some(24.0));
        [Method::Rounded, Method::FisherJenks].map(of).iter().map(|found| histogram(rates, found, BINS).len()).sum()
    }

    fn access(&self) -> usize {
        let near = nearest(&self.places, &self.sites, &StraightLine::default());
        let supply = vec![Ok(1.0); self.sites.len()];
        near.len() + two_step(&self.times, &Decay::luo_qi(), &self.population, &supply).access.len()
    }

    /// The kinds at both levels, what meets, the areas, and the stability over the grid around.
    fn white_zones(&self) -> usize {
        let (counts, people, parameters) = (&self.establishments, &self.population, Parameters::default());
        let alone: Vec<Option<usize>> = (0..people.len()).map(Some).collect();
        let lacking = offre::test(counts, people, Ok(24.0), parameters);
        let spots = foyer_froid::spots(counts, people, &self.neighbours);
        let far = accompagnement::test(&self.journeys, people, &alone, people.len(), parameters);
        let verdicts: [(Kind, Vec<Verdict>); 3] = [
            (Kind::Offre, lacking.iter().map(|tested| tested.verdict).collect()),
            (Kind::FoyerFroid, spots.iter().map(|spot| spot.verdict(parameters)).collect()),
            (Kind::Accompagnement, far.iter().map(|tested| tested.verdict).collect()),
        ];
        let met = combine(&[0, 1, 2].map(|kind: usize| (verdicts[kind].0, verdicts[kind].1.as_slice())));
        let white: Vec<bool> = met.iter().map(|met| met.is_white()).collect();
        areas(&white, &self.neighbours, people, counts).areas.len() + self.stability(&spots, &alone)
    }

    fn stability(&self, spots: &[white_zone::foyer_froid::Spot], alone: &[Option<usize>]) -> usize {
        let grid = Grid::around(Parameters::default());
        let offre = offre::tally(&posteriors(&self.establishments, &self.population), Ok(24.0), &grid);
        let far = accompagnement::tally(&self.journeys, &self.population, alone, alone.len(), &grid);
        together(&[&offre, &foyer_froid::tally(spots, &grid), &far]).len()
    }

    fn equity(&self, rates: &[Value]) -> bool {
        let departements = self.population.len().div_ceil(PER_DEPARTEMENT);
        let parts = decompose(Theil::T, rates, &self.population, &self.departement, departements);
        parts.is_ok() && gini(rates, &self.population).is_ok() && hoover(rates, &self.population).is_ok()
    }
}

/// Queen contiguity of the first cells of a square.
fn lattice(communes: usize, side: usize) -> Neighbours {
    let beside = |row: usize| {
        let (x, y) = ((row % side) as i64, (row / side) as i64);
        (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy))).filter_map(move |(x, y)| {
            let inside = (0..side as i64).contains(&x) && y >= 0;
            inside.then_some((row as u32, (y * side as i64 + x) as u32))
        })
    };
    Neighbours::from_pairs(communes, (0..communes).flat_map(beside))
}

/// Processor and wall milliseconds.
type Cost = (f64, f64);

/// Says what one stage takes.
fn stage(name: &str, mut work: impl FnMut() -> usize) -> Cost {
    black_box(work());
    let mut runs: Vec<(f64, f64)> = (0..RUNS)
        .map(|_| {
            let (wall, cpu) = (Instant::now(), ProcessTime::now());
            black_box(work());
            (cpu.elapsed().as_secs_f64() * 1e3, wall.elapsed().as_secs_f64() * 1e3)
        })
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (cpu, wall) = runs[RUNS / 2];
    say(name, (cpu, wall));
    (cpu, wall)
}

fn say(name: &str, (cpu, wall): Cost) {
    println!("  {name:<44} {cpu:>9.2} ms cpu {wall:>9.2} ms wall");
}

fn sum(stages: &[Cost]) -> Cost {
    stages.iter().fold((0.0, 0.0), |sum, stage| (sum.0 + stage.0, sum.1 + stage.1))
}

fn refresh(communes: usize) {
    let Some(country) = Country::drawn(communes) else { return };
    let rates = country.rates();
    println!(
        "{communes} communes, {} sites, {} journeys, lattice of side {}",
        country.sites.len(),
        country.times.pairs(),
        country.side
    );
    let quiet = sum(&[
        stage("indicators with their intervals (all)", || country.indicators()),
        stage("empirical Bayes, global and local", || country.smoothed()),
        stage("classes, rounded and natural", || country.classes(&rates)),
        stage("access: nearest site, E2SFCA", || country.access()),
        stage("white zones, areas, stability", || country.white_zones()),
        stage("equity: Theil by department, Gini, Hoover", || usize::from(country.equity(&rates))),
    ]);
    let drawn = stage("local Moran and Gi*, 999 permutations", || country.structure(&rates, &Test::default()));
    say("the whole, without permutations", quiet);
    say("the whole", sum(&[quiet, drawn]));
    let grid = Grid::around(Parameters::default());
    let spots = foyer_froid::spots(&country.establishments, &country.population, &country.neighbours);
    let alone: Vec<Option<usize>> = (0..communes).map(Some).collect();
    println!(
        "  of which, for the {} settings of the grid:",
        grid.settings(Kind::Offre) * grid.settings(Kind::Accompagnement) * 5
    );
    stage("stability", || country.stability(&spots, &alone));
}

fn main() {
    refresh(35_228);
    refresh(3_808);
}
