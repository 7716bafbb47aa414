//! What counts as ESS: a dimension of every series, not a constant.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The perimeter a figure is computed in.
    Perimetre as "perimetre" {
        /// The flag of the Sirene register, set under the law of 31 July 2014. The default.
        Loi2014 = "loi_2014", "Loi de 2014";
        /// The legal categories INSEE counts as ESS.
        Categorie = "categorie", "Catégories juridiques";
        /// Law of 2014 or ESUS approval.
        AvecEsus = "avec_esus", "Loi de 2014 et agréments ESUS";
        /// Law of 2014 or structure d'insertion par l'activité économique.
        AvecSiae = "avec_siae", "Loi de 2014 et structures d’insertion";
    }
}
