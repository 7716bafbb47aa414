//! Where a structure stands: the commune that holds its point, or the one its postcode and town name agree on.
//!
//! It refuses to guess: two communes that fit are none. Next: `siae`, `france_services` and `fabrique`, which ask.

use std::collections::{BTreeMap, BTreeSet};

use geo::{BoundingRect, Contains, MultiPolygon, Point};
use lanterne_data::Snapshot;
use lanterne_data::read::{Territories, contents};
use lanterne_observatory::Level;
use lanterne_tiles::topology::Topology;

use crate::IngestError;

/// The communes of the snapshot, to be found by point, by postcode or by code.
#[derive(Debug)]
pub struct Places {
    codes: Vec<String>,
    names: Vec<String>,
    points: Vec<Option<[f64; 2]>>,
    by_postcode: BTreeMap<String, Vec<usize>>,
    outlines: Vec<(usize, [f64; 4], MultiPolygon<f64>)>,
    known: BTreeMap<Level, BTreeSet<String>>,
}

impl Places {
    /// Reads the communes of a draft or a snapshot; `outlines` has a unit per commune, known by its code.
    ///
    /// # Errors
    /// The territory tables are not those of this program.
    pub fn read(snapshot: &Snapshot, outlines: Option<&Topology>) -> Result<Places, IngestError> {
        let contents = contents(snapshot)?;
        let known =
            contents.territories.iter().map(|index| (index.level, index.code.iter().cloned().collect())).collect();
        let communes = contents.territories.into_iter().find(|index| index.level == Level::Commune);
        let (codes, names, points) =
            communes.map_or_else(Default::default, |index: Territories| (index.code, index.name, index.point));
        let mut by_postcode: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, postcodes) in contents.belonging.postcodes.into_iter().enumerate() {
            for postcode in postcodes {
                by_postcode.entry(postcode).or_default().push(row);
            }
        }
        let row_of: BTreeMap<&str, usize> = codes.iter().enumerate().map(|(row, code)| (code.as_str(), row)).collect();
        let outlines = outlines.map_or_else(Vec::new, |topology| {
            let unit = |(unit, row): (usize, usize)| {
                let polygons = topology.to_polygons(unit);
                let bounds = polygons.bounding_rect()?;
                Some((row, [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y], polygons))
            };
            let units = topology.units.iter().enumerate();
            units.filter_map(|(at, of)| Some((at, *row_of.get(of.code.as_str())?))).filter_map(unit).collect()
        });
        Ok(Places { codes, names, points, by_postcode, outlines, known })
    }

    /// Whether a code is a territory of this level.
    pub(crate) fn knows(&self, level: Level, code: &str) -> bool {
        self.known.get(&level).is_some_and(|codes| codes.contains(code))
    }

    /// The commune whose outline holds a point.
    pub fn at(&self, lon: f64, lat: f64) -> Option<&str> {
        let point = Point::new(lon, lat);
        let inside =
            |[west, south, east, north]: &[f64; 4]| (*west..=*east).contains(&lon) && (*south..=*north).contains(&lat);
        self.outlines
            .iter()
            .find(|(_, bounds, polygons)| inside(bounds) && polygons.contains(&point))
            .map(|(row, ..)| self.codes[*row].as_str())
    }

    /// The only commune of a postcode, or the one of its communes that has this name (« Lille Cedex 9 », « ST OMER »).
    pub fn named(&self, postcode: &str, town: &str) -> Option<&str> {
        let rows = self.by_postcode.get(postcode).map_or(&[][..], Vec::as_slice);
        let town = plain(town);
        let mut fitting = rows.iter().filter(|row| plain(&self.names[**row]) == town);
        let row = match (rows, fitting.next(), fitting.next()) {
            ([only], ..) | (_, Some(only), None) => *only,
            ([], ..) => return self.in_departement(postcode, &town),
            _ => return None,
        };
        Some(&self.codes[row])
    }

    /// A postcode that is no commune's (a CEDEX) still says the department.
    fn in_departement(&self, postcode: &str, town: &str) -> Option<&str> {
        let departement = postcode.get(..if postcode.starts_with("97") { 3 } else { 2 })?;
        let mut fitting = self
            .codes
            .iter()
            .zip(&self.names)
            .filter(|(code, name)| code.starts_with(departement) && plain(name) == town);
        match (fitting.next(), fitting.next()) {
            (Some((code, _)), None) => Some(code),
            _ => None,
        }
    }

    /// The point of a commune (its town hall where known).
    pub(crate) fn point(&self, code: &str) -> Option<[f64; 2]> {
        self.codes.binary_search_by(|known| known.as_str().cmp(code)).ok().and_then(|row| self.points[row])
    }
}

/// A town's name without accents, case, articles of writing or CEDEX.
fn plain(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        match letter {
            'à' | 'â' | 'ä' => letters.push('a'),
            'é' | 'è' | 'ê' | 'ë' => letters.push('e'),
            'î' | 'ï' => letters.push('i'),
            'ô' | 'ö' => letters.push('o'),
            'ù' | 'û' | 'ü' => letters.push('u'),
            'ÿ' => letters.push('y'),
            'ç' => letters.push('c'),
            'œ' => letters.push_str("oe"),
            'æ' => letters.push_str("ae"),
            _ if letter.is_ascii_alphanumeric() => letters.push(letter),
            _ => letters.push(' '),
        }
    }
    let words: Vec<&str> = letters
        .split_whitespace()
        .take_while(|word| *word != "cedex")
        .map(|word| match word {
            "st" => "saint",
            "ste" => "sainte",
            other => other,
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_town_is_the_same_however_it_is_written() {
        assert_eq!(plain("SAINT-OMER"), plain("St Omer"));
        assert_eq!(plain("LILLE CEDEX 9"), "lille");
        assert_eq!(plain("Nœux-les-Mines"), plain("NOEUX LES MINES"));
        assert_eq!(plain("L'Haÿ-les-Roses"), plain("L HAY LES ROSES"));
        assert_ne!(plain("Rosières"), plain("Rosières-en-Santerre"));
    }
}
