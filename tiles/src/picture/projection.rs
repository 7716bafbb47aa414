//! The projections French maps are printed in: Lambert-93 for metropolitan France, the official one of each overseas region,
//! and the sphere's Mercator of tiles.
//!
//! For: places in metres on a plane. Refuses to know: pixels. Next: [`super::Frame`].
//!
//! Source of the parameters: décret 2000-1276 modified (official projections), EPSG 2154, 5490, 2972, 2975, 4471, 3857.

use proj4rs::Proj;
use proj4rs::transform::transform;

/// A projection, by what people call it.
#[derive(Debug)]
pub struct Projection {
    /// Name in a caption, in French: « Lambert-93 ».
    pub name: &'static str,
    plane: Proj,
    globe: Proj,
}

struct Known {
    name: &'static str,
    /// West, south, east, north: where it is the official one.
    within: [f64; 4],
    parameters: &'static str,
}

const LAMBERT_93: Known = Known {
    name: "Lambert-93",
    within: [-6.0, 41.0, 10.0, 52.0],
    parameters: "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m",
};
const OVERSEAS: [Known; 4] = [
    Known {
        name: "UTM 20 nord",
        within: [-63.5, 14.0, -60.0, 18.5],
        parameters: "+proj=utm +zone=20 +ellps=GRS80 +units=m",
    },
    Known {
        name: "UTM 22 nord",
        within: [-55.0, 2.0, -51.0, 6.5],
        parameters: "+proj=utm +zone=22 +ellps=GRS80 +units=m",
    },
    Known {
        name: "UTM 40 sud",
        within: [55.0, -21.6, 56.0, -20.7],
        parameters: "+proj=utm +zone=40 +south +ellps=GRS80 +units=m",
    },
    Known {
        name: "UTM 38 sud",
        within: [44.5, -13.2, 45.6, -12.3],
        parameters: "+proj=utm +zone=38 +south +ellps=GRS80 +units=m",
    },
];
const MERCATOR: Known = Known {
    name: "Mercator",
    within: [-180.0, -85.1, 180.0, 85.1],
    parameters: "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m",
};
const GLOBE: &str = "+proj=longlat +ellps=GRS80";

impl Projection {
    /// The official projection of a place, degrees; Lambert-93 where none is.
    ///
    /// ```
    /// use lanterne_tiles::picture::projection::Projection;
    /// assert_eq!(Projection::of([3.06, 50.63]).name, "Lambert-93");
    /// assert_eq!(Projection::of([55.5, -21.1]).name, "UTM 40 sud");
    /// ```
    #[must_use]
    pub fn of([lon, lat]: [f64; 2]) -> Self {
        let holds = |known: &&Known| {
            let [west, south, east, north] = known.within;
            (west..=east).contains(&lon) && (south..=north).contains(&lat)
        };
        Self::known(OVERSEAS.iter().find(holds).unwrap_or(&LAMBERT_93))
    }

    /// Mercator on the sphere, as tiles are.
    #[must_use]
    pub fn mercator() -> Self {
        Self::known(&MERCATOR)
    }

    fn known(known: &Known) -> Self {
        // Parameters are of this file, each read by a test.
        let read = |text: &str| Proj::from_proj_string(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        Self { name: known.name, plane: read(known.parameters), globe: read(GLOBE) }
    }

    /// Easting and northing of a place in degrees, metres; `None` where the projection has none.
    ///
    /// ```
    /// use lanterne_tiles::picture::projection::Projection;
    /// let [x, y] = Projection::of([3.0, 46.5]).forward([3.0, 46.5]).unwrap();
    /// assert!((x - 700_000.0).abs() < 1e-3 && (y - 6_600_000.0).abs() < 1e-3);
    /// ```
    #[must_use]
    pub fn forward(&self, [lon, lat]: [f64; 2]) -> Option<[f64; 2]> {
        let mut place = (lon.to_radians(), lat.to_radians(), 0.0);
        transform(&self.globe, &self.plane, &mut place).ok()?;
        (place.0.is_finite() && place.1.is_finite()).then_some([place.0, place.1])
    }

    /// The place in degrees of an easting and a northing; `None` where there is none.
    #[must_use]
    pub fn inverse(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let mut place = (x, y, 0.0);
        transform(&self.plane, &self.globe, &mut place).ok()?;
        let (lon, lat) = (place.0.to_degrees(), place.1.to_degrees());
        (lon.is_finite() && lat.is_finite()).then_some([lon, lat])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Easting and northing by GDAL 3.6 (PROJ 9): `gdaltransform -s_srs "+proj=longlat +ellps=GRS80" -t_srs EPSG:2154` (5490, 2975).
    #[test]
    fn places_fall_where_proj_puts_them() {
        let known = [
            ([3.0573, 50.6292], [704_061.15, 7_059_136.59], "Lambert-93"),
            ([2.3522, 48.8566], [652_469.02, 6_862_035.26], "Lambert-93"),
            ([9.4500, 42.7000], [1_228_546.05, 6_199_420.64], "Lambert-93"),
            ([-61.5340, 16.2410], [656_674.77, 1_796_154.42], "UTM 20 nord"),
            ([55.4500, -20.8800], [338_767.17, 7_690_355.57], "UTM 40 sud"),
        ];
        for (place, [x, y], name) in known {
            let projection = Projection::of(place);
            assert_eq!(projection.name, name);
            let found = projection.forward(place).expect("a place of France");
            assert!((found[0] - x).abs() < 0.02 && (found[1] - y).abs() < 0.02, "{place:?}: {found:?}");
            let back = projection.inverse(found).expect("the same place");
            assert!((back[0] - place[0]).abs() < 1e-9 && (back[1] - place[1]).abs() < 1e-9, "{back:?}");
        }
    }

    #[test]
    fn every_projection_is_read_and_tiles_meet_at_the_edge_of_the_world() {
        for known in OVERSEAS.iter().chain([&LAMBERT_93]) {
            let [west, south, east, north] = known.within;
            let middle = [(west + east) / 2.0, (south + north) / 2.0];
            assert!(Projection::known(known).forward(middle).is_some(), "{}", known.name);
        }
        let [x, _] = Projection::mercator().forward([180.0, 0.0]).expect("the edge");
        assert!((x - 20_037_508.342_789_244).abs() < 1e-6);
    }
}
