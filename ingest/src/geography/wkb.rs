//! Well-known binary, the little of it that the package's table uses.
//!
//! For: points, polygons and multipolygons in two dimensions, either byte order (OGC 06-103r4, §8).
//! Refuses to know: other geometries; files (`vector`).
//! Next: [`super::source`].

use geo::{Coord, Geometry, LineString, MultiPolygon, Point, Polygon};

/// Bit of the type word that announces a reference system, as PostGIS writes it.
const WITH_SRID: u32 = 0x2000_0000;

/// Decodes hexadecimal WKB; `None` where it is not that, or is cut short. An empty point has NaN coordinates.
pub(super) fn decode(hex: &str) -> Option<Geometry<f64>> {
    let byte = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(byte).collect::<Option<_>>()?;
    Reader { rest: &bytes, little: true }.geometry()
}

struct Reader<'a> {
    rest: &'a [u8],
    little: bool,
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        let mut bytes = *bytes;
        if !self.little {
            bytes.reverse();
        }
        Some(bytes)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn coord(&mut self) -> Option<Coord<f64>> {
        let x = self.take().map(f64::from_le_bytes)?;
        let y = self.take().map(f64::from_le_bytes)?;
        Some(Coord { x, y })
    }

    /// Byte order and type of the geometry that follows.
    fn kind(&mut self) -> Option<u32> {
        self.little = self.take::<1>()? == [1];
        let kind = self.number()?;
        if kind & WITH_SRID != 0 {
            self.number()?;
        }
        Some(kind & !WITH_SRID)
    }

    fn geometry(&mut self) -> Option<Geometry<f64>> {
        match self.kind()? {
            1 => Some(Geometry::Point(Point(self.coord()?))),
            3 => Some(Geometry::Polygon(self.polygon()?)),
            6 => {
                let count = self.number()?;
                let member = |_| if self.kind()? == 3 { self.polygon() } else { None };
                Some(Geometry::MultiPolygon(MultiPolygon((0..count).map(member).collect::<Option<_>>()?)))
            }
            _ => None,
        }
    }

    fn polygon(&mut self) -> Option<Polygon<f64>> {
        let count = self.number()?;
        let mut rings = (0..count).map(|_| self.ring()).collect::<Option<Vec<_>>>()?.into_iter();
        Some(Polygon::new(rings.next().unwrap_or_else(|| LineString(Vec::new())), rings.collect()))
    }

    fn ring(&mut self) -> Option<LineString<f64>> {
        let count = self.number()?;
        Some(LineString((0..count).map(|_| self.coord()).collect::<Option<_>>()?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_point_reads_the_same_in_both_byte_orders() {
        let little = "0101000000000000000000F03F0000000000000040";
        let big = "00000000013FF00000000000004000000000000000";
        assert_eq!(decode(little), Some(Geometry::Point(Point::new(1.0, 2.0))));
        assert_eq!(decode(big), decode(little));
    }

    #[test]
    fn bytes_cut_short_are_no_geometry() {
        assert_eq!(decode("0101000000000000000000F03F00000000000000"), None);
        assert_eq!(decode("0103000000FFFFFFFF"), None);
        assert_eq!(decode("été"), None);
    }
}
