//! Official tables of figures: population légale, activity of the census, Filosofi, Flores for the ESS. What each is made of is one `Layout`; the
//! rest is common.
//!
//! Codes are carried to the target COG year. A figure that adds up (inhabitants, establishments, jobs) is summed over merged
//! communes; one that does not (a median, a rate) is kept only when its commune merged with no other, and is not
//! published otherwise. A split commune's figures go to its largest part. Absences stay absences.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use lanterne_data::load::passage::Harmonised;
use lanterne_data::row::FigureLoaded;
use lanterne_observatory::{Absence, Level, Value};

use super::Taken;
use super::place::Places;
use super::sheet::{Line, Sheet, malformed};
use super::tally::{Fault, Tally};
use crate::IngestError;
use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::geography::in_collectivity;

/// A column that holds a measure: published names bear the two digits of the year in some tables, at their end or before them.
pub(super) struct Measure {
    pub(super) name: &'static str,
    columns: &'static [&'static str],
    unit: &'static str,
    additive: bool,
}

pub(super) const fn measure(
    name: &'static str,
    columns: &'static [&'static str],
    unit: &'static str,
    additive: bool,
) -> Measure {
    Measure { name, columns, unit, additive }
}

/// What a table is made of.
struct Layout {
    code: &'static [&'static str],
    /// The column that says the level of a row; without one, the file's name says it (`…_COM…`, `…_EPCI…`), else commune.
    level: Option<&'static str>,
    /// The column that splits a territory's figure (famille, secteur).
    detail: Option<&'static str>,
    measures: &'static [Measure],
}

const POPULATION: Layout = Layout {
    code: &["COM", "CODGEO"],
    level: None,
    detail: None,
    measures: &[
        measure("population_municipale", &["PMUN"], "habitants", true),
        measure("population_totale", &["PTOT"], "habitants", true),
    ],
};
/// The file has the years of three censuses: the latest is read.
const LABOUR: Layout = Layout {
    code: &["CODGEO"],
    level: None,
    detail: None,
    measures: &[
        measure("actifs_15_64", &["ACT1564"], "personnes", true),
        measure("chomeurs_15_64", &["CHOM1564"], "personnes", true),
    ],
};
const FILOSOFI: Layout = Layout {
    code: &["CODGEO"],
    level: None,
    detail: None,
    measures: &[
        measure("menages_fiscaux", &["NBMENFISC", "NBMEN"], "ménages", true),
        measure("revenu_median", &["MED", "Q2"], "€ par an et par unité de consommation", false),
        measure("taux_pauvrete", &["TP60"], "%", false),
        measure("indice_gini", &["GI"], "rapport", false),
    ],
};
/// INSEE publishes the ESS of Flores by region only; by commune it makes it on demand, and this is the shape asked for.
const FLORES_ESS: Layout = Layout {
    code: &["codgeo"],
    level: Some("niveau"),
    detail: Some("famille"),
    measures: &[
        measure("etablissements_ess", &["etablissements"], "établissements", true),
        measure("postes_ess", &["postes"], "postes", true),
    ],
};

/// The figures of a table, at the codes of the target year.
pub(crate) fn read(card: &Card, file: &RawFile, passage: &Harmonised, places: &Places) -> Result<Taken, IngestError> {
    let layout = match file.reader {
        Reader::Population => POPULATION,
        Reader::Labour => LABOUR,
        Reader::FloresEss => FLORES_ESS,
        _ => FILOSOFI,
    };
    let sheet = Sheet::open(file)?;
    let code = sheet.required(file, layout.code)?;
    let level = layout.level.map(|name| sheet.required(file, &[name])).transpose()?;
    let detail = layout.detail.map(|name| sheet.required(file, &[name])).transpose()?;
    let columns: Vec<(&Measure, usize)> = layout
        .measures
        .iter()
        .filter_map(|measure| year_column(&sheet, measure.columns).map(|column| (measure, column)))
        .collect();
    if columns.is_empty() {
        let expected: Vec<&str> = layout.measures.iter().flat_map(|measure| measure.columns).copied().collect();
        let found = sheet.columns.join(", ");
        return Err(malformed(file, "ligne 1", &found, &format!("une des colonnes {}", expected.join(", "))));
    }
    let of_file = level_in_name(&file.name);

    let content = (0..sheet.columns.len().min(8)).collect();
    let mut tally = Tally::new(file, &sheet, content);
    let mut gathered: BTreeMap<Key, Vec<Value>> = BTreeMap::new();
    let mut measure_of: BTreeMap<&'static str, &Measure> = BTreeMap::new();
    for line in &sheet.rows {
        let level = match level.map(|column| line.cell(Some(column))) {
            None => Some(of_file),
            Some(word) => level_named(word),
        };
        let outcome = level
            .map_or(Ok(None), |level| row(line, code, level, passage, places))
            .and_then(|place| place.map(|place| cells(line, &columns).map(|values| (place, values))).transpose());
        let Some(((level, target), values)) = tally.take(line, outcome) else { continue };
        let detail = detail.map_or("", |column| line.cell(Some(column)));
        let detail = if matches!(detail.to_lowercase().as_str(), "total" | "ensemble" | "_t") { "" } else { detail };
        for (measure, value) in values {
            measure_of.insert(measure.name, measure);
            gathered.entry((level, target.clone(), measure.name, detail.to_owned())).or_default().push(value);
        }
    }
    let (refused, report) = tally.close(
        "arrondissements municipaux (déjà dans leur commune), collectivités d’outre-mer et niveaux qui ne sont pas suivis",
    );
    let mut withheld = 0;
    let figures = gathered
        .into_iter()
        .filter_map(|((level, code, name, detail), values)| {
            let measure = measure_of.get(name)?;
            let value = if measure.additive { sum(&values) } else { only(&values) };
            withheld += usize::from(!measure.additive && values.len() > 1);
            Some(figure(card, level, code, measure, detail, value))
        })
        .collect();
    let lines = (withheld > 0).then(|| {
        format!(
            "{} : {withheld} figure(s) de communes fusionnées ne s’additionnent pas et restent sans valeur",
            file.name
        )
    });
    Ok(Taken { figures, refused, reports: vec![report], lines: lines.into_iter().collect(), ..Taken::default() })
}

/// Level, code, measure, detail.
pub(super) type Key = (Level, String, &'static str, String);

/// The territory of a row in the target year; nothing when it is out of scope.
pub(super) fn row(
    line: &Line,
    code: usize,
    level: Level,
    passage: &Harmonised,
    places: &Places,
) -> Result<Option<(Level, String)>, Fault> {
    let read = line.cell(Some(code));
    if level != Level::Commune {
        let known = places.knows(level, read);
        return if known {
            Ok(Some((level, read.to_owned())))
        } else {
            Err((code, "un territoire du COG de l’instantané"))
        };
    }
    let carried = passage.code.get(read).is_some_and(|code| code != read);
    if in_collectivity(read) || (district(read) && carried) {
        return Ok(None);
    }
    match passage.code.get(read) {
        Some(target) => Ok(Some((level, target.clone()))),
        None => Err((code, "le code d’une commune, ou d’une ancienne commune")),
    }
}

fn cells<'m>(line: &Line, columns: &[(&'m Measure, usize)]) -> Result<Vec<(&'m Measure, Value)>, Fault> {
    columns
        .iter()
        .map(|(measure, column)| {
            let value = number(line.cell(Some(*column))).ok_or((*column, "un nombre, « s », « nd » ou rien"))?;
            Ok((*measure, value))
        })
        .collect()
}

/// A published cell: a number with any French spacing and decimal comma, or one of the absences; none when unreadable.
pub(crate) fn number(cell: &str) -> Option<Value> {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    match cell.to_lowercase().as_str() {
        "" | "nd" | "n.d." | "n/d" | "na" => Some(Err(Absence::NotPublished)),
        "s" | "c" => Some(Err(Absence::Secret)),
        "ns" | "n.s." => Some(Err(Absence::NotSignificant)),
        "so" | "-" | "–" | "///" => Some(Err(Absence::Nil)),
        number => number.replace(',', ".").parse::<f64>().ok().filter(|value| value.is_finite()).map(Ok),
    }
}

/// A sum with a part under secrecy is under secrecy; with a part not published, not published.
pub(super) fn sum(values: &[Value]) -> Value {
    match values.iter().filter_map(|value| value.err()).reduce(Absence::with) {
        Some(absence) => Err(absence),
        None => Ok(values.iter().flatten().sum()),
    }
}

/// What does not add up is known only where there is one.
fn only(values: &[Value]) -> Value {
    match values {
        [value] => *value,
        _ => Err(Absence::NotPublished),
    }
}

pub(super) fn figure(
    card: &Card,
    level: Level,
    code: String,
    measure: &Measure,
    detail: String,
    value: Value,
) -> FigureLoaded {
    FigureLoaded {
        card: card.id.clone(),
        level: level.as_str().to_owned(),
        code,
        measure: measure.name.to_owned(),
        detail,
        value: value.ok(),
        absence: value.err().map(|absence| absence.code().to_owned()),
        unit: measure.unit.to_owned(),
        millesime: card.millesime.clone(),
    }
}

/// A column by its published name, alone or with the two digits of a year (`MED21`, `P22_CHOM1564`); of several, the latest.
fn year_column(sheet: &Sheet, names: &[&str]) -> Option<usize> {
    let latest = |name: &&str| {
        let of = |(position, column): (usize, &String)| Some((year_of(column, name)?, position));
        sheet.columns.iter().enumerate().filter_map(of).max_by_key(|(year, position)| (*year, Reverse(*position)))
    };
    names.iter().find_map(latest).map(|(_, position)| position)
}

/// The year of a column of that name; 0 without one.
fn year_of(column: &str, name: &str) -> Option<u16> {
    let two_digits = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        // The oldest census of these tables is of 1968.
        digits.then(|| text.parse().ok()).flatten().map(|year: u16| if year < 68 { 2000 + year } else { 1900 + year })
    };
    match column.strip_prefix(name) {
        Some("") => Some(0),
        Some(year) => two_digits(year),
        None => two_digits(column.strip_suffix(name)?.strip_prefix('P')?.strip_suffix('_')?),
    }
}

fn level_in_name(name: &str) -> Level {
    name.split(|c: char| !c.is_ascii_alphanumeric()).find_map(level_named).unwrap_or(Level::Commune)
}

pub(super) fn level_named(word: &str) -> Option<Level> {
    match word.to_uppercase().as_str() {
        "COM" | "COMMUNE" | "COMMUNES" => Some(Level::Commune),
        "EPCI" => Some(Level::Epci),
        "DEP" | "DEPARTEMENT" => Some(Level::Departement),
        "REG" | "REGION" => Some(Level::Region),
        "FRANCE" | "FR" => Some(Level::France),
        _ => None,
    }
}

/// A municipal district of Paris, Lyon or Marseille.
fn district(code: &str) -> bool {
    matches!(code.get(..3), Some("751" | "132")) || ("69381"..="69389").contains(&code)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_published_cell_is_a_number_or_one_of_four_absences() {
        assert_eq!(number("1 234,5"), Some(Ok(1234.5)));
        assert_eq!(number("1\u{202f}234"), Some(Ok(1234.0)));
        assert_eq!(number("-16,6"), Some(Ok(-16.6)));
        assert_eq!(number("s"), Some(Err(Absence::Secret)));
        assert_eq!(number("nd"), Some(Err(Absence::NotPublished)));
        assert_eq!(number(""), Some(Err(Absence::NotPublished)));
        assert_eq!(number("inf"), None);
        assert_eq!(number("douze"), None);
    }

    #[test]
    fn a_sum_with_a_secret_part_is_secret_and_a_median_of_two_communes_is_not_published() {
        assert_eq!(sum(&[Ok(1.0), Ok(2.0)]), Ok(3.0));
        assert_eq!(sum(&[Ok(1.0), Err(Absence::NotPublished), Err(Absence::Secret)]), Err(Absence::Secret));
        assert_eq!(only(&[Ok(1.0)]), Ok(1.0));
        assert_eq!(only(&[Ok(1.0), Ok(1.0)]), Err(Absence::NotPublished));
    }

    #[test]
    fn a_column_is_known_with_its_year_before_or_after_its_name() {
        assert_eq!(year_of("PMUN", "PMUN"), Some(0));
        assert_eq!(year_of("PMUN17", "PMUN"), Some(2017));
        assert_eq!(year_of("P22_CHOM1564", "CHOM1564"), Some(2022));
        assert_eq!(year_of("P99_CHOM1564", "CHOM1564"), Some(1999));
        for other in ["PMUN170", "P22_HCHOM1564", "C22_ACT1564", "P22_ACT1564_CS1", "CHOM1564_X"] {
            assert_eq!(
                year_of(other, "CHOM1564").or(year_of(other, "PMUN")).or(year_of(other, "ACT1564")),
                None,
                "{other}"
            );
        }
    }

    #[test]
    fn the_level_is_in_the_file_name() {
        assert_eq!(level_in_name("cc_filosofi_2021_COM.csv.gz"), Level::Commune);
        assert_eq!(level_in_name("FILO2019_DISP_EPCI.csv.gz"), Level::Epci);
        assert_eq!(level_in_name("FILO2019_DISP_REG.csv"), Level::Region);
    }
}
