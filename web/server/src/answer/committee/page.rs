//! The comparison as the committee's document: a page for all schemes together, then one for each.

use std::collections::BTreeSet;

use lanterne_observatory::Absence;
use lanterne_report::committee::{Alert, Committee, Figure, Line, Page, PageMap};
use lanterne_report::model::{Drawing, Imprint, Value};

use super::map::{Ground, Stand, swatch};
use super::{Asked, comparison};
use crate::answer::deployment::finding::JUDGED_BY;
use crate::answer::deployment::unit::units;
use crate::answer::source::notice;
use crate::document::committee::{ComparedFigure, ComparisonDocument, SchemeComparison};
use crate::document::deployment::FindingDocument;
use crate::french::typography::set;
use crate::french::{integer, number};
use crate::problem::Problem;
use crate::profile::plain;
use crate::state::State;

/// The document of a comparison: of one scheme by its slug, the first page with it; of all of them without. And the name of its file.
///
/// # Errors
/// Those of [`comparison`]; [`Problem::UnknownName`]: a scheme without activity.
pub(crate) fn pages(state: &State, asked: &Asked, scheme: Option<&str>) -> Result<(Committee, String), Problem> {
    let compared = comparison(state, asked)?;
    let asked_for = |own: &&SchemeComparison| scheme.is_none() || own.scheme.as_deref() == scheme;
    let schemes: Vec<&SchemeComparison> = compared.schemes.iter().filter(asked_for).collect();
    if let (Some(slug), true) = (scheme, schemes.is_empty()) {
        return Err(Problem::UnknownName {
            what: "un dispositif dont l'activité a été remise",
            found: slug.to_owned(),
            known: compared.schemes.iter().filter_map(|own| own.scheme.clone()).collect(),
        });
    }
    let printer = Printer::of(state, asked, &compared)?;
    let first = std::iter::once(&compared.overall);
    let pages = first.chain(schemes.iter().copied()).map(|own| printer.page(own)).collect::<Result<Vec<_>, _>>()?;
    let running = set(&format!("Comité de déploiement, de fin {} à fin {}", compared.before, compared.after));
    let content = Committee {
        pages,
        description: compared.sentence.clone(),
        imprint: Imprint {
            snapshot: state.id().to_owned(),
            running,
            synthetic: compared.synthetic.then(notice),
            citation: String::new(),
            address: String::new(),
        },
    };
    let of = scheme.map_or_else(String::new, |slug| format!("_{}", plain(&slug.replace('_', "-"))));
    let place = compared.region.as_deref().map_or_else(|| "france".to_owned(), plain);
    let name = format!("lanterne_comite_{place}{of}_{}-{}.pdf", compared.before, compared.after);
    Ok((content, name))
}

/// Signs of a key, and their words.
type Key = Vec<(Drawing, String)>;

struct Printer<'a> {
    state: &'a State,
    region: Option<u32>,
    compared: &'a ComparisonDocument,
    ground: Option<Ground>,
}

impl<'a> Printer<'a> {
    fn of(state: &'a State, asked: &Asked, compared: &'a ComparisonDocument) -> Result<Self, Problem> {
        let rows = units(state, asked.region, None, JUDGED_BY)?.row;
        Ok(Self { state, region: asked.region, compared, ground: Ground::of(state, &rows) })
    }

    fn page(&self, own: &SchemeComparison) -> Result<Page, Problem> {
        let compared = self.compared;
        let (maps, key) = self.maps(own)?;
        let dates = [compared.before, compared.after].map(|year| format!("fin {year}"));
        let full = match own.full_name.is_empty() {
            true => String::new(),
            false => format!("{}. ", own.full_name),
        };
        let overall = own.scheme.is_none();
        let lead = format!("{full}De {} à {}, depuis {}.", dates[0], dates[1], compared.from);
        let mut sentences = own.sentences.clone();
        if overall {
            // What concerns every scheme is said once.
            sentences.extend([compared.cog.sentence.clone(), compared.revision.sentence.clone()]);
        }
        let alert = |finding: &FindingDocument| Alert {
            gravity: finding.gravity,
            sentence: finding.sentence.clone(),
            detail: finding.detail.clone(),
        };
        Ok(Page {
            kicker: set(&format!("Comité de déploiement, {}", compared.place)),
            title: own.name.clone(),
            lead: set(&lead),
            figures: own.figures.iter().map(|of| figure(of, own)).collect(),
            lines: if overall { compared.schemes.iter().map(line).collect() } else { Vec::new() },
            alerts: own.findings.iter().map(alert).collect(),
            source: compared.source_line.clone(),
            dates,
            maps,
            key,
            sentences,
        })
    }

    /// The map of each date, and the signs that are on them.
    fn maps(&self, own: &SchemeComparison) -> Result<(Vec<PageMap>, Key), Problem> {
        let Some(ground) = &self.ground else { return Ok((Vec::new(), Vec::new())) };
        let public = units(self.state, self.region, own.scheme.as_deref(), JUDGED_BY)?;
        let years = [self.compared.before, self.compared.after];
        let reached = own.figures.iter().find(|figure| figure.kind == "epci");
        let counts = [reached.and_then(|figure| figure.before), reached.and_then(|figure| figure.after)];
        let map = |(year, count): (u16, Option<f64>)| PageMap {
            title: set(&match count {
                Some(count) => {
                    format!("Fin {year} : {} EPCI atteints sur {}", integer(count), self.compared.open)
                }
                None => format!("Fin {year}"),
            }),
            drawing: ground.draw(&public, year, &own.name),
        };
        let stands = years.map(|year| (0..public.row.len()).map(move |at| (at, year)));
        let seen: BTreeSet<&str> =
            stands.into_iter().flatten().map(|(at, year)| Stand::of(&public, at, year).words()).collect();
        let key = Stand::ALL.into_iter().filter(|own| seen.contains(own.words()));
        Ok((years.into_iter().zip(counts).map(map).collect(), key.map(|own| (swatch(own), set(own.words()))).collect()))
    }
}

fn value(number: Option<f64>, absence: Option<&String>, of: &ComparedFigure, signed: bool) -> Value {
    let sign = absence.and_then(|code| Absence::parse(code)).unwrap_or(Absence::NotPublished).sign();
    Value {
        number,
        absence: number.is_none().then(|| sign.to_owned()),
        decimals: of.decimals,
        unit: of.unit.clone(),
        signed,
    }
}

/// Before, after, difference.
fn values(of: &ComparedFigure) -> [Value; 3] {
    [
        value(of.before, of.before_absence.as_ref(), of, false),
        value(of.after, of.after_absence.as_ref(), of, false),
        value(of.difference, of.difference_absence.as_ref(), of, true),
    ]
}

fn figure(of: &ComparedFigure, own: &SchemeComparison) -> Figure {
    let [before, after, difference] = values(of);
    let remark = match of.after_interval {
        Some([low, high]) => format!(
            "{} à {}, 95 fois sur 100 ; {}",
            number(low, of.decimals),
            number(high, of.decimals),
            own.verdict_after
        ),
        None => String::new(),
    };
    Figure { label: of.label.clone(), before, after, difference, remark: set(&remark) }
}

fn line(own: &SchemeComparison) -> Line {
    let of = |kind: &str| own.figures.iter().find(|figure| figure.kind == kind).map(values);
    let none = || Value { number: None, absence: None, decimals: 0, unit: String::new(), signed: false };
    let lacking = || [none(), none(), none()];
    let [_, expected, _] = of("attendus").unwrap_or_else(lacking);
    Line {
        name: own.name.clone(),
        beneficiaries: of("beneficiaires").unwrap_or_else(lacking),
        reached: of("epci").unwrap_or_else(lacking),
        expected,
        verdict: own.verdict_after.clone(),
        marked: own.findings.iter().any(|finding| finding.kind == "portee"),
    }
}
