//! Combinations are sets: nothing is lost, nothing is merged.

use lanterne_observatory::white_zone::combination::{Kinds, combine};
use lanterne_observatory::white_zone::{Kind, Verdict};
use proptest::prelude::*;

fn verdicts() -> impl Strategy<Value = Vec<Verdict>> {
    prop::collection::vec(prop::sample::select(Verdict::ALL), 0..12)
}

proptest! {
    #[test]
    fn a_combination_gives_back_the_verdict_of_every_kind(columns in prop::collection::vec(verdicts(), 4)) {
        let named: Vec<(Kind, &[Verdict])> = Kind::ALL.iter().copied().zip(columns.iter().map(Vec::as_slice)).collect();
        let met = combine(&named);
        prop_assert_eq!(met.len(), columns.iter().map(Vec::len).max().unwrap_or(0));
        for (row, met) in met.iter().enumerate() {
            for (kind, column) in &named {
                prop_assert_eq!(met.verdict(*kind), column.get(row).copied().unwrap_or(Verdict::NotAvailable));
            }
            let counted: usize = Verdict::ALL.iter().map(|verdict| met.count(*verdict)).sum();
            prop_assert_eq!(counted, Kind::ALL.len(), "every kind is in exactly one set");
            prop_assert_eq!(met.is_white(), named.iter().any(|(_, column)| column.get(row) == Some(&Verdict::Yes)));
        }
    }

    #[test]
    fn a_set_of_kinds_is_what_was_put_in_it(chosen in prop::collection::vec(prop::sample::select(Kind::ALL), 0..9)) {
        let set: Kinds = chosen.iter().copied().collect();
        let expected: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| chosen.contains(kind)).collect();
        prop_assert_eq!(set.iter().collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!((set.len(), set.is_empty()), (expected.len(), expected.is_empty()));
        let names: Vec<&str> = expected.iter().map(|kind| kind.as_str()).collect();
        prop_assert_eq!(set.to_string(), names.join("+"));
    }
}
