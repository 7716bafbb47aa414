//! The outlines of an official file in place of the shipped ones.
//!
//! For: ADMIN EXPRESS, contours administratifs, any file of communes of a COG year that a passage covers.
//! Refuses to know: formats and projections ([`crate::vector`]), cards, rows of tables.
//! Next: [`super::assign`] (the partition, the same as for the shipped outlines), [`super::check`].
//!
//! A commune is drawn as the union of the published communes it comes from. Where the file has none, or where one was cut
//! since the file's year, the commune keeps its shipped outline, so that the map is always whole; the file's own ground then
//! meets the shipped one along a seam, where overlaps and strips are settled as between any two neighbours.

use std::collections::{BTreeMap, BTreeSet};

use geo::MultiPolygon;
use lanterne_tiles::topology::{Point, Topology};

use super::assign::{Partition, partition};
use super::check::{area_gaps, area_km2, partition_faults, voids};
use super::grid::{self, GRID};
use super::load::Shipped;
use super::pieces::origins;
use super::{AreaGap, GeographyError, Void};
use crate::number::number;

/// Ground that a file surrounds and leaves to nobody is a fault from this size on, km²: above any cove, below most communes.
const VOID_KM2: f64 = 1.0;
/// Largest number of faults named in an error.
const NAMED: usize = 20;

/// Outlines as published, on the grid: a few bytes a point, so that a whole country stands in memory once.
#[derive(Clone, Debug)]
pub struct Published {
    cog: u16,
    grounds: BTreeMap<String, Ground>,
}

#[derive(Clone, Debug, Default)]
struct Ground {
    rings: Vec<Vec<Point>>,
    area_km2: f64,
}

/// Why a commune keeps its shipped outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// The file has no commune of its department.
    Elsewhere,
    /// The file has communes of its department, not this one.
    Missing,
    /// It comes from a commune cut since the file's year.
    Split,
}

/// What came of a redrawing.
#[derive(Clone, Debug)]
pub struct Redrawn {
    /// Communes drawn from the file.
    pub drawn: usize,
    /// Communes that keep their shipped outline, in order of code.
    pub kept: Vec<(String, Kept)>,
    /// Municipal arrondissements of the file whose commune is in it too.
    pub within: Vec<String>,
    /// Ground that two communes claimed: km², number of strips.
    pub overlap: (f64, usize),
    /// Strips that none claimed, given to a neighbour: km², number of strips.
    pub filled: (f64, usize),
    /// Ground surrounded and left to nobody, that the shipped outlines cover, largest first.
    pub voids: Vec<Void>,
    /// Of the communes along the seam, the one whose area changed most.
    pub seam: Option<AreaGap>,
}

impl Published {
    /// No outline yet, of a COG year.
    pub fn new(cog: u16) -> Published {
        Published { cog, grounds: BTreeMap::new() }
    }

    /// Takes an outline in degrees; false when the code was there already.
    pub fn insert(&mut self, code: &str, outline: &MultiPolygon<f64>) -> bool {
        if self.grounds.contains_key(code) {
            return false;
        }
        let ground = Ground { rings: grid::rings(outline), area_km2: area_km2(outline) };
        self.grounds.insert(code.to_owned(), ground);
        true
    }
}

impl Shipped {
    /// Draws the communes again from published outlines.
    ///
    /// Errors: [`GeographyError::Wrong`] where the file is no partition of the ground it covers; [`GeographyError`].
    pub fn redraw(&mut self, mut published: Published) -> Result<Redrawn, GeographyError> {
        let within = self.gather_arrondissements(&mut published);
        let plan = self.plan(&published);
        let codes: Vec<String> = self.outlines.units.iter().map(|unit| unit.code.clone()).collect();
        let mut rings = Vec::new();
        let mut source_km2 = BTreeMap::new();
        for (row, from) in plan.iter().enumerate() {
            match from {
                Ok(origins) => {
                    let grounds: Vec<Ground> =
                        origins.iter().filter_map(|origin| published.grounds.remove(origin)).collect();
                    source_km2.insert(codes[row].clone(), grounds.iter().map(|ground| ground.area_km2).sum());
                    rings.extend(grounds.into_iter().flat_map(|ground| ground.rings).map(|ring| (row as u32, ring)));
                }
                Err(_) => {
                    rings.extend(
                        grid::rings(&self.outlines.to_polygons(row)).into_iter().map(|ring| (row as u32, ring)),
                    );
                }
            }
        }
        let Partition { topology, overlap, filled } = partition(GRID, &rings, codes)?;
        drop(rings);
        let drawn: Vec<bool> = plan.iter().map(Result::is_ok).collect();
        let (voids, seam) = self.check(&topology, &drawn, &source_km2)?;
        self.outlines = topology;
        let kept = plan.iter().zip(&self.outlines.units);
        let kept = kept.filter_map(|(from, unit)| Some((unit.code.clone(), *from.as_ref().err()?))).collect();
        let drawn = drawn.iter().filter(|drawn| **drawn).count();
        Ok(Redrawn { drawn, kept, within, overlap, filled, voids, seam })
    }

    /// Municipal arrondissements make their commune where the file does not have it; answers those whose commune it has.
    fn gather_arrondissements(&self, published: &mut Published) -> Vec<String> {
        let carrier = self.carrier();
        let mut within = Vec::new();
        let mut made: BTreeMap<String, Ground> = BTreeMap::new();
        for code in published.grounds.keys().cloned().collect::<Vec<_>>() {
            let Some(commune) = carrier.arrondissement(published.cog, &code) else { continue };
            let Some(ground) = published.grounds.remove(&code) else { continue };
            if published.grounds.contains_key(commune) {
                within.push(code);
                continue;
            }
            let whole = made.entry(commune.to_owned()).or_default();
            whole.rings.extend(ground.rings);
            whole.area_km2 += ground.area_km2;
        }
        published.grounds.extend(made);
        within
    }

    /// Per commune, by row, the published communes that make it, or why it keeps its outline.
    fn plan(&self, published: &Published) -> Vec<Result<Vec<String>, Kept>> {
        let origins = origins(&self.carrier(), published.cog);
        let communes = &self.territories.communes;
        let from = |code: &str| origins.get(code).map_or(&[][..], Vec::as_slice);
        let has = |code: &str| published.grounds.contains_key(code);
        let touched = |code: &str| from(code).iter().any(|(origin, _)| has(origin));
        let here: BTreeSet<&str> = communes
            .iter()
            .filter(|commune| touched(&commune.code))
            .map(|commune| commune.departement.as_str())
            .collect();
        let plan = |commune: &super::territories::CommuneRow| {
            let origins = from(&commune.code);
            if !here.contains(commune.departement.as_str()) {
                Err(Kept::Elsewhere)
            } else if origins.iter().any(|(_, split)| *split) {
                Err(Kept::Split)
            } else if origins.is_empty() || !origins.iter().all(|(origin, _)| has(origin)) {
                Err(Kept::Missing)
            } else {
                Ok(origins.iter().map(|(origin, _)| origin.clone()).collect())
            }
        };
        communes.iter().map(plan).collect()
    }

    /// The new outlines are a partition, and the file's communes as large as published: all of them but those that touch a
    /// shipped outline, whose border is common to two sources.
    fn check(
        &self,
        topology: &Topology,
        drawn: &[bool],
        source_km2: &BTreeMap<String, f64>,
    ) -> Result<(Vec<Void>, Option<AreaGap>), GeographyError> {
        let mut seam = BTreeSet::new();
        for pair in topology.neighbours() {
            if drawn[pair.unit] && !drawn[pair.other] {
                seam.insert(topology.units[pair.unit].code.as_str());
            }
        }
        let (along, inside): (Vec<AreaGap>, Vec<AreaGap>) =
            area_gaps(topology, source_km2).into_iter().partition(|gap| seam.contains(gap.code.as_str()));
        let whole = |topology: &Topology, keep: &dyn Fn(usize) -> bool| {
            let group: Vec<Option<usize>> = (0..topology.units.len()).map(|unit| keep(unit).then_some(0)).collect();
            topology.dissolve(&group, vec![super::FRANCE.to_owned()])
        };
        let union = whole(topology, &|_| true);
        let mut faults = partition_faults(topology, &union, &inside);
        let known = voids(&whole(&self.outlines, &|_| true));
        let of_file = voids(&whole(topology, &|unit| drawn[unit]));
        let mut left = voids(&union);
        left.retain(|void| !known.iter().any(|known| overlap(void.bbox, known.bbox)));
        // A void that the file's own union has too is bordered by its communes only.
        let inner = |void: &&Void| void.area_km2 >= VOID_KM2 && of_file.iter().any(|other| other.bbox == void.bbox);
        let holes = left.iter().filter(inner);
        faults.extend(holes.map(|void| {
            let [west, south, east, north] = void.bbox;
            format!(
                "{} km² sans commune entre {west:.4} et {east:.4} de longitude, {south:.4} et {north:.4} de latitude",
                number(void.area_km2, 2)
            )
        }));
        if !faults.is_empty() {
            faults.truncate(NAMED);
            return Err(GeographyError::Wrong(faults));
        }
        Ok((left, along.into_iter().next()))
    }
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
