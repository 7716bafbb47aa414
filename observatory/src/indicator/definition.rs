//! What a definition says of an indicator, and how sure it can be. The words themselves are in the catalogue.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The heading an indicator is listed under.
    Group as "group" {
        /// How present the ESS is.
        Presence = "presence", "Présence";
        /// What part of the economy it is.
        Weight = "poids", "Poids dans l’économie";
        /// What it is made of.
        Structure = "structure", "Structure";
    }
}

vocabulary! {
    /// What a quotient counts.
    Numerator as "numerator" {
        /// Employer establishments of the ESS.
        Establishments = "etablissements", "Établissements";
        /// Jobs of the ESS.
        Jobs = "emplois", "Emplois";
    }
}

vocabulary! {
    /// What a quotient divides by.
    Denominator as "denominator" {
        /// Who lives there.
        Inhabitants = "habitants", "par habitant";
        /// The ground.
        Area = "surface", "au km²";
        /// The same of the whole economy.
        Economy = "economie", "part de l’économie";
        /// Nothing: the number itself.
        Nothing = "aucun", "le nombre";
    }
}

vocabulary! {
    /// Where `low` and `high` of an estimate come from.
    Uncertainty as "uncertainty" {
        /// Exact Poisson interval of the count of establishments, 95 %.
        Poisson = "poisson", "Intervalle exact de Poisson à 95 % sur le nombre d’établissements (Garwood)";
        /// Wilson interval of a share, 95 %.
        Wilson = "wilson", "Intervalle de Wilson à 95 % sur la part";
        /// Bounds allowed by the size bands: not a sampling interval.
        SizeBand = "tranche", "Bornes des tranches d’effectif : le minimum et le maximum possibles, pas un intervalle statistique";
        /// None: it was counted.
        Counted = "compte", "Pas d’intervalle : un dénombrement, non une estimation";
        /// None.
        Unstated = "aucun", "Pas d’intervalle : les emplois ne se comptent pas comme des tirages indépendants";
    }
}

/// Everything a page, a report or an export says of an indicator, in French. `{valeur}`-like slots of
/// [`sentence`](Self::sentence) are filled by whoever formats numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Name in URLs, SQL and exports.
    pub slug: &'static str,
    /// Full name, as a title.
    pub label: &'static str,
    /// Short name, as a column head.
    pub short: &'static str,
    /// Unit, to be written after the number; empty for a plain number.
    pub unit: &'static str,
    /// Decimals to show.
    pub decimals: u8,
    /// Heading it is listed under.
    pub group: Group,
    /// How to read one value: `{territoire}`, `{valeur}`, `{reference_nom}` and `{reference}` are to be replaced.
    pub sentence: &'static str,
    /// What it is, in words a mayor reads.
    pub definition: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// What it does not say.
    pub limits: &'static str,
    /// What numerator and denominator are, for a source line.
    pub source_note: &'static str,
    /// Where its interval comes from.
    pub uncertainty: Uncertainty,
    /// When it is shown as reliable.
    pub reliability: &'static str,
}
