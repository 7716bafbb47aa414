//! Is the built geography what the sources say?
//!
//! For: refusing to write a wrong file; telling what the source itself lacks.
//! Refuses to know: how it was built.
//! Next: [`super::assign`].

use std::collections::BTreeMap;

use geo::MultiPolygon;
use lanterne_tiles::topology::{Topology, ring_area_km2};

use crate::number::number;

/// Largest tolerated gap between an area and the source's.
pub(super) const AREA_TOLERANCE: f64 = 0.01;

/// The area of a commune, built and published.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaGap {
    /// Commune.
    pub code: String,
    /// Area of the built outline, km².
    pub built_km2: f64,
    /// Area of the published outline, km².
    pub source_km2: f64,
}

impl AreaGap {
    /// Gap as a share of the published area.
    pub fn share(&self) -> f64 {
        (self.built_km2 - self.source_km2).abs() / self.source_km2
    }
}

/// Ground inside France that no commune covers: another country's enclave, or a lake left out by the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Void {
    /// Area, km².
    pub area_km2: f64,
    /// West, south, east, north, degrees.
    pub bbox: [f64; 4],
}

/// Area of loose polygons, km²; the direction of rings does not matter, the first of each polygon is the outer one.
pub(super) fn area_km2(outline: &MultiPolygon<f64>) -> f64 {
    let ring =
        |ring: &geo::LineString<f64>| ring_area_km2(&ring.0.iter().map(|place| place.x_y()).collect::<Vec<_>>()).abs();
    outline.iter().map(|polygon| ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>()).sum()
}

/// Areas against the source's, largest relative gap first.
pub(super) fn area_gaps(topology: &Topology, source_km2: &BTreeMap<String, f64>) -> Vec<AreaGap> {
    let areas = topology.areas_km2();
    let units = topology.units.iter().zip(areas);
    let mut gaps: Vec<AreaGap> = units
        .filter_map(|(unit, built)| {
            let source_km2 = *source_km2.get(&unit.code)?;
            Some(AreaGap { code: unit.code.clone(), built_km2: built.unwrap_or(0.0), source_km2 })
        })
        .collect();
    gaps.sort_by(|a, b| b.share().total_cmp(&a.share()));
    gaps
}

/// Whether the outlines are an exact partition, each unit as large as its source: one sentence per fault (French).
pub(super) fn partition_faults(topology: &Topology, union: &Topology, gaps: &[AreaGap]) -> Vec<String> {
    let mut faults: Vec<String> = topology.faults().iter().map(|fault| format!("{fault:?}")).collect();
    faults.extend(gaps.iter().filter(|gap| gap.share() > AREA_TOLERANCE).map(|gap| {
        format!("{} : {} km² au lieu de {}", gap.code, number(gap.built_km2, 4), number(gap.source_km2, 4))
    }));
    let sum: f64 = topology.areas_km2().iter().flatten().sum();
    let whole: f64 = union.areas_km2().iter().flatten().sum();
    if (sum - whole).abs() > 1e-6 * whole {
        faults.push(format!(
            "la somme des communes ({} km²) n'est pas la France ({} km²)",
            number(sum, 3),
            number(whole, 3)
        ));
    }
    faults
}

/// Ground that the union surrounds without covering it, largest first.
pub(super) fn voids(union: &Topology) -> Vec<Void> {
    let holes = union.units.iter().flat_map(|unit| unit.polygons.iter().flat_map(|rings| rings.iter().skip(1)));
    let mut voids: Vec<Void> = holes
        .map(|ring| {
            let places = union.ring_line(ring).0;
            let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
            let bbox = places.iter().fold(start, |b, p| [b[0].min(p.x), b[1].min(p.y), b[2].max(p.x), b[3].max(p.y)]);
            Void { area_km2: -union.ring_area_km2(ring), bbox }
        })
        .collect();
    voids.sort_by(|a, b| b.area_km2.total_cmp(&a.area_km2));
    voids
}
