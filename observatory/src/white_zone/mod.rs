//! White zones (zones blanches): tested and explained, never painted by a threshold alone (METHODS 5).
//!
//! Four kinds: [`offre`] (the ESS is rarer than a share of the reference, beyond what chance explains), [`foyer_froid`] (a
//! territory and its neighbours are low together), [`accompagnement`] (too many inhabitants live too far from any active site)
//! and [`recours`] (nobody was helped where an equitable share would have reached someone). Each gives a typed verdict and the
//! evidence the page writes its sentence from; [`combination`] says which kinds meet, [`area`] joins white units that touch,
//! [`stability`] says how much of it hangs on the thresholds. Every parameter is the user's to move.
//!
//! Refuses to know who decides: a declared watch zone is a layer of its own, never a verdict.

pub mod accompagnement;
pub mod area;
pub mod combination;
pub mod foyer_froid;
pub mod grid;
pub mod offre;
mod parameters;
pub mod recours;
pub mod stability;

pub use parameters::Parameters;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is tested.
    Kind as "white_zone" {
        /// Too few establishments.
        Offre = "offre", "Offre";
        /// Low among low neighbours.
        FoyerFroid = "foyer_froid", "Foyer froid";
        /// Too far from any site that helps.
        Accompagnement = "accompagnement", "Accompagnement";
        /// Nobody helped, beyond what chance explains.
        Recours = "recours", "Recours";
    }
}

impl Kind {
    /// What a reader needs to know of the test, in one sentence.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Offre => {
                "Le territoire compte nettement moins d’établissements employeurs de l’ESS par habitant que la référence, et le \
                 hasard des petits nombres ne suffit pas à l’expliquer."
            }
            Self::FoyerFroid => {
                "Le territoire et ses voisins ont ensemble des taux d’établissements, une fois lissés, plus bas que si les taux se \
                 répartissaient au hasard sur la carte."
            }
            Self::Accompagnement => {
                "Une grande part des habitants vit trop loin de tout lieu où un opérateur des dispositifs choisis accueille."
            }
            Self::Recours => {
                "Aucun bénéficiaire des dispositifs choisis n’y est connu sur la période, alors que le même nombre de bénéficiaires, \
                 réparti équitablement, y en aurait très probablement placé au moins un."
            }
        }
    }
}

vocabulary! {
    /// What the test says.
    Verdict as "verdict" {
        /// The test holds: a white zone.
        Yes = "oui", "oui";
        /// The test does not hold.
        No = "non", "non";
        /// The data lean towards it without proving it.
        NotSignificant = "ns", "non significatif";
        /// Cannot be tested.
        NotAvailable = "nd", "non disponible";
    }
}
