//! Which territories are alike.

use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[Method {
    slug: "comparables",
    chapter: Chapter::Comparable,
    label: "Territoires comparables",
    definition: "Les territoires qui ressemblent le plus à celui-ci sur des traits annoncés : densité, population, \
            secteurs ou revenu.",
    formula: "distance entre traits centrés et réduits",
    reading: "La part de chaque trait dans la distance est montrée : on voit pourquoi ils se ressemblent.",
    limits: "Comparable sur ces traits ne veut pas dire pareil.",
    papers: &[super::papers::DIXON],
    checked: "scipy.spatial.distance (scipy 1.17.1), à 10⁻⁹ près",
    module: "comparable",
}];
