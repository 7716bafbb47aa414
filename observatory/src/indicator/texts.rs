//! The French words of every indicator, once, for the page, the profile, the exports and the documentation. Typography is
//! set here (narrow no-break space before `;` `%` and in thousands, no-break before `:` and inside « »); numbers are not.

use super::catalogue::Indicator;
use super::definition::{Definition, Group, Uncertainty};

const BY_COUNT: &str = "Tenu pour fiable quand la demi-largeur de l’intervalle ne dépasse pas la moitié de la valeur, ou de la \
    valeur de référence si elle est plus grande.";
const BY_ESTABLISHMENTS: &str = "Tenu pour fiable à partir de 10 établissements employeurs de l’ESS : en dessous, l’ouverture ou la \
    fermeture d’un seul change le chiffre.";
const JOBS: &str = "Les emplois sont estimés à partir de la tranche d’effectif de chaque établissement ; ils sont comptés au lieu \
    de travail, et le siège d’un grand employeur peut porter des emplois exercés ailleurs.";
const LARGE: &str = "Un seul grand employeur suffit à tirer la moyenne. Les emplois sont estimés à partir de la tranche d’effectif de \
    chaque établissement ; ils sont comptés au lieu de travail, et le siège d’un grand employeur peut porter des emplois exercés \
    ailleurs.";
const SMALL: &str = "Dans une petite commune, un établissement de plus ou de moins suffit à changer le chiffre : lire l’intervalle \
    avant la couleur. Compter les établissements ne dit rien de leur taille ni de leur activité.";

pub(super) static ETABLISSEMENTS_HABITANTS: Definition = Definition {
    slug: Indicator::EtablissementsHabitants.as_str(),
    label: Indicator::EtablissementsHabitants.label(),
    short: "Établ. pour 10 000 hab.",
    unit: "pour 10 000 hab.",
    decimals: 1,
    group: Group::Presence,
    sentence: "Pour 10 000 habitants, {territoire} compte {valeur} établissements employeurs de l’ESS ; {reference_nom}, {reference}.",
    definition: "Nombre d’établissements de l’économie sociale et solidaire qui emploient au moins un salarié, rapporté à la \
        population qui vit sur place. Il dit si un habitant a des chances de croiser l’ESS près de chez lui.",
    formula: "10 000 × établissements employeurs de l’ESS ÷ population municipale",
    limits: SMALL,
    source_note: "établissements employeurs actifs de l’ESS, population municipale",
    uncertainty: Uncertainty::Poisson,
    reliability: BY_COUNT,
};

pub(super) static EMPLOIS_HABITANTS: Definition = Definition {
    slug: Indicator::EmploisHabitants.as_str(),
    label: Indicator::EmploisHabitants.label(),
    short: "Emplois pour 1 000 hab.",
    unit: "pour 1 000 hab.",
    decimals: 1,
    group: Group::Presence,
    sentence: "Pour 1 000 habitants, {territoire} compte {valeur} emplois de l’ESS ; {reference_nom}, {reference}.",
    definition: "Nombre d’emplois salariés de l’ESS situés sur le territoire, rapporté à la population qui y vit. Il peut être élevé \
        là où un seul grand établissement, hôpital ou mutuelle, emploie des gens venus d’ailleurs.",
    formula: "1 000 × emplois salariés de l’ESS ÷ population municipale",
    limits: JOBS,
    source_note: "emplois salariés de l’ESS estimés par tranche d’effectif, population municipale",
    uncertainty: Uncertainty::SizeBand,
    reliability: BY_ESTABLISHMENTS,
};

pub(super) static ETABLISSEMENTS_SURFACE: Definition = Definition {
    slug: Indicator::EtablissementsSurface.as_str(),
    label: Indicator::EtablissementsSurface.label(),
    short: "Établ. au km²",
    unit: "par km²",
    decimals: 2,
    group: Group::Presence,
    sentence: "{territoire} compte {valeur} établissements employeurs de l’ESS par kilomètre carré ; {reference_nom}, {reference}.",
    definition: "Nombre d’établissements employeurs de l’ESS rapporté à la surface. Il suit de près la densité de population : \
        il dit où l’ESS est proche à pied, non où elle est plus présente qu’ailleurs à population égale.",
    formula: "établissements employeurs de l’ESS ÷ surface en km²",
    limits: "La surface est celle du contour de la géographie, eaux intérieures comprises. Les villes ressortent toujours.",
    source_note: "établissements employeurs actifs de l’ESS, surface du contour",
    uncertainty: Uncertainty::Poisson,
    reliability: BY_COUNT,
};

pub(super) static EMPLOIS_SURFACE: Definition = Definition {
    slug: Indicator::EmploisSurface.as_str(),
    label: Indicator::EmploisSurface.label(),
    short: "Emplois au km²",
    unit: "par km²",
    decimals: 1,
    group: Group::Presence,
    sentence: "{territoire} compte {valeur} emplois de l’ESS par kilomètre carré ; {reference_nom}, {reference}.",
    definition: "Nombre d’emplois salariés de l’ESS situés sur le territoire, rapporté à sa surface. Il suit de près la densité de \
        population et les grands employeurs des villes.",
    formula: "emplois salariés de l’ESS ÷ surface en km²",
    limits: JOBS,
    source_note: "emplois salariés de l’ESS estimés par tranche d’effectif, surface du contour",
    uncertainty: Uncertainty::SizeBand,
    reliability: BY_ESTABLISHMENTS,
};

pub(super) static ETABLISSEMENTS: Definition = Definition {
    slug: Indicator::Etablissements.as_str(),
    label: Indicator::Etablissements.label(),
    short: "Nombre d’établ.",
    unit: "établ.",
    decimals: 0,
    group: Group::Presence,
    sentence: "{territoire} compte {valeur} établissements employeurs de l’ESS ; {reference_nom}, {reference}.",
    definition: "Nombre d’établissements de l’ESS qui emploient au moins un salarié, sans le rapporter à rien.",
    formula: "établissements employeurs de l’ESS",
    limits: "Un nombre grandit avec le territoire : il dit combien, non où l’ESS est plus présente qu’ailleurs. Il se lit par des \
        cercles ; des couleurs montreraient surtout la taille des territoires.",
    source_note: "établissements employeurs actifs de l’ESS",
    uncertainty: Uncertainty::Counted,
    reliability: "Toujours fiable : c’est un dénombrement du registre.",
};

pub(super) static EMPLOIS: Definition = Definition {
    slug: Indicator::Emplois.as_str(),
    label: Indicator::Emplois.label(),
    short: "Nombre d’emplois",
    unit: "emplois",
    decimals: 0,
    group: Group::Presence,
    sentence: "{territoire} compte {valeur} emplois de l’ESS ; {reference_nom}, {reference}.",
    definition: "Nombre d’emplois salariés de l’ESS situés sur le territoire, sans le rapporter à rien.",
    formula: "emplois salariés de l’ESS",
    limits: "Un nombre grandit avec le territoire : il se lit par des cercles ; des couleurs montreraient surtout la taille des \
        territoires. Les emplois sont estimés à partir de la tranche d’effectif de chaque établissement, et comptés au lieu de travail.",
    source_note: "emplois salariés de l’ESS estimés par tranche d’effectif",
    uncertainty: Uncertainty::SizeBand,
    reliability: BY_ESTABLISHMENTS,
};

pub(super) static PART_ETABLISSEMENTS: Definition = Definition {
    slug: Indicator::PartEtablissements.as_str(),
    label: Indicator::PartEtablissements.label(),
    short: "Part des établ.",
    unit: "%",
    decimals: 1,
    group: Group::Weight,
    sentence: "Sur 100 établissements employeurs, {territoire} en compte {valeur} dans l’ESS ; {reference_nom}, {reference}.",
    definition: "Sur tous les établissements qui emploient au moins un salarié, publics et privés, la part de ceux qui relèvent de l’ESS.",
    formula: "100 × établissements employeurs de l’ESS ÷ établissements employeurs, tous secteurs",
    limits: "Une part élevée peut venir d’une ESS nombreuse ou d’une économie peu fournie : regarder aussi la densité.",
    source_note: "établissements employeurs actifs, de l’ESS et de toute l’économie",
    uncertainty: Uncertainty::Wilson,
    reliability: BY_COUNT,
};

pub(super) static PART_EMPLOIS: Definition = Definition {
    slug: Indicator::PartEmplois.as_str(),
    label: Indicator::PartEmplois.label(),
    short: "Part des emplois",
    unit: "%",
    decimals: 1,
    group: Group::Weight,
    sentence: "Sur 100 emplois salariés, {territoire} en compte {valeur} dans l’ESS ; {reference_nom}, {reference}.",
    definition: "Sur tous les emplois salariés du territoire, publics et privés, la part de ceux de l’ESS.",
    formula: "100 × emplois salariés de l’ESS ÷ emplois salariés, tous secteurs",
    limits: JOBS,
    source_note: "emplois salariés estimés par tranche d’effectif, de l’ESS et de toute l’économie",
    uncertainty: Uncertainty::Unstated,
    reliability: BY_ESTABLISHMENTS,
};

pub(super) static INDICE_SPECIFICITE: Definition = Definition {
    slug: Indicator::IndiceSpecificite.as_str(),
    label: Indicator::IndiceSpecificite.label(),
    short: "Indice de spécificité",
    unit: "",
    decimals: 2,
    group: Group::Weight,
    sentence: "{territoire} : l’ESS y pèse dans l’emploi {valeur} fois ce qu’elle pèse dans le territoire de référence ({reference_nom}).",
    definition: "Part de l’ESS dans l’emploi du territoire, rapportée à cette même part dans le territoire de référence. À 1, l’ESS \
        pèse autant qu’ailleurs ; à 2, deux fois plus ; à 0,5, deux fois moins.",
    formula: "(emplois ESS ÷ emplois du territoire) ÷ (emplois ESS ÷ emplois de la référence)",
    limits: "Il change avec le territoire de référence choisi. Il compare des poids, non des nombres : un indice élevé peut tenir à \
        peu d’emplois. Les emplois sont estimés par tranche d’effectif.",
    source_note: "emplois salariés estimés par tranche d’effectif, de l’ESS et de toute l’économie",
    uncertainty: Uncertainty::Unstated,
    reliability: BY_ESTABLISHMENTS,
};

pub(super) static TAILLE_MOYENNE: Definition = Definition {
    slug: Indicator::TailleMoyenne.as_str(),
    label: Indicator::TailleMoyenne.label(),
    short: "Taille moyenne",
    unit: "emplois par établ.",
    decimals: 1,
    group: Group::Structure,
    sentence: "{territoire} : un établissement employeur de l’ESS y compte en moyenne {valeur} emplois ; {reference_nom}, {reference}.",
    definition: "Nombre moyen d’emplois salariés par établissement employeur de l’ESS.",
    formula: "emplois salariés de l’ESS ÷ établissements employeurs de l’ESS",
    limits: LARGE,
    source_note: "emplois salariés de l’ESS estimés par tranche d’effectif, établissements employeurs de l’ESS",
    uncertainty: Uncertainty::SizeBand,
    reliability: BY_ESTABLISHMENTS,
};

/// The five shares of a famille differ by its name alone.
macro_rules! part_famille {
    ($constant:ident, $variant:ident, $short:literal, $in:literal, $of:literal, $what:literal) => {
        pub(super) static $constant: Definition = Definition {
            slug: Indicator::$variant.as_str(),
            label: Indicator::$variant.label(),
            short: $short,
            unit: "%",
            decimals: 1,
            group: Group::Structure,
            sentence: concat!(
                "Sur 100 emplois de l’ESS, {territoire} en compte {valeur} ",
                $in,
                " ; {reference_nom}, {reference}."
            ),
            definition: concat!(
                "Sur tous les emplois salariés de l’ESS du territoire, la part de ceux ",
                $of,
                ". ",
                $what
            ),
            formula: concat!("100 × emplois salariés ", $of, " ÷ emplois salariés de l’ESS"),
            limits: JOBS,
            source_note: "emplois salariés de l’ESS par famille, estimés par tranche d’effectif",
            uncertainty: Uncertainty::Unstated,
            reliability: BY_ESTABLISHMENTS,
        };
    };
}

part_famille!(
    PART_ASSOCIATION,
    PartAssociation,
    "Associations",
    "dans les associations",
    "des associations",
    "C’est presque partout la première famille."
);
part_famille!(
    PART_COOPERATIVE,
    PartCooperative,
    "Coopératives",
    "dans les coopératives",
    "des coopératives",
    "Coopératives agricoles, bancaires, de commerçants, Scop et Scic en font partie."
);
part_famille!(
    PART_MUTUELLE,
    PartMutuelle,
    "Mutuelles",
    "dans les mutuelles",
    "des mutuelles",
    "Mutuelles de santé et d’assurance, avec les établissements de soins qu’elles tiennent."
);
part_famille!(
    PART_FONDATION,
    PartFondation,
    "Fondations",
    "dans les fondations",
    "des fondations",
    "Peu nombreuses, elles tiennent souvent de grands établissements de santé ou d’accueil."
);
part_famille!(
    PART_SOCIETE_COMMERCIALE,
    PartSocieteCommerciale,
    "Sociétés commerciales",
    "dans les sociétés commerciales de l’ESS",
    "des sociétés commerciales de l’ESS",
    "Sociétés qui appliquent les principes de la loi de 2014 et les ont inscrits dans leurs statuts."
);

pub(super) static CONCENTRATION_FAMILLES: Definition = Definition {
    slug: Indicator::ConcentrationFamilles.as_str(),
    label: Indicator::ConcentrationFamilles.label(),
    short: "Concentration",
    unit: "",
    decimals: 2,
    group: Group::Structure,
    sentence: "{territoire} : la concentration de l’emploi par famille vaut {valeur} (1 si une seule famille emploie tout le monde) ; \
        {reference_nom}, {reference}.",
    definition: "Dit si une seule famille porte l’emploi de l’ESS ou si plusieurs se le partagent : 1 quand une seule famille \
        emploie tout le monde, 0,20 quand les cinq familles emploient autant de monde.",
    formula: "somme, sur les cinq familles, du carré de leur part dans l’emploi de l’ESS (indice de Herfindahl-Hirschman)",
    limits: "Ne dit pas quelle famille domine : lire les parts. Les emplois sont estimés par tranche d’effectif.",
    source_note: "emplois salariés de l’ESS par famille, estimés par tranche d’effectif",
    uncertainty: Uncertainty::Unstated,
    reliability: BY_ESTABLISHMENTS,
};
