//! A stream of random whole numbers for a row or a permutation. Refuses to know what they choose.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// The stream of that number under that seed: each has its own, so that the work can be cut anywhere.
pub(super) struct Generator(Pcg64Mcg);

impl Generator {
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        // Neighbouring streams start far apart: two rounds of splitmix64 (Steele, Lea & Flood 2014).
        let first = mixed(seed.wrapping_add(stream.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        let second = mixed(first.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ stream.rotate_left(32));
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&first.to_le_bytes());
        bytes[8..].copy_from_slice(&second.to_le_bytes());
        Self(Pcg64Mcg::from_seed(bytes))
    }

    #[inline]
    pub(super) fn next(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below a bound that serves once: as [`Below`], the threshold worked out only where it may matter.
    #[inline]
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let product = u64::from(self.next() as u32) * u64::from(bound);
        if (product as u32) < bound && (product as u32) < bound.wrapping_neg() % bound.max(1) {
            return Below::new(bound).draw(self);
        }
        (product >> 32) as u32
    }
}

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Numbers below a bound, each as likely as any other: multiply and keep the high half, reject where the low half falls in the
/// incomplete stretch. Source: Lemire 2019 (ACM TOMACS 29).
#[derive(Clone, Copy)]
pub(super) struct Below {
    bound: u32,
    /// Low halves under this are rejected.
    pub(super) threshold: u32,
}

impl Below {
    /// Numbers from 0 to `bound − 1`; `bound` is at least 1.
    pub(super) fn new(bound: u32) -> Self {
        let bound = bound.max(1);
        Self { bound, threshold: bound.wrapping_neg() % bound }
    }

    /// The number in the high half; to be drawn again where the low half is under the threshold.
    #[inline]
    pub(super) fn product(self, bits: u32) -> u64 {
        u64::from(bits) * u64::from(self.bound)
    }

    pub(super) fn draw(self, generator: &mut Generator) -> u32 {
        loop {
            let product = self.product(generator.next() as u32);
            if product as u32 >= self.threshold {
                return (product >> 32) as u32;
            }
        }
    }
}
