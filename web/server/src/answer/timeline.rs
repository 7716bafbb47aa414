//! An indicator from year to year, each figure from the view that the map of that year shows.
//!
//! Growth and breaks are `observatory::change`; where two years come from different producers the series is broken and nothing is
//! compared across. Refuses to fill a year: one that is not loaded is not there.

use std::sync::Arc;

use lanterne_data::read::Card;
use lanterne_observatory::change::Cause;
use lanterne_observatory::change::series::{Break, Series};
use lanterne_observatory::indicator::Estimate;
use lanterne_observatory::{Indicator, Level, Value};

use super::source::Origin;
use super::year::{known_of_every_year, named};
use super::{absence, filter, number, place};
use crate::document::timeline::{TimelineBreak, TimelineDocument, TimelineGrowth, TimelineLine};
use crate::export::Format;
use crate::export::table::{Cells, Column, Table};
use crate::french::typography::{capital, set};
use crate::french::{Named, number as written};
use crate::state::State;
use crate::view::{ABSENT, View, ViewKey};

use super::notice::Notes;
use super::table::column;

/// Most territories of one answer: more lines are not told apart.
pub(crate) const MOST: usize = 8;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct TimelineQuery {
    pub(crate) indicator: Indicator,
    /// Level of the codes that name none, perimeter, filter, region; its year does not count.
    pub(crate) view: ViewKey,
    /// Levels and rows of the territories.
    pub(crate) territories: Vec<(Level, u32)>,
}

/// The years a view is known of, the one of reference last: its key has none.
fn years(state: &State, key: ViewKey) -> Vec<(u16, Option<u16>)> {
    let past = state.contents.past.iter().map(|past| (past.year, Some(past.year)));
    let past = past.filter(|_| known_of_every_year(key.perimetre));
    past.chain(state.contents.year.map(|year| (year, None))).collect()
}

/// The whole answer.
pub(crate) fn timeline(state: &State, query: &TimelineQuery) -> TimelineDocument {
    let (indicator, definition, key) = (query.indicator, query.indicator.definition(), query.view);
    let keys: Vec<(u16, ViewKey)> =
        years(state, key).into_iter().map(|(year, past)| (year, ViewKey { year: past, ..key })).collect();
    let origins: Vec<Origin> = keys.iter().map(|(_, key)| Origin::at(state, *key)).collect();
    let years: Vec<u16> = keys.iter().map(|(year, _)| *year).collect();
    let breaks = breaks(state, &keys);
    let views: Vec<Arc<View>> = keys.iter().map(|(_, key)| state.view(*key)).collect();
    let mut lines: Vec<TimelineLine> = query
        .territories
        .iter()
        .map(|&(level, row)| {
            let index = state.territories(level);
            let estimates = keys.iter().map(|(_, key)| of_row(state, ViewKey { level, ..*key }, indicator, row));
            let name = index.name.get(row as usize).cloned().unwrap_or_default();
            let code = index.code.get(row as usize).cloned();
            line(("territoire", level, code, name), indicator, &years, estimates.collect(), &breaks)
        })
        .collect();
    // A number of the whole is no measure of its parts; a territory is not its own reference.
    if let Some(whole) = views.last().map(|view| &view.reference).filter(|_| !indicator.is_number()) {
        let known = |line: &TimelineLine| line.level == whole.level.as_str() && line.code == whole.code;
        if !lines.iter().any(known) {
            let estimates = views.iter().map(|view| view.reference_estimate(indicator)).collect();
            let who = ("reference", whole.level, whole.code.clone(), whole.name.clone());
            lines.push(line(who, indicator, &years, estimates, &breaks));
        }
    }
    let synthetic = origins.iter().any(|origin| origin.synthetic);
    let notice = origins.iter().find_map(|origin| origin.notice.clone());
    TimelineDocument {
        indicator: definition.slug.to_owned(),
        label: definition.label.to_owned(),
        title: filter::titled(definition.label, key.filter),
        unit: definition.unit.to_owned(),
        decimals: definition.decimals,
        uncertainty: definition.uncertainty.as_str().to_owned(),
        uncertainty_label: set(definition.uncertainty.label()),
        level: key.level.as_str().to_owned(),
        perimetre: key.perimetre.as_str().to_owned(),
        filter: filter::document(key.filter, Some(indicator)),
        region: state.region_code(key.region).cloned(),
        year: state.contents.year,
        sentence: filter::told(key.filter, &sentence(&lines, years.len())),
        notes: notes(state, key, &years),
        sources: origins.iter().map(|origin| origin.source.clone()).collect(),
        source_line: source_line(state, &years, &origins, synthetic),
        breaks: breaks
            .iter()
            .map(|one| TimelineBreak {
                year: one.year,
                cause: one.cause.as_str().to_owned(),
                label: set(one.cause.label()),
            })
            .collect(),
        years,
        lines,
        cog: i32::from(state.manifest.cog),
        synthetic,
        notice,
    }
}

/// The figure of a row in the view of the map; in that of its own region where the map does not hold it.
fn of_row(state: &State, key: ViewKey, indicator: Indicator, row: u32) -> Estimate {
    let view = state.view(key);
    if let Some(position) = view.position(row) {
        return view.estimate(indicator, position);
    }
    let (_, region) = place::above(state, key.level, row);
    let view = state.view(ViewKey { region, ..key });
    view.position(row).map_or(ABSENT, |position| view.estimate(indicator, position))
}

fn line(
    (role, level, code, name): (&str, Level, Option<String>, String),
    indicator: Indicator,
    years: &[u16],
    estimates: Vec<Estimate>,
    breaks: &[Break],
) -> TimelineLine {
    let values: Vec<Value> = estimates.iter().map(|estimate| estimate.value).collect();
    let growth = growth(years, &values, breaks);
    TimelineLine {
        role: role.to_owned(),
        level: level.as_str().to_owned(),
        sentence: told(indicator, &Named::new(level, &name), &values, &growth),
        code,
        name,
        value: values.iter().copied().map(number).collect(),
        absence: values.iter().copied().map(absence).collect(),
        low: estimates.iter().map(|estimate| estimate.low).collect(),
        high: estimates.iter().map(|estimate| estimate.high).collect(),
        numerator: estimates.iter().map(|estimate| number(estimate.numerator)).collect(),
        denominator: estimates.iter().map(|estimate| number(estimate.denominator)).collect(),
        reliable: estimates.iter().map(|estimate| estimate.value.is_ok() && estimate.reliable).collect(),
        growth,
    }
}

/// Years whose register is another producer's than the year before: their figures are on another basis.
fn breaks(state: &State, keys: &[(u16, ViewKey)]) -> Vec<Break> {
    let of_year = |year: u16| state.contents.cards.iter().find(|card| card.year == Some(year));
    let same = |one: &Card, other: &Card| one.producer == other.producer && one.synthetic == other.synthetic;
    keys.windows(2)
        .filter(|pair| matches!((of_year(pair[0].0), of_year(pair[1].0)), (Some(a), Some(b)) if !same(a, b)))
        .map(|pair| Break { year: pair[1].0, cause: Cause::Source, link: None })
        .collect()
}

fn growth(years: &[u16], values: &[Value], breaks: &[Break]) -> TimelineGrowth {
    let (from, to) = (years.first().copied(), years.last().copied());
    let found = match (from, to) {
        (Some(from), Some(to)) if from < to => Some(Series { years, values, breaks }.between(from, to).growth),
        _ => None,
    };
    let of = |part: fn(&lanterne_observatory::change::Growth) -> Value| found.as_ref().map(part);
    TimelineGrowth {
        from,
        to,
        absolute: of(|growth| growth.absolute).and_then(number),
        relative: of(|growth| growth.relative).and_then(number),
        annual: of(|growth| growth.annual).and_then(number),
        absence: of(|growth| growth.absolute).map_or_else(|| Some("nd".to_owned()), absence),
    }
}

/// « CC de l'Est de la Somme : de 16,5 fin 2018 à 17,0 fin 2022, soit +3,0 % (+0,7 % par an). »
fn told(indicator: Indicator, named: &Named, values: &[Value], growth: &TimelineGrowth) -> String {
    let decimals = indicator.definition().decimals;
    let (Some(from), Some(to), Some(Ok(first)), Some(Ok(last)), Some(absolute)) =
        (growth.from, growth.to, values.first(), values.last(), growth.absolute)
    else {
        return String::new();
    };
    let share = indicator.definition().unit.starts_with('%');
    let change = match (share, growth.relative, growth.annual) {
        (true, ..) => format!("soit {} point", signed(absolute, 1)),
        (false, Some(relative), Some(annual)) => {
            format!("soit {} % ({} % par an)", signed(relative, 1), signed(annual, 1))
        }
        (false, ..) => format!("soit {}", signed(absolute, decimals)),
    };
    let points = if share && absolute.abs() >= 2.0 { "s" } else { "" };
    let unit = if share { " %" } else { "" };
    set(&format!(
        "{} : de {}{unit} fin {from} à {}{unit} fin {to}, {change}{points}.",
        capital(&named.with_article()),
        written(*first, decimals),
        written(*last, decimals),
    ))
}

/// A number with its sign.
pub(crate) fn signed(value: f64, decimals: u8) -> String {
    let plain = written(value, decimals);
    let nothing = plain.chars().all(|sign| !sign.is_ascii_digit() || sign == '0');
    if value > 0.0 && !nothing { format!("+{plain}") } else { plain }
}

fn sentence(lines: &[TimelineLine], years: usize) -> String {
    match years {
        0 => set("Le registre chargé ne dit pas son année : il n'y a pas d'évolution à lire."),
        1 => set("Une seule année est chargée ici : il n'y a pas d'évolution à lire."),
        _ => {
            // The table tells every line: a sentence that did would not be read.
            let first = lines.first().into_iter();
            let told = first.chain(lines.iter().skip(1).find(|line| line.role == "reference"));
            told.map(|line| line.sentence.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

fn notes(state: &State, key: ViewKey, years: &[u16]) -> Vec<String> {
    let mut notes = Vec::new();
    if !known_of_every_year(key.perimetre) {
        notes.push(format!(
            "Ce périmètre n'est connu que de l'année de référence{} : les agréments ESUS et la liste des SIAE sont d'aujourd'hui.",
            named(state)
        ));
    }
    if years.len() > 1 {
        notes.push(
            "Chaque année est comptée au 31 décembre, d'après le registre publié alors, dans les communes d'aujourd'hui ; habitants \
             et surface sont ceux de l'année de référence : une densité ne change ici que par ce qui est compté."
                .to_owned(),
        );
    }
    notes.iter().map(|note| set(note)).collect()
}

/// « Sources : INSEE, registres de fin 2021 à fin 2025, géographie 2026. »: years of one producer that follow each other together.
fn source_line(state: &State, years: &[u16], origins: &[Origin], synthetic: bool) -> String {
    let mut spans: Vec<(&str, u16, u16)> = Vec::new();
    for (year, origin) in years.iter().zip(origins) {
        let producer = origin.source.producer.as_str();
        match spans.last_mut() {
            Some((own, _, last)) if *own == producer => *last = *year,
            _ => spans.push((producer, *year, *year)),
        }
    }
    let told: Vec<String> = spans
        .iter()
        .map(|(producer, first, last)| match first == last {
            true => format!("{producer}, registre de fin {first}"),
            false => format!("{producer}, registres de fin {first} à fin {last}"),
        })
        .collect();
    let mark = if synthetic { " Données synthétiques." } else { "" };
    set(&format!("Sources : {}, géographie {}.{mark}", told.join(" ; "), state.manifest.cog))
}

/// The same as a table: a line per territory and year.
pub(crate) fn table(state: &State, query: &TimelineQuery, address: &str) -> Table {
    let told = timeline(state, query);
    let wide = told.years.len();
    let repeated = |of: &dyn Fn(&TimelineLine) -> Option<String>| {
        Cells::Text(told.lines.iter().flat_map(|line| vec![of(line); wide]).collect())
    };
    let numbers = |of: fn(&TimelineLine) -> &Vec<Option<f64>>| {
        Cells::Number(told.lines.iter().flat_map(|line| of(line).clone()).collect())
    };
    let figure = |name: &str, title: &str, cells: Cells| Column {
        unit: set(&told.unit),
        decimals: told.decimals,
        ..column(name, title, &told.label, cells)
    };
    let years = told.lines.iter().flat_map(|_| told.years.iter().map(|year| Some(i64::from(*year)))).collect();
    let columns = vec![
        column("code", "Code", "Code du territoire", repeated(&|line| line.code.clone())),
        column("niveau", "Niveau", "Niveau du territoire", repeated(&|line| Some(line.level.clone()))),
        column("nom", "Nom", "Nom officiel du territoire", repeated(&|line| Some(line.name.clone()))),
        column("role", "Rôle", "territoire ou reference", repeated(&|line| Some(line.role.clone()))),
        column("annee", "Année", "Année, état au 31 décembre", Cells::Whole(years)),
        figure("valeur", "Valeur", numbers(|line| &line.value)),
        column(
            "absence",
            "Absence",
            "Pourquoi il n'y a pas de valeur : nd, s, nil ou ns",
            Cells::Text(told.lines.iter().flat_map(|line| line.absence.clone()).collect()),
        ),
        figure("bas", "Borne basse", numbers(|line| &line.low)),
        figure("haut", "Borne haute", numbers(|line| &line.high)),
        column("numerateur", "Numérateur", "Ce que la valeur compte", numbers(|line| &line.numerator)),
        column("denominateur", "Dénominateur", "Ce à quoi elle le rapporte", numbers(|line| &line.denominator)),
        column(
            "fiable",
            "Fiable",
            "Faux quand la valeur ne peut pas être lue seule",
            Cells::Truth(told.lines.iter().flat_map(|line| line.reliable.clone()).collect()),
        ),
    ];
    let mut notes = Notes::default();
    notes.mention(told.notice.as_deref());
    notes.add("indicateur", "Indicateur", &told.label);
    notes.add("definition", "Définition", query.indicator.definition().definition);
    notes.view(state, ViewKey { year: None, ..query.view }, Some(query.indicator));
    notes.add("source", "Source", &told.source_line);
    let mut licences: Vec<&str> = told.sources.iter().map(|source| source.licence.as_str()).collect();
    licences.dedup();
    notes.add("licence", "Licence", &licences.join(" ; "));
    notes.add("lecture", "Lecture", &told.notes.join(" "));
    notes.add("adresse", "Adresse de ces données", address);
    Table {
        name: format!("evolution_{}", told.indicator),
        title: set(&format!("{}, évolution", told.title)),
        cog: told.cog,
        rows: (0..u32::try_from(told.lines.len() * wide).unwrap_or(u32::MAX)).collect(),
        columns,
        notes: notes.done(),
    }
}

/// « lanterne_evolution_part_emplois_2018_2022.csv »
pub(crate) fn file_name(state: &State, query: &TimelineQuery, format: Format) -> String {
    let years = years(state, query.view);
    let ends = [years.first(), years.last()].into_iter().flatten().map(|(year, _)| format!("_{year}"));
    format!("lanterne_evolution_{}{}.{}", query.indicator.as_str(), ends.collect::<String>(), format.ending())
}
