//! How the schemes are deployed over a region, judged at its EPCI: what was handed in, beside what a fair spread of the same
//! beneficiaries would have reached.
//!
//! For: the Region's monitor. Public: sums of the region, and of each EPCI what [`secret`] lets be told. Refuses to know: who was
//! helped. Next: [`scheme`] for one scheme, [`unit`] for the map, [`group`] for departments
//! and kinds of EPCI, [`finding`] for what should be looked at.

pub(crate) mod finding;
pub(crate) mod group;
pub(crate) mod local;
mod near;
mod parted;
pub(crate) mod scheme;
pub(crate) mod secret;
pub(crate) mod unit;
mod withheld;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lanterne_data::read::Card;
use lanterne_data::read::activity::Helped;
use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Fairness, Window};
use lanterne_observatory::{Level, Value};

use crate::document::deployment::{DeploymentDocument, MissingActivity, SchemeDeployment};
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;
use crate::view::{View, ViewKey, sole_region};

/// Level at which the schemes are judged: that of the contracts.
pub(crate) const LEVEL: Level = Level::Epci;
/// Draws of a spread.
pub(crate) const DRAWS: usize = 999;
/// Seed of every draw: the same question has the same answer.
pub(crate) const SEED: u64 = 2026;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct DeploymentQuery {
    /// Row of the region.
    pub(crate) region: Option<u32>,
    /// First year; that of the first handed in without.
    pub(crate) from: Option<u16>,
    /// Last year, likewise.
    pub(crate) to: Option<u16>,
}

/// What was handed in of a region, in the order of the rows of its EPCI.
pub(crate) struct Deployed<'a> {
    pub(crate) state: &'a State,
    pub(crate) view: Arc<View>,
    /// Schemes with activity, by slug; a benefit's `scheme` is the place in this list.
    pub(crate) schemes: Vec<&'a str>,
    /// Beneficiaries by EPCI; `unit` is the place among the rows of the view.
    pub(crate) benefits: Vec<Benefit>,
    /// What was done in the region.
    pub(crate) helped: Vec<&'a Helped>,
    pub(crate) window: Window,
    /// First and last year that were handed in.
    pub(crate) handed_in: [u16; 2],
    /// Whether the register speaks of each EPCI.
    pub(crate) open: Vec<bool>,
}

impl<'a> Deployed<'a> {
    /// Reads the activity of a region.
    ///
    /// # Errors
    /// [`Problem::NoActivity`] where nothing was handed in; a window that holds no year.
    pub(crate) fn of(state: &'a State, asked: &DeploymentQuery) -> Result<Self, Problem> {
        let region = asked.region.or_else(|| sole_region(state));
        let view = state.view(ViewKey::usual(LEVEL, region));
        let activity = &state.contents.activity;
        let years: BTreeSet<u16> = activity.given.iter().filter_map(|given| u16::try_from(given.year).ok()).collect();
        let (Some(first), Some(last)) = (years.first(), years.last()) else { return Err(Problem::NoActivity) };
        let window = Window { from: asked.from.unwrap_or(*first), to: asked.to.unwrap_or(*last) };
        if window.from < *first || window.to > *last || window.from > window.to {
            return Err(Problem::Parameter {
                name: "from, to".to_owned(),
                value: format!("{}–{}", window.from, window.to),
                expected: format!("deux années entre {first} et {last}, la première avant la dernière"),
            });
        }
        let belonging = &state.contents.belonging;
        let of_region = belonging.at(Level::Region);
        let here = |helped: &&Helped| region.is_none() || of_region.get(helped.commune as usize) == Some(&region);
        // Handed in elsewhere: of this region nothing is known, which is not that nobody was helped.
        if !activity.helped.iter().any(|helped| here(&helped)) {
            return Err(Problem::NoActivity);
        }
        let within = |helped: &&Helped| u16::try_from(helped.year).is_ok_and(|year| window.holds(year));
        let helped: Vec<&Helped> = activity.helped.iter().filter(here).filter(within).collect();
        let schemes: BTreeSet<&str> = activity.given.iter().map(|given| given.scheme.as_str()).collect();
        let schemes: Vec<&str> = schemes.into_iter().collect();
        let place: BTreeMap<u32, u32> = view.rows.iter().zip(0..).map(|(row, at)| (*row, at)).collect();
        let epci = belonging.at(LEVEL);
        let benefit = |helped: &&Helped| {
            let row = epci.get(helped.commune as usize).copied().flatten();
            Some(Benefit {
                // In no EPCI of the region: counted, in none of its units.
                unit: row.and_then(|row| place.get(&row).copied()).unwrap_or(u32::MAX),
                scheme: schemes.binary_search(&helped.scheme.as_str()).ok().and_then(|at| u32::try_from(at).ok())?,
                year: u16::try_from(helped.year).ok()?,
                beneficiaries: u32::try_from(helped.beneficiaries).unwrap_or(u32::MAX),
            })
        };
        let benefits = helped.iter().filter_map(benefit).collect();
        let open = view.columns.population.iter().map(Result::is_ok).collect();
        Ok(Self { handed_in: [*first, *last], state, view, schemes, benefits, helped, window, open })
    }

    pub(crate) fn deployment(&self) -> Deployment<'_> {
        Deployment { benefits: &self.benefits, open: &self.open }
    }

    /// What a notion of a fair spread gives each EPCI.
    pub(crate) fn allocation(&self, fairness: Fairness) -> Allocation {
        let columns = &self.view.columns;
        Allocation::of(fairness, &self.open, &columns.population, &columns.establishments)
    }

    pub(crate) fn population(&self) -> &[Value] {
        &self.view.columns.population
    }

    /// A scheme of this activity by its slug; all of them without one.
    pub(crate) fn scheme(&self, slug: Option<&str>) -> Option<u32> {
        let at = self.schemes.binary_search(&slug?).ok()?;
        u32::try_from(at).ok()
    }

    /// The cards the activity comes from.
    fn cards(&self) -> Vec<&'a Card> {
        let given: BTreeSet<&str> =
            self.state.contents.activity.given.iter().map(|given| given.card.as_str()).collect();
        self.state.contents.cards.iter().filter(|card| given.contains(card.card.as_str())).collect()
    }

    pub(crate) fn synthetic(&self) -> bool {
        self.cards().iter().any(|card| card.synthetic)
    }

    /// « Source : …, géographie 2026. Données synthétiques : aucun accompagnement n'y est réel. »
    pub(crate) fn source_line(&self) -> String {
        let titles: Vec<String> = self.cards().iter().map(|card| card.title.clone()).collect();
        let mark = match self.synthetic() {
            true => " Données synthétiques : aucun accompagnement n'y est réel.",
            false => "",
        };
        set(&format!("Source : {}, géographie {}.{mark}", titles.join(" ; "), self.state.manifest.cog))
    }

    /// « les Hauts-de-France »
    pub(crate) fn place(&self) -> String {
        set(&self.view.reference.named.with_article())
    }

    /// Operators that did not hand in a year that others handed in of one of their schemes.
    fn missing(&self) -> Vec<MissingActivity> {
        let given = &self.state.contents.activity.given;
        let mut expected: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
        let operators: BTreeSet<&str> = given.iter().map(|given| given.operator.as_str()).collect();
        for operator in operators {
            let own: BTreeSet<i16> =
                given.iter().filter(|given| given.operator == operator).map(|given| given.year).collect();
            let lacking = self.window.years().filter(|year| !own.iter().any(|own| u16::try_from(*own) == Ok(*year)));
            let lacking: BTreeSet<u16> = lacking.collect();
            if !lacking.is_empty() {
                expected.insert(operator, lacking);
            }
        }
        let named = |operator: &str| {
            let known = self.state.contents.operators.iter().find(|own| own.operator == operator);
            known.map_or_else(|| operator.to_owned(), |own| own.name.clone())
        };
        expected
            .into_iter()
            .map(|(operator, years)| MissingActivity {
                operator: operator.to_owned(),
                name: named(operator),
                years: years.into_iter().collect(),
            })
            .collect()
    }
}

/// The whole of it.
pub(crate) fn deployment(state: &State, asked: &DeploymentQuery) -> Result<DeploymentDocument, Problem> {
    let deployed = Deployed::of(state, asked)?;
    let unexplained = finding::unexplained(&deployed);
    let overall = scheme::scheme(&deployed, None, &unexplained);
    let mut schemes: Vec<_> =
        (0_u32..).zip(&deployed.schemes).map(|(at, _)| scheme::scheme(&deployed, Some(at), &unexplained)).collect();
    schemes.sort_by_key(|scheme| std::cmp::Reverse(scheme.beneficiaries.iter().flatten().sum::<u64>()));
    let missing = deployed.missing();
    let findings = finding::findings(&deployed, &unexplained, &overall, &schemes, &missing);
    hide(&mut schemes, &deployed)?;
    let open = deployed.open.iter().filter(|open| **open).count();
    let years: Vec<u16> = deployed.window.years().collect();
    Ok(DeploymentDocument {
        region: state.region_code(deployed.view.key.region).cloned(),
        place: deployed.place(),
        level: LEVEL.as_str().to_owned(),
        open,
        sentence: sentence(&deployed, &overall.beneficiaries, overall.reached.last().copied().unwrap_or(0), open),
        overall,
        schemes,
        findings,
        notes: notes(&deployed, &missing),
        missing,
        source_line: deployed.source_line(),
        synthetic: deployed.synthetic(),
        handed_in: deployed.handed_in,
        years,
    })
}

/// Hides what a scheme with too few beneficiaries would tell of them.
fn hide(schemes: &mut [SchemeDeployment], deployed: &Deployed<'_>) -> Result<(), Problem> {
    let every_year = DeploymentQuery { region: deployed.view.key.region, from: None, to: None };
    let whole = Deployed::of(deployed.state, &every_year)?;
    let years = withheld::years(&whole);
    let begin = usize::from(deployed.window.from.saturating_sub(whole.window.from));
    for scheme in schemes {
        let Some(at) = whole.scheme(scheme.scheme.as_deref()) else { continue };
        withheld::withhold(scheme, &years[at as usize], begin..begin + scheme.beneficiaries.len());
    }
    Ok(())
}

fn sentence(deployed: &Deployed<'_>, beneficiaries: &[Option<u64>], reached: usize, open: usize) -> String {
    let total: u64 = beneficiaries.iter().flatten().sum();
    let Window { from, to } = deployed.window;
    let schemes = count(deployed.schemes.len(), "dispositif a", "dispositifs ont");
    let people = crate::french::integer(total as f64);
    let when = if from == to { format!("en {from}") } else { format!("de {from} à {to}") };
    set(&format!("{schemes} accompagné {people} bénéficiaires {when}, dans {reached} EPCI sur {open}."))
}

fn notes(deployed: &Deployed<'_>, missing: &[MissingActivity]) -> Vec<String> {
    let mut notes = vec![
        "Une structure compte une fois par dispositif et par année, quel que soit le nombre d'actes.".to_owned(),
        format!(
            "Un nombre de bénéficiaires inférieur à {} n'est pas montré (s), ni ceux qui le laisseraient deviner.",
            secret::FEWEST
        ),
    ];
    notes.push(format!(
        "Les constats comparent à un tirage au hasard {}. Chaque famille de constats est tenue à une erreur de 5 % : un dispositif dit en défaut \
         à tort une fois sur vingt au plus, ou un territoire sur vingt nommé à tort au plus, en moyenne.",
        finding::JUDGED_BY.label()
    ));
    if !missing.is_empty() {
        let names: Vec<String> = missing.iter().map(|one| one.name.clone()).collect();
        notes.push(format!(
            "Activité non remise par {} : ce qui est montré est un minimum.",
            list(&names, 6.min(names.len()))
        ));
    }
    let outside: u64 = deployed.deployment().cohort(|_| true, deployed.window).outside;
    if outside > 0 {
        notes.push(format!(
            "{} ne sont dans aucun EPCI de la région, ou dans un EPCI compté dans une autre : ils comptent dans les totaux seulement.",
            count(usize::try_from(outside).unwrap_or(usize::MAX), "bénéficiaire", "bénéficiaires")
        ));
    }
    notes.into_iter().map(|note| set(&note)).collect()
}
