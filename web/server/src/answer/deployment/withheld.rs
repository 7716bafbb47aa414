//! Which years of which schemes are hidden, and with them what else would tell their beneficiaries.
//!
//! Two sums are public: that of a year over all schemes, and that of a scheme over all years (what is expected of a fair spread of `n`
//! beneficiaries says `n`). So a hidden year of a scheme never stands alone, in its year nor among the years of its scheme; and what
//! follows from the beneficiaries so far is told of the years before the first hidden one and from the last one on, and in between of none.
//! What is hidden is judged over every year that was handed in, whatever years are asked for: two windows give no more than one.

use super::{Deployed, scheme, secret};
use crate::document::deployment::SchemeDeployment;

/// By scheme, in the order of the deployment's list, by year: whether it is hidden.
pub(super) fn years(whole: &Deployed<'_>) -> Vec<Vec<bool>> {
    let counted = |slug: &&str| -> Vec<u64> {
        let of = |year| scheme::sum(whole, Some(slug), year, |helped| u64::try_from(helped.beneficiaries).ok());
        whole.window.years().map(|year| of(year).unwrap_or(0)).collect()
    };
    hidden(&whole.schemes.iter().map(counted).collect::<Vec<_>>())
}

fn hidden(counts: &[Vec<u64>]) -> Vec<Vec<bool>> {
    let years = counts.first().map_or(0, Vec::len);
    let mut hidden = vec![vec![false; years]; counts.len()];
    for year in 0..years {
        let of_year: Vec<Option<u64>> = counts.iter().map(|own| Some(own[year])).collect();
        for (own, hid) in hidden.iter_mut().zip(secret::hidden(&of_year)) {
            own[year] = hid;
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
            if hidden[scheme].iter().filter(|hid| **hid).count() == 1 {
                let found = least(&mut (0..years).map(|year| (year, hidden[scheme][year], counts[scheme][year])));
                more |= found.is_some();
                found.into_iter().for_each(|year| hidden[scheme][year] = true);
            }
        }
        for year in 0..years {
            if hidden.iter().filter(|own| own[year]).count() == 1 {
                let found = least(&mut (0..counts.len()).map(|at| (at, hidden[at][year], counts[at][year])));
                more |= found.is_some();
                found.into_iter().for_each(|at| hidden[at][year] = true);
            }
        }
    }
    hidden
}

/// Takes out of a scheme what is hidden. `years`: of every year that was handed in; `shown`: the places among them of the scheme's own.
pub(super) fn withhold(scheme: &mut SchemeDeployment, years: &[bool], shown: std::ops::Range<usize>) {
    let all = years.iter().filter(|hid| **hid).count();
    if all == 0 {
        return;
    }
    let mut so_far = 0;
    for (at, year) in shown.enumerate() {
        if years.get(year).copied().unwrap_or(false) {
            so_far += 1;
            scheme.hidden[at] = true;
            scheme.beneficiaries[at] = None;
            scheme.jobs[at] = None;
            scheme.amount_eur[at] = None;
        }
        if so_far != 0 && so_far != all {
            for spread in &mut scheme.fair {
                (spread.expected[at], spread.low[at], spread.high[at]) = (None, None, None);
            }
        }
    }
    if so_far != 0 && so_far != all {
        // The last year's own: what is told of the window as a whole.
        for spread in &mut scheme.fair {
            spread.probability = None;
            spread.verdict = String::new();
            spread.sentence = crate::french::typography::set(TOO_FEW);
        }
        (scheme.lorenz, scheme.parted) = (Vec::new(), Vec::new());
        (scheme.gini, scheme.gini_expected, scheme.half) = (None, None, None);
    }
}

const TOO_FEW: &str = "Trop peu de bénéficiaires ces années-là pour que l'attendu soit montré (s).";

#[cfg(test)]
mod tests {
    use super::hidden;

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
}
