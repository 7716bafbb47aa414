//! Levels over the same borders: which rings each territory has, which rank each border has.
//!
//! For: levels and boundary lines that coincide point for point at every zoom.
//! Refuses to know: zooms' units, tiles.
//! Next: [`crate::pyramid`].

use rustc_hash::FxHashMap;

use crate::TileError;
use crate::build::{Layers, Partition};
use crate::topology::{Point, Ring, Sides, Topology, chain};

/// Rank of a coast or a national border.
pub(crate) const COAST: u8 = 0;
/// Rank of a boundary that parts nothing but communes. Beyond it are levels that cross the others: their boundaries are drawn for
/// themselves, beside what the same border is already.
pub(crate) const COMMUNE: u8 = 4;

impl Border {
    /// Whether the sea or another country lies on one side.
    pub(crate) fn is_coast(self) -> bool {
        self.rang == Some(COAST)
    }
}

/// The borders that zooms from `zooms.start` to `zooms.end` (excluded) show, and the territories over them.
pub(crate) struct Base {
    pub(crate) zooms: std::ops::Range<u8>,
    pub(crate) topology: Topology,
    /// Per partition of [`Layers`], in its order; `None` where it is not shown at these zooms.
    pub(crate) levels: Vec<Option<Level>>,
    /// Per arc.
    pub(crate) borders: Vec<Border>,
}

/// Rings of a level's territories, in row order, as arc references: shells counter-clockwise seen from above, holes clockwise.
#[derive(Debug)]
pub(crate) struct Level {
    pub(crate) units: Vec<Vec<Vec<Ring>>>,
}

/// What an arc is.
#[derive(Clone, Copy)]
pub(crate) struct Border {
    /// 0 for a coast or a national border, else the rank of the strongest level it parts, from 1 to [`COMMUNE`]; `None`: it parts none
    /// of these.
    pub(crate) rang: Option<u8>,
    /// A bit per rank beyond [`COMMUNE`] that it parts.
    crossing: u32,
}

impl Border {
    /// Every rank it is drawn under.
    pub(crate) fn ranks(self) -> impl Iterator<Item = u8> {
        let beyond = (0..u32::BITS as u8).filter(move |bit| self.crossing >> bit & 1 == 1).map(|bit| COMMUNE + 1 + bit);
        self.rang.into_iter().chain(beyond)
    }
}

/// Cuts the zooms where the set of shown levels changes, finest borders first.
pub(crate) fn bases(layers: &Layers, zooms: std::ops::RangeInclusive<u8>) -> Result<Vec<Base>, TileError> {
    check(layers)?;
    let shown =
        |zoom: u8| layers.partitions.iter().map(move |partition| partition.min_zoom <= zoom).collect::<Vec<_>>();
    let mut bases: Vec<Base> = Vec::new();
    for zoom in zooms.rev() {
        match bases.last_mut() {
            Some(base) if shown(base.zooms.start) == shown(zoom) => base.zooms.start = zoom,
            _ => bases.push(base(layers, &shown(zoom), zoom)),
        }
    }
    Ok(bases)
}

fn check(layers: &Layers) -> Result<(), TileError> {
    let units = layers.communes.units.len();
    for partition in layers.partitions {
        let rows = partition.codes.len();
        let columns = |what, found, expected| {
            (found != expected).then(|| TileError::Columns { layer: partition.layer.to_owned(), what, found, expected })
        };
        if let Some(error) =
            columns("names", partition.names.len(), rows).or_else(|| columns("unit_of", partition.unit_of.len(), units))
        {
            return Err(error);
        }
        if let Some(property) = partition.properties.iter().find(|property| property.column.len() != rows) {
            let found = property.column.len();
            return Err(TileError::Columns {
                layer: partition.layer.to_owned(),
                what: "properties",
                found,
                expected: rows,
            });
        }
        if ![0, rows].contains(&partition.inhabitants.len()) {
            let found = partition.inhabitants.len();
            let layer = partition.layer.to_owned();
            return Err(TileError::Columns { layer, what: "inhabitants", found, expected: rows });
        }
        let beyond = |&(_, row): &(usize, &Option<usize>)| row.is_some_and(|row| row >= rows);
        if let Some((unit, &Some(row))) = partition.unit_of.iter().enumerate().find(beyond) {
            return Err(TileError::Row { layer: partition.layer.to_owned(), unit, row, rows });
        }
    }
    Ok(())
}

fn base(layers: &Layers, shown: &[bool], zoom: u8) -> Base {
    let partitions: Vec<&Partition> =
        layers.partitions.iter().zip(shown).filter(|(_, s)| **s).map(|(p, _)| p).collect();
    // Communes that every shown level puts together are one piece.
    let mut pieces: FxHashMap<Vec<Option<usize>>, usize> = FxHashMap::default();
    let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
    let piece_of: Vec<Option<usize>> = (0..layers.communes.units.len())
        .map(|unit| {
            let row: Vec<Option<usize>> = partitions.iter().map(|partition| partition.unit_of[unit]).collect();
            Some(*pieces.entry(row.clone()).or_insert_with(|| {
                rows.push(row);
                rows.len() - 1
            }))
        })
        .collect();
    let topology = layers.communes.dissolve(&piece_of, vec![String::new(); rows.len()]);
    let sides = topology.sides();
    let mut place = 0;
    let mut levels = Vec::with_capacity(shown.len());
    for (partition, shown) in layers.partitions.iter().zip(shown) {
        let row_of = |piece: usize| rows[piece][place];
        levels.push(shown.then(|| level(&topology.arcs, &sides, row_of, partition.codes.len())));
        place += usize::from(*shown);
    }
    let borders = sides.iter().map(|sides| border(&partitions, &rows, sides)).collect();
    Base { zooms: zoom..zoom + 1, topology, levels, borders }
}

/// Rings of territories, given the row of the territory that each piece belongs to.
pub(crate) fn level(
    arcs: &[Vec<Point>],
    sides: &[Sides],
    row_of: impl Fn(usize) -> Option<usize>,
    count: usize,
) -> Level {
    let mut references: Vec<Vec<i32>> = vec![Vec::new(); count];
    for (arc, sides) in (0i32..).zip(sides) {
        let (left, right) = (sides.left.and_then(&row_of), sides.right.and_then(&row_of));
        if left != right {
            left.into_iter().for_each(|row| references[row].push(arc));
            right.into_iter().for_each(|row| references[row].push(!arc));
        }
    }
    Level { units: references.iter().map(|references| chain::polygons(arcs, references)).collect() }
}

fn border(partitions: &[&Partition], rows: &[Vec<Option<usize>>], sides: &Sides) -> Border {
    let (Some(left), Some(right)) = (sides.left, sides.right) else {
        return Border { rang: Some(COAST), crossing: 0 };
    };
    let mut border = Border { rang: None, crossing: 0 };
    for (partition, (left, right)) in partitions.iter().zip(rows[left].iter().zip(&rows[right])) {
        let rang = partition.rang;
        match rang.checked_sub(COMMUNE + 1) {
            _ if left == right => {}
            None => border.rang = Some(border.rang.map_or(rang, |strongest| strongest.min(rang))),
            Some(bit) => border.crossing |= 1_u32.checked_shl(bit.into()).unwrap_or(0),
        }
    }
    border
}
