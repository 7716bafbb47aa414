//! Is a sector gathered in some territories, beyond what the size of its establishments alone would do?

use super::concentration::herfindahl;
use super::structure::sum;
use crate::absence::{Absence, Value, quantity};

/// Ellison–Glaeser index of geographic concentration of a sector: 0 where its establishments fall on territories at
/// random, each with a chance that is the territory's share of all jobs; near 1 where they all stand together (1
/// exactly among equal territories); below 0 where they keep apart. Beyond 0.05 its authors call a sector highly
/// concentrated, under 0.02 not very.
///
/// `γ = (G − (1 − Σx²) H) / ((1 − Σx²)(1 − H))` with `G = Σ (s_i − x_i)²`; `s_i` and `x_i` are the territory's shares
/// of the jobs of the sector (`part`) and of all jobs (`whole`), and `H = Σ z²` over the shares of its establishments
/// in its jobs (`establishments`, one number each, in any order).
///
/// Missing: absent as soon as one number is, for a total is unknown (a nil counts for zero); nil where the sector or
/// the whole has no job, where a single establishment or a single territory holds everything. Source: Ellison & Glaeser
/// 1997 (Journal of Political Economy 105, equation 5). No peer on PyPI: checked against its expectation under their
/// dartboard model, which is zero, over every possible outcome, exactly, and in a seeded simulation. Cost: a pass over
/// each column.
///
/// ```
/// use lanterne_observatory::measure::ellison_glaeser::ellison_glaeser;
/// let (whole, four_establishments) = ([Ok(50.0), Ok(50.0)], [Ok(5.0); 4]);
/// assert_eq!(ellison_glaeser(&[Ok(20.0), Ok(0.0)], &whole, &four_establishments), Ok(1.0));
/// assert!(ellison_glaeser(&[Ok(10.0), Ok(10.0)], &whole, &four_establishments).unwrap() < 0.0, "two each: kept apart");
/// ```
pub fn ellison_glaeser(part: &[Value], whole: &[Value], establishments: &[Value]) -> Value {
    let rows = part.len().max(whole.len());
    let (plants, spread) = (herfindahl(establishments)?, herfindahl(whole)?);
    let (sector, all) = (sum(column(part, rows))?, sum(column(whole, rows))?);
    let room = (1.0 - spread) * (1.0 - plants);
    if sector == 0.0 || room <= 0.0 {
        return Err(Absence::Nil);
    }
    let number = |value| quantity(value).unwrap_or(0.0);
    let gaps =
        column(part, rows).zip(column(whole, rows)).map(|(part, whole)| number(part) / sector - number(whole) / all);
    let raw: f64 = gaps.map(|gap| gap * gap).sum();
    let index = (raw - (1.0 - spread) * plants) / room;
    if index.is_finite() { Ok(index) } else { Err(Absence::NotPublished) }
}

/// The column, not published beyond its end.
fn column(values: &[Value], rows: usize) -> impl Iterator<Item = Value> {
    (0..rows).map(|row| crate::absence::at(values, row))
}
