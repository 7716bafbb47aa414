//! One generator per row of work, from a seed and the row: draws are the same on any number of threads.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

/// The generator of that row under that seed.
pub(crate) fn generator(seed: u64, row: u64) -> Pcg64Mcg {
    Pcg64Mcg::from_seed(seed_of(seed, row))
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
