//! The draws of one row: its own generator, seeded by the seed and the row, and the distribution drawn from.

use rand_distr::{Distribution, Gamma};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

use crate::bayes::Posterior;
use crate::seed;

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
        Self { generator: seed::generator(seed, row), law }
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
