//! Neighbours, autocorrelation, local statistics.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "voisinage",
        chapter: Chapter::Structure,
        label: "Voisins",
        definition: "Qui est à côté de qui. Par défaut deux territoires sont voisins s’ils se touchent, fût-ce en un point ; on \
            peut exiger une frontière commune, prendre les k plus proches, ou tous ceux à moins d’une distance.",
        formula: "points et arcs communs des contours, sans tolérance",
        reading: "Un territoire sans voisin (une île) est dit isolé : il reste sur la carte, sans verdict de voisinage.",
        limits: "La contiguïté ignore les reliefs, les fleuves et les ponts.",
        papers: &[papers::MORAN_1948, papers::TARJAN_1984, papers::SNYDER],
        checked: "libpysal.graph (libpysal 4.14.1), arête par arête : 210 342 sur la France",
        module: "neighbour",
    },
    Method {
        slug: "moran",
        chapter: Chapter::Structure,
        label: "Indice de Moran",
        definition: "Les territoires qui se ressemblent sont-ils voisins, sur toute la carte ?",
        formula: "n ÷ Σw × Σᵢ zᵢ Σⱼ wᵢⱼ zⱼ ÷ Σ z², z : écart à la moyenne, w : poids des voisins",
        reading: "Proche de 0 : pas de structure. Positif : les semblables se côtoient. Négatif : les contraires se côtoient.",
        limits: "Un seul nombre pour toute la carte : il ne dit pas où. Il change avec la définition des voisins.",
        papers: &[papers::MORAN_1950, papers::CLIFF],
        checked: "esda.Moran (esda 2.9.0), à 10⁻⁹ près",
        module: "autocorrelation::moran",
    },
    Method {
        slug: "geary",
        chapter: Chapter::Structure,
        label: "Indice de Geary",
        definition: "La même question, posée par les écarts entre voisins plutôt que par leur ressemblance.",
        formula: "(n − 1) ÷ (2 Σw) × Σᵢⱼ wᵢⱼ (xᵢ − xⱼ)² ÷ Σ z²",
        reading: "1 : pas de structure. Sous 1 : les voisins se ressemblent. Au-dessus : ils s’opposent.",
        limits: "Plus sensible aux écarts locaux que l’indice de Moran ; l’un complète l’autre.",
        papers: &[papers::GEARY],
        checked: "esda.Geary (esda 2.9.0), à 10⁻⁹ près",
        module: "autocorrelation::geary",
    },
    Method {
        slug: "moran_local",
        chapter: Chapter::Structure,
        label: "Moran local (LISA)",
        definition: "Pour chaque territoire : ressemble-t-il à ses voisins, et ce voisinage est-il plus haut ou plus bas que la \
            moyenne, au-delà du hasard ?",
        formula: "(n − 1) × zᵢ Σⱼ wᵢⱼ zⱼ ÷ Σ z², z : écart à la moyenne ; comparé à des voisins tirés au sort",
        reading: "« Haut entouré de haut » : un foyer haut. « Bas entouré de bas » : un foyer bas. « Haut entouré de \
            bas » ou l’inverse : une exception. « Non significatif » : le hasard suffit.",
        limits: "Teste des milliers de territoires à la fois : sans le contrôle des fausses découvertes, un sur vingt \
            serait significatif pour rien.",
        papers: &[papers::ANSELIN],
        checked: "esda.Moran_Local (esda 2.9.0), à 10⁻⁹ près ; probabilités à l’erreur de Monte-Carlo près",
        module: "autocorrelation::local_moran",
    },
    Method {
        slug: "gi_star",
        chapter: Chapter::Structure,
        label: "Foyers chauds et froids (Gi et Gi*)",
        definition: "Le territoire et ses voisins pris ensemble sont-ils nettement plus hauts, ou plus bas, que la moyenne ?",
        formula: "(moyenne locale − moyenne) ÷ (écart-type × √((n ÷ (k + 1) − 1) ÷ (n − 1))), k : nombre de voisins",
        reading: "Très négatif et significatif : un foyer froid. Très positif : un foyer chaud.",
        limits: "Il ne voit pas les exceptions isolées : pour cela, lire le Moran local. Gi laisse de côté le territoire \
            lui-même.",
        papers: &[papers::GETIS, papers::ORD],
        checked: "esda.G_Local à poids binaires (esda 2.9.0), à 10⁻⁹ près",
        module: "autocorrelation::getis_ord",
    },
    Method {
        slug: "contacts",
        chapter: Chapter::Structure,
        label: "Contacts entre semblables",
        definition: "Pour une carte en oui ou non : combien de frontières séparent deux oui, deux non, un oui et un non ?",
        formula: "nombre de paires de voisins oui–oui, non–non et oui–non",
        reading: "Plus de contacts oui–oui que le hasard n’en ferait : les oui sont groupés.",
        limits: "Ne vaut que pour un caractère à deux valeurs.",
        papers: &[papers::MORAN_1948, papers::CLIFF],
        checked: "esda.Join_Counts (esda 2.9.0), exact",
        module: "autocorrelation::join_count",
    },
    Method {
        slug: "moran_taux",
        chapter: Chapter::Structure,
        label: "Moran d’un taux",
        definition: "L’indice de Moran, corrigé de ce que les taux des petites populations varient davantage.",
        formula: "Moran des taux centrés et réduits par leur variance propre",
        reading: "Se lit comme l’indice de Moran.",
        limits: "La correction suppose des comptages de Poisson.",
        papers: &[papers::ASSUNCAO],
        checked: "esda.Moran_Rate (esda 2.9.0), à 10⁻⁹ près",
        module: "autocorrelation::rate_moran",
    },
    Method {
        slug: "permutations",
        chapter: Chapter::Structure,
        label: "Permutations",
        definition: "Pour savoir si un voisinage est remarquable, on le compare à des voisinages tirés au sort : la valeur du \
            territoire reste à sa place, celles des autres sont redistribuées, 9 999 fois pour les foyers servis ici.",
        formula: "p = 2 × (tirages au moins aussi extrêmes, du même côté, + 1) ÷ (tirages + 1), au plus 1 : le côté n’est pas choisi \
            d’avance",
        reading: "Avec 9 999 tirages, la plus petite probabilité possible est 0,0002.",
        limits: "Le hasard est simulé : une probabilité proche du seuil reste incertaine. Le tirage est reproductible : deux calculs \
            donnent la même réponse.",
        papers: &[papers::ANSELIN, papers::DAVISON],
        checked: "les mêmes tirages donnés aux deux programmes, exact",
        module: "autocorrelation::permutation",
    },
    Method {
        slug: "fausses_decouvertes",
        chapter: Chapter::Structure,
        label: "Contrôle des fausses découvertes",
        definition: "Quand on teste des milliers de territoires, certains paraissent significatifs par hasard. Ce contrôle \
            limite à 5 %, en moyenne, la part de ces fausses alertes parmi les territoires montrés.",
        formula: "q = p × nombre de tests ÷ rang de p, rendu croissant",
        reading: "Il est actif par défaut : « significatif » veut dire qu’il l’est après ce contrôle.",
        limits: "Il est prudent : un vrai foyer, petit et peu marqué, peut rester non significatif.",
        papers: &[papers::BENJAMINI],
        checked: "scipy.stats.false_discovery_control (scipy 1.17.1), à 10⁻¹² près",
        module: "autocorrelation::false_discovery",
    },
    Method {
        slug: "correlation",
        chapter: Chapter::Structure,
        label: "Corrélation de deux indicateurs",
        definition: "Là où l’un des deux indicateurs est élevé, l’autre l’est-il aussi ? Le coefficient linéaire mesure l’alignement des \
            valeurs, celui des rangs l’accord des deux classements.",
        formula: "r = Σ (xᵢ − x̄)(yᵢ − ȳ) ÷ √(Σ (xᵢ − x̄)² Σ (yᵢ − ȳ)²) ; sur les rangs pour le second ; intervalle : tanh(artanh r ± z ÷ √(n − 3))",
        reading: "1 : les deux vont toujours de pair. −1 : toujours en sens inverse. 0 : savoir l’un n’apprend rien de l’autre.",
        limits: "Aller de pair n’est pas être la cause. Deux taux rapportés aux mêmes habitants se ressemblent déjà par ce qu’ils \
            partagent ; et des territoires voisins ne sont pas des tirages indépendants, si bien que l’intervalle est trop étroit.",
        papers: &[papers::PEARSON, papers::SPEARMAN, papers::FISHER_1915],
        checked: "scipy.stats.pearsonr et spearmanr (scipy 1.17.1), à 10⁻¹⁰ près",
        module: "association",
    },
];
