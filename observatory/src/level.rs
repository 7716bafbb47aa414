//! The five levels of territory. A measure does not need them: they name what a series is about.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A level of territory, from the grain to the whole.
    Level as "level" {
        /// The commune, grain of every fact.
        Commune = "commune", "Communes";
        /// The intercommunalité with its own taxation (métropole, CU, CA, CC).
        Epci = "epci", "Intercommunalités";
        /// The département.
        Departement = "departement", "Départements";
        /// The région.
        Region = "region", "Régions";
        /// Metropolitan France and the five overseas departments.
        France = "france", "France";
    }
}
