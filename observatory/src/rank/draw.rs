//! The draws of one row: its own generator, seeded by the seed and the row, and the distribution drawn from.

use rand_distr::{Distribution, Gamma};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use crate::bayes::Posterior;

/// A row's own stream of rates.
pub(super) struct Source {
    generator: Pcg64Mcg,
    law: Law,
}

enum Law {
    Gamma(Gamma<f64>),
    Point(f64),
}

impl Source {
    /// The stream of that row under that seed. A degenerate Gamma is a point at its mean.
    pub(super) fn new(posterior: Posterior, seed: u64, row: u64) -> Self {
        let law = match posterior {
            Posterior::Gamma { shape, rate } => {
                Gamma::new(shape, 1.0 / rate).map_or(Law::Point(posterior.mean()), Law::Gamma)
            }
            Posterior::Point(mean) => Law::Point(mean),
        };
        Self { generator: Pcg64Mcg::from_seed(seed_of(seed, row)), law }
    }

    /// The next rate, and the lot that decides between equal rates.
    pub(super) fn draw(&mut self) -> (f64, u64) {
        let rate = match &self.law {
            Law::Gamma(gamma) => gamma.sample(&mut self.generator),
            Law::Point(mean) => *mean,
        };
        (rate, self.generator.next_u64())
    }
}

/// Seed and row side by side, each scrambled by an odd constant so that neighbouring rows start far apart.
fn seed_of(seed: u64, row: u64) -> [u8; 16] {
    let mix = |mut z: u64| {
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let first = mix(seed.wrapping_add(row.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    let second = mix(first.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ row.rotate_left(32));
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&first.to_le_bytes());
    bytes[8..].copy_from_slice(&second.to_le_bytes());
    bytes
}
