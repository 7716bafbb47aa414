//! What was computed and may be asked again, kept within a number of bytes: the least recently asked goes first.
//!
//! Filters multiply the views that can be asked for; without a bound, whoever tries them all fills the memory. Refuses to know what is
//! kept and how it is computed: see [`View`](crate::view::View).

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use hashlink::LruCache;

/// Bytes of views kept. All communes of France weigh 10 MB, and 4 MB more for each indicator asked; the communes of a region, a tenth;
/// its EPCI, 40 kB.
pub(crate) const MOST_BYTES: usize = 256 << 20;

/// What can be weighed. What it holds may grow while it is kept: it is weighed again each time.
pub(crate) trait Weighed {
    /// Bytes it holds, near enough.
    fn bytes(&self) -> usize;
}

/// Values by key, the last asked last to go.
#[derive(Debug)]
pub(crate) struct Kept<K, V> {
    values: Mutex<LruCache<K, Arc<V>>>,
    most_bytes: usize,
}

impl<K: Eq + Hash, V: Weighed> Kept<K, V> {
    /// Keeps nothing yet, and never more than `most_bytes`, but for the last value asked.
    pub(crate) fn within(most_bytes: usize) -> Self {
        Self { values: Mutex::new(LruCache::new_unbounded()), most_bytes }
    }

    /// The value of a key, computed if it is not kept. Not under the lock: another key must not wait; computed twice at worst, with
    /// the same result.
    pub(crate) fn get(&self, key: K, compute: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(known) = self.values.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let value = Arc::new(compute(&key));
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = values.get(&key) {
            return Arc::clone(known);
        }
        values.insert(key, Arc::clone(&value));
        let mut held: usize = values.iter().map(|(_, value)| value.bytes()).sum();
        while held > self.most_bytes && values.len() > 1 {
            let Some((_, gone)) = values.remove_lru() else { break };
            held = held.saturating_sub(gone.bytes());
        }
        value
    }

    /// How many values are kept.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.values.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Weight(usize);

    impl Weighed for Weight {
        fn bytes(&self) -> usize {
            self.0
        }
    }

    #[test]
    fn the_least_recently_asked_goes_first_and_what_is_kept_stays_within_its_bytes() {
        let kept: Kept<u32, Weight> = Kept::within(30);
        for key in 0..3 {
            kept.get(key, |_| Weight(10));
        }
        assert_eq!(kept.len(), 3);
        kept.get(0, |_| panic!("0 is kept"));
        kept.get(3, |_| Weight(10));
        assert_eq!(kept.len(), 3);
        for key in [0, 2, 3] {
            kept.get(key, |_| panic!("{key} is kept"));
        }
        let again = kept.get(1, |_| Weight(7));
        assert_eq!(again.bytes(), 7, "1 was the least recently asked");
    }

    #[test]
    fn what_is_heavier_than_all_is_still_answered_and_kept_alone() {
        let kept: Kept<u32, Weight> = Kept::within(30);
        kept.get(0, |_| Weight(10));
        assert_eq!(kept.get(1, |_| Weight(100)).bytes(), 100);
        assert_eq!(kept.len(), 1);
        kept.get(1, |_| panic!("the last asked is kept"));
    }
}
