//! Intervals, smoothing, posterior, ranks.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "intervalle_comptage",
        chapter: Chapter::SmallNumber,
        label: "Intervalle d’un comptage (Garwood)",
        definition: "Un comptage d’établissements porte une part de hasard : l’intervalle donne les valeurs du phénomène de \
            fond avec lesquelles ce comptage reste compatible, à 95 %.",
        formula: "[χ²(2,5 % ; 2E) ÷ 2 ; χ²(97,5 % ; 2E + 2) ÷ 2], divisé par la population",
        reading: "Deux territoires dont les intervalles se recouvrent largement ne peuvent pas être départagés par ce chiffre.",
        limits: "Il suppose que les établissements s’installent indépendamment les uns des autres ; il ne couvre pas les \
            erreurs de la source.",
        papers: &[papers::GARWOOD],
        checked: "scipy.stats.chi2 (scipy 1.17.1), à 10⁻⁹ près",
        module: "interval",
    },
    Method {
        slug: "intervalle_part",
        chapter: Chapter::SmallNumber,
        label: "Intervalle d’une part (Wilson)",
        definition: "Le même raisonnement pour une part : entre quelles valeurs la part de fond peut se trouver.",
        formula: "intervalle du score de Wilson à 95 %",
        reading: "« 8,8 %, de 8,6 % à 9,0 % » : la part est connue à deux dixièmes de point près.",
        limits: "Comme le précédent, il ne couvre que le hasard, non les erreurs de la source.",
        papers: &[papers::WILSON],
        checked: "statsmodels.proportion_confint (statsmodels 0.15.0), à 10⁻⁹ près",
        module: "interval",
    },
    Method {
        slug: "lissage",
        chapter: Chapter::SmallNumber,
        label: "Taux lissé (bayésien empirique)",
        definition: "Le taux que l’on retient une fois le bruit des petits nombres retiré : chaque territoire est ramené vers \
            la moyenne, d’autant plus que sa population est petite.",
        formula: "moyenne a posteriori d’une loi Gamma dont la moyenne et la variance sont celles de tous les territoires",
        reading: "Dans une commune de cent habitants, le taux lissé est proche de la moyenne ; dans une métropole, il est \
            presque celui qu’on a compté.",
        limits: "Il atténue les vraies exceptions des petites communes : le taux compté reste celui de la carte, le taux lissé est à \
            côté dans le tableau.",
        papers: &[papers::MARSHALL, papers::CLAYTON],
        checked: "esda.smoothing.Empirical_Bayes (esda 2.9.0), à 10⁻⁹ près",
        module: "bayes",
    },
    Method {
        slug: "lissage_voisinage",
        chapter: Chapter::SmallNumber,
        label: "Taux lissé par le voisinage",
        definition: "Le même lissage, mais vers la moyenne du territoire et de ses voisins plutôt que vers celle de tous \
            les territoires de la carte.",
        formula: "comme le taux lissé, moyenne et variance prises sur le territoire et ses voisins",
        reading: "Il garde les différences entre régions que le lissage global efface.",
        limits: "Il étale sur le voisinage ce qui n’appartient peut-être qu’à une commune.",
        papers: &[papers::MARSHALL],
        checked: "esda.smoothing.Spatial_Empirical_Bayes (esda 2.9.0), à 10⁻⁹ près où la variance est positive",
        module: "bayes::local",
    },
    Method {
        slug: "probabilite_seuil",
        chapter: Chapter::SmallNumber,
        label: "Probabilité d’être sous un seuil",
        definition: "Compte tenu de ce qu’on a compté et de ce que montrent les autres territoires, la probabilité que le taux \
            de fond soit inférieur à une part donnée de la référence.",
        formula: "Pr(taux < c × référence), sous la loi Gamma–Poisson a posteriori",
        reading: "95 % : il y a dix-neuf chances sur vingt que le territoire soit réellement sous le seuil, et non par hasard.",
        limits: "Elle dépend du seuil choisi, affiché avec elle et que chacun peut déplacer.",
        papers: &[papers::CLAYTON],
        checked: "scipy.stats.gamma (scipy 1.17.1), à 10⁻⁹ près",
        module: "bayes",
    },
    Method {
        slug: "intervalle_rang",
        chapter: Chapter::SmallNumber,
        label: "Rang et son intervalle",
        definition: "La place du territoire dans le classement, et les places entre lesquelles elle pourrait se trouver si le \
            hasard avait joué autrement.",
        formula: "rangs dans 200 à 1 000 tirages des taux a posteriori ; de 2,5 % à 97,5 %",
        reading: "« 12e sur 90, entre la 5e et la 31e place » : dire qu’il est « douzième » serait en dire trop.",
        limits: "Seule la densité d’établissements en a un. Les classements de petits territoires sont presque toujours indécis : \
            c’est un résultat, non un défaut.",
        papers: &[papers::GOLDSTEIN],
        checked: "un million de tirages de numpy, à une place près",
        module: "rank",
    },
    Method {
        slug: "fiabilite",
        chapter: Chapter::SmallNumber,
        label: "Taux fiable",
        definition: "Un chiffre est tenu pour fiable quand il peut être lu seul. Les autres portent des points sur la carte, et aucune \
            phrase ne les nomme.",
        formula: "établissements : demi-largeur de l’intervalle ≤ moitié de la valeur (ou de la référence si elle est plus grande) ; \
            emplois : au moins 10 établissements employeurs de l’ESS",
        reading: "Un taux peu fiable se lit avec son intervalle, ou à un niveau plus large.",
        limits: "Un taux fiable peut être faux si la source l’est.",
        papers: &[],
        checked: "calcul exact à la main",
        module: "indicator::estimate",
    },
];
