//! Which counts of beneficiaries are not told to everyone, one or two people being somebody (METHODS 12).
//!
//! Primary: fewer than [`FEWEST`]. Secondary: what the totals, which are public, would give away with what is told. Refuses to know
//! what is told instead, and of the windows of years that a reader may choose: what is hidden is judged once, over every year.

/// The fewest beneficiaries that are told.
pub const FEWEST: u64 = 3;

/// Which counts are hidden, in their order. Whoever knows this rule, the total and what is told finds more than one value for each
/// hidden count, unless all there is was small and alike.
///
/// Shape: one per count. Missing: a count that is absent is not hidden. Nil is told: that nobody was helped says nothing of anybody.
/// Source: METHODS 12 (complementary suppression); checked by an enumeration of what an attacker may believe.
///
/// ```
/// use lanterne_observatory::cohort::secrecy::hidden;
/// assert_eq!(hidden(&[Some(0), Some(1), Some(2), Some(3), None]), [false, true, true, false, false]);
/// // A single one: the total would tell it, so the least of the others is hidden with it.
/// assert_eq!(hidden(&[Some(1), Some(9), Some(4)]), [true, false, true]);
/// ```
#[must_use]
pub fn hidden(counts: &[Option<u64>]) -> Vec<bool> {
    let small = || counts.iter().flatten().filter(|count| (1..FEWEST).contains(*count));
    let (number, sum) = (small().count() as u64, small().sum::<u64>());
    // A single one, all ones or all twos: the sum says so.
    let told_by_sum = number == 1 || sum == number || sum == number * (FEWEST - 1);
    let least = counts.iter().flatten().filter(|count| **count >= FEWEST).min();
    let most = match least {
        Some(least) if told_by_sum => *least,
        _ => FEWEST - 1,
    };
    counts.iter().map(|count| number > 0 && count.is_some_and(|count| (1..=most).contains(&count))).collect()
}

/// What a scheme did in a year: both numbers are public where the year is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Year {
    /// Beneficiaries.
    pub beneficiaries: u64,
    /// Territories they were in.
    pub reached: u64,
}

impl Year {
    /// Whether nearly every territory reached had one of them: which were reached in the last year is public, and so each count would be.
    fn is_one_each(self) -> bool {
        self.beneficiaries > 0 && self.beneficiaries <= self.reached.saturating_add(1)
    }
}

/// Which years of which schemes are hidden, where the sum of a year over the schemes, that of a scheme over the years and the number of
/// territories reached in any year are public.
///
/// `years[scheme][year]`. Shape: as `years`, whose rows are taken as long as the first. Hidden are counts of fewer than [`FEWEST`], and those no
/// more than one above the number of territories reached: each territory would have one, as anyone could say; hiding both that case and the
/// next leaves one or two for each. A hidden year of a scheme stands alone neither in its year nor in its scheme, wherever there is another
/// to hide with it. Source: METHODS 12. Cost: a pass for each that is added.
///
/// ```
/// use lanterne_observatory::cohort::secrecy::{Year, hidden_years};
/// let of = |beneficiaries: u64, reached: u64| Year { beneficiaries, reached };
/// assert_eq!(hidden_years(&[vec![of(3, 1), of(0, 0)], vec![of(20, 9), of(4, 1)]]), [[false, false], [false, false]]);
/// // Any three would tell the fourth.
/// assert_eq!(hidden_years(&[vec![of(1, 1), of(9, 3)], vec![of(8, 2), of(40, 9)]]), [[true, true], [true, true]]);
/// // Five in five territories are one each.
/// assert_eq!(hidden_years(&[vec![of(5, 5), of(9, 3)], vec![of(80, 20), of(40, 9)]]), [[true, true], [true, true]]);
/// ```
#[must_use]
pub fn hidden_years(years: &[Vec<Year>]) -> Vec<Vec<bool>> {
    let length = years.first().map_or(0, Vec::len);
    let schemes: Vec<Vec<Year>> = years
        .iter()
        .map(|own| own.iter().copied().chain(std::iter::repeat(Year::default())).take(length).collect())
        .collect();
    let years = length;
    let counts: Vec<Vec<u64>> = schemes.iter().map(|own| own.iter().map(|year| year.beneficiaries).collect()).collect();
    let mut hid: Vec<Vec<bool>> =
        schemes.iter().map(|own| own.iter().map(|year| year.is_one_each()).collect()).collect();
    for year in 0..years {
        let of_year: Vec<Option<u64>> = counts.iter().map(|own| Some(own[year])).collect();
        for (own, hide) in hid.iter_mut().zip(hidden(&of_year)) {
            own[year] |= hide;
        }
    }
    // The least of what is told that is not nil: the least is lost by hiding it.
    let least = |told: &mut dyn Iterator<Item = (usize, bool, u64)>| -> Option<usize> {
        told.filter(|(_, hid, count)| !hid && *count > 0).min_by_key(|(_, _, count)| *count).map(|(at, ..)| at)
    };
    let mut more = true;
    while more {
        more = false;
        for scheme in 0..counts.len() {
            if hid[scheme].iter().filter(|hid| **hid).count() == 1 {
                let found = least(&mut (0..years).map(|year| (year, hid[scheme][year], counts[scheme][year])));
                more |= found.is_some();
                found.into_iter().for_each(|year| hid[scheme][year] = true);
            }
        }
        for year in 0..years {
            if hid.iter().filter(|own| own[year]).count() == 1 {
                let found = least(&mut (0..counts.len()).map(|at| (at, hid[at][year], counts[at][year])));
                more |= found.is_some();
                found.into_iter().for_each(|at| hid[at][year] = true);
            }
        }
    }
    hid
}

#[cfg(test)]
mod tests {
    use super::{Year, hidden_years};

    /// Counts of territories that had several each.
    fn hidden(counts: &[Vec<u64>]) -> Vec<Vec<bool>> {
        let of = |count: &u64| Year { beneficiaries: *count, reached: u64::from(*count > 0) };
        hidden_years(&counts.iter().map(|own| own.iter().map(of).collect()).collect::<Vec<_>>())
    }

    #[test]
    fn a_hidden_year_stands_alone_neither_in_its_year_nor_in_its_scheme() {
        let counts = [vec![1, 9, 12, 8], vec![5, 7, 30, 6], vec![40, 41, 42, 43]];
        let found = hidden(&counts);
        assert!(found[0][0], "the small one");
        for (at, own) in found.iter().enumerate() {
            assert_ne!(own.iter().filter(|hid| **hid).count(), 1, "scheme {at}");
        }
        for year in 0..4 {
            assert_ne!(found.iter().filter(|own| own[year]).count(), 1, "year {year}");
        }
        assert_eq!(found[2], [false; 4], "the largest are told");
    }

    #[test]
    fn where_nothing_is_small_nothing_is_hidden() {
        assert_eq!(hidden(&[vec![3, 0], vec![20, 4]]), [[false, false], [false, false]]);
    }

    #[test]
    fn what_cannot_be_paired_ends() {
        assert_eq!(hidden(&[vec![1, 0]]), [[true, false]]);
    }

    #[test]
    fn a_year_that_says_how_many_each_territory_had_is_hidden_as_a_small_one_is() {
        let of = |beneficiaries, reached| Year { beneficiaries, reached };
        let large = vec![of(80, 30), of(90, 40)];
        let first = |year: Year| hidden_years(&[vec![year, of(9, 3)], large.clone()])[0][0];
        assert!(first(of(7, 7)), "one each");
        assert!(first(of(8, 7)), "or else hiding it would say so of seven in seven");
        assert!(!first(of(9, 7)), "one of them may have had three");
        assert!(!first(of(0, 0)), "nil says nothing of anybody");
    }
}
