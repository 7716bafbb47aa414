//! French words of the closed lists where their label is not enough: nouns of a level, definitions of a perimeter, what an
//! indicator divides by what. Exhaustive: a new member does not compile without its words.

use lanterne_observatory::{Famille, Indicator, Level, Perimetre};

/// « commune », « EPCI »: one unit of a level.
pub(crate) fn unit(level: Level) -> &'static str {
    match level {
        Level::Commune => "commune",
        Level::Epci => "EPCI",
        Level::Departement => "département",
        Level::Region => "région",
        Level::France => "pays",
        Level::ZoneEmploi => "zone d’emploi",
        Level::BassinVie => "bassin de vie",
    }
}

/// The same, several.
pub(crate) fn units(level: Level) -> &'static str {
    match level {
        Level::Commune => "communes",
        Level::Epci => "EPCI",
        Level::Departement => "départements",
        Level::Region => "régions",
        Level::France => "pays",
        Level::ZoneEmploi => "zones d’emploi",
        Level::BassinVie => "bassins de vie",
    }
}

/// Label of the level in a menu.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::Commune => "Commune",
        Level::Epci => "EPCI",
        Level::Departement => "Département",
        Level::Region => "Région",
        Level::France => "France",
        Level::ZoneEmploi => "Zone d’emploi",
        Level::BassinVie => "Bassin de vie",
    }
}

/// What a code of the level looks like.
pub(crate) fn code(level: Level) -> &'static str {
    match level {
        Level::Commune => "un code INSEE de commune actuelle, cinq caractères (59350)",
        Level::Epci => "un numéro SIREN d'EPCI à fiscalité propre, neuf chiffres (200070928)",
        Level::Departement => "un code de département (59, 2A, 974)",
        Level::Region => "un code de région (32)",
        Level::France => "FR",
        Level::ZoneEmploi => "un code de zone d'emploi, quatre chiffres (3214)",
        Level::BassinVie => "un code de bassin de vie, celui de sa commune principale, cinq caractères (80021)",
    }
}

/// One sentence on a level.
pub(crate) fn level_definition(level: Level) -> &'static str {
    match level {
        Level::Commune => "Le grain des faits : tout autre niveau est une somme de communes.",
        Level::Epci => {
            "Intercommunalité à fiscalité propre : métropole, communauté urbaine, d’agglomération ou de communes."
        }
        Level::Departement => "Département, outre-mer compris.",
        Level::Region => "Région, outre-mer comprise.",
        Level::France => "France métropolitaine et départements d’outre-mer.",
        Level::ZoneEmploi => {
            "Zonage d’étude de l’Insee : un espace où la plupart des actifs résident et travaillent. Il franchit les limites des \
             EPCI, des départements et des régions ; une zone à cheval est comptée entière, dans la région où vivent le plus de ses \
             habitants."
        }
        Level::BassinVie => {
            "Zonage d’étude de l’Insee : le plus petit espace où l’on trouve les équipements et services les plus courants. Il franchit \
             les limites des EPCI, des départements et des régions ; un bassin à cheval est compté entier, dans la région où vivent le \
             plus de ses habitants."
        }
    }
}

/// One sentence on a perimeter.
pub(crate) fn perimetre_definition(perimetre: Perimetre) -> &'static str {
    match perimetre {
        Perimetre::Loi2014 => {
            "Les établissements dont l’unité légale porte, dans le répertoire Sirene, la mention de l’économie sociale et \
             solidaire au sens de la loi du 31\u{a0}juillet 2014."
        }
        Perimetre::Categorie => {
            "Les établissements dont la catégorie juridique est de celles que l’Insee retient : associations, coopératives, \
             mutuelles, fondations, sauf les associations et fondations de certaines activités (syndicats, organisations \
             religieuses, politiques, patronales…)."
        }
        Perimetre::AvecEsus => {
            "La loi de 2014, et les entreprises agréées «\u{a0}entreprise solidaire d’utilité sociale\u{a0}»."
        }
        Perimetre::AvecSiae => "La loi de 2014, et les structures de l’insertion par l’activité économique.",
    }
}

/// One sentence on a famille.
pub(crate) fn famille_definition(famille: Famille) -> &'static str {
    match famille {
        Famille::Association => "Associations de la loi de 1901 et du droit local d’Alsace-Moselle.",
        Famille::Cooperative => "Sociétés coopératives : agricoles, bancaires, de commerçants, Scop, Scic…",
        Famille::Mutuelle => "Mutuelles du code de la mutualité et sociétés d’assurance mutuelles.",
        Famille::Fondation => "Fondations qui emploient.",
        Famille::SocieteCommerciale => {
            "Sociétés commerciales qui appliquent les principes de la loi de 2014 et les ont inscrits dans leurs statuts."
        }
    }
}

/// What an indicator counts and what it divides it by, as they stand after a number; `None` where the two numbers would
/// teach nothing.
pub(crate) fn fraction(indicator: Indicator) -> Option<(&'static str, &'static str, &'static str)> {
    let (establishments, jobs) = ("établissements employeurs de l’ESS", "emplois de l’ESS");
    match indicator {
        Indicator::EtablissementsHabitants => Some((establishments, "pour", "habitants")),
        Indicator::EmploisHabitants => Some((jobs, "pour", "habitants")),
        Indicator::EtablissementsSurface => Some((establishments, "sur", "km²")),
        Indicator::EmploisSurface => Some((jobs, "sur", "km²")),
        Indicator::PartEtablissements => Some((establishments, "sur", "établissements employeurs")),
        Indicator::PartEmplois => Some((jobs, "sur", "emplois salariés")),
        Indicator::TailleMoyenne => Some((jobs, "pour", establishments)),
        Indicator::PartAssociation => Some(("emplois dans les associations", "sur", jobs)),
        Indicator::PartCooperative => Some(("emplois dans les coopératives", "sur", jobs)),
        Indicator::PartMutuelle => Some(("emplois dans les mutuelles", "sur", jobs)),
        Indicator::PartFondation => Some(("emplois dans les fondations", "sur", jobs)),
        Indicator::PartSocieteCommerciale => Some(("emplois dans les sociétés commerciales", "sur", jobs)),
        Indicator::IndiceSpecificite
        | Indicator::ConcentrationFamilles
        | Indicator::Etablissements
        | Indicator::Emplois => None,
    }
}

/// The noun of [`fraction`] after a number: singular below two, as it is shown.
pub(crate) fn counted(number: f64, many: &str) -> String {
    if number.round() >= 2.0 {
        return many.to_owned();
    }
    let one = [
        ("établissements employeurs", "établissement employeur"),
        ("emplois salariés", "emploi salarié"),
        ("emplois", "emploi"),
        ("habitants", "habitant"),
        ("retenus", "retenu"),
    ];
    one.iter().fold(many.to_owned(), |noun, (many, one)| noun.replace(many, one))
}

/// « le chiffre le plus élevé » has a name: « dense », « élevé ».
pub(crate) fn high(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::EtablissementsHabitants
        | Indicator::EmploisHabitants
        | Indicator::EtablissementsSurface
        | Indicator::EmploisSurface => "la densité la plus forte",
        Indicator::Etablissements | Indicator::Emplois => "le nombre le plus grand",
        Indicator::PartEtablissements
        | Indicator::PartEmplois
        | Indicator::PartAssociation
        | Indicator::PartCooperative
        | Indicator::PartMutuelle
        | Indicator::PartFondation
        | Indicator::PartSocieteCommerciale => "la part la plus forte",
        Indicator::IndiceSpecificite => "l’indice le plus fort",
        Indicator::TailleMoyenne => "la taille la plus grande",
        Indicator::ConcentrationFamilles => "la concentration la plus forte",
    }
}

/// What a figure of the indicator is called when it is said to be reliable.
pub(crate) fn measure(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::EtablissementsHabitants
        | Indicator::EmploisHabitants
        | Indicator::PartEtablissements
        | Indicator::PartEmplois => "taux",
        Indicator::IndiceSpecificite | Indicator::ConcentrationFamilles => "indice",
        Indicator::EtablissementsSurface
        | Indicator::EmploisSurface
        | Indicator::Etablissements
        | Indicator::Emplois
        | Indicator::TailleMoyenne
        | Indicator::PartAssociation
        | Indicator::PartCooperative
        | Indicator::PartMutuelle
        | Indicator::PartFondation
        | Indicator::PartSocieteCommerciale => "chiffre",
    }
}
