//! Coverage against what chance allows.

use super::papers;
use crate::method::{Chapter, Method};

pub(super) static METHODS: &[Method] = &[
    Method {
        slug: "couverture",
        chapter: Chapter::Cohort,
        label: "Couverture d’une cohorte",
        definition: "Sur une fenêtre d’années, les territoires qui ont eu au moins un bénéficiaire, et les années écoulées \
            depuis le dernier.",
        formula: "territoires avec au moins un bénéficiaire ÷ territoires",
        reading: "61 EPCI sur 90 en cinq ans.",
        limits: "Se compare toujours à la couverture à attendre.",
        papers: &[],
        checked: "pandas, exact",
        module: "cohort::coverage",
    },
    Method {
        slug: "couverture_attendue",
        chapter: Chapter::Cohort,
        label: "Couverture à attendre",
        definition: "Même équitable, une répartition au sort laisse des territoires sans bénéficiaire. Combien en \
            couvrirait-elle, avec le même nombre de bénéficiaires ?",
        formula: "Σᵢ 1 − (1 − pᵢ)ⁿ, p uniforme, selon la population ou selon les établissements de l’ESS",
        reading: "Avec 90 EPCI et 20 bénéficiaires par an : 18 couverts après un an, 44 après trois, 61 après cinq, 80 après \
            dix. Seul un manque au-delà est un constat.",
        limits: "Trois notions de l’équité donnent trois réponses : elles sont montrées ensemble.",
        papers: &[papers::FELLER, papers::JOHNSON],
        checked: "calcul exact à la main, et simulation reproductible à l’erreur de Monte-Carlo près",
        module: "cohort::expected",
    },
    Method {
        slug: "ecart_a_l_attendu",
        chapter: Chapter::Cohort,
        label: "Écart à la couverture à attendre",
        definition: "De combien la couverture observée s’écarte-t-elle de celle d’une répartition équitable, en comparaison des \
            écarts que fait le hasard ?",
        formula: "(observée − attendue) ÷ écart-type, et part des tirages équitables aussi bas",
        reading: "En dessous de −2 environ, le hasard n’explique plus l’écart.",
        limits: "Un écart dit que la répartition n’est pas équitable en ce sens, non pourquoi.",
        papers: &[papers::JOHNSON],
        checked: "simulation reproductible, à l’erreur de Monte-Carlo près",
        module: "cohort::gap",
    },
    Method {
        slug: "delai_premier",
        chapter: Chapter::Cohort,
        label: "Délai avant le premier bénéficiaire",
        definition: "Combien d’années avant qu’un territoire ait son premier bénéficiaire, sachant que certains attendent encore.",
        formula: "estimateur de Kaplan–Meier, qui tient compte des territoires encore en attente",
        reading: "La courbe donne la part des territoires qui attendent encore après tant d’années.",
        limits: "Les territoires qui attendent comptent jusqu’à aujourd’hui, non au-delà.",
        papers: &[papers::KAPLAN, papers::GREENWOOD],
        checked: "statsmodels.SurvfuncRight (statsmodels 0.15.0), à 10⁻⁹ près",
        module: "cohort::survival",
    },
    Method {
        slug: "delais_compares",
        chapter: Chapter::Cohort,
        label: "Délais comparés entre groupes",
        definition: "Les territoires de plusieurs groupes ont-ils attendu leur premier bénéficiaire aussi longtemps, au hasard près ?",
        formula: "test du log-rank : à chaque date, les territoires atteints de chaque groupe moins sa part de ceux qui attendent encore ; la \
            somme de ces écarts, rapportée à sa dispersion, suit une loi du χ² à (groupes − 1) degrés de liberté",
        reading: "Une probabilité de 0,03 : des groupes qui attendent aussi longtemps donneraient un tel écart trois fois sur cent.",
        limits: "Il dit que les délais diffèrent, non pourquoi ni lequel diffère. Avec peu de territoires, un vrai écart peut passer inaperçu.",
        papers: &[papers::MANTEL, papers::PETO],
        checked: "statsmodels.duration.survfunc.survdiff (statsmodels 0.15.0), à 10⁻⁹ près",
        module: "cohort::log_rank",
    },
    Method {
        slug: "petits_effectifs",
        chapter: Chapter::Cohort,
        label: "Petits effectifs tus",
        definition: "Un ou deux bénéficiaires sont quelqu’un : ces nombres ne sont pas montrés au public, ni ceux qui permettraient de les \
            retrouver.",
        formula: "est tu tout nombre de 1 ou 2 ; puis, là où le total le trahirait, le plus petit des autres ; une année où les bénéficiaires \
            dépassent d’un au plus les territoires atteints est tue aussi, car chacun en aurait un",
        reading: "« s » : le nombre existe et n’est pas montré. Un zéro est montré : il ne dit rien de personne.",
        limits: "Le secret coûte des années entières aux petits dispositifs. La Région et chaque opérateur, pour ses lignes, voient les nombres \
            une fois connectés.",
        papers: &[],
        checked: "énumération de ce qu’un lecteur peut croire : un nombre tu a plus d’une valeur possible, dès qu’il y a de quoi le cacher",
        module: "cohort::secrecy",
    },
    Method {
        slug: "constats",
        chapter: Chapter::Cohort,
        label: "Constats sur le déploiement",
        definition: "Ce qui mérite d’être dit d’un déploiement, parce que le hasard ne suffit pas à l’expliquer : un territoire que \
            rien n’a atteint, un dispositif qui atteint trop peu de territoires, un dispositif qui en oublie un.",
        formula: "(1 − pᵢ)ⁿ pour un territoire sans bénéficiaire ; loi exacte du nombre de territoires atteints pour un dispositif ; \
            les tests sont corrigés ensemble, par Benjamini et Hochberg pour les territoires, par Holm pour les dispositifs",
        reading: "Chaque constat donne ce qui était à attendre et la probabilité qu’une répartition équitable en donne aussi peu. Par \
            défaut, 5 % de fausses alertes au plus parmi les territoires, et 5 % de chances d’accuser à tort un dispositif.",
        limits: "Ne rien dire n’est pas dire que tout est équitable : un petit territoire sans aucun bénéficiaire d’un petit \
            dispositif est un hasard ordinaire. Plusieurs territoires trop petits peuvent être jugés ensemble.",
        papers: &[papers::HOLM, papers::BENJAMINI, papers::TARONE],
        checked: "200 déploiements aux inégalités plantées et 200 équitables, aux taux annoncés ; \
            statsmodels.stats.multitest.multipletests (statsmodels 0.15.0) pour Holm",
        module: "cohort::finding",
    },
];
