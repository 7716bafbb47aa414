//! The closed list of indicators and the definition of each. Their texts stand in one table (`texts.rs`), so that the page's
//! bubbles, the profile's notes and the documentation never disagree.

use super::definition::{Definition, Denominator, Numerator};
use super::texts;
use crate::Famille;
use crate::assembly::Filter;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// An indicator a map can show.
    Indicator as "indicator" {
        /// `10 000 · E/P`. The default.
        EtablissementsHabitants = "etablissements_10000_hab", "Établissements de l’ESS pour 10 000 habitants";
        /// `1 000 · J/P`.
        EmploisHabitants = "emplois_1000_hab", "Emplois de l’ESS pour 1 000 habitants";
        /// `E/A`.
        EtablissementsSurface = "etablissements_km2", "Établissements de l’ESS au km²";
        /// `J/A`.
        EmploisSurface = "emplois_km2", "Emplois de l’ESS au km²";
        /// `E`.
        Etablissements = "etablissements", "Établissements employeurs de l’ESS";
        /// `J`.
        Emplois = "emplois", "Emplois de l’ESS";
        /// `100 · E/T`.
        PartEtablissements = "part_etablissements", "Part de l’ESS dans les établissements";
        /// `100 · J/S`.
        PartEmplois = "part_emplois", "Part de l’ESS dans l’emploi";
        /// `(J_i/S_i)/(J/S)`.
        IndiceSpecificite = "indice_specificite", "Indice de spécificité de l’ESS";
        /// `J/E`.
        TailleMoyenne = "taille_moyenne", "Taille moyenne des établissements de l’ESS";
        /// Share of associations in ESS jobs.
        PartAssociation = "part_association", "Part des associations dans l’emploi de l’ESS";
        /// Share of cooperatives in ESS jobs.
        PartCooperative = "part_cooperative", "Part des coopératives dans l’emploi de l’ESS";
        /// Share of mutual societies in ESS jobs.
        PartMutuelle = "part_mutuelle", "Part des mutuelles dans l’emploi de l’ESS";
        /// Share of foundations in ESS jobs.
        PartFondation = "part_fondation", "Part des fondations dans l’emploi de l’ESS";
        /// Share of commercial companies in ESS jobs.
        PartSocieteCommerciale = "part_societe_commerciale", "Part des sociétés commerciales dans l’emploi de l’ESS";
        /// Herfindahl–Hirschman index of jobs over familles.
        ConcentrationFamilles = "concentration_familles", "Concentration de l’emploi par famille";
    }
}

impl Indicator {
    /// What to say of it, in French.
    ///
    /// ```
    /// use lanterne_observatory::Indicator;
    /// let definition = Indicator::PartEmplois.definition();
    /// assert_eq!((definition.slug, definition.unit, definition.decimals), ("part_emplois", "%", 1));
    /// ```
    #[must_use]
    pub const fn definition(self) -> &'static Definition {
        match self {
            Self::EtablissementsHabitants => &texts::ETABLISSEMENTS_HABITANTS,
            Self::EmploisHabitants => &texts::EMPLOIS_HABITANTS,
            Self::EtablissementsSurface => &texts::ETABLISSEMENTS_SURFACE,
            Self::EmploisSurface => &texts::EMPLOIS_SURFACE,
            Self::Etablissements => &texts::ETABLISSEMENTS,
            Self::Emplois => &texts::EMPLOIS,
            Self::PartEtablissements => &texts::PART_ETABLISSEMENTS,
            Self::PartEmplois => &texts::PART_EMPLOIS,
            Self::IndiceSpecificite => &texts::INDICE_SPECIFICITE,
            Self::TailleMoyenne => &texts::TAILLE_MOYENNE,
            Self::PartAssociation => &texts::PART_ASSOCIATION,
            Self::PartCooperative => &texts::PART_COOPERATIVE,
            Self::PartMutuelle => &texts::PART_MUTUELLE,
            Self::PartFondation => &texts::PART_FONDATION,
            Self::PartSocieteCommerciale => &texts::PART_SOCIETE_COMMERCIALE,
            Self::ConcentrationFamilles => &texts::CONCENTRATION_FAMILLES,
        }
    }

    /// The famille whose share of jobs it is, if it is one.
    #[must_use]
    pub const fn famille(self) -> Option<Famille> {
        match self {
            Self::PartAssociation => Some(Famille::Association),
            Self::PartCooperative => Some(Famille::Cooperative),
            Self::PartMutuelle => Some(Famille::Mutuelle),
            Self::PartFondation => Some(Famille::Fondation),
            Self::PartSocieteCommerciale => Some(Famille::SocieteCommerciale),
            _ => None,
        }
    }

    /// What it counts and what it divides it by, where it is such a quotient; each pair is that of one indicator at most.
    ///
    /// ```
    /// use lanterne_observatory::{Indicator, indicator::{Denominator, Numerator}};
    /// assert_eq!(Indicator::PartEmplois.quotient(), Some((Numerator::Jobs, Denominator::Economy)));
    /// assert_eq!(Indicator::TailleMoyenne.quotient(), None);
    /// ```
    #[must_use]
    pub const fn quotient(self) -> Option<(Numerator, Denominator)> {
        match self {
            Self::EtablissementsHabitants => Some((Numerator::Establishments, Denominator::Inhabitants)),
            Self::EmploisHabitants => Some((Numerator::Jobs, Denominator::Inhabitants)),
            Self::EtablissementsSurface => Some((Numerator::Establishments, Denominator::Area)),
            Self::EmploisSurface => Some((Numerator::Jobs, Denominator::Area)),
            Self::PartEtablissements => Some((Numerator::Establishments, Denominator::Economy)),
            Self::PartEmplois => Some((Numerator::Jobs, Denominator::Economy)),
            Self::Etablissements => Some((Numerator::Establishments, Denominator::Nothing)),
            Self::Emplois => Some((Numerator::Jobs, Denominator::Nothing)),
            Self::IndiceSpecificite
            | Self::TailleMoyenne
            | Self::PartAssociation
            | Self::PartCooperative
            | Self::PartMutuelle
            | Self::PartFondation
            | Self::PartSocieteCommerciale
            | Self::ConcentrationFamilles => None,
        }
    }

    /// Whether it is a plain number: it grows with the territory, is not compared with the whole that holds it, and colours
    /// would show the size of the territories.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self.quotient(), Some((_, Denominator::Nothing)))
    }

    /// Whether it still says something of what a filter keeps: a share of a famille in the ESS, once the ESS is limited to some
    /// familles, would say 0 or 100 %, or be read as what it is not.
    ///
    /// ```
    /// use lanterne_observatory::{Famille, Indicator, Section, assembly::Filter};
    /// let associations = Filter::new([Famille::Association], []);
    /// assert!(!Indicator::PartAssociation.stands(associations) && Indicator::PartEmplois.stands(associations));
    /// assert!(Indicator::PartAssociation.stands(Filter::new([], [Section::Q])));
    /// ```
    #[must_use]
    pub const fn stands(self, filter: Filter) -> bool {
        !filter.chooses_familles() || !(self.famille().is_some() || matches!(self, Self::ConcentrationFamilles))
    }
}
