//! Lorenz curve and indices of inequality.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "lorenz",
        chapter: Chapter::Equity,
        label: "Courbe de Lorenz",
        definition: "Les territoires rangés du moins doté au mieux doté : quelle part du total revient aux premiers x % de la \
            population ?",
        formula: "parts cumulées, pondérées par la population",
        reading: "Plus la courbe s’écarte de la diagonale, plus la répartition est inégale.",
        limits: "Deux courbes qui se croisent ne se rangent pas.",
        papers: &[papers::LORENZ],
        checked: "numpy",
        module: "equity::lorenz",
    },
    Method {
        slug: "gini",
        chapter: Chapter::Equity,
        label: "Indice de Gini",
        definition: "L’inégalité en un nombre, lue sur la courbe de Lorenz.",
        formula: "deux fois l’aire entre la courbe et la diagonale",
        reading: "0 : chacun a autant. 1 : un seul a tout.",
        limits: "Deux répartitions différentes peuvent avoir le même indice.",
        papers: &[papers::GINI],
        checked: "inequality.Gini (inequality 1.1.2), à 10⁻⁹ près",
        module: "equity::gini",
    },
    Method {
        slug: "theil",
        chapter: Chapter::Equity,
        label: "Indice de Theil",
        definition: "L’inégalité, décomposée exactement entre ce qui sépare les départements (ou les natures d’EPCI) et ce qui \
            se joue en leur sein.",
        formula: "T = Σ wᵢ (xᵢ ÷ μ) ln(xᵢ ÷ μ) ; L = Σ wᵢ ln(μ ÷ xᵢ) ; wᵢ : part de la population, xᵢ : taux, μ : moyenne",
        reading: "« 16 % entre départements » : l’essentiel de l’écart est à l’intérieur de chacun.",
        limits: "L n’est pas défini dès qu’un territoire a zéro.",
        papers: &[papers::THEIL, papers::SHORROCKS],
        checked: "inequality.TheilD (inequality 1.1.2), à 10⁻⁹ près",
        module: "equity::theil",
    },
    Method {
        slug: "atkinson",
        chapter: Chapter::Equity,
        label: "Indice d’Atkinson",
        definition: "La part du total que l’on pourrait abandonner, si l’on répartissait également, sans perte de bien-être, \
            pour une aversion donnée à l’inégalité.",
        formula: "1 − (moyenne généralisée ÷ moyenne)",
        reading: "Plus le paramètre ε est grand, plus les moins dotés comptent.",
        limits: "Le paramètre est un choix de valeur : il est affiché.",
        papers: &[papers::ATKINSON],
        checked: "inequality.atkinson (inequality 1.1.2), à 10⁻¹¹ près",
        module: "equity::atkinson",
    },
    Method {
        slug: "hoover",
        chapter: Chapter::Equity,
        label: "Indice de Hoover",
        definition: "La part du total qu’il faudrait déplacer pour que chacun ait autant.",
        formula: "½ Σ |part du total − part de la population|",
        reading: "0,25 : il faudrait en déplacer un quart.",
        limits: "Il ignore ce qui se passe parmi les mieux dotés, ou parmi les moins dotés.",
        papers: &[papers::HOOVER],
        checked: "inequality.schutz (inequality 1.1.2), à 10⁻¹² près",
        module: "equity::hoover",
    },
    Method {
        slug: "palma",
        chapter: Chapter::Equity,
        label: "Rapport de Palma",
        definition: "Ce que reçoivent les 10 % les mieux dotés, rapporté à ce que reçoivent les 40 % les moins dotés.",
        formula: "part des 10 % du haut ÷ part des 40 % du bas",
        reading: "4 : les premiers reçoivent quatre fois ce que reçoivent les seconds.",
        limits: "Il ignore le milieu de la répartition.",
        papers: &[papers::PALMA],
        checked: "numpy, sur la courbe de Lorenz, à 10⁻¹¹ près",
        module: "equity::palma",
    },
];
