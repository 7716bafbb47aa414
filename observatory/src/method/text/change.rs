//! Growth, shift-share, series, revisions.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "croissance",
        chapter: Chapter::Change,
        label: "Croissance",
        definition: "La variation entre deux années, en nombre, en pourcentage et par an.",
        formula: "(fin − début) ÷ début ; (fin ÷ début)^(1 ÷ années) − 1",
        reading: "+2 % par an en moyenne sur cinq ans.",
        limits: "Une variation entre deux millésimes de méthodes différentes n’est pas une croissance : le registre des \
            révisions le dit.",
        papers: &[],
        checked: "pandas et numpy, à 10⁻¹² près",
        module: "change::growth",
    },
    Method {
        slug: "structurel_residuel",
        chapter: Chapter::Change,
        label: "Analyse structurelle-résiduelle (shift-share)",
        definition: "La variation de l’emploi se partage en trois : ce qui suit le pays, ce que vaut la composition en \
            secteurs, ce qui est propre au territoire.",
        formula: "national + structurel + régional = variation, exactement",
        reading: "Effet régional positif : le territoire fait mieux que ses secteurs ne le laissaient attendre.",
        limits: "L’effet régional réunit tout le reste, hasard compris.",
        papers: &[papers::DUNN, papers::ESTEBAN, papers::BARFF],
        checked: "la somme des trois effets est la variation, et calcul exact à la main",
        module: "change::shift_share",
    },
    Method {
        slug: "series",
        chapter: Chapter::Change,
        label: "Séries à géographie constante",
        definition: "Les communes fusionnent et se séparent : une série est portée dans la géographie d’une seule année avant \
            d’être comparée.",
        formula: "table de passage, parts conservant les totaux",
        reading: "Ce qui est estimé par une part est dit tel.",
        limits: "Une commune séparée reprend une part de l’ancienne, non son vrai passé.",
        papers: &[],
        checked: "pandas, totaux conservés",
        module: "change::passage",
    },
    Method {
        slug: "raccord",
        chapter: Chapter::Change,
        label: "Raccord de séries",
        definition: "Quand une méthode change en cours de route, deux bouts de série sont raccordés sur les années où les deux \
            existent, ou la rupture est laissée visible.",
        formula: "rapport des deux mesures sur l’année commune",
        reading: "Une série raccordée le dit, avec l’année du raccord.",
        limits: "Le raccord suppose que l’écart entre les deux méthodes est resté le même.",
        papers: &[papers::SNA],
        checked: "calcul exact à la main",
        module: "change::series",
    },
    Method {
        slug: "revisions",
        chapter: Chapter::Change,
        label: "Registre des révisions",
        definition: "Quand un chiffre publié change, pourquoi : un changement réel, une révision de la source, la géographie, \
            le périmètre.",
        formula: "la somme des quatre effets est l’écart, exactement",
        reading: "Un chiffre qui change de 3 % par révision de la source n’a pas changé dans la réalité.",
        limits: "Chaque cause doit avoir été enregistrée.",
        papers: &[papers::SHAPLEY],
        checked: "la somme des effets est l’écart",
        module: "change::ledger",
    },
];
