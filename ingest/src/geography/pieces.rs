//! Which published outlines make up each commune of the target year.
//!
//! For: communes that merged, split or were recoded since the outlines were drawn.
//! Refuses to know: shared arcs.
//! Next: [`super::build`](fn@super::build).
//!
//! A commune untouched since the earlier release keeps its own outline of the later one. A commune that changed is the union
//! of the earlier communes that became it, or, split off, of the commune déléguée that bore its code.

use std::collections::BTreeMap;

use geo::MultiPolygon;

use super::carry::Carrier;
use super::source::Outlines;
use super::territories::Territories;

/// Where the outline of a commune comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece<'a> {
    /// Row of the commune.
    pub(super) row: usize,
    /// Outlines to unite; never empty.
    pub(super) outlines: Vec<&'a MultiPolygon<f64>>,
    /// Whether the commune is not the same as in the earlier release.
    pub(super) changed: bool,
}

/// The pieces of every commune that has some, by row.
pub(super) fn pieces<'a>(
    territories: &Territories,
    carrier: &Carrier,
    (before, earlier): (u16, &'a Outlines),
    later: &'a Outlines,
) -> Vec<Piece<'a>> {
    let origins = origins(carrier, before);
    let piece = |(row, commune): (usize, &super::territories::CommuneRow)| {
        let code = commune.code.as_str();
        let none = Vec::new();
        let origins = origins.get(code).unwrap_or(&none);
        let changed = !matches!(origins.as_slice(), [(origin, false)] if origin == code);
        let from = |(origin, split): &(String, bool)| {
            if *split { earlier.parts.get(origin)?.get(code) } else { earlier.communes.get(origin)?.as_ref() }
        };
        let own = || later.communes.get(code).and_then(Option::as_ref);
        let outlines: Vec<_> =
            if changed { origins.iter().filter_map(from).collect() } else { own().into_iter().collect() };
        (!outlines.is_empty()).then_some(Piece { row, outlines, changed })
    };
    territories.communes.iter().enumerate().filter_map(piece).collect()
}

/// Per commune of the target year, the communes of `before` it comes from, and whether those were split.
pub(super) fn origins(carrier: &Carrier, before: u16) -> BTreeMap<String, Vec<(String, bool)>> {
    let mut origins: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for code in carrier.communes(before) {
        let targets = carrier.carry(before, code).unwrap_or_default();
        let split = targets.len() > 1;
        for (target, _) in targets {
            origins.entry(target).or_default().push((code.to_owned(), split));
        }
    }
    origins
}
