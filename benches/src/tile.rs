//! Our side of `make bench-tiles`: archives as tippecanoe makes them, tiles on the fly as PostGIS makes them.

use std::path::Path;
use std::time::Instant;

use cpu_time::ProcessTime;
use lanterne_tiles::build::level_archives;
use lanterne_tiles::live::{Drawn, Features, Ground};
use lanterne_tiles::mercator::Tile;
use serde::Serialize;

use crate::france::France;
use crate::inputs::{Fault, Inputs};

/// Everything the peers' communes say beside their code and name.
const ATTRIBUTES: [&str; 9] =
    ["dep", "epci", "area_km2", "pop", "ess_estab", "all_estab", "ess_jobs", "all_jobs", "rate"];
/// What the harness's query joins to the outlines (`postgis_after.sql`).
const JOINED: [&str; 6] = ["pop", "ess_estab", "all_estab", "ess_jobs", "all_jobs", "rate"];

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

/// What tiles made on demand cost at one zoom.
#[derive(Serialize)]
pub(crate) struct Asked {
    zoom: u8,
    tiles: usize,
    /// Median over the rounds of a tile's mean.
    cpu_ms_per_tile: f64,
    mean_raw_bytes: u64,
}

/// Tiles on demand of all communes with the columns that PostGIS joins.
#[derive(Serialize)]
pub(crate) struct Live {
    /// To round the borders for every zoom, once per snapshot.
    ground_cpu_s: f64,
    zooms: Vec<Asked>,
}

/// Seconds a zoom is measured for, at least.
const LONG_ENOUGH: f64 = 1.0;

/// Makes the tiles named by the harness's lists (`tiles/paths_z*.txt`), again and again.
pub(crate) fn live(inputs: &Inputs) -> Result<Live, Fault> {
    let france = France::read(inputs)?;
    let cpu = ProcessTime::now();
    let ground = Ground::of(&france.communes);
    let ground_cpu_s = cpu.elapsed().as_secs_f64();
    let zooms = france.with_layers(4, &JOINED, |layers| {
        let [communes] = layers.partitions else { return Err(Fault::NoTile) };
        let features = Features {
            layer: communes.layer,
            codes: communes.codes,
            names: communes.names,
            properties: communes.properties,
        };
        let rings = ground.rings(communes.unit_of, communes.codes.len());
        (5..=10).map(|zoom| asked(inputs, zoom, &ground.drawn(&rings, zoom).ok_or(Fault::NoTile)?, &features)).collect()
    })?;
    Ok(Live { ground_cpu_s, zooms })
}

fn asked(inputs: &Inputs, zoom: u8, drawn: &Drawn, features: &Features<'_>) -> Result<Asked, Fault> {
    let list = std::fs::read_to_string(inputs.path(&format!("tiles/paths_z{zoom}.txt")))?;
    let tiles: Vec<Tile> = list.lines().filter_map(tile).collect();
    if tiles.is_empty() {
        return Err(Fault::NoTile);
    }
    let (mut rounds, mut bytes, begun) = (Vec::new(), 0, Instant::now());
    while rounds.len() < 3 || begun.elapsed().as_secs_f64() < LONG_ENOUGH {
        let cpu = ProcessTime::now();
        bytes = tiles.iter().map(|&at| drawn.tile(at, features).len()).sum();
        rounds.push(cpu.elapsed().as_secs_f64() / tiles.len() as f64);
    }
    rounds.sort_by(f64::total_cmp);
    let cpu_ms_per_tile = 1e3 * rounds[rounds.len() / 2];
    Ok(Asked { zoom, tiles: tiles.len(), cpu_ms_per_tile, mean_raw_bytes: (bytes / tiles.len()) as u64 })
}

/// `/z/x/y`
fn tile(path: &str) -> Option<Tile> {
    let mut parts = path.trim_start_matches('/').split('/');
    Some(Tile { z: parts.next()?.parse().ok()?, x: parts.next()?.parse().ok()?, y: parts.next()?.parse().ok()? })
}
