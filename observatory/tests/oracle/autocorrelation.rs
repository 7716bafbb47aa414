//! Moran, Geary, local Moran, Gi, Gi*, join counts, empirical-Bayes Moran: esda (2.9.0). False discoveries: scipy (1.17.1).

use lanterne_observatory::Value;
use lanterne_observatory::autocorrelation::false_discovery::adjusted;
use lanterne_observatory::autocorrelation::geary::geary_tails;
use lanterne_observatory::autocorrelation::join_count::join_tails;
use lanterne_observatory::autocorrelation::moran::moran_tails;
use lanterne_observatory::autocorrelation::permutation::{Design, Table as Draws, Tail, Tails, unwatched};
use lanterne_observatory::autocorrelation::{
    Field, Focal, GetisOrd, Judgement, LocalMoran, Quadrant, geary, join_counts, moran, standardised,
};
use lanterne_observatory::neighbour::{Neighbours, Weighting};

use crate::table::{Table, near};

/// The column whose local statistics are frozen.
const LOCAL_FIELD: usize = 20;
/// Permutations of esda's local statistics.
const PERMUTATIONS: u32 = 199;

struct Zone {
    field: Table,
    graphs: [Neighbours; 2],
}

impl Zone {
    fn read() -> Self {
        let field = Table::read("autocorrelation_field");
        let graphs = ["queen", "nearest"].map(|name| {
            let pairs = Table::read(&format!("autocorrelation_{name}"));
            let ends = pairs.column("focal").iter().zip(pairs.column("neighbour"));
            Neighbours::from_pairs(field.rows(), ends.map(|(&focal, &other)| (focal as u32, other as u32)))
        });
        Self { field, graphs }
    }

    fn values(&self, field: usize) -> Vec<Value> {
        self.field.values(&format!("v{field}"))
    }

    fn rates(&self, field: usize) -> Vec<Value> {
        standardised(&self.field.values(&format!("c{field}")), &self.field.values("population"))
    }
}

/// Two simulated p-values of 999 permutations, from other random numbers.
fn within_simulation(found: f64, expected: f64, place: &str) {
    let middle = f64::midpoint(found, expected).clamp(0.001, 0.999);
    let error = (2.0 * middle * (1.0 - middle) / 999.0).sqrt();
    assert!((found - expected).abs() <= 4.5 * error, "{place}: {found} is not {expected}");
}

#[test]
fn statistics_of_the_whole_are_those_of_esda() {
    let (zone, oracle) = (Zone::read(), Table::read("autocorrelation_global"));
    for row in 0..oracle.rows() {
        let expected = |name: &str| oracle.column(name)[row];
        let place = |name: &str| format!("{name} of graph {}, field {}", expected("graph"), expected("field"));
        let check = |name: &str, found: f64| near(found, expected(name), 1e-9, &place(name));
        let (graph, number) = (&zone.graphs[expected("graph") as usize], expected("field") as usize);
        let weighting = [Weighting::Binary, Weighting::RowStandardised][expected("standardised") as usize];
        let values = zone.values(number);
        let field = Field::of(&values, graph);
        let (i, c) = (moran(&field, weighting).unwrap(), geary(&field, weighting).unwrap());
        assert_eq!(i.islands.len(), 2);
        check("i", i.statistic);
        check("i_expected", i.expected);
        let (normal, random) = (i.normality.unwrap(), i.randomisation.unwrap());
        check("i_normal", normal.variance);
        check("i_normal_z", normal.z);
        check("i_normal_p", normal.p);
        check("i_random", random.variance);
        check("i_random_z", random.z);
        check("i_random_p", random.p);
        check("c", c.statistic);
        let (normal, random) = (c.normality.unwrap(), c.randomisation.unwrap());
        check("c_normal", normal.variance);
        check("c_normal_z", normal.z);
        check("c_normal_p", normal.p);
        check("c_random", random.variance);
        check("c_random_z", random.z);
        let rates = zone.rates(number);
        check("rate_i", moran(&Field::of(&rates, graph), weighting).unwrap().statistic);
    }
}

#[test]
fn what_chance_makes_of_the_whole_is_within_the_simulation_error_of_esda() {
    let (zone, oracle) = (Zone::read(), Table::read("autocorrelation_global"));
    let mut compared = 0;
    for row in 0..oracle.rows() {
        let expected = |name: &str| oracle.column(name)[row];
        let (graph, values) = (&zone.graphs[expected("graph") as usize], zone.values(expected("field") as usize));
        let weighting = [Weighting::Binary, Weighting::RowStandardised][expected("standardised") as usize];
        let answers: Vec<_> = values.iter().map(|value| value.map(|value| value > expected("threshold"))).collect();
        let counts = join_counts(&answers, graph).unwrap();
        let found = [counts.both.count, counts.mixed.count, counts.neither.count];
        assert_eq!(found, ["bb", "bw", "ww"].map(expected), "row {row}");
        let design = Design { permutations: 999, ..Design::default() };
        if expected("i_p") >= 0.0 {
            let tails = moran_tails(&Field::of(&values, graph), weighting, &design, &unwatched).unwrap();
            within_simulation(tails.p(Tail::Smaller), expected("i_p"), &format!("p of I, row {row}"));
            let tails = geary_tails(&Field::of(&values, graph), weighting, &design, &unwatched).unwrap();
            within_simulation(tails.p(Tail::Smaller), expected("c_p"), &format!("p of C, row {row}"));
            compared += 1;
        }
        if expected("bb_p") >= 0.0 {
            let [both, mixed, _] = join_tails(&answers, graph, &design, &unwatched).unwrap();
            within_simulation(both.p(Tail::High), expected("bb_p"), &format!("p of BB, row {row}"));
            within_simulation(mixed.p(Tail::High), expected("bw_p"), &format!("p of BW, row {row}"));
        }
    }
    assert_eq!(compared, 48);
}

/// esda's own table of draws: the same permutations are fed to both sides.
fn esdas_tails(field: &Field) -> Vec<Tails> {
    let table = Table::read("autocorrelation_draws");
    let columns: Vec<&[f64]> = (0..8).map(|draw| table.column(&format!("d{draw}"))).collect();
    let draws = (0..table.rows()).flat_map(|row| columns.iter().map(move |column| column[row] as u32)).collect();
    let table = Draws::given(field.len(), columns.len(), draws).unwrap();
    assert_eq!(table.permutations(), PERMUTATIONS);
    field.tails_from(&table, &unwatched).unwrap()
}

#[test]
fn local_statistics_and_their_p_values_are_those_of_esda() {
    let (zone, oracle) = (Zone::read(), Table::read("autocorrelation_local"));
    let (values, rates, graph) = (zone.values(LOCAL_FIELD), zone.rates(LOCAL_FIELD), &zone.graphs[0]);
    let (field, rated, judgement) = (Field::of(&values, graph), Field::of(&rates, graph), Judgement::default());
    let (tails, rate_tails) = (esdas_tails(&field), esdas_tails(&rated));
    let local = LocalMoran::of(&field, Weighting::RowStandardised, &tails, &judgement);
    let rate = LocalMoran::of(&rated, Weighting::RowStandardised, &rate_tails, &judgement);
    let gi = |focal, weighting| GetisOrd::permuted(&field, focal, weighting, &tails, &judgement);
    let (g, star) = (gi(Focal::Excluded, Weighting::RowStandardised), gi(Focal::Included, Weighting::RowStandardised));
    let (binary, star_binary) = (gi(Focal::Excluded, Weighting::Binary), gi(Focal::Included, Weighting::Binary));
    let (mut compared, mut equal) = (0, 0);
    for row in (0..oracle.rows()).filter(|&row| oracle.column("neighbours")[row] > 0.0) {
        let check =
            |name: &str, found: f64| near(found, oracle.column(name)[row], 1e-9, &format!("{name} of row {row}"));
        // esda keeps some of these p-values in single precision, and counts a tie on one side, if rounding lets it.
        let mut same_count = |name: &str, tails: Tails, p: f64| {
            let count = |p: f64| (p * f64::from(PERMUTATIONS + 1)).round() as u32 - 1;
            let (expected, place) = (count(oracle.column(name)[row]), format!("{name} of row {row}: {tails:?}"));
            let strict = PERMUTATIONS - tails.at_least.max(tails.at_most);
            assert!((strict..=count(p)).contains(&expected), "{place}, not {expected}");
            equal += usize::from(strict == count(p));
        };
        let [found, rate] = [local[row], rate[row]].map(Result::unwrap);
        check("i", found.statistic);
        same_count("p", tails[row], found.p);
        let quadrant = Quadrant::ALL.iter().position(|&quadrant| quadrant == found.quadrant).unwrap();
        assert_eq!(quadrant as f64 + 1.0, oracle.column("quadrant")[row]);
        check("rate", rates[row].unwrap());
        check("rate_i", rate.statistic);
        same_count("rate_p", rate_tails[row], rate.p);
        let [g, star, binary, star_binary] = [g[row], star[row], binary[row], star_binary[row]].map(Result::unwrap);
        check("g", g.statistic.unwrap());
        check("g_binary", binary.statistic.unwrap());
        check("g_z", g.z);
        same_count("g_p", tails[row], g.p);
        check("star", star.statistic.unwrap());
        check("star_binary", star_binary.statistic.unwrap());
        check("star_z", star.z);
        same_count("star_p", tails[row], star.p);
        compared += 1;
    }
    assert_eq!(compared, 108);
    assert!(equal > 380, "{equal} of 432 p-values without ties, so equal");
}

#[test]
fn q_values_are_those_of_scipy_and_cut_where_esda_cuts() {
    let table = Table::read("autocorrelation_fdr");
    let q = adjusted(&table.values("p"));
    for (row, (q, &p)) in q.iter().zip(table.column("p")).enumerate() {
        let q = q.unwrap();
        near(q, table.column("q")[row], 1e-12, &format!("row {row}"));
        for (alpha, cut) in [(0.05, "cut_05"), (0.2, "cut_20")] {
            assert_eq!(q <= alpha, p <= table.column(cut)[row], "row {row} at {alpha}");
        }
    }
}
