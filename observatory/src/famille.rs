//! The five families of the ESS (law of 31 July 2014, article 1).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The legal family of an ESS employer.
    Famille as "famille" {
        /// Association under the law of 1901 or local law.
        Association = "association", "Associations";
        /// Cooperative.
        Cooperative = "cooperative", "Coopératives";
        /// Mutual society.
        Mutuelle = "mutuelle", "Mutuelles";
        /// Foundation.
        Fondation = "fondation", "Fondations";
        /// Commercial company that meets the conditions of the law of 2014.
        SocieteCommerciale = "societe_commerciale", "Sociétés commerciales de l’ESS";
    }
}
