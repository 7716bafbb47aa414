//! « L’ESS ici, en une page »: five figures that start their sentence, each beside its chart.

use lanterne_observatory::assembly::Filter;
use lanterne_observatory::indicator::Uncertainty;
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::{Absence, Indicator, Level, Value};
use lanterne_report::model::{self, Block, Chart, Finding, Sign};

use super::{Context, value};
use crate::answer::sentence;
use crate::answer::territory::ranked;
use crate::answer::timeline::signed;
use crate::french::typography::set;
use crate::french::{Named, integer, number};

/// Sections of activity in the chart; the others are in the table of the next page.
const SECTIONS: usize = 6;

pub(super) fn section(context: &Context) -> model::Section {
    let findings = [share(context), density(context), familles(context), sectors(context), change(context)];
    model::Section {
        id: "essentiel".to_owned(),
        title: set("L'ESS ici, en une page"),
        sheet: "L’essentiel".to_owned(),
        lead: lead(context),
        key: key(context),
        blocks: findings.into_iter().flatten().map(Block::Finding).collect(),
    }
}

/// Two findings in two lines: what it weighs, what it lives of.
fn lead(context: &Context) -> String {
    let subject = context.subject;
    let reference = &subject.view.reference.named;
    let share = subject.estimate(Indicator::PartEmplois);
    let weight = match (share.value, against(context, Indicator::PartEmplois)) {
        (Err(Absence::Nil), _) => "Aucun emploi salarié n'est connu ici.".to_owned(),
        (Err(_), _) => "Le registre chargé ne dit pas le poids de l'ESS ici.".to_owned(),
        (Ok(0.0), _) => "Aucun emploi de l'ESS n'est connu ici.".to_owned(),
        (Ok(_), _) if context.alone => {
            format!("L'ESS emploie ici {} salariés sur 100.", number(share.value.unwrap_or(0.0), 1))
        }
        (Ok(_), Some(Against::Alike)) => format!("L'ESS pèse ici autant dans l'emploi que {}.", reference.at()),
        (Ok(_), Some(Against::Less)) => format!("L'ESS pèse ici moins dans l'emploi que {}.", reference.at()),
        (Ok(_), _) => format!("L'ESS pèse ici plus dans l'emploi que {}.", reference.at()),
    };
    let presence = match against(context, Indicator::EtablissementsHabitants) {
        Some(Against::Alike) => " Ses établissements y sont aussi nombreux pour autant d'habitants.",
        Some(Against::Less) => " Ses établissements y sont moins nombreux pour autant d'habitants.",
        Some(Against::More) => " Ses établissements y sont plus nombreux pour autant d'habitants.",
        None => "",
    };
    set(&format!("{weight}{presence}"))
}

/// Where the territory stands beside its reference; none where it is the reference, and where one of them has no value.
pub(super) fn against(context: &Context, indicator: Indicator) -> Option<Against> {
    let subject = context.subject;
    let reference = subject.view.reference_estimate(indicator).value.ok().filter(|_| !context.alone)?;
    let own = subject.estimate(indicator);
    Some(match (own.value.ok()?, own.low, own.high) {
        (_, Some(low), Some(high)) if low <= reference && reference <= high => Against::Alike,
        (value, ..) if value < reference => Against::Less,
        _ => Against::More,
    })
}

/// Beside the reference, what a difference is worth.
pub(super) enum Against {
    Less,
    Alike,
    More,
}

fn key(context: &Context) -> Vec<(Sign, String)> {
    let subject = context.subject;
    let mut key = vec![(Sign::Here, set("le territoire et son intervalle"))];
    if !subject.parts.is_empty() && subject.view.key.level == Level::Epci {
        key.push((Sign::Part, set(&format!("les EPCI {}", subject.named.of()))));
    }
    key.push((Sign::Other, subject.others()));
    if !context.alone {
        key.push((Sign::Reference, set(&subject.view.reference.named.with_article())));
    }
    key
}

fn share(context: &Context) -> Option<Finding> {
    swarm(context, Indicator::PartEmplois, "poids-emploi", "de l'emploi salarié relève de l'ESS")
}

fn density(context: &Context) -> Option<Finding> {
    let estimate = context.subject.estimate(Indicator::EtablissementsHabitants);
    let one = estimate.value.is_ok_and(|value| value < 2.0);
    let words = if one {
        "établissement employeur de l'ESS pour 10 000 habitants"
    } else {
        "établissements employeurs de l'ESS pour 10 000 habitants"
    };
    let mut finding = swarm(context, Indicator::EtablissementsHabitants, "densite", words)?;
    let size = context.subject.estimate(Indicator::TailleMoyenne).value;
    if let Ok(size) = size {
        finding.sentence.push_str(&set(&format!(" Un établissement y compte {} emplois en moyenne.", number(size, 1))));
    }
    Some(finding)
}

/// A figure among those of all the units.
fn swarm(context: &Context, indicator: Indicator, id: &str, words: &str) -> Option<Finding> {
    let (subject, definition) = (context.subject, indicator.definition());
    let estimate = subject.estimate(indicator);
    let reference = subject.view.reference_estimate(indicator).value.ok().filter(|_| !context.alone);
    let sign = if definition.unit.starts_with('%') { " %" } else { "" };
    let compared = match (reference, estimate.low, estimate.high) {
        _ if estimate.value.is_err() => ".".to_owned(),
        (None, ..) => ".".to_owned(),
        (Some(of), Some(low), Some(high)) if low <= of && of <= high => {
            let told = number(of, definition.decimals);
            let within = match definition.uncertainty {
                Uncertainty::SizeBand => "dans les bornes des tranches d'effectif",
                _ => "dans l'incertitude",
            };
            format!(", comme {} ({told}{sign}) : l'écart tient {within}.", subject.view.reference.named.at())
        }
        (Some(of), ..) => {
            format!(", contre {}{sign} {}.", number(of, definition.decimals), subject.view.reference.named.at())
        }
    };
    let index = context.state.territories(subject.view.key.level);
    let estimates = subject.view.estimates(indicator);
    let own = subject.unit.filter(|(level, _)| *level == subject.view.key.level).map(|(_, row)| row);
    let (mut others, mut parts) = (Vec::new(), Vec::new());
    for (row, other) in subject.view.rows.iter().zip(estimates.iter()) {
        let (Ok(value), false) = (other.value, own == Some(*row)) else { continue };
        let name = Named::new(subject.view.key.level, &index.name[*row as usize]).short();
        let inside = subject.view.key.level == Level::Epci && subject.parts.contains(row);
        (if inside { &mut parts } else { &mut others }).push((name, value));
    }
    let interval = estimate.low.zip(estimate.high);
    Some(Finding {
        id: id.to_owned(),
        label: set(definition.label),
        value: value::of(indicator, estimate.value),
        interval,
        sentence: set(&format!("{words}{compared}")),
        remark: own.map(|row| place(context, indicator, row)).unwrap_or_default(),
        chart: Some(Chart::Swarm {
            others,
            parts,
            here: estimate.value.ok(),
            interval,
            reference: reference.map(|of| (set(&subject.view.reference.named.short()), of)),
            decimals: definition.decimals,
            unit: value::sign(definition.unit).to_owned(),
        }),
        source: context.sourced(&sentence::detail(indicator, &estimate, Filter::default())),
    })
}

/// « Rang : 71e sur 92, entre la 35e et la 81e place. »
fn place(context: &Context, indicator: Indicator, row: u32) -> String {
    let view = &context.subject.view;
    let ranked = view.position(row).and_then(|position| ranked(view, position, indicator));
    ranked.map_or_else(String::new, |ranked| set(&format!("Rang : {}", ranked.sentence)))
}

fn familles(context: &Context) -> Option<Finding> {
    let subject = context.subject;
    let (own, reference) = (subject.facts(), &subject.view.reference.columns);
    let parts: Vec<(String, Value, Value)> = own
        .familles
        .iter()
        .zip(&reference.familles)
        .map(|(here, there)| {
            let share = |part: &[Value], whole: &[Value]| one(percent(part, whole));
            (
                here.famille.label().to_owned(),
                share(&here.establishments, &own.establishments),
                share(&there.establishments, &reference.establishments),
            )
        })
        .collect();
    let (first, here, there) =
        parts.iter().filter(|part| part.1.is_ok()).max_by(|a, b| a.1.unwrap_or(0.0).total_cmp(&b.1.unwrap_or(0.0)))?;
    let there = there.ok().filter(|_| !context.alone);
    let compared = there.map(|there| format!(", contre {} % {}", number(there, 1), subject.view.reference.named.at()));
    let more = parts
        .iter()
        .filter(|part| part.0 != *first && !context.alone)
        .filter_map(|part| Some((&part.0, part.1.ok()?, part.2.ok()?)))
        .filter(|(_, here, there)| here - there >= 1.0)
        .max_by(|a, b| (a.1 - a.2).total_cmp(&(b.1 - b.2)));
    let more = more.map(|(name, here, there)| {
        format!(" Les {} comptent davantage ici : {} %, contre {} %.", within(name), number(here, 1), number(there, 1))
    });
    Some(Finding {
        id: "familles".to_owned(),
        label: set(&format!("Établissements employeurs : {}", within(first))),
        value: value::shown(*here, 1, "%"),
        interval: None,
        sentence: set(&format!(
            "des établissements employeurs de l'ESS sont des {}{}.{}",
            within(first),
            compared.unwrap_or_default(),
            more.unwrap_or_default()
        )),
        remark: String::new(),
        chart: Some(Chart::Composition {
            parts: parts
                .iter()
                .map(|(name, here, there)| (name.clone(), value::shown(*here, 1, "%"), value::shown(*there, 1, "%")))
                .collect(),
            rows: ("ici".to_owned(), context.reference_word()),
        }),
        source: context.sourced(&count_of(own.establishments.first().copied(), "établissements employeurs de l'ESS.")),
    })
}

/// A label within a sentence: its first letter small.
fn within(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn sectors(context: &Context) -> Option<Finding> {
    let subject = context.subject;
    let jobs = subject.facts().jobs.first().copied()?.ok().filter(|jobs| *jobs > 0.0)?;
    let mut rows: Vec<_> = context.sectors.iter().map(|own| (own.section, own.share, own.reference)).collect();
    rows.retain(|(_, here, _)| here.is_ok_and(|share| share > 0.0));
    rows.sort_by(|a, b| b.1.unwrap_or(0.0).total_cmp(&a.1.unwrap_or(0.0)));
    rows.truncate(SECTIONS);
    let (first, here, there) = rows.first()?;
    let there = there.ok().filter(|_| !context.alone);
    let compared = there.map(|there| format!(", contre {} % {}", number(there, 1), subject.view.reference.named.at()));
    let less = rows
        .iter()
        .filter(|_| !context.alone)
        .filter_map(|row| Some((row.0, row.1.ok()?, row.2.ok()?)))
        .filter(|(_, here, there)| there - here >= 2.0)
        .max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)));
    let less = less.map(|(section, here, there)| {
        format!(" {} : {} %, contre {} %.", section.label(), number(here, 1), number(there, 1))
    });
    Some(Finding {
        id: "secteurs".to_owned(),
        label: set(&format!("Emplois de l'ESS : {}", first.label())),
        value: value::shown(*here, 1, "%"),
        interval: None,
        sentence: set(&format!(
            "des emplois de l'ESS sont dans le premier secteur : {}{}.{}",
            within(first.label()),
            compared.unwrap_or_default(),
            less.unwrap_or_default()
        )),
        remark: String::new(),
        chart: Some(Chart::Gaps {
            rows: rows
                .iter()
                .map(|(section, here, there)| {
                    (set(section.label()), value::shown(*here, 1, "%"), value::shown(*there, 1, "%"))
                })
                .collect(),
            heads: ("ici".to_owned(), context.reference_word()),
            unit: "%".to_owned(),
        }),
        source: context.sourced(&format!("En % de {} emplois de l'ESS.", integer(jobs))),
    })
}

fn change(context: &Context) -> Option<Finding> {
    let course = &context.course;
    let (from, to) = (*course.years.first()?, *course.years.last()?);
    let grown = course.of_jobs();
    let jobs = grown.absolute.ok()?;
    let span = to.checked_sub(from).filter(|years| *years > 0)?;
    let mut sentence = format!(
        "{} dans l'ESS en {} {} (fin {from} à fin {to})",
        if jobs.abs() < 2.0 { "emploi" } else { "emplois" },
        integer(f64::from(span)),
        if span > 1 { "ans" } else { "an" },
    );
    if let Ok(growth) = grown.relative {
        sentence.push_str(&format!(", soit {}", signed_percent(growth)));
    }
    if let Ok(rest) = course.of_the_rest().relative {
        sentence.push_str(&format!(" ; le reste de l'emploi local : {}", signed_percent(rest)));
    }
    sentence.push('.');
    if let (Ok(reference), false) = (course.of_the_reference().relative, context.alone) {
        let named = &context.subject.view.reference.named;
        sentence.push_str(&format!(" L'ESS {} : {}.", named.at(), signed_percent(reference)));
    }
    Some(Finding {
        id: "evolution".to_owned(),
        label: set(&format!("Évolution des emplois de l'ESS, fin {from} à fin {to}")),
        value: value::change(Ok(jobs), 0, ""),
        interval: None,
        sentence: set(&sentence),
        remark: set("Les emplois sont estimés par tranche d'effectif : un petit écart n'est pas un fait."),
        chart: Some(course.chart(context)),
        source: set(&context.source_over(&course.years)),
    })
}

fn signed_percent(value: f64) -> String {
    format!("{} %", signed(value, 1))
}

fn count_of(value: Option<Value>, words: &str) -> String {
    value.and_then(Result::ok).map(|value| format!("{} {words}", integer(value))).unwrap_or_default()
}

/// The one value of a column of one row.
pub(super) fn one(column: Vec<Value>) -> Value {
    column.into_iter().next().unwrap_or(Err(Absence::NotPublished))
}
