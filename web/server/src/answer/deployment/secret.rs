//! What of small counts may be told to everyone.
//!
//! A count of one or two beneficiaries is hidden; and where the total, which is public, would give it away with what is told, so are
//! the smallest that are told, all those of the same number. Source: METHODS 12 (primary: fewer than 3; secondary: complementary
//! suppression). The rule itself stands in the core: the build, whose tables leave, hides by the same.

pub(crate) use lanterne_observatory::cohort::secrecy::FEWEST;
pub(super) use lanterne_observatory::cohort::secrecy::hidden;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{FEWEST, hidden};

    #[test]
    fn small_counts_are_hidden_and_nil_and_large_ones_are_told() {
        assert_eq!(hidden(&[Some(0), Some(1), Some(2), Some(3), None]), [false, true, true, false, false]);
        assert_eq!(hidden(&[Some(0), Some(3), Some(40)]), [false, false, false]);
    }

    #[test]
    fn what_the_total_would_give_away_is_hidden_with_the_least_of_the_others() {
        assert_eq!(hidden(&[Some(1), Some(9), Some(4)]), [true, false, true]);
        assert_eq!(hidden(&[Some(1), Some(4), Some(4)]), [true, true, true], "which of two alike would tell");
        assert_eq!(hidden(&[Some(2), Some(2), Some(9), Some(0)]), [true, true, true, false]);
    }

    #[test]
    fn no_small_count_is_found_out_from_the_total_what_is_told_and_the_rule() {
        type Seen = (Vec<bool>, u64, Vec<Option<u64>>);
        let mut same: BTreeMap<Seen, Vec<Vec<u64>>> = BTreeMap::new();
        for code in 0..12_u64.pow(4) {
            let counts: Vec<u64> = (0..4).map(|at| code / 12_u64.pow(at) % 12).collect();
            let hid = hidden(&counts.iter().copied().map(Some).collect::<Vec<_>>());
            let told = counts.iter().zip(&hid).map(|(count, hid)| (!hid).then_some(*count)).collect();
            same.entry((hid, counts.iter().sum(), told)).or_default().push(counts);
        }
        let mut judged = 0;
        for ((hid, _, _), all) in &same {
            let one = &all[0];
            // Every count up to 7: what could stand in its place is among those that were listed. All small and alike is no table.
            if one.iter().max() > Some(&7) || one.iter().all(|count| *count < FEWEST) {
                continue;
            }
            for row in (0..4).filter(|row| hid[*row] && one[*row] < FEWEST) {
                judged += 1;
                assert!(all.iter().any(|other| other[row] != one[row]), "{one:?} {hid:?}");
            }
        }
        assert!(judged > 500, "{judged}");
    }
}
