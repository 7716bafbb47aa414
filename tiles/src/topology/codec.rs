//! Bytes and back: TopoJSON (quantised, delta-encoded arcs) inside zstd.
//!
//! For: a shipped file that any TopoJSON reader opens after `zstd -d`.
//! Refuses to know: where the bytes lie.
//! Next: [`super::Topology`].

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

use super::{Point, Ring, Topology, TopologyError, Transform, Unit, arc_of};

/// Name of the one object of the files written here; any name is read.
const OBJECT: &str = "territoires";
/// Of a file that is made once and carried by every program.
const SHIPPED: i32 = 19;
/// Of a file that every build makes again: a third larger, in a fiftieth of the time.
const BUILT: i32 = 6;

#[derive(Serialize, Deserialize)]
struct File {
    r#type: String,
    transform: FileTransform,
    objects: BTreeMap<String, Collection>,
    arcs: Vec<Vec<Point>>,
}

#[derive(Serialize, Deserialize)]
struct FileTransform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Serialize, Deserialize)]
struct Collection {
    r#type: String,
    geometries: Vec<Geometry>,
}

#[derive(Serialize, Deserialize)]
struct Geometry {
    id: String,
    r#type: Option<String>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    arcs: Value,
}

impl Topology {
    /// Reads the bytes of a zstd-compressed TopoJSON whose first object is a collection of polygons with an `id` each.
    ///
    /// Errors: [`TopologyError`], with the place in the file; references to arcs that do not exist are refused here.
    pub fn decode(bytes: &[u8]) -> Result<Topology, TopologyError> {
        let text = zstd::stream::decode_all(bytes)?;
        let file: File = serde_json::from_slice(&text)?;
        expect("type", &file.r#type, "Topology")?;
        let Some((_, collection)) = file.objects.into_iter().next() else {
            return Err(unexpected("objects", "rien", "un objet"));
        };
        expect("objects/type", &collection.r#type, "GeometryCollection")?;
        let mut arcs = file.arcs;
        for arc in &mut arcs {
            undo_deltas(arc);
            if arc.len() < 2 {
                return Err(unexpected("arcs", "un arc d'un point", "deux points au moins"));
            }
        }
        let units =
            collection.geometries.into_iter().map(|geometry| unit(geometry, &arcs)).collect::<Result<_, _>>()?;
        let transform = Transform { scale: file.transform.scale, translate: file.transform.translate };
        Ok(Topology { transform, arcs, units })
    }

    /// The same as bytes; `decode` of them is equal to `self`.
    ///
    /// Errors: only the compressor's own, as [`TopologyError::Unreadable`].
    pub fn encode(&self) -> Result<Vec<u8>, TopologyError> {
        self.encode_at(SHIPPED)
    }

    /// The same, sooner and larger: for a file of a snapshot.
    ///
    /// Errors: those of [`encode`](Self::encode).
    pub fn encode_soon(&self) -> Result<Vec<u8>, TopologyError> {
        self.encode_at(BUILT)
    }

    fn encode_at(&self, level: i32) -> Result<Vec<u8>, TopologyError> {
        let geometries = self.units.iter().map(geometry).collect::<Result<_, _>>()?;
        let file = File {
            r#type: "Topology".to_owned(),
            transform: FileTransform { scale: self.transform.scale, translate: self.transform.translate },
            objects: BTreeMap::from([(
                OBJECT.to_owned(),
                Collection { r#type: "GeometryCollection".to_owned(), geometries },
            )]),
            arcs: self.arcs.iter().map(|arc| deltas(arc)).collect(),
        };
        Ok(zstd::stream::encode_all(serde_json::to_vec(&file)?.as_slice(), level)?)
    }
}

fn geometry(unit: &Unit) -> Result<Geometry, TopologyError> {
    let plain = |rings: &Vec<Ring>| rings.iter().map(|ring| ring.0.clone()).collect::<Vec<_>>();
    let (kind, arcs) = match unit.polygons.as_slice() {
        [] => (None, Value::Null),
        [one] => (Some("Polygon"), serde_json::to_value(plain(one))?),
        many => (Some("MultiPolygon"), serde_json::to_value(many.iter().map(plain).collect::<Vec<_>>())?),
    };
    Ok(Geometry { id: unit.code.clone(), r#type: kind.map(str::to_owned), arcs })
}

fn unit(geometry: Geometry, arcs: &[Vec<Point>]) -> Result<Unit, TopologyError> {
    let polygons: Vec<Vec<Vec<i32>>> = match geometry.r#type.as_deref() {
        None => Vec::new(),
        Some("Polygon") => vec![serde_json::from_value(geometry.arcs)?],
        Some("MultiPolygon") => serde_json::from_value(geometry.arcs)?,
        Some(other) => return Err(unexpected(&geometry.id, other, "Polygon ou MultiPolygon")),
    };
    for ring in polygons.iter().flatten() {
        check_ring(&geometry.id, ring, arcs)?;
    }
    let polygons = polygons.into_iter().map(|rings| rings.into_iter().map(Ring).collect()).collect();
    Ok(Unit { code: geometry.id, polygons })
}

/// A ring names arcs that exist, each starting where the one before ended.
fn check_ring(code: &str, ring: &[i32], arcs: &[Vec<Point>]) -> Result<(), TopologyError> {
    let ends = |&reference: &i32| -> Option<(Point, Point)> {
        let arc = arcs.get(arc_of(reference))?;
        let (first, last) = (*arc.first()?, *arc.last()?);
        Some(if reference < 0 { (last, first) } else { (first, last) })
    };
    let ends = ring.iter().map(ends).collect::<Option<Vec<_>>>();
    let Some(ends) = ends.filter(|ends| !ends.is_empty()) else {
        return Err(unexpected(code, "un anneau vide ou d'arcs absents", "des arcs du fichier"));
    };
    let closed = (0..ends.len()).all(|i| ends[i].1 == ends[(i + 1) % ends.len()].0);
    if closed { Ok(()) } else { Err(unexpected(code, "un anneau ouvert", "un anneau fermé")) }
}

fn deltas(arc: &[Point]) -> Vec<Point> {
    let mut last = [0, 0];
    let step = |&point: &Point| {
        let delta = [point[0].wrapping_sub(last[0]), point[1].wrapping_sub(last[1])];
        last = point;
        delta
    };
    arc.iter().map(step).collect()
}

fn undo_deltas(arc: &mut [Point]) {
    let mut last = [0i32, 0i32];
    for point in arc {
        *point = [last[0].wrapping_add(point[0]), last[1].wrapping_add(point[1])];
        last = *point;
    }
}

fn expect(place: &str, value: &str, expectation: &'static str) -> Result<(), TopologyError> {
    if value == expectation { Ok(()) } else { Err(unexpected(place, value, expectation)) }
}

fn unexpected(place: &str, value: &str, expectation: &'static str) -> TopologyError {
    TopologyError::Unexpected { place: place.to_owned(), value: value.to_owned(), expectation }
}
