//! Access to sites, over journeys that scipy routed on a directed graph.

use lanterne_observatory::access::{
    Age, Apl, Catchment, Decay, TwoStep, apl, mean, nearest, potential, standardised, two_step, within,
};
use lanterne_observatory::travel::{Active, Journey, Times};
use lanterne_observatory::{Absence, Value};

use crate::table::{Table, near};

const SITES: usize = 14;

struct Case {
    table: Table,
    times: Times,
    people: Vec<Value>,
    capacity: Vec<Value>,
}

impl Case {
    fn read() -> Self {
        let (table, pairs) = (Table::read("access"), Table::read("access_pair"));
        let mut rows = vec![Ok(Vec::new()); table.rows()];
        for pair in 0..pairs.rows() {
            let cell = |name: &str| pairs.column(name)[pair];
            let row: &mut Result<Vec<(u32, f64)>, Absence> = &mut rows[cell("origin") as usize];
            row.as_mut().unwrap().push((cell("site") as u32, cell("minutes")));
        }
        let ages = ["young", "adult", "old"].map(|age| table.column(age));
        let people = (0..table.rows()).map(|row| Ok(ages.iter().map(|age| age[row]).sum())).collect();
        let capacity = table.values("capacity")[..SITES].to_vec();
        Self { times: Times::from_rows(SITES, rows), table, people, capacity }
    }

    fn compare(&self, found: &[Value], name: &str) {
        assert_eq!(found.len(), self.table.rows());
        for (row, found) in found.iter().enumerate() {
            near(found.unwrap(), self.table.column(name)[row], 1e-9, &format!("{name}, row {row}"));
        }
    }

    fn both_steps(&self, decay: &Decay) -> TwoStep {
        two_step(&self.times, decay, &self.people, &self.capacity)
    }
}

#[test]
fn a_floating_catchment_is_that_of_access() {
    let case = Case::read();
    case.compare(&case.both_steps(&Decay::threshold(30.0).unwrap()).access, "fca2");
    case.compare(&case.both_steps(&Decay::luo_qi()).access, "e2fca");
    let bell = Decay::gaussian(12.0).unwrap().within(45.0).unwrap();
    let reached = case.both_steps(&bell);
    case.compare(&reached.access, "gaussian");
    assert_eq!(reached.ratio[3], Err(Absence::Nil), "nobody can reach site 3");
    case.compare(&case.both_steps(&Decay::bounded_gaussian(45.0).unwrap()).access, "dai");
    let choices = Catchment::of_choices(&case.times, &Decay::luo_qi(), Active::All);
    case.compare(&choices.two_step(&case.people, &case.capacity).access, "fca3");
}

#[test]
fn an_apl_is_the_enhanced_catchment_of_access_over_a_standardised_population() {
    let case = Case::read();
    let ages = ["young", "adult", "old"].map(|age| case.table.values(age));
    let ages: Vec<Age<'_>> = ages.iter().zip([0.8, 1.0, 1.9]).map(|(people, need)| Age { people, need }).collect();
    let need = standardised(&ages);
    case.compare(&need, "need");
    let found = apl(&case.times, &need, &case.capacity, &Apl::default());
    case.compare(&found, "apl");
    let shares = Table::read("access_share");
    let group: Vec<Option<usize>> = (0..found.len()).map(|row| Some(row % 6)).collect();
    for (territory, mean) in mean(&found, &case.people, &group, 6).into_iter().enumerate() {
        near(mean.unwrap(), shares.column("mean_apl")[territory], 1e-12, "mean by territory");
    }
}

#[test]
fn a_potential_is_the_weighted_catchment_of_access() {
    let case = Case::read();
    let of = |decay: Decay| potential(&case.times, &decay, &case.capacity);
    case.compare(&of(Decay::power(10.0, 1.5, 2.0).unwrap().within(60.0).unwrap()), "power");
    case.compare(&of(Decay::gaussian(12.0).unwrap()), "bell");
    case.compare(&of(Decay::exponential(12.0).unwrap()), "exponential");
    case.compare(&of(Decay::luo_qi()), "steps");
}

#[test]
fn the_weight_of_a_distance_is_that_of_access_or_of_numpy() {
    let table = Table::read("decay");
    let forms = [
        ("luo_qi", Decay::luo_qi()),
        ("barlet", Decay::barlet()),
        ("gaussian", Decay::gaussian(12.0).unwrap()),
        ("dai", Decay::bounded_gaussian(45.0).unwrap()),
        ("exponential", Decay::exponential(12.0).unwrap()),
        ("power", Decay::power(10.0, 1.5, 2.0).unwrap()),
    ];
    for (name, decay) in forms {
        for (&minutes, &expected) in table.column("minutes").iter().zip(table.column(name)) {
            near(decay.weight(minutes), expected, 1e-12, &format!("{name} at {minutes}"));
        }
    }
}

#[test]
fn the_nearest_site_over_a_directed_graph_is_that_of_scipy_dijkstra() {
    let case = Case::read();
    for (row, journey) in nearest(&case.times, Active::All).into_iter().enumerate() {
        let (minutes, site) = (case.table.column("nearest")[row], case.table.column("site")[row]);
        if site < 0.0 {
            assert_eq!(journey, Journey::absent(Absence::Nil));
        } else {
            assert_eq!((journey.minutes, journey.site.map(|site| site as f64)), (Ok(minutes), Some(site)), "row {row}");
        }
    }
}

#[test]
fn a_share_within_reach_is_that_of_numpy_and_of_spopt() {
    let (case, shares) = (Case::read(), Table::read("access_share"));
    let journeys = nearest(&case.times, Active::All);
    let establishments = case.table.values("establishments");
    let group: Vec<Option<usize>> = (0..journeys.len()).map(|row| Some(row % 6)).collect();
    let (whole, one) = (vec![Some(0); journeys.len()], vec![Ok(1.0); journeys.len()]);
    for row in 0..shares.rows() {
        let cell = |name: &str| shares.column(name)[row];
        let minutes = [cell("minutes")];
        let by_group = |count: &[Value]| within(&journeys, count, &group, 6, &minutes)[0][cell("group") as usize].known;
        near(by_group(&case.people).unwrap(), cell("people"), 1e-12, "people");
        near(by_group(&establishments).unwrap(), cell("establishments"), 1e-12, "establishments");
        let of_all = |count: &[Value]| within(&journeys, count, &whole, 1, &minutes)[0][0].known.unwrap();
        near(of_all(&case.people), cell("all_people"), 1e-12, "objective of MCLP");
        near(of_all(&one), cell("all_places"), 1e-12, "perc_cov of MCLP");
    }
}
