//! WMTS 1.0.0 (OGC 07-057r7), its capabilities: the raster tiles as QGIS, ArcGIS and GDAL list them, a layer per indicator and level, a style
//! per palette. Tiles are asked for by their address alone (ResourceURL): there is no GetTile.

use std::fmt::Write;

use lanterne_observatory::{Indicator, Level};
use lanterne_tiles::picture::escaped;
use lanterne_tiles::picture::style::Palette;

use super::ogc::tiles::{GRID, HALF, SIDE, scale_denominator};
use super::source::Origin;
use super::words;
use crate::french::typography::set;
use crate::raster::scene;
use crate::state::State;

/// French names of the palettes.
const fn named(palette: Palette) -> &'static str {
    match palette {
        Palette::Lanterne => "Ambre, celle du site",
        Palette::Bleu => "Bleu",
        Palette::Vert => "Vert",
        Palette::Ecart => "Écart à la référence",
    }
}

/// The document, its addresses under `base`.
pub(crate) fn capabilities(state: &State, base: &str) -> String {
    let origin = Origin::of(state, None);
    let line = origin.attribution(state);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Capabilities version=\"1.0.0\" xmlns=\"http://www.opengis.net/wmts/1.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n\
         <ows:ServiceIdentification><ows:Title>Lanterne</ows:Title><ows:Abstract>{}</ows:Abstract>\
         <ows:ServiceType>OGC WMTS</ows:ServiceType><ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion>\
         <ows:Fees>none</ows:Fees><ows:AccessConstraints>{}</ows:AccessConstraints></ows:ServiceIdentification>\n<Contents>\n",
        escaped(&line),
        escaped(&origin.source.licence),
    );
    let mut zooms = (u8::MAX, 0);
    for &level in Level::ALL {
        let Some((archive, (lowest, highest))) = scene::archive(state, level) else { continue };
        zooms = (zooms.0.min(lowest), zooms.1.max(highest));
        let [west, south, east, north] = archive.tilejson("").bounds;
        for &indicator in Indicator::ALL {
            let definition = indicator.definition();
            let title = set(&format!("{}, {}", definition.label, words::units(level)));
            let about = set(&format!("{} {line}", definition.definition));
            let (title, about) = (escaped(&title), escaped(&about));
            let (slug, by) = (definition.slug, level.as_str());
            // Writing to a string does not fail.
            let _ = write!(
                xml,
                "<Layer><ows:Title>{title}</ows:Title><ows:Abstract>{about}</ows:Abstract>\
                 <ows:WGS84BoundingBox><ows:LowerCorner>{west} {south}</ows:LowerCorner><ows:UpperCorner>{east} {north}</ows:UpperCorner>\
                 </ows:WGS84BoundingBox><ows:Identifier>{slug}.{by}</ows:Identifier>"
            );
            for palette in Palette::ALL {
                let default = if palette == Palette::Lanterne { " isDefault=\"true\"" } else { "" };
                let (title, identifier) = (named(palette), palette.as_str());
                let _ = write!(
                    xml,
                    "<Style{default}><ows:Title>{title}</ows:Title><ows:Identifier>{identifier}</ows:Identifier></Style>"
                );
            }
            let _ = writeln!(
                xml,
                "<Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>{GRID}</TileMatrixSet></TileMatrixSetLink>\
                 <ResourceURL format=\"image/png\" resourceType=\"tile\" template=\"{}/raster/{slug}/{{TileMatrix}}/{{TileCol}}/{{TileRow}}.png\
                 ?level={by}&amp;palette={{Style}}\"/></Layer>",
                escaped(base)
            );
        }
    }
    let _ = writeln!(
        xml,
        "<TileMatrixSet><ows:Identifier>{GRID}</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>\
         <WellKnownScaleSet>urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible</WellKnownScaleSet>"
    );
    for zoom in zooms.0..=zooms.1 {
        let across = 1_u32 << zoom;
        let _ = writeln!(
            xml,
            "<TileMatrix><ows:Identifier>{zoom}</ows:Identifier><ScaleDenominator>{}</ScaleDenominator>\
             <TopLeftCorner>-{HALF} {HALF}</TopLeftCorner><TileWidth>{SIDE}</TileWidth><TileHeight>{SIDE}</TileHeight>\
             <MatrixWidth>{across}</MatrixWidth><MatrixHeight>{across}</MatrixHeight></TileMatrix>",
            scale_denominator(zoom.into())
        );
    }
    let _ = write!(
        xml,
        "</TileMatrixSet>\n</Contents>\n<ServiceMetadataURL xlink:href=\"{}/wmts\"/>\n</Capabilities>\n",
        escaped(base)
    );
    xml
}
