//! Travel times and access.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "temps_de_trajet",
        chapter: Chapter::Access,
        label: "Temps de trajet",
        definition: "Le temps pour aller d’une commune à un lieu, en voiture. Il vient d’une table fournie, sinon d’un réseau \
            routier, sinon d’une estimation à vol d’oiseau ; celle qui a servi est nommée à côté du résultat.",
        formula: "à vol d’oiseau : distance × détour ÷ vitesse selon la densité, plus un temps fixe",
        reading: "Aller n’est pas revenir : les temps sont orientés. Ce qui ne peut pas être atteint est dit tel, sans grand \
            nombre à la place.",
        limits: "Une commune est réduite à un point. L’estimation à vol d’oiseau ignore relief, réseau et bacs, et se \
            trompe en montagne.",
        papers: &[papers::DIJKSTRA, papers::TARJAN_1972],
        checked: "scipy.sparse.csgraph.dijkstra (scipy 1.17.1) et une matrice routée de l’Isère",
        module: "travel",
    },
    Method {
        slug: "plus_proche",
        chapter: Chapter::Access,
        label: "Lieu le plus proche",
        definition: "Les minutes jusqu’au lieu d’accueil actif le plus proche, pour chaque dispositif.",
        formula: "plus petit temps de trajet vers un lieu actif",
        reading: "Un département déclaré comme zone d’intervention ne compte pas comme une présence dans toutes ses communes.",
        limits: "Proche ne veut dire ni ouvert aujourd’hui, ni disponible.",
        papers: &[],
        checked: "scipy.spatial.cKDTree (scipy 1.17.1), à 10⁻⁹ près",
        module: "access::nearest",
    },
    Method {
        slug: "part_a_portee",
        chapter: Chapter::Access,
        label: "Part à portée",
        definition: "La part des habitants, et celle des établissements de l’ESS, qui ont un lieu à moins de t minutes (t \
            compris).",
        formula: "habitants à portée ÷ habitants",
        reading: "80 % à 30 minutes : huit habitants sur dix.",
        limits: "Quand des temps sont inconnus, la part est donnée entre le moins et le plus possible.",
        papers: &[],
        checked: "numpy, spopt (perc_cov)",
        module: "access::share",
    },
    Method {
        slug: "accessibilite_2sfca",
        chapter: Chapter::Access,
        label: "Accessibilité par bassins mobiles (2SFCA)",
        definition: "Chaque lieu partage sa capacité entre les habitants à sa portée ; chaque commune additionne les parts des \
            lieux à sa portée.",
        formula: "Aᵢ = Σⱼ Sⱼ ÷ Σₖ Pₖ, lieux et habitants à moins du seuil",
        reading: "Deux fois plus : deux fois plus de capacité par habitant, concurrence comprise.",
        limits: "Tout compte pareil en deçà du seuil, rien au-delà.",
        papers: &[papers::LUO_WANG],
        checked: "access.fca.two_stage_fca (access 1.1.10), à 10⁻⁹ près",
        module: "access::catchment",
    },
    Method {
        slug: "accessibilite_e2sfca",
        chapter: Chapter::Access,
        label: "Accessibilité par bassins gradués (E2SFCA)",
        definition: "La même idée, où un lieu compte moins quand il est plus loin.",
        formula: "poids 1, 0,68 et 0,22 à moins de 10, 20 et 30 minutes, réglables",
        reading: "Se lit comme la précédente.",
        limits: "Les poids sont une convention : les déplacer et regarder si la conclusion tient.",
        papers: &[papers::LUO_QI],
        checked: "Access.enhanced_two_stage_fca (access 1.1.10), à 10⁻⁹ près",
        module: "access::catchment",
    },
    Method {
        slug: "accessibilite_3sfca",
        chapter: Chapter::Access,
        label: "Accessibilité avec choix (3SFCA)",
        definition: "La même idée encore, où un habitant qui a plusieurs lieux à sa portée n’est pas compté en entier dans chacun : \
            il se partage entre eux, les plus proches en prenant la plus grande part.",
        formula: "poids wᵢⱼ² ÷ Σⱼ wᵢⱼ à la place de wᵢⱼ",
        reading: "Se lit comme les précédentes.",
        limits: "Le partage entre les lieux est supposé d’après les temps : personne n’a observé les choix.",
        papers: &[papers::WAN],
        checked: "access, three_stage_fca (access 1.1.10), à 10⁻⁹ près",
        module: "access::catchment",
    },
    Method {
        slug: "apl",
        chapter: Chapter::Access,
        label: "Accessibilité potentielle localisée (APL)",
        definition: "La forme officielle en France, mise au point pour les médecins : bandes de temps et besoins différents \
            selon l’âge.",
        formula: "E2SFCA à bandes et besoins paramétrés",
        reading: "S’exprime en capacité par habitant, ou pour 100 000 habitants.",
        limits: "Pour l’accompagnement des entreprises, bandes et besoins sont des choix à annoncer.",
        papers: &[papers::BARLET],
        checked: "access, avec weights.step_fn (access 1.1.10), à 10⁻⁹ près",
        module: "access::apl",
    },
    Method {
        slug: "potentiel",
        chapter: Chapter::Access,
        label: "Potentiel (gravité)",
        definition: "Tous les lieux comptent, chacun d’autant moins qu’il est loin.",
        formula: "Σⱼ Sⱼ f(tᵢⱼ), f puissance, exponentielle ou gaussienne",
        reading: "Sans unité simple : se lit en comparaison.",
        limits: "La décroissance choisie change beaucoup les valeurs.",
        papers: &[papers::HANSEN, papers::DAI],
        checked: "access.weights (access 1.1.10), à 10⁻⁹ près",
        module: "access::gravity",
    },
];
