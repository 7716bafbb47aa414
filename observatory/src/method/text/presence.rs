//! Density, shares, specificity, concentration.

use super::papers;
use crate::Indicator;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "densite",
        chapter: Chapter::Presence,
        label: "Densité",
        definition: "Le nombre d’établissements ou d’emplois de l’ESS rapporté à la population qui vit sur place, ou à la \
            surface. Elle permet de comparer une métropole et une communauté de communes.",
        formula: "10 000 × établissements ÷ habitants ; 1 000 × emplois ÷ habitants ; établissements ou emplois ÷ km²",
        reading: "Une densité de 24 veut dire 24 établissements employeurs pour 10 000 habitants. La comparer toujours à \
            celle du territoire de référence, affichée à côté.",
        limits: "Elle ne dit ni la taille des établissements, ni ce qu’ils font, ni qui ils servent. Dans une petite \
            commune, un seul établissement la change beaucoup. Limitée à une famille ou à un secteur, elle ne compte que lui, sur les \
            mêmes habitants ou la même surface.",
        papers: &[],
        checked: "numpy",
        module: "measure::density",
    },
    Method {
        slug: "part",
        chapter: Chapter::Presence,
        label: "Part dans l’économie",
        definition: "Sur tous les établissements employeurs, ou tous les emplois salariés, la part de ceux de l’ESS.",
        formula: "100 × ESS ÷ toute l’économie",
        reading: "12 % des emplois : sur cent salariés qui travaillent sur le territoire, douze travaillent dans l’ESS.",
        limits: "Une part élevée peut venir d’une ESS nombreuse ou d’une économie peu fournie : la lire avec la densité. Limitée à un \
            secteur, elle se rapporte à toute l’économie de ce secteur ; limitée à une famille, à toute l’économie.",
        papers: &[],
        checked: "numpy",
        module: "measure::share",
    },
    Method {
        slug: Indicator::IndiceSpecificite.as_str(),
        chapter: Chapter::Presence,
        label: Indicator::IndiceSpecificite.label(),
        definition: Indicator::IndiceSpecificite.definition().definition,
        formula: Indicator::IndiceSpecificite.definition().formula,
        reading: "1 : comme la référence. 1,5 : une fois et demie plus présente. 0,5 : deux fois moins.",
        limits: Indicator::IndiceSpecificite.definition().limits,
        papers: &[papers::FLORENCE],
        checked: "esda.smoothing.Excess_Risk (esda 2.9.0), à 10⁻¹² près",
        module: "measure::quotient",
    },
    Method {
        slug: Indicator::TailleMoyenne.as_str(),
        chapter: Chapter::Presence,
        label: Indicator::TailleMoyenne.label(),
        definition: Indicator::TailleMoyenne.definition().definition,
        formula: Indicator::TailleMoyenne.definition().formula,
        reading: "15 : un établissement emploie en moyenne quinze salariés.",
        limits: Indicator::TailleMoyenne.definition().limits,
        papers: &[],
        checked: "numpy",
        module: "measure::size",
    },
    Method {
        slug: "emplois_estimes",
        chapter: Chapter::Presence,
        label: "Emplois estimés par tranche d’effectif",
        definition: "Le répertoire Sirene ne donne pas les emplois d’un établissement, mais sa tranche d’effectif : 1 ou 2, 3 à 5, \
            6 à 9 salariés… Chaque établissement compte pour une valeur moyenne de sa tranche.",
        formula: "moyenne géométrique des bornes de la tranche, au demi-emploi près ; les bornes d’un total sont les sommes des bornes",
        reading: "« Entre 150 et 240 emplois » : le minimum et le maximum que permettent les tranches. Ce n’est pas un intervalle à \
            95 %.",
        limits: "La plus haute tranche est ouverte : sa borne haute est une convention. Les emplois sont comptés au lieu de \
            l’établissement, et le siège d’un grand employeur peut porter des emplois exercés ailleurs.",
        papers: &[],
        checked: "calcul exact à la main, tranche par tranche",
        module: "indicator::estimate",
    },
    Method {
        slug: "structure",
        chapter: Chapter::Presence,
        label: "Structure",
        definition: "De quoi l’ESS du territoire est faite : parts des familles et des secteurs d’activité.",
        formula: "100 × emplois de la partie ÷ emplois de l’ESS",
        reading: "La somme des parts d’une même répartition est 100 %, sauf quand l’une est secrète ou non publiée : elle est \
            alors montrée comme telle.",
        limits: "Une répartition en parts ne dit rien du total : une part qui monte peut suivre un total qui baisse.",
        papers: &[],
        checked: "numpy",
        module: "measure::structure",
    },
    Method {
        slug: "concentration",
        chapter: Chapter::Presence,
        label: "Concentration (Herfindahl–Hirschman)",
        definition: "Une part porte-t-elle tout, ou plusieurs se partagent-elles l’emploi ?",
        formula: "somme des carrés des parts",
        reading: "1 : tout dans une seule part. Avec cinq familles à égalité : 0,2.",
        limits: "Il ne dit pas laquelle domine ; il dépend du nombre de parts distinguées.",
        papers: &[papers::HIRSCHMAN, papers::HERFINDAHL],
        checked: "numpy",
        module: "measure::concentration",
    },
    Method {
        slug: "concentration_geographique",
        chapter: Chapter::Presence,
        label: "Concentration géographique (Ellison–Glaeser)",
        definition: "Les établissements d’un secteur se regroupent-ils dans certains territoires plus que le hasard ne le \
            ferait, compte tenu de leur taille ?",
        formula: "(G ÷ (1 − Σx²) − H) ÷ (1 − H), où G compare la répartition du secteur à celle de toute l’économie et H \
            mesure l’inégalité des tailles d’établissement",
        reading: "0 : comme si chaque établissement avait tiré au sort son territoire. Au-dessus de 0,05 : un secteur \
            nettement regroupé. Négatif : plus dispersé que le hasard.",
        limits: "L’indice dit que le secteur se regroupe, non où ni pourquoi. Avec très peu d’établissements il varie \
            beaucoup.",
        papers: &[papers::ELLISON],
        checked: "simulation du tirage au sort (espérance nulle), à l’erreur de Monte-Carlo près",
        module: "measure::ellison_glaeser",
    },
];
