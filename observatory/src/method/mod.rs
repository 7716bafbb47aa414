//! The methods in plain French, once: definition, formula, how to read it, what it does not say, papers, and the program it
//! was checked against. `/methodes` and the bubbles of the map are this catalogue and nothing else; whatever else explains a
//! measure reads it too.
//!
//! Refuses to know how a text is shown; spaces are typeset by whoever shows it. Next: [`crate::indicator::Definition`] for the
//! indicators, whose texts stand beside their computation, [`crate::white_zone::Kind::definition`], and
//! [`crate::Absence::definition`].

mod text;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The headings of the page of methods, in its order.
    Chapter as "chapter" {
        /// METHODS 1.
        Presence = "presence", "Présence, poids et spécificité";
        /// METHODS 2.
        SmallNumber = "petits_nombres", "L’honnêteté avec les petits nombres";
        /// METHODS 3.
        Structure = "structure_spatiale", "Voisinages et structure spatiale";
        /// METHODS 4.
        Access = "acces", "L’accès à un lieu d’accompagnement";
        /// METHODS 5.
        WhiteZone = "zones_blanches", "Les zones blanches";
        /// METHODS 6.
        Cohort = "cohortes", "Le déploiement par cohorte d’années";
        /// METHODS 7.
        Equity = "equite", "L’équité";
        /// METHODS 8.
        Siting = "implantation", "Où ouvrir la prochaine permanence";
        /// METHODS 9.
        Change = "evolution", "L’évolution";
        /// METHODS 10.
        Comparable = "territoires_comparables", "Les territoires comparables";
        /// METHODS 11.
        Classes = "classes", "Les classes d’une carte";
    }
}

/// What is said of one method, in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// Name in addresses: `/methodes#moran_local`.
    pub slug: &'static str,
    /// Heading it stands under.
    pub chapter: Chapter,
    /// Its name.
    pub label: &'static str,
    /// What it is, in words a mayor reads.
    pub definition: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// How to read a result.
    pub reading: &'static str,
    /// What it does not say.
    pub limits: &'static str,
    /// Papers.
    pub papers: &'static [&'static str],
    /// The independent program that agrees, or the proof that stands in its place.
    pub checked: &'static str,
    /// Where it is computed, as a path of this crate: `autocorrelation::local_moran`.
    pub module: &'static str,
}

impl Method {
    /// Every method, chapter by chapter.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        text::ALL.iter().copied().flatten()
    }

    /// The method of that name.
    ///
    /// ```
    /// use lanterne_observatory::method::Method;
    /// assert_eq!(Method::find("gini").map(|method| method.label), Some("Indice de Gini"));
    /// ```
    #[must_use]
    pub fn find(slug: &str) -> Option<&'static Self> {
        Self::all().find(|method| method.slug == slug)
    }
}
