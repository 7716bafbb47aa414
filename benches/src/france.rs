//! The harness's communes with their attributes, as tile servers and tile makers are given them.

use std::collections::BTreeMap;

use lanterne_tiles::build::{Column, Layers, Partition, Property};
use lanterne_tiles::topology::{Outline, Topology, Transform, assemble};
use serde::Deserialize;

use crate::inputs::{Fault, Inputs};

/// The outlines are written with five decimals.
const GRID: Transform = Transform { scale: [1e-5; 2], translate: [0.0; 2] };

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Attributes,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Attributes {
    code: String,
    nom: String,
    dep: String,
    epci: String,
    area_km2: f64,
    pop: u64,
    ess_estab: u64,
    all_estab: u64,
    ess_jobs: u64,
    all_jobs: u64,
    rate: f64,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

/// The communes of France over shared arcs, their attributes by column.
pub(crate) struct France {
    pub(crate) communes: Topology,
    pub(crate) text: BTreeMap<&'static str, Vec<String>>,
    pub(crate) whole: BTreeMap<&'static str, Vec<u64>>,
    pub(crate) real: BTreeMap<&'static str, Vec<f64>>,
    own: Vec<Option<usize>>,
}

impl France {
    /// Reads the file the peers read.
    pub(crate) fn read(inputs: &Inputs) -> Result<Self, Fault> {
        let read: Collection = serde_json::from_slice(&std::fs::read(inputs.path("inputs/communes.geojson"))?)?;
        let (mut text, mut whole, mut real) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut outlines = Vec::with_capacity(read.features.len());
        for Feature { properties: own, geometry } in read.features {
            let polygons = match geometry {
                Geometry::Polygon(rings) => vec![rings],
                Geometry::MultiPolygon(polygons) => polygons,
            };
            outlines.push(Outline { code: own.code.clone(), polygons: quantised(&polygons) });
            for (key, value) in [("code", own.code), ("nom", own.nom), ("dep", own.dep), ("epci", own.epci)] {
                text.entry(key).or_insert_with(Vec::new).push(value);
            }
            for (key, value) in [
                ("pop", own.pop),
                ("ess_estab", own.ess_estab),
                ("all_estab", own.all_estab),
                ("ess_jobs", own.ess_jobs),
                ("all_jobs", own.all_jobs),
            ] {
                whole.entry(key).or_insert_with(Vec::new).push(value);
            }
            for (key, value) in [("area_km2", own.area_km2), ("rate", own.rate)] {
                real.entry(key).or_insert_with(Vec::new).push(value);
            }
        }
        let own = (0..outlines.len()).map(Some).collect();
        let communes = assemble(GRID, outlines)?;
        Ok(Self { communes, text, whole, real, own })
    }

    /// Does something with the layer `communes` from a zoom on.
    pub(crate) fn with_layers<T>(&self, min_zoom: u8, keys: &[&str], work: impl FnOnce(&Layers) -> T) -> T {
        let texts = self.text.iter().map(|(&key, values)| Property { key, column: Column::Text(values) });
        let wholes = self.whole.iter().map(|(&key, values)| Property { key, column: Column::Whole(values) });
        let reals = self.real.iter().map(|(&key, values)| Property { key, column: Column::Real(values) });
        let properties: Vec<Property> =
            texts.chain(wholes).chain(reals).filter(|property| keys.contains(&property.key)).collect();
        let communes = Partition {
            layer: "communes",
            min_zoom,
            rang: 4,
            codes: &self.text["code"],
            names: &self.text["nom"],
            unit_of: &self.own,
            inhabitants: &[],
            properties: &properties,
        };
        work(&Layers { communes: &self.communes, partitions: &[communes], sites: &[], attribution: "" })
    }
}

fn quantised(polygons: &[Vec<Vec<[f64; 2]>>]) -> Vec<Vec<Vec<[i32; 2]>>> {
    let ring = |ring: &Vec<[f64; 2]>| ring.iter().map(|&[lon, lat]| GRID.quantise(lon, lat)).collect();
    polygons.iter().map(|rings| rings.iter().map(ring).collect()).collect()
}
