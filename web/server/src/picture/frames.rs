//! Which ground a picture shows, and where: the region looked at, where a person had moved the map, or all of France with its
//! overseas departments in boxes of their own, each in its official projection.

use lanterne_observatory::Level;
use lanterne_tiles::mercator::metres_per_pixel;
use lanterne_tiles::picture::projection::Projection;
use lanterne_tiles::picture::{Frame, Rect};

use super::asked::{Asked, Camera};
use super::pen::Pen;
use crate::state::State;

/// Metropolitan France, degrees: as the page first shows it.
const METROPOLE: [f64; 4] = [-5.2, 41.3, 9.6, 51.15];
/// Overseas departments, by code of their region, from west to east.
const OVERSEAS: [&str; 5] = ["01", "02", "03", "04", "06"];
/// Steps along each side of a box when it is projected.
const STEPS: u32 = 12;

/// One map of the picture.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) frame: Frame,
    /// Name of what a box of its own shows.
    pub(super) name: Option<String>,
}

/// The maps of a room, the main one first.
pub(super) fn of(state: &State, asked: &Asked, room: Rect, pen: &Pen) -> Vec<Placed> {
    let alone = |frame| vec![Placed { frame, name: None }];
    if let Some(Camera { zoom, lon, lat }) = asked.camera {
        let metres = metres_per_pixel(zoom, lat) / pen.unit;
        if let Some(frame) = Frame::around(Projection::of([lon, lat]), [lon, lat], metres, room) {
            return alone(frame);
        }
    }
    let regions = state.territories(Level::Region);
    if let Some(bbox) = asked.series.view.region.and_then(|row| regions.bbox.get(row as usize).copied().flatten()) {
        return alone(fitted(bbox, room, pen.of(26.0)));
    }
    let overseas: Vec<(String, [f64; 4])> = OVERSEAS
        .iter()
        .filter_map(|code| {
            let row = regions.row(code)? as usize;
            Some((regions.name[row].clone(), regions.bbox[row]?))
        })
        .collect();
    if overseas.is_empty() {
        return alone(fitted(METROPOLE, room, pen.of(16.0)));
    }
    let gap = pen.of(10.0);
    let side = ((room.width - gap) / overseas.len() as f64 - gap).min(room.height * 0.2);
    let strip = side + 2.0 * gap;
    let main = Rect { height: room.height - strip, ..room };
    let boxes = (0..).zip(overseas).map(|(at, (name, bbox)): (u32, _)| {
        let x = room.x + gap + f64::from(at) * (side + gap);
        let rect = Rect { x, y: room.y + room.height - side - gap, width: side, height: side };
        Placed { frame: fitted(bbox, rect, pen.of(8.0)), name: Some(name) }
    });
    std::iter::once(Placed { frame: extended(fitted(METROPOLE, main, pen.of(16.0)), room), name: None })
        .chain(boxes)
        .collect()
}

/// The same ground at the same place, drawn over a larger rectangle below.
fn extended(frame: Frame, room: Rect) -> Frame {
    let middle = [room.x + room.width / 2.0, room.y + room.height / 2.0];
    let metres = frame.metres_per_pixel;
    let place = frame.place(middle);
    place.and_then(|place| Frame::around(Projection::of([2.0, 46.5]), place, metres, room)).unwrap_or(frame)
}

/// A box of degrees, whole, in the projection of its middle.
pub(crate) fn fitted(bbox: [f64; 4], rect: Rect, margin: f64) -> Frame {
    let [west, south, east, north] = bbox;
    let projection = Projection::of([(west + east) / 2.0, (south + north) / 2.0]);
    let along = |from: f64, to: f64, k: u32| from + (to - from) * f64::from(k) / f64::from(STEPS);
    let edge = (0..=STEPS).flat_map(|k| {
        let (lon, lat) = (along(west, east, k), along(south, north, k));
        [[lon, south], [lon, north], [west, lat], [east, lat]]
    });
    let plane = edge.filter_map(|place| projection.forward(place)).fold(
        [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
        |[west, south, east, north], [x, y]| [west.min(x), south.min(y), east.max(x), north.max(y)],
    );
    Frame::fit(projection, plane, rect, margin)
}
