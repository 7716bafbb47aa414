//! Our side of `make bench-tiles`: archives as tippecanoe makes them, tiles on the fly as PostGIS makes them.

use std::path::Path;
use std::time::Instant;

use cpu_time::ProcessTime;
use lanterne_tiles::build::level_archives;
use serde::Serialize;

use crate::france::France;
use crate::inputs::{Fault, Inputs};

/// Everything the peers' communes say beside their code and name.
const ATTRIBUTES: [&str; 9] =
    ["dep", "epci", "area_km2", "pop", "ess_estab", "all_estab", "ess_jobs", "all_jobs", "rate"];

/// One archive, made from the file the peer reads.
#[derive(Serialize)]
pub(crate) struct Made {
    wall_s: f64,
    cpu_s: f64,
    /// Of which, to read the file and find the shared arcs.
    read_cpu_s: f64,
    bytes: u64,
    tiles: u64,
}

/// Writes the communes of France, z4 to z10, with all their attributes, as one archive.
pub(crate) fn build(inputs: &Inputs, out: &Path) -> Result<Made, Fault> {
    let (wall, cpu) = (Instant::now(), ProcessTime::now());
    let france = France::read(inputs)?;
    let read_cpu_s = cpu.elapsed().as_secs_f64();
    let made = france.with_layers(4, &ATTRIBUTES, level_archives)?;
    let communes = made.first().ok_or(Fault::NoTile)?;
    std::fs::write(out, &communes.bytes)?;
    Ok(Made {
        wall_s: wall.elapsed().as_secs_f64(),
        cpu_s: cpu.elapsed().as_secs_f64(),
        read_cpu_s,
        bytes: communes.summary.bytes,
        tiles: communes.summary.tiles,
    })
}
