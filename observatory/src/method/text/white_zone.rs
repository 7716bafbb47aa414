//! The four kinds, their unions, their stability.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "zone_blanche_offre",
        chapter: Chapter::WhiteZone,
        label: "Zone blanche d’offre",
        definition: crate::white_zone::Kind::Offre.definition(),
        formula: "Pr(taux < c × référence) ≥ p* ; par défaut c = 75 %, p* = 95 %",
        reading: "Oui : prouvé. Non : au-dessus du seuil. Non significatif : au-dessous, sans que le hasard soit écarté.",
        limits: "Compter des établissements ne dit pas ce qu’ils font.",
        papers: &[papers::MARSHALL, papers::CLAYTON],
        checked: "scipy.stats.gamma (scipy 1.17.1)",
        module: "white_zone::offre",
    },
    Method {
        slug: "zone_blanche_foyer_froid",
        chapter: Chapter::WhiteZone,
        label: "Zone blanche de foyer froid",
        definition: crate::white_zone::Kind::FoyerFroid.definition(),
        formula: "Gi* du taux lissé significativement bas, fausses découvertes contrôlées à α (5 % par défaut)",
        reading: "Le territoire et ses voisins sont bas ensemble : ce n’est pas un accident local.",
        limits: "Un territoire isolé ne peut pas être testé. La probabilité est celle de la loi normale, approchée quand les voisins \
            sont peu nombreux : près du seuil, conclure avec prudence. Les foyers de la réponse /clusters, testés par \
            permutations sur les taux comptés, peuvent différer.",
        papers: &[papers::ORD, papers::BENJAMINI],
        checked: "esda.G_Local et scipy",
        module: "white_zone::foyer_froid",
    },
    Method {
        slug: "zone_blanche_accompagnement",
        chapter: Chapter::WhiteZone,
        label: "Zone blanche d’accompagnement",
        definition: crate::white_zone::Kind::Accompagnement.definition(),
        formula: "part des habitants à plus de t minutes (30 par défaut) de tout lieu actif ≥ m (50 % par défaut)",
        reading: "Le lieu le plus proche et les minutes sont donnés avec le verdict.",
        limits: "Un opérateur dont l’adresse est inconnue ne peut pas compter comme proche. Un lieu connu seulement par un atelier \
            compte ; leur nombre est dit avec le verdict.",
        papers: &[],
        checked: "calcul direct refait à part",
        module: "white_zone::accompagnement",
    },
    Method {
        slug: "zone_blanche_recours",
        chapter: Chapter::WhiteZone,
        label: "Zone blanche de recours",
        definition: crate::white_zone::Kind::Recours.definition(),
        formula: "aucun bénéficiaire dans la fenêtre (5 ans par défaut), et (1 − pᵢ)ⁿ ≤ α (5 % par défaut) ; n : bénéficiaires de la \
            fenêtre dans la région, pᵢ : chance du territoire à chaque tirage, en proportion de ses établissements employeurs de l’ESS",
        reading: "Une répartition équitable aurait très probablement servi le territoire ; il ne l’a pas été.",
        limits: "Une fenêtre courte ou peu de bénéficiaires ne permettent aucune conclusion : le verdict est alors non \
            significatif. Le test ne se fait que par EPCI, là où une activité a été remise : à un autre niveau, ou quand l’attendu \
            laisserait deviner un petit nombre de bénéficiaires, il n’est pas disponible. Ce que les opérateurs n’ont pas remis n’est \
            pas compté.",
        papers: &[],
        checked: "calcul exact à la main",
        module: "white_zone::recours",
    },
    Method {
        slug: "verdicts",
        chapter: Chapter::WhiteZone,
        label: "Oui, non, n.s., n.d.",
        definition: "Chaque critère donne l’une de quatre réponses. Oui : il est établi. Non : il ne l’est pas. Non significatif \
            (n.s.) : les chiffres penchent vers oui, sans l’établir. Non disponible (n.d.) : le test ne peut pas être fait.",
        formula: "seuil du critère, puis épreuve du hasard là où le hasard joue",
        reading: "« Non significatif » ne veut pas dire non : il faudrait plus d’années, plus d’établissements ou un niveau plus large \
            pour trancher.",
        limits: "Le critère d’accompagnement ne dépend pas du hasard : il n’est n.s. que si les trajets d’une partie des habitants \
            sont inconnus.",
        papers: &[],
        checked: "propriétés vérifiées sur des données tirées au sort",
        module: "white_zone",
    },
    Method {
        slug: "zone_blanche_combinaison",
        chapter: Chapter::WhiteZone,
        label: "Les critères qui se rencontrent",
        definition: "Pour chaque territoire, les critères de zone blanche qui se vérifient ensemble. Ce qui ne peut pas être testé \
            n’est jamais compté comme un « non ».",
        formula: "ensemble des critères dont le verdict est « oui »",
        reading: "Offre et accompagnement ensemble : peu d’ESS et personne à proximité pour aider à en créer.",
        limits: "Deux critères qui se rencontrent ne disent pas que l’un cause l’autre.",
        papers: &[],
        checked: "recalcul complet",
        module: "white_zone::combination",
    },
    Method {
        slug: "zone_blanche_aire",
        chapter: Chapter::WhiteZone,
        label: "Aires de zones blanches",
        definition: "Les territoires blancs qui se touchent forment une seule aire, nommée, avec ses communes, ses habitants, \
            ses établissements et le lieu le plus proche.",
        formula: "composantes connexes du voisinage des territoires blancs",
        reading: "Une aire de quarante communes est un sujet de politique publique ; une commune seule est peut-être un \
            hasard.",
        limits: "Une aire change quand les réglages changent.",
        papers: &[papers::TARJAN_1984],
        checked: "scipy.sparse.csgraph.connected_components (scipy 1.17.1)",
        module: "white_zone::area",
    },
    Method {
        slug: "zone_blanche_stabilite",
        chapter: Chapter::WhiteZone,
        label: "Stabilité",
        definition: "La part des réglages voisins, et des niveaux commune et EPCI, pour lesquels le territoire reste une zone \
            blanche.",
        formula: "nombre de « oui » ÷ nombre de réglages essayés",
        reading: "18 sur 25 : la conclusion tient dans la plupart des réglages. 3 sur 25 : elle dépend du réglage choisi.",
        limits: "Les réglages essayés sont ceux de la grille annoncée.",
        papers: &[],
        checked: "recalcul complet à chaque réglage",
        module: "white_zone::stability",
    },
];
