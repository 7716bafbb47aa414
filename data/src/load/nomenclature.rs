//! The stated tables by which Sirene becomes the ESS: legal category → famille, size band → jobs, NAF → section. They are
//! the CSV files of `data/sql`, with their sources and doubts; here they are read, never completed.
//!
//! The loader and the synthetic generator use the same tables, so that what one writes the other reads back.

use std::sync::LazyLock;

/// A size band of Sirene and the jobs it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// `NN`, `00`, `01` … `53`.
    pub code: &'static str,
    /// Fewest jobs.
    pub low: f64,
    /// Estimate: geometric mean of the bounds, rounded to a half.
    pub jobs: f64,
    /// Most jobs; a convention for the open band 53.
    pub high: f64,
}

/// What a legal category is to the ESS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Code of level III.
    pub code: &'static str,
    /// `association`, `cooperative`, `mutuelle`, `fondation`.
    pub famille: &'static str,
    /// In the perimeter « categorie », unless its activity excludes it.
    pub categorie: bool,
}

/// The famille of a commercial company of the ESS, which only the flag can say.
pub const SOCIETE_COMMERCIALE: &str = "societe_commerciale";
const COMMERCIAL: [&str; 4] = ["5", "6", "31", "32"];

static BANDS: LazyLock<Vec<Band>> = LazyLock::new(|| {
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    lines(include_str!("../../sql/tranche_effectifs.csv"))
        .map(|[code, low, jobs, high]| Band { code, low: number(low), jobs: number(jobs), high: number(high) })
        .collect()
});
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    lines(include_str!("../../sql/categorie_juridique.csv"))
        .map(|[code, famille, categorie]| Form { code, famille, categorie: categorie == "oui" })
        .collect()
});
static SECTIONS: LazyLock<Vec<[&str; 3]>> =
    LazyLock::new(|| lines(include_str!("../../sql/naf_section.csv")).collect());
static OUTSIDE: LazyLock<Vec<[&str; 1]>> =
    LazyLock::new(|| lines(include_str!("../../sql/naf_hors_categorie.csv")).collect());

/// The size bands, smallest first.
pub fn bands() -> &'static [Band] {
    &BANDS
}

/// The legal categories of the ESS, in code order.
pub fn forms() -> &'static [Form] {
    &FORMS
}

/// Prefixes of activities that leave the perimeter « categorie ».
pub(crate) fn outside() -> impl Iterator<Item = &'static str> {
    OUTSIDE.iter().map(|[prefix]| *prefix)
}

/// Starts of the legal categories that the flag makes a [`SOCIETE_COMMERCIALE`].
pub(crate) fn commercial() -> &'static [&'static str] {
    &COMMERCIAL
}

/// Whether an establishment employs: bands 01 to 53 do; 00 (staff during the year, none on 31 December) and NN do when
/// `caractereEmployeurEtablissement` is `O`. Such a band stands for no job.
pub fn employer(tranche: &str, caractere_employeur: Option<&str>) -> bool {
    !matches!(tranche, "NN" | "00") || caractere_employeur == Some("O")
}

/// The famille of a legal category, and whether it is in the perimeter « categorie » by its form alone. `None`: not of the
/// ESS. `flag` is `economieSocialeSolidaireUniteLegale = O`.
pub fn classify(categorie_juridique: &str, flag: bool) -> Option<(&'static str, bool)> {
    let form = FORMS.iter().find(|form| form.code == categorie_juridique);
    match form {
        Some(form) if form.categorie || flag => Some((form.famille, form.categorie)),
        None if flag && COMMERCIAL.iter().any(|start| categorie_juridique.starts_with(start)) => {
            Some((SOCIETE_COMMERCIALE, false))
        }
        _ => None,
    }
}

/// The section letter of a NAF rev. 2 code (`88.10A` → `Q`); `None` where the code is of no section.
pub fn section(naf: &str) -> Option<&'static str> {
    let division = naf.get(..2)?;
    SECTIONS.iter().find(|[first, last, _]| (*first..=*last).contains(&division)).map(|[_, _, section]| *section)
}

/// The first `N` cells of each line of an embedded table, comments and header apart.
fn lines<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(';').take(N).collect();
        cells.try_into().ok()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_estimate_is_the_geometric_mean_of_its_bounds_to_a_half() {
        assert_eq!(bands().len(), 16);
        for band in bands() {
            let mean = ((band.low * band.high).sqrt() * 2.0).round() / 2.0;
            assert_eq!(band.jobs, mean, "{}", band.code);
            assert!(band.low <= band.jobs && band.jobs <= band.high);
        }
    }

    #[test]
    fn the_flag_brings_companies_in_and_never_a_person_or_the_state() {
        assert_eq!(classify("5710", true), Some((SOCIETE_COMMERCIALE, false)));
        assert_eq!(classify("5710", false), None);
        assert_eq!(classify("1000", true), None);
        assert_eq!(classify("7410", true), None);
        assert_eq!(classify("9220", false), Some(("association", true)));
        assert_eq!(classify("9210", false), None);
        assert_eq!(classify("9210", true), Some(("association", false)));
        assert_eq!(classify("5458", false), Some(("cooperative", true)));
        assert_eq!(classify("6411", true), Some(("mutuelle", true)));
    }

    #[test]
    fn every_form_is_of_a_known_famille_and_stated_once() {
        let known = ["association", "cooperative", "mutuelle", "fondation"];
        assert!(forms().iter().all(|form| form.code.len() == 4 && known.contains(&form.famille)));
        assert!(forms().is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn an_activity_has_the_section_of_its_division() {
        assert_eq!(section("88.10A"), Some("Q"));
        assert_eq!(section("01.11Z"), Some("A"));
        assert_eq!(section("34.00Z"), None);
        assert_eq!(section(""), None);
        assert_eq!(section("é"), None);
    }

    #[test]
    fn staff_makes_an_employer_and_a_declared_employer_may_have_none() {
        assert!(employer("01", Some("N")));
        assert!(!employer("NN", None) && !employer("00", Some("N")));
        assert!(employer("00", Some("O")) && employer("NN", Some("O")));
    }
}
