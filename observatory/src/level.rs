//! The levels of territory. A measure does not need them: they name what a series is about.
//!
//! Five are those of administration, known wherever communes are; two are zonings of study, known where INSEE's table of
//! membership is loaded. All are unions of communes. Refuses to know which of them a snapshot holds (`lanterne_data::read`).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A level of territory: from the grain to the whole, then the zonings of study.
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
        /// The zone d'emploi (ZE2020): where most of the working people live and work. It crosses EPCI, departments and regions.
        ZoneEmploi = "zone_emploi", "Zones d’emploi";
        /// The bassin de vie (BV2022): the smallest area with everyday shops and services. It crosses them too.
        BassinVie = "bassin_vie", "Bassins de vie";
    }
}

impl Level {
    /// Whether the level is a zoning of study: of no administration, loaded or not, and free to cross all the others.
    ///
    /// ```
    /// use lanterne_observatory::Level;
    /// let study: Vec<&str> = Level::ALL.iter().filter(|level| level.is_study()).map(|level| level.as_str()).collect();
    /// assert_eq!(study, ["zone_emploi", "bassin_vie"]);
    /// ```
    #[must_use]
    pub const fn is_study(self) -> bool {
        matches!(self, Self::ZoneEmploi | Self::BassinVie)
    }
}
