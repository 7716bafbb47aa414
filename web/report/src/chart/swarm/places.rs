//! Where each dot of a swarm stands: at its number, pushed up or down as little as keeps it off its neighbours.
//!
//! Rows in quincunx, filled from the middle: each dot looks at the last dot of a row and of the two beside it, so two thousand
//! cost as many steps as there are rows. A crowd takes smaller dots; one that no size holds is pressed into the room.

/// Radii, from few dots to a crowd, pixels.
const RADII: [f64; 8] = [4.2, 3.8, 3.3, 2.8, 2.3, 1.9, 1.5, 1.2];
/// Free ground between two dots.
const GAP: f64 = 0.9;
/// From a row to the next, in pitches.
const RISE: f64 = 0.87;

/// Radius of the dots, and for each its place and its shift from the middle, in the order given.
pub(super) fn places(at: impl Iterator<Item = f64>, tallest: f64) -> (f64, Vec<[f64; 2]>) {
    let at: Vec<f64> = at.collect();
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by(|one, other| at[*one].total_cmp(&at[*other]));
    let half = tallest / 2.0;
    for radius in RADII {
        let pitch = 2.0 * radius + GAP;
        let rows = ((half - radius) / (pitch * RISE)).floor() as usize;
        if let Some(spots) = packed(&at, &order, pitch, 2 * rows + 1) {
            return (radius, spots);
        }
    }
    let radius = RADII[RADII.len() - 1];
    let spots = packed(&at, &order, 2.0 * radius + GAP, usize::MAX).unwrap_or_default();
    let reach = spots.iter().fold(1.0, |reach: f64, [_, shift]| reach.max(shift.abs()));
    let press = ((half - radius) / reach).min(1.0);
    (radius, spots.into_iter().map(|[x, shift]| [x, shift * press]).collect())
}

/// Dots of a pitch, in rows 0, 1, −1, 2, −2…; none where they need more rows than there are.
fn packed(at: &[f64], order: &[usize], pitch: f64, most: usize) -> Option<Vec<[f64; 2]>> {
    let mut spots = vec![[0.0, 0.0]; at.len()];
    // Where the last dot of each row stands.
    let mut rows: Vec<f64> = Vec::new();
    for &dot in order {
        let x = at[dot];
        let last = |row: i64, rows: &[f64]| rows.get(index(row)).copied().unwrap_or(f64::NEG_INFINITY);
        let free = |row: &i64| {
            x - last(*row, &rows) >= pitch
                && x - last(row - 1, &rows) >= pitch * 0.5
                && x - last(row + 1, &rows) >= pitch * 0.5
        };
        let row = (0..most).map(row).find(free)?;
        if rows.len() <= index(row) {
            rows.resize(index(row) + 1, f64::NEG_INFINITY);
        }
        rows[index(row)] = x;
        spots[dot] = [x, row as f64 * pitch * RISE];
    }
    Some(spots)
}

/// 0, 1, −1, 2, −2…
fn row(index: usize) -> i64 {
    let half = index.div_ceil(2) as i64;
    if index % 2 == 1 { half } else { -half }
}

/// The inverse of [`row`].
fn index(row: i64) -> usize {
    if row > 0 { row.unsigned_abs() as usize * 2 - 1 } else { row.unsigned_abs() as usize * 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closest(spots: &[[f64; 2]]) -> f64 {
        let mut closest = f64::INFINITY;
        for (index, [x, y]) in spots.iter().enumerate() {
            for [other_x, other_y] in &spots[..index] {
                closest = closest.min((x - other_x).hypot(y - other_y));
            }
        }
        closest
    }

    #[test]
    fn no_dot_stands_on_another() {
        let at = (0..92).map(|unit| 250.0 + 200.0 * f64::from(unit * 37 % 92) / 92.0 * f64::from(unit % 7) / 7.0);
        let (radius, spots) = places(at, 92.0);
        assert!(closest(&spots) >= 2.0 * radius - 1e-9, "{} for {radius}", closest(&spots));
    }

    #[test]
    fn a_crowd_stays_in_its_room_whatever_its_numbers() {
        for at in [vec![10.0; 2000], (0..2000).map(f64::from).collect(), vec![5.0], vec![]] {
            let count = at.len();
            let (radius, spots) = places(at.iter().copied(), 92.0);
            assert_eq!(spots.len(), count);
            assert!(spots.iter().all(|[_, shift]| shift.abs() + radius <= 46.0 + 1e-9));
            assert!(spots.iter().zip(&at).all(|([x, _], at)| x == at));
        }
    }

    #[test]
    fn rows_are_counted_from_the_middle() {
        assert_eq!((0..5).map(row).collect::<Vec<_>>(), [0, 1, -1, 2, -2]);
        assert!((0..50).all(|at| index(row(at)) == at));
    }
}
