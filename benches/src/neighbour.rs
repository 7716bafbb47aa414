//! Who is beside whom, and the union of those who are.

use std::collections::BTreeSet;

use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::contiguity::{self, queen};
use lanterne_observatory::neighbour::lambert_93::project;
use lanterne_observatory::neighbour::plane::{nearest_of, pairs_within};
use lanterne_tiles::topology::{Outline, Transform, unite};
use serde::Deserialize;

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure, near};
use crate::work::{Peer, Work};

/// The outlines are written with five decimals.
const GRID: Transform = Transform { scale: [1e-5; 2], translate: [0.0; 2] };
const RADIUS_M: f64 = 30_000.0;

pub(crate) fn works() -> Vec<Work> {
    vec![
        Work {
            name: "queen",
            title: "queen contiguity from polygons, 2 168 123 vertices",
            peers: &[
                Peer { script: "peer_weights", task: "geoda", name: "GeoDa (C++)", goal: 3.0, goal_wall: None },
                Peer { script: "peer_weights", task: "graph", name: "libpysal", goal: 50.0, goal_wall: None },
            ],
            limit: "each vertex is read twice from memory (35 MB each time) and looked up once in a table that fits the second \
                    cache: the look-up's chain of hash, load and comparison, some 20 ns per vertex",
            run: queen_of_france,
        },
        Work {
            name: "dissolve",
            title: "dissolve to 1 235 EPCI, polygons of degrees in and out",
            peers: &[Peer {
                script: "peer_dissolve",
                task: "dissolve_coverage",
                name: "shapely coverage union (GEOS)",
                goal: 3.0,
                goal_wall: None,
            }],
            limit: "two thirds is the union, one look-up per edge in a table of the EPCI's size (first or second cache); the rest \
                    is writing the points down as whole numbers and back, which outlines kept on a grid do not need",
            run: dissolve,
        },
        Work {
            name: "pairs",
            title: "pairs within 30 km, 35 228 communes × 2 000 operators",
            peers: &[Peer {
                script: "peer_access",
                task: "pairs_scipy",
                name: "scipy cKDTree",
                goal: 4.0,
                goal_wall: None,
            }],
            limit: "twice as many distances as pairs, a nanosecond each, and writing the 422 335 pairs twice, as found and by row",
            run: pairs,
        },
        Work {
            name: "nearest",
            title: "nearest of 2 000 operators, 35 228 communes",
            peers: &[Peer {
                script: "peer_access",
                task: "nearest_scipy",
                name: "scipy cKDTree",
                goal: 4.0,
                goal_wall: None,
            }],
            limit: "a dozen distances per commune and one walk over the index for sixteen: the walk's unforeseeable branches",
            run: nearest,
        },
    ]
}

/// Polygons of a commune, each a list of rings of longitudes and latitudes.
type Polygons = Vec<Vec<Vec<[f64; 2]>>>;

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Geometry,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Polygons),
}

fn communes(inputs: &Inputs) -> Result<Vec<Polygons>, Fault> {
    let read: Collection = serde_json::from_slice(&std::fs::read(inputs.path("inputs/communes.geojson"))?)?;
    let polygons = |feature: Feature| match feature.geometry {
        Geometry::Polygon(rings) => vec![rings],
        Geometry::MultiPolygon(polygons) => polygons,
    };
    Ok(read.features.into_iter().map(polygons).collect())
}

fn rows(numbers: &[f64]) -> impl Iterator<Item = u32> + '_ {
    numbers.iter().map(|&number| number as u32)
}

fn queen_of_france(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let outlines: Vec<contiguity::Outline> =
        communes(inputs)?.into_iter().map(|polygons| polygons.into_iter().flatten().collect()).collect();
    let (focal, neighbor) =
        (inputs.numbers("oracle/queen_fr.csv", "focal")?, inputs.numbers("oracle/queen_fr.csv", "neighbor")?);
    let oracle = Neighbours::from_pairs(outlines.len(), rows(&focal).zip(rows(&neighbor)));
    Ok(measure(
        runs,
        || queen(&outlines),
        |found| {
            let answer = format!("{} directed edges, {} islands", found.edges(), found.islands().len());
            if *found == oracle { Ok(answer) } else { Err(answer) }
        },
    ))
}

fn dissolve(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let communes = communes(inputs)?;
    let epci = inputs.text("inputs/communes_attr.csv", "epci")?;
    let codes: Vec<String> = epci.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let group: Vec<Option<usize>> = epci.iter().map(|code| codes.binary_search(code).ok()).collect();
    let (areas, lengths) = (
        inputs.numbers("oracle/epci_area_fr.csv", "area_m2")?,
        inputs.numbers("oracle/epci_area_fr.csv", "perimeter_m")?,
    );
    let kernel = || {
        let outline = |polygons: &Polygons| Outline {
            code: String::new(),
            polygons: mapped(polygons, |[x, y]| GRID.quantise(x, y)),
        };
        let united = unite(&communes.iter().map(outline).collect::<Vec<_>>(), &group, codes.clone());
        united
            .iter()
            .map(|outline| mapped(&outline.polygons, |point| GRID.place(point).into()))
            .collect::<Vec<Polygons>>()
    };
    Ok(measure(runs, kernel, |united| {
        let sizes: Vec<[f64; 2]> = united.iter().map(size_m).collect();
        near(&sizes.iter().map(|size| size[0]).collect::<Vec<_>>(), &areas, 1e-9)?;
        near(&sizes.iter().map(|size| size[1]).collect::<Vec<_>>(), &lengths, 1e-9)?;
        let points: usize = united.iter().flatten().flatten().map(Vec::len).sum();
        Ok(format!("{} bodies, {points} points, areas and perimeters within 1e-9", united.len()))
    }))
}

fn mapped<P: Copy, Q>(polygons: &[Vec<Vec<P>>], each: impl Fn(P) -> Q + Copy) -> Vec<Vec<Vec<Q>>> {
    let ring = |ring: &Vec<P>| ring.iter().map(|&point| each(point)).collect();
    polygons.iter().map(|rings| rings.iter().map(ring).collect()).collect()
}

/// Area and perimeter in Lambert-93.
fn size_m(polygons: &Polygons) -> [f64; 2] {
    let mut size = [0.0, 0.0];
    for ring in polygons.iter().flatten() {
        let plane: Vec<[f64; 2]> = ring.iter().map(|&[lon, lat]| project(lon, lat)).collect();
        let [x0, y0] = plane.first().copied().unwrap_or_default();
        for edge in plane.windows(2) {
            let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
            size[0] += ((ax - x0) * (by - y0) - (bx - x0) * (ay - y0)) / 2.0;
            size[1] += (bx - ax).hypot(by - ay);
        }
    }
    size
}

fn places(inputs: &Inputs, name: &str) -> Result<Vec<[f64; 2]>, Fault> {
    Ok(inputs.numbers(name, "x")?.into_iter().zip(inputs.numbers(name, "y")?).map(|(x, y)| [x, y]).collect())
}

/// Agrees where there are as many pairs as scipy finds, each as long as its ends are apart.
fn pairs(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let (communes, operators) = (places(inputs, "inputs/communes_attr.csv")?, places(inputs, "inputs/supply.csv")?);
    Ok(measure(
        runs,
        || pairs_within(&communes, &operators, RADIUS_M),
        |found| {
            let apart = |row: usize, other: u32| {
                let ([x, y], [u, v]) = (communes[row], operators[other as usize]);
                ((u - x) * (u - x) + (v - y) * (v - y)).sqrt()
            };
            let literal: Vec<f64> = (0..communes.len())
                .flat_map(|row| found.of(row).0.iter().map(move |&other| apart(row, other)))
                .filter(|&metres| metres <= RADIUS_M)
                .collect();
            near(&found.distance_m, &literal, 0.0)?;
            let answer = format!("{} pairs", found.len());
            if found.len() == 422_335 { Ok(answer) } else { Err(answer) }
        },
    ))
}

fn nearest(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let (communes, operators) = (places(inputs, "inputs/communes_attr.csv")?, places(inputs, "inputs/supply.csv")?);
    let oracle = inputs.numbers("oracle/access_fr.csv", "nearest_m")?;
    Ok(measure(
        runs,
        || nearest_of(&communes, &operators),
        |found| {
            let metres: Vec<f64> = found.iter().map(|found| found.map_or(f64::NAN, |found| found.1)).collect();
            near(&metres, &oracle, 1e-15)
        },
    ))
}
