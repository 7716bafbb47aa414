//! Why a row, or a whole column, has no test. Refuses to know the tests.

use crate::absence::Absence;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why there is nothing to test.
    Untested as "untested" {
        /// The value was not published, or is not a number.
        NotPublished = "nd", "valeur non disponible";
        /// The value is withheld.
        Secret = "s", "valeur couverte par le secret statistique";
        /// There is no value to speak of.
        Nil = "nil", "sans valeur";
        /// The value itself is not significant.
        NotSignificant = "ns", "valeur non significative";
        /// No neighbour has a value: there is nobody to compare with.
        Isolated = "isole", "sans voisin à comparer";
        /// All values are equal: neighbours can neither resemble nor differ more than others.
        Uniform = "uniforme", "toutes les valeurs sont égales";
        /// Every other row is a neighbour: no other neighbours could be drawn.
        Surrounded = "tous", "tous les autres sont voisins";
    }
}

impl Untested {
    /// The absence a table shows: what was absent stays as it was; where nothing can be compared the figure is nil.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, autocorrelation::Untested};
    /// assert_eq!(Untested::Secret.absence(), Absence::Secret);
    /// assert_eq!(Untested::Isolated.absence(), Absence::Nil);
    /// ```
    #[must_use]
    pub const fn absence(self) -> Absence {
        match self {
            Self::NotPublished => Absence::NotPublished,
            Self::Secret => Absence::Secret,
            Self::NotSignificant => Absence::NotSignificant,
            Self::Nil | Self::Isolated | Self::Uniform | Self::Surrounded => Absence::Nil,
        }
    }
}

impl From<Absence> for Untested {
    fn from(absence: Absence) -> Self {
        match absence {
            Absence::NotPublished => Self::NotPublished,
            Absence::Secret => Self::Secret,
            Absence::Nil => Self::Nil,
            Absence::NotSignificant => Self::NotSignificant,
        }
    }
}
