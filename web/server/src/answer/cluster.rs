//! Do neighbours resemble each other, and where: local Moran and Gi* of a series.

use lanterne_observatory::autocorrelation::permutation::{self, Design, Draws, Tail};
use lanterne_observatory::autocorrelation::{Field, Focal, GetisOrd, Judgement, LocalMoran, Structure, Test, moran};
use lanterne_observatory::neighbour::Weighting;
use lanterne_observatory::{Indicator, Value};

use super::filter;
use super::source::Origin;
use crate::document::cluster::{ClustersDocument, MoranDocument};
use crate::french::typography::set;
use crate::french::{integer, shortest};
use crate::state::State;
use crate::view::ViewKey;

/// Permutations of every row. Two-sided, so that « 5 % de fausses alertes » is true of a side that nobody chose in advance; the
/// smallest p-value is then 0.0002, and one EPCI of a region can be significant by itself after the control of false discoveries.
/// Shared draws make them cost 0.1 s for all communes of France.
const PERMUTATIONS: u32 = 9_999;

fn test() -> Test {
    Test {
        design: Design { draws: Draws::Shared, permutations: PERMUTATIONS, ..Design::default() },
        judgement: Judgement { tail: Tail::TwoSided, ..Judgement::default() },
    }
}

/// Tests of every row of a view. A few milliseconds for a region, a fraction of a second for all communes of France.
pub(crate) fn clusters(state: &State, indicator: Indicator, key: ViewKey) -> ClustersDocument {
    let view = state.view(key);
    let values: Vec<Value> = view.estimates(indicator).iter().map(|estimate| estimate.value).collect();
    let neighbours = state.territories(key.level).neighbours.relabelled(&view.rows);
    let test = test();
    let field = Field::of(&values, &neighbours);
    let tails = field.tails(&test.design, &permutation::unwatched).unwrap_or_default();
    let local = LocalMoran::of(&field, Weighting::RowStandardised, &tails, &test.judgement);
    let spots = GetisOrd::permuted(&field, Focal::Included, Weighting::Binary, &tails, &test.judgement);
    let whole = moran(&field, Weighting::RowStandardised).ok();
    let untested = view.rows.iter().zip(&local).filter_map(|(row, local)| Some((*row, set(local.err()?.label()))));
    let origin = Origin::at(state, key);
    ClustersDocument {
        indicator: indicator.as_str().to_owned(),
        level: key.level.as_str().to_owned(),
        perimetre: key.perimetre.as_str().to_owned(),
        filter: filter::document(key.filter, Some(indicator)),
        region: state.region_code(key.region).cloned(),
        neighbourhood: set("territoires qui se touchent, fût-ce en un point"),
        permutations: test.design.permutations,
        draws: set(test.design.draws.label()),
        tail: set(test.judgement.tail.label()),
        seed: test.design.seed,
        alpha: test.judgement.alpha,
        units: field.len(),
        islands: field.islands().len(),
        sentence: filter::told_of(
            key,
            &sentence(whole.as_ref().and_then(|whole| Some((whole.statistic, whole.randomisation?.p))), &local),
        ),
        moran: whole.map(|whole| MoranDocument {
            statistic: whole.statistic,
            expected: whole.expected,
            z: whole.randomisation.map(|moments| moments.z),
            p: whole.randomisation.map(|moments| moments.p),
        }),
        untested: untested.collect(),
        row: view.rows.clone(),
        statistic: column(&local, |row| row.statistic),
        quadrant: column(&local, |row| row.quadrant.as_str().to_owned()),
        p: column(&local, |row| row.p),
        q: column(&local, |row| row.q),
        structure: column(&local, |row| row.structure.as_str().to_owned()),
        gi_z: column(&spots, |row| row.z),
        gi_q: column(&spots, |row| row.q),
        spot: column(&spots, |row| row.spot.as_str().to_owned()),
        source_line: origin.line(state),
        synthetic: origin.synthetic,
    }
}

fn column<T, E, U>(rows: &[Result<T, E>], of: impl Fn(&T) -> U) -> Vec<Option<U>> {
    rows.iter().map(|row| row.as_ref().ok().map(&of)).collect()
}

/// What the whole map says, and how many territories stand out.
fn sentence<E>(whole: Option<(f64, f64)>, local: &[Result<LocalMoran, E>]) -> String {
    let of = |wanted: &[Structure]| local.iter().flatten().filter(|row| wanted.contains(&row.structure)).count();
    let (high, low) = (of(&[Structure::HighCluster]), of(&[Structure::LowCluster]));
    let outliers = of(&[Structure::HighOutlier, Structure::LowOutlier]);
    let map = match whole {
        Some((index, p)) if p <= 0.05 && index > 0.0 => {
            format!("Les territoires voisins se ressemblent (indice de Moran {})", shortest(index, 2))
        }
        Some((index, p)) if p <= 0.05 => {
            format!("Les territoires voisins s'opposent (indice de Moran {})", shortest(index, 2))
        }
        Some((index, _)) => format!(
            "Les territoires voisins ne se ressemblent ni plus ni moins que le hasard (indice de Moran {})",
            shortest(index, 2)
        ),
        None => return set("Il n'y a pas assez de territoires voisins avec un chiffre pour chercher une structure."),
    };
    let found = match (high, low, outliers) {
        (0, 0, 0) => "aucun territoire ne se détache de façon significative".to_owned(),
        _ => format!(
            "au cœur d'un foyer haut : {} ; d'un foyer bas : {} ; à rebours de leurs voisins : {}",
            integer(high as f64),
            integer(low as f64),
            integer(outliers as f64)
        ),
    };
    set(&format!("{map} ; {found}."))
}
