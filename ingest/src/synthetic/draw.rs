//! Draws that depend on a seed and a name, and on nothing else: no clock, no address, no order of threads.
//!
//! SplitMix64 (Steele, Lea & Flood 2014). Each part of the generator opens its own named stream, so that adding a draw to
//! one part leaves the others as they were. Not for secrets.

/// A stream of draws.
#[derive(Debug, Clone)]
pub(super) struct Draw(u64);

impl Draw {
    /// The stream `name` of a seed.
    #[must_use]
    pub(super) fn named(seed: u64, name: &str) -> Self {
        // FNV-1a: stable across versions of Rust, unlike the standard hasher.
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(seed ^ hash)
    }

    /// The next 64 bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in [0, 1), with 53 significant bits.
    pub(super) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `bound`; 0 when `bound` is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        // Bounds here are far below 2^32: the bias of the multiplication is below 2^-32.
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// A factor around 1: `exp(σ·z)`, z nearly normal (sum of 12 uniforms), divided by its mean.
    pub(super) fn around_one(&mut self, sigma: f64) -> f64 {
        let z: f64 = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        (sigma * z - sigma * sigma / 2.0).exp()
    }

    /// Puts a slice in a random order (Fisher–Yates).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// `count` units that fall one by one among weights (multinomial): the total is exact, each part has the spread of
    /// chance. All zeros when no weight is positive.
    pub(super) fn scatter(&mut self, count: u64, weights: &[f64]) -> Vec<u64> {
        let reached: Vec<f64> = weights
            .iter()
            .scan(0.0, |sum, weight| {
                *sum += weight;
                Some(*sum)
            })
            .collect();
        let total = reached.last().copied().unwrap_or(0.0);
        let mut parts = vec![0; weights.len()];
        if total > 0.0 {
            for _ in 0..count {
                let at = self.unit() * total;
                // `at` is below the total: a positive weight is always found.
                let index = reached.partition_point(|sum| *sum <= at).min(weights.len() - 1);
                parts[index] += 1;
            }
        }
        parts
    }

    /// `count` units shared among weights by systematic sampling: each index gets its exact expectation rounded down or
    /// up, and the total is exact. All zeros when no weight is positive.
    pub(super) fn share(&mut self, count: u64, weights: &[f64]) -> Vec<u64> {
        let total: f64 = weights.iter().sum();
        if total <= 0.0 || count == 0 {
            return vec![0; weights.len()];
        }
        let (start, step) = (self.unit(), total / count as f64);
        let (mut reached, mut given) = (0.0, 0_u64);
        let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
        weights
            .iter()
            .enumerate()
            .map(|(index, weight)| {
                reached += weight;
                let until = if index >= last { count } else { ((reached / step + start) as u64).min(count) };
                let part = until.saturating_sub(given);
                given += part;
                part
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_keeps_its_total_and_stays_next_to_its_expectation() {
        let weights = [5.0, 0.0, 0.2, 3.0, 1.8];
        for seed in 0..50 {
            let parts = Draw::named(seed, "share").share(37, &weights);
            assert_eq!(parts.iter().sum::<u64>(), 37);
            assert_eq!(parts[1], 0, "a weight of zero gets nothing");
            for (part, weight) in parts.iter().zip(weights) {
                assert!((*part as f64 - 37.0 * weight / 10.0).abs() < 1.0 + 1e-9, "{parts:?}");
            }
        }
    }

    #[test]
    fn what_falls_one_by_one_keeps_its_total_and_has_the_spread_of_chance() {
        let weights = [1.0; 400];
        let parts = Draw::named(3, "scatter").scatter(4_000, &weights);
        assert_eq!(parts.iter().sum::<u64>(), 4_000);
        let variance = parts.iter().map(|part| (*part as f64 - 10.0).powi(2)).sum::<f64>() / 400.0;
        assert!((7.5..13.0).contains(&variance), "near Poisson's 10: {variance}");
        assert_eq!(Draw::named(3, "scatter").scatter(5, &[0.0, 2.0, 0.0]), [0, 5, 0]);
    }

    #[test]
    fn a_stream_depends_on_its_seed_and_its_name() {
        let first = Draw::named(1, "a").bits();
        assert_eq!(first, Draw::named(1, "a").bits());
        assert_ne!(first, Draw::named(2, "a").bits());
        assert_ne!(first, Draw::named(1, "b").bits());
    }
}
