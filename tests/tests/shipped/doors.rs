//! The OGC API, opened by GDAL as QGIS does.

use crate::shipped::Server;
use crate::taken::ogrinfo;
use crate::{one, snapshot};

#[test]
fn gdal_reads_the_collections_their_pages_and_a_box() {
    let server = Server::start(snapshot());
    let door = format!("OAPIF:{}/ogc", server.address);
    let Some(layers) = ogrinfo(&["-ro", &door]) else { return };
    for level in ["commune", "epci", "departement", "region"] {
        assert!(layers.contains(level), "{layers}");
    }
    let told = ogrinfo(&["-ro", "-so", &door, "departement"]).unwrap_or_default();
    assert!(told.contains("Feature Count: 101"), "{told}");
    let all = ogrinfo(&["-ro", "-q", "-oo", "PAGE_SIZE=7", &door, "region"]).unwrap_or_default();
    assert_eq!(all.matches("OGRFeature(region)").count(), 18, "three pages are followed: {all}");
    assert!(all.contains("Île-de-France"), "{all}");
    let value: f64 = one(
        "SELECT value FROM result JOIN territory USING (level, row)
         WHERE indicator = 'etablissements_10000_hab' AND perimetre = 'loi_2014' AND level = 'epci' AND code = '200093201'",
    );
    let lille = ["-ro", "-q", "-spat", "3.05", "50.62", "3.06", "50.63", &door, "epci"];
    let found = ogrinfo(&lille).unwrap_or_default();
    assert_eq!(found.matches("OGRFeature(epci)").count(), 1, "{found}");
    let shown = found.lines().find_map(|line| line.trim().strip_prefix("etablissements_10000_hab (Real) = ")).unwrap();
    assert!((shown.parse::<f64>().unwrap() - value).abs() < 1e-9, "{shown} instead of {value}");
}
