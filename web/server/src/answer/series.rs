//! A series and everything the legend, the table and the title show of it.

use std::collections::BTreeMap;

use lanterne_observatory::classes::histogram;
use lanterne_observatory::classes::{Classes, Method};
use lanterne_observatory::rank;
use lanterne_observatory::white_zone::{Parameters, Verdict};
use lanterne_observatory::{Indicator, Level, Value};
use lanterne_tiles::picture::style::{Classed, Palette, STYLE};

use super::bars::bars;
use super::reading::{self, MapReading};
use super::source::Origin;
use super::{absence, astride, filter, number, published, white_zone, words, year};
use crate::document::series::{Beyond, Bin, Class, Reference, SeriesDocument};
use crate::french::shortest;
use crate::french::typography::set;
use crate::state::State;
use crate::view::{View, ViewKey};

/// What is asked of a series.
#[derive(Debug, Clone)]
pub(crate) struct SeriesQuery {
    pub(crate) indicator: Indicator,
    pub(crate) view: ViewKey,
    pub(crate) classes: usize,
    pub(crate) method: Method,
    pub(crate) breaks: Option<Vec<f64>>,
}

/// The whole series.
pub(crate) fn series(state: &State, query: &SeriesQuery) -> SeriesDocument {
    let SeriesQuery { indicator, view: key, .. } = query;
    let (indicator, definition) = (*indicator, indicator.definition());
    let view = state.view(*key);
    let estimates = view.estimates(indicator);
    let index = state.territories(key.level);
    let values: Vec<Value> = estimates.iter().map(|estimate| estimate.value).collect();
    let names: Vec<&str> =
        view.rows.iter().filter_map(|row| index.name.get(*row as usize)).map(String::as_str).collect();
    let reference = view.reference_estimate(indicator);
    let kept = key.filter;
    let cut = match (&query.breaks, key.year) {
        (Some(breaks), _) => Classes::with_breaks(&values, breaks, reference.value.ok()),
        (None, None) => Classes::of(&values, query.classes, query.method, reference.value.ok()),
        (None, Some(_)) => of_reference(state, query).over(&values),
    };
    let classes_year = state.contents.year.filter(|_| key.year.is_some() && query.breaks.is_none());
    let bars = bars(&values, &cut);
    let reliable: Vec<bool> = estimates.iter().map(|estimate| estimate.reliable).collect();
    let absent: Vec<u32> =
        view.rows.iter().zip(&values).filter(|(_, value)| value.is_err()).map(|(row, _)| *row).collect();
    // What others publish is of the whole ESS, of its own year: beside a part of it, or another year, it would be compared with what
    // it is not.
    let published = match key.is_whole() {
        true => published::shares(state, indicator, key.level, &absent),
        false => Vec::new(),
    };
    let read = MapReading {
        indicator,
        level: key.level,
        values: &values,
        reliable: &reliable,
        names: &names,
        reference: (&view.reference.named, reference.value),
        published: published.len(),
        white: white(indicator, &view, &names),
    };
    let order = order(&values);
    let (sentence, extremes) = (filter::told_of(*key, &reading::map(&read)), reading::extremes(&read, &order));
    let origin = Origin::at(state, *key);
    let column = |of: fn(&lanterne_observatory::indicator::Estimate) -> Option<f64>| estimates.iter().map(of).collect();
    SeriesDocument {
        indicator: definition.slug.to_owned(),
        label: definition.label.to_owned(),
        short: definition.short.to_owned(),
        title: filter::titled(definition.label, kept),
        subtitle: subtitle(*key, &year::shown(state, *key, &origin), &origin),
        level: key.level.as_str().to_owned(),
        perimetre: key.perimetre.as_str().to_owned(),
        filter: filter::document(kept, Some(indicator)),
        region: state.region_code(key.region).cloned(),
        unit: definition.unit.to_owned(),
        decimals: definition.decimals,
        absence: view
            .rows
            .iter()
            .zip(&values)
            .filter_map(|(row, value)| Some((*row, absence(*value)?)))
            .collect::<BTreeMap<_, _>>(),
        value: column(|estimate| number(estimate.value)),
        uncertainty: definition.uncertainty.as_str().to_owned(),
        low: column(|estimate| estimate.low),
        high: column(|estimate| estimate.high),
        smoothed: column(|estimate| estimate.smoothed),
        numerator: column(|estimate| number(estimate.numerator)),
        denominator: column(|estimate| number(estimate.denominator)),
        reliable,
        class: cut.class.iter().map(|class| class.map(u32::from)).collect(),
        classes: classes(&cut, definition.decimals),
        method: match classes_year {
            None => cut.method.label().to_owned(),
            Some(year) => format!("{}, de {year}", cut.method.label()),
        },
        year: key.year.or(state.contents.year),
        classes_year,
        bin: values.iter().map(|value| bar_of(*value, &bars.drawn)).collect(),
        histogram: bars.drawn.iter().map(bar).collect(),
        beyond: bars.beyond.map(|(from, count)| Beyond { from, count: u32::try_from(count).unwrap_or(u32::MAX) }),
        reference: Reference {
            level: view.reference.level.as_str().to_owned(),
            code: view.reference.code.clone(),
            name: view.reference.name.clone(),
            value: number(reference.value),
            low: reference.low,
            high: reference.high,
            break_index: cut.reference_break.and_then(|at| u32::try_from(at).ok()),
        },
        breaks: cut.breaks,
        rank: rank::rank(&values),
        published,
        sentence,
        across: astride::told(state, &view).map(|told| set(&told)),
        extremes,
        order,
        rows: view.rows.clone(),
        millesime: origin.source.millesime.clone(),
        cog: i32::from(state.manifest.cog),
        synthetic: origin.synthetic,
        notice: origin.notice,
        source: origin.source,
    }
}

/// « Établissements employeurs, par EPCI, 2022, loi de 2014 ». The source line tells the whole of the millesime.
fn subtitle(ViewKey { level, perimetre, .. }: ViewKey, year: &str, origin: &Origin) -> String {
    let by = match level {
        Level::France => "France entière".to_owned(),
        Level::Commune | Level::Epci | Level::Departement | Level::Region | Level::ZoneEmploi | Level::BassinVie => {
            format!("par {}", words::unit(level))
        }
    };
    let mark = if origin.synthetic { ", données synthétiques" } else { "" };
    set(&format!("Établissements employeurs, {by}, {year}, {}{mark}", perimetre.label().to_lowercase()))
}

/// Colours of the classes of a series, lowest first, as page, pictures and raster tiles show them.
pub(crate) fn colours(series: &SeriesDocument, palette: Palette) -> Vec<&'static str> {
    let rate = Classed {
        indicator: &series.indicator,
        breaks: &series.breaks,
        reference_break: series.reference.break_index.map(|at| at as usize),
        reference: series.reference.value,
    };
    STYLE.classes(&rate, palette)
}

/// The classes of the year of reference, for the other years to be coloured alike.
fn of_reference(state: &State, query: &SeriesQuery) -> Classes {
    let view = state.view(ViewKey { year: None, ..query.view });
    let values: Vec<Value> = view.estimates(query.indicator).iter().map(|estimate| estimate.value).collect();
    Classes::of(&values, query.classes, query.method, view.reference_estimate(query.indicator).value.ok())
}

/// Names of the units where the lack of offer is established, for the density it is tested on.
fn white(indicator: Indicator, view: &View, names: &[&str]) -> Option<Vec<String>> {
    let tested = indicator == Indicator::EtablissementsHabitants && view.key.is_whole();
    (tested && view.rows.len() > 1).then(|| {
        white_zone::lacking(view, Parameters::default())
            .iter()
            .zip(names)
            .filter(|(offre, _)| offre.verdict == Verdict::Yes)
            .map(|(_, name)| (*name).to_owned())
            .collect()
    })
}

/// Positions from the lowest to the highest; absent units last, in row order.
fn order(values: &[Value]) -> Vec<u32> {
    let mut order: Vec<u32> = (0_u32..).zip(values).map(|(at, _)| at).collect();
    let sortable = |at: &u32| values[*at as usize].unwrap_or(f64::INFINITY);
    order.sort_by(|a, b| {
        let absent = values[*a as usize].is_err().cmp(&values[*b as usize].is_err());
        absent.then_with(|| sortable(a).total_cmp(&sortable(b)))
    });
    order
}

fn classes(cut: &Classes, decimals: u8) -> Vec<Class> {
    cut.breaks
        .windows(2)
        .enumerate()
        .map(|(class, ends)| Class {
            from: ends[0],
            to: ends[1],
            count: u32::try_from(cut.class.iter().filter(|own| own.map(usize::from) == Some(class)).count())
                .unwrap_or(u32::MAX),
            label: format!("de {} à {}", shortest(ends[0], decimals), shortest(ends[1], decimals)),
        })
        .collect()
}

fn bar(bar: &histogram::Bin) -> Bin {
    Bin { from: bar.from, to: bar.to, class: u32::from(bar.class), count: u32::try_from(bar.count).unwrap_or(u32::MAX) }
}

/// The bar a value stands in, by the same rule as the histogram: `from < v ≤ to`.
fn bar_of(value: Value, bars: &[histogram::Bin]) -> Option<u32> {
    let value = value.ok().filter(|value| bars.first().is_some_and(|first| *value >= first.from))?;
    let at = bars.partition_point(|bar| bar.to < value);
    bars.get(at).and_then(|_| u32::try_from(at).ok())
}
