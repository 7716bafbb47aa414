//! « Forces et faiblesses, une proposition »: what the figures suggest, each by a rule that is written beside it. A proposal to be
//! discussed: no rule knows the people, the history, the projects.

use lanterne_observatory::Indicator;
use lanterne_report::model::{self, Block, Row, Table, Text};

use super::cell::{text, words};
use super::meeting::Ties;
use super::weight::{Against, against};
use super::{Context, guide, value};
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::french::{integer, number};

/// Points by which the ESS must grow faster or slower than what it is compared with.
const GROWTH: f64 = 2.0;
/// Jobs of a sector below which nothing is said of it.
const JOBS: f64 = 30.0;
/// Share of a sector from which the ESS is its main employer.
const MAIN: f64 = 50.0;
/// Share of the jobs of the ESS from which one sector, or three employers, weigh much.
const CONCENTRATED: f64 = 60.0;
const THREE: f64 = 40.0;
/// Share of the inhabitants beyond the threshold from which distance is a risk; and below which it is none.
const FAR: f64 = 30.0;
const CLOSE: f64 = 10.0;

/// What a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Strength,
    Weakness,
    Opportunity,
    Risk,
}

impl Side {
    fn label(self) -> &'static str {
        match self {
            Self::Strength => "Force",
            Self::Weakness => "Faiblesse",
            Self::Opportunity => "Opportunité",
            Self::Risk => "Risque",
        }
    }
}

/// A finding and the rule it follows.
struct Line {
    side: Side,
    told: String,
    rule: String,
}

/// `holding`: the tests of white zones that hold, or the EPCI where one does; `ties`: what is tied here already.
pub(super) fn section(context: &Context, holding: &[String], ties: Ties) -> model::Section {
    let mut lines: Vec<Line> = [
        weight(context),
        sectors(context),
        change(context),
        concentration(context),
        distance(context),
        tied(context, ties),
    ]
    .into_iter()
    .flatten()
    .collect();
    lines.extend(tests(holding));
    lines.sort_by_key(|line| line.side);
    let lead = match lines.len() {
        0 => "Aucune des règles ne conclut ici : les chiffres sont proches de la moyenne, ou trop peu nombreux."
            .to_owned(),
        found => format!(
            "{} par des règles écrites : une base de discussion, pas un diagnostic.",
            match found {
                1 => "Un constat proposé".to_owned(),
                more => format!("{} constats proposés", integer(more as f64)),
            }
        ),
    };
    let rows = lines
        .iter()
        .map(|line| Row { cells: vec![text(line.side.label()), text(&line.told), text(&line.rule)], marked: false });
    let mut blocks = Vec::new();
    if !lines.is_empty() {
        blocks.push(Block::Table(Table {
            id: "constats".to_owned(),
            title: set("Constats proposés, et leur règle"),
            columns: vec![words("", 2), words("Constat", 6), words("Règle appliquée", 5)],
            rows: rows.collect(),
            notes: Vec::new(),
            source: context.sourced(""),
        }));
    }
    blocks.push(Block::Text(Text {
        id: "a-discuter".to_owned(),
        title: set("Proposition à discuter"),
        paragraphs: vec![set(
            "Ces lignes sont calculées : elles ne connaissent ni les personnes, ni l'histoire, ni les projets. À vous de les confirmer, de les \
             écarter ou de les compléter avec ce que le territoire sait de lui-même.",
        )],
        list: false,
    }));
    model::Section {
        id: "synthese".to_owned(),
        title: set("Forces et faiblesses, une proposition"),
        sheet: "Synthèse".to_owned(),
        lead: set(&lead),
        key: Vec::new(),
        blocks,
    }
}

/// Weight in employment and density, where the interval leaves no doubt.
fn weight(context: &Context) -> Vec<Line> {
    let reference = &context.subject.view.reference.named;
    let told = [
        (Indicator::PartEmplois, "de l'emploi salarié relève de l'ESS", " %"),
        (Indicator::EtablissementsHabitants, "établissements employeurs de l'ESS pour 10 000 habitants", ""),
    ];
    told.into_iter()
        .filter_map(|(indicator, words, sign)| {
            let side = match against(context, indicator)? {
                Against::More => Side::Strength,
                Against::Less => Side::Weakness,
                Against::Alike => return None,
            };
            let decimals = indicator.definition().decimals;
            let here = context.subject.estimate(indicator).value.ok()?;
            let there = context.subject.view.reference_estimate(indicator).value.ok()?;
            Some(Line {
                side,
                told: format!(
                    "{}{sign} {words}, contre {}{sign} {}.",
                    number(here, decimals),
                    number(there, decimals),
                    reference.at()
                ),
                rule: format!("L'intervalle d'incertitude est tout entier d'un côté de la valeur {}.", reference.of()),
            })
        })
        .collect()
}

/// Where the ESS is the main employer; where it is much less present than elsewhere.
fn sectors(context: &Context) -> Vec<Line> {
    let mut lines = Vec::new();
    let main: Vec<String> = context
        .sectors
        .iter()
        .filter(|own| own.jobs >= JOBS && own.of_economy.is_ok_and(|share| share >= MAIN))
        .map(|own| own.section.label().to_owned())
        .collect();
    if !main.is_empty() {
        lines.push(Line {
            side: Side::Strength,
            told: format!("L'ESS est le premier employeur : {}.", list(&main, 3)),
            rule: format!(
                "Au moins {} % des emplois du secteur, et {} emplois de l'ESS.",
                integer(MAIN),
                integer(JOBS)
            ),
        });
    }
    let room = context.sectors.iter().filter(|own| !context.alone && own.economy >= JOBS).filter_map(|own| {
        let (here, there) = (own.of_economy.ok()?, own.of_economy_there.ok()?);
        (there >= 20.0 && here <= there / 2.0).then_some((own, here, there))
    });
    if let Some((own, here, there)) = room.max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1))) {
        lines.push(Line {
            side: Side::Opportunity,
            told: format!(
                "{} : l'ESS y porte {} % des emplois, contre {} % {}.",
                own.section.label(),
                number(here, 1),
                number(there, 1),
                context.subject.view.reference.named.at()
            ),
            rule: format!(
                "Secteur d'au moins {} emplois où la part de l'ESS est au plus la moitié de celle de la référence, elle-même d'au moins 20 %.",
                integer(JOBS)
            ),
        });
    }
    lines
}

/// The ESS beside the rest of the economy here, and its own share of the change.
fn change(context: &Context) -> Vec<Line> {
    let mut lines = Vec::new();
    let course = &context.course;
    let (Some(from), Some(to)) = (course.years.first(), course.years.last()) else { return lines };
    if let (Ok(ess), Ok(rest)) = (course.of_jobs().relative, course.of_the_rest().relative)
        && (ess - rest).abs() >= GROWTH
    {
        let sign = |value: f64| crate::answer::timeline::signed(value, 1);
        lines.push(Line {
            side: if ess > rest { Side::Strength } else { Side::Weakness },
            told: format!(
                "De fin {from} à fin {to}, l'emploi de l'ESS a évolué de {} %, le reste de l'emploi local de {} %.",
                sign(ess),
                sign(rest)
            ),
            rule: format!("Au moins {} points d'écart entre les deux évolutions.", integer(GROWTH)),
        });
    }
    if let Ok(effects) = context.effects
        && !context.alone
        && let Some(Ok(jobs)) = context.subject.facts().jobs.first()
        && *jobs > 0.0
        && effects.regional <= -0.02 * jobs
    {
        lines.push(Line {
            side: Side::Risk,
            told: format!(
                "À secteurs comparables, l'ESS compte ici {} emplois de moins qu'au rythme {}.",
                integer(-effects.regional),
                context.subject.view.reference.named.of()
            ),
            rule: "Effet propre de l'analyse structurelle-résiduelle, d'au moins 2 % des emplois de l'ESS.".to_owned(),
        });
    }
    lines
}

/// Jobs in few hands.
fn concentration(context: &Context) -> Vec<Line> {
    let mut lines = Vec::new();
    let Some(Ok(jobs)) = context.subject.facts().jobs.first().copied() else { return lines };
    if jobs < JOBS {
        return lines;
    }
    let first = context.sectors.iter().max_by(|a, b| a.jobs.total_cmp(&b.jobs));
    if let Some((first, Ok(share))) = first.map(|first| (first, first.share))
        && share >= CONCENTRATED
    {
        lines.push(Line {
            side: Side::Weakness,
            told: format!(
                "{} % des emplois de l'ESS sont dans un seul secteur : {}.",
                number(share, 1),
                first.section.label()
            ),
            rule: format!("Au moins {} % des emplois de l'ESS.", integer(CONCENTRATED)),
        });
    }
    let mut sizes: Vec<f64> = context.listed.iter().filter(|own| own.employer).map(|own| f64::from(own.jobs)).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let three: f64 = sizes.iter().take(3).sum();
    if let Ok(share) = value::share(three, sizes.iter().sum())
        && share >= THREE
        && sizes.len() > 6
    {
        lines.push(Line {
            side: Side::Risk,
            told: format!("Trois établissements portent {} % des emplois de l'ESS.", number(share, 0)),
            rule: format!("Au moins {} %, d'après les tranches d'effectif.", integer(THREE)),
        });
    }
    lines
}

/// How far help is.
fn distance(context: &Context) -> Vec<Line> {
    let Some(near) = guide::near(context) else { return Vec::new() };
    let far = 100.0 - near;
    let minutes = integer(guide::NEAR);
    let line = |side, share: f64, beyond: &str, rule: String| Line {
        side,
        told: format!("{} % des habitants sont {beyond} d'un lieu d'accompagnement connu.", number(share, 0)),
        rule,
    };
    match far {
        far if far >= FAR => vec![line(
            Side::Risk,
            far,
            &format!("à plus de {minutes} minutes"),
            format!("Au moins {} % des habitants à plus de {minutes} minutes.", integer(FAR)),
        )],
        far if far <= CLOSE => vec![line(
            Side::Opportunity,
            near,
            &format!("à {minutes} minutes au plus"),
            format!("Au plus {} % des habitants à plus de {minutes} minutes.", integer(CLOSE)),
        )],
        _ => Vec::new(),
    }
}

/// What is already tied, and what can answer a purchase.
fn tied(context: &Context, ties: Ties) -> Vec<Line> {
    let mut lines = Vec::new();
    if ties.meetings + ties.cooperations > 0 {
        lines.push(Line {
            side: Side::Opportunity,
            told: format!(
                "{} et {} sont cités ici.",
                count(ties.meetings, "rencontre", "rencontres"),
                count(ties.cooperations, "pratique de coopération", "pratiques de coopération")
            ),
            rule: "Au moins une rencontre ou une coopération citée par les documents dans le territoire.".to_owned(),
        });
    }
    let insertion = context.listed.iter().filter(|own| own.flags.siae).count();
    if insertion > 0 {
        lines.push(Line {
            side: Side::Opportunity,
            told: format!(
                "{} : la commande publique peut s'appuyer sur elles.",
                count(insertion, "structure d'insertion", "structures d'insertion")
            ),
            rule: "Au moins une structure d'insertion par l'activité économique au registre.".to_owned(),
        });
    }
    lines
}

fn tests(holding: &[String]) -> Option<Line> {
    (!holding.is_empty()).then(|| Line {
        side: Side::Risk,
        told: format!("Zone blanche : {}.", list(holding, 5)),
        rule: "Test de zone blanche aux seuils par défaut, détaillé dans sa partie.".to_owned(),
    })
}
