//! The nearest site by the straight-line model.

use lanterne_observatory::travel::{Place, StraightLine, nearest};

use crate::table::{Table, near};

#[test]
fn the_nearest_site_is_that_of_scipy_ckdtree() {
    let (table, sites) = (Table::read("nearest"), Table::read("nearest_sites"));
    let places = |table: &Table| -> Vec<Option<Place>> {
        let points = table.column("lon").iter().zip(table.column("lat"));
        points.map(|(&lon, &lat)| Some(Place { lon, lat, density: Some(100.0) })).collect()
    };
    let journeys = nearest(&places(&table), &places(&sites), &StraightLine::default());
    for (row, journey) in journeys.iter().enumerate() {
        assert_eq!(journey.site.unwrap() as f64, table.column("site")[row], "row {row}");
        near(journey.distance_km.unwrap(), table.column("km")[row], 1e-9, &format!("row {row}"));
    }
}
