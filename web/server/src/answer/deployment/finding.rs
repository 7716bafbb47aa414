//! What should be looked at, the gravest first: each a sentence with its figure, what it rests on, and where it is on the map.
//!
//! What chance does not explain is found by [`lanterne_observatory::cohort::finding`]; here it is put in words. By EPCI, and by watch
//! zone: what is too small to be told of one EPCI may be told of four together.

use lanterne_observatory::assembly::{Grouping, Territory};
use lanterne_observatory::cohort::finding::{Finding, Parameters, findings as found};
use lanterne_observatory::cohort::{Allocation, Deployment, Fairness, Window, regroup};

use super::scheme::rarely;
use super::{Deployed, LEVEL, SEED};
use crate::document::deployment::{FindingDocument, MissingActivity, SchemeDeployment};
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::french::{integer, number as written};

/// The notion of a fair spread that findings are judged by: schemes help structures, and go where structures are.
pub(crate) const JUDGED_BY: Fairness = lanterne_observatory::white_zone::recours::FAIRNESS;
/// Territories named in a finding.
const NAMES: usize = 5;
/// Years of the shorter windows.
const SHORT: u16 = 3;

/// What chance does not explain, EPCI by EPCI, for each notion of a fair spread.
pub(super) fn unexplained(deployed: &Deployed<'_>) -> Vec<Finding> {
    let fair: Vec<(Fairness, Allocation)> =
        Fairness::ALL.iter().map(|fairness| (*fairness, deployed.allocation(*fairness))).collect();
    let schemes: Vec<u32> = (0..).take(deployed.schemes.len()).collect();
    found(&deployed.deployment(), &schemes, &windows(deployed.window), &fair, Parameters::default(), SEED)
}

/// All the years, all but the first, and every three of them.
fn windows(whole: Window) -> Vec<Window> {
    let mut windows = vec![whole];
    if whole.to > whole.from + SHORT {
        windows.push(Window { from: whole.from + 1, to: whole.to });
    }
    if whole.to >= whole.from + SHORT {
        windows.extend(whole.rolling(SHORT));
    }
    windows
}

/// Every finding as it is told.
pub(super) fn findings(
    deployed: &Deployed<'_>,
    unexplained: &[Finding],
    overall: &SchemeDeployment,
    schemes: &[SchemeDeployment],
    missing: &[MissingActivity],
) -> Vec<FindingDocument> {
    let words = Words { deployed, schemes };
    let judged: Vec<Finding> = unexplained.iter().copied().filter(|finding| finding.fairness() == JUDGED_BY).collect();
    let mut told: Vec<FindingDocument> = Vec::new();
    told.extend(words.unreached(&judged));
    told.extend(judged.iter().filter_map(|finding| words.shortfall(finding)));
    told.extend(words.missed(&judged));
    told.extend(words.watched());
    told.extend(target(deployed, overall));
    told.extend(not_given(missing, deployed.synthetic()));
    told.sort_by_key(|finding| std::cmp::Reverse(finding.gravity));
    told
}

struct Words<'a> {
    deployed: &'a Deployed<'a>,
    schemes: &'a [SchemeDeployment],
}

impl Words<'_> {
    fn scheme(&self, at: u32) -> Option<&SchemeDeployment> {
        let slug = *self.deployed.schemes.get(at as usize)?;
        self.schemes.iter().find(|own| own.scheme.as_deref() == Some(slug))
    }

    /// Codes and names of EPCI by their place among the rows.
    fn named(&self, units: &[u32]) -> (Vec<String>, Vec<String>) {
        let index = self.deployed.state.territories(LEVEL);
        let rows = units.iter().filter_map(|unit| self.deployed.view.rows.get(*unit as usize)).map(|row| *row as usize);
        let rows: Vec<usize> = rows.collect();
        let of = |column: &[String]| rows.iter().filter_map(|row| column.get(*row).cloned()).collect();
        (of(&index.code), of(&index.name))
    }

    /// EPCI that no scheme reached, all in one.
    fn unreached(&self, judged: &[Finding]) -> Option<FindingDocument> {
        let of = |finding: &Finding| match *finding {
            Finding::Unreached { unit, expected, .. } => Some((unit, expected)),
            Finding::Shortfall { .. } | Finding::SchemeUnreached { .. } => None,
        };
        let (units, expected): (Vec<u32>, Vec<f64>) = judged.iter().filter_map(of).unzip();
        let (codes, names) = self.named(&units);
        let expected: f64 = expected.iter().sum();
        let Window { from, to } = self.deployed.window;
        (!units.is_empty()).then(|| FindingDocument {
            kind: "jamais".to_owned(),
            gravity: 3,
            sentence: set(&format!(
                "{} sans aucun bénéficiaire, tous dispositifs réunis, entre {from} et {to}",
                count(units.len(), "EPCI", "EPCI")
            )),
            detail: set(&format!(
                "{} ; {} bénéficiaires y étaient attendus.",
                list(&names, NAMES),
                integer(expected.round())
            )),
            observed: Some(0.0),
            expected: Some(expected),
            unit: set("bénéficiaires"),
            scheme: None,
            codes,
        })
    }

    /// A scheme that reaches too few EPCI.
    fn shortfall(&self, finding: &Finding) -> Option<FindingDocument> {
        let Finding::Shortfall { scheme, window, covered, expected, probability, .. } = *finding else { return None };
        let own = self.scheme(scheme)?;
        let fewer = integer((expected - covered as f64).round());
        Some(FindingDocument {
            kind: "portee".to_owned(),
            gravity: 3,
            sentence: set(&format!(
                "{} atteint {covered} EPCI de {} à {} : {fewer} de moins que le hasard n'en expliquerait",
                own.name, window.from, window.to
            )),
            detail: set(&format!(
                "{} attendus d'un tirage {} ; un tel écart n'arrive au hasard {}.",
                written(expected, 0),
                JUDGED_BY.label(),
                rarely(probability)
            )),
            observed: Some(covered as f64),
            expected: Some(expected),
            unit: set("EPCI atteints"),
            scheme: own.scheme.clone(),
            codes: Vec::new(),
        })
    }

    /// EPCI that a scheme misses, one finding for each scheme.
    fn missed(&self, judged: &[Finding]) -> Vec<FindingDocument> {
        let of_scheme = |at: u32| {
            let of = |finding: &Finding| match *finding {
                Finding::SchemeUnreached { scheme, unit, window, expected, .. } if scheme == at => {
                    Some((unit, (window, expected)))
                }
                _ => None,
            };
            let (units, evidence): (Vec<u32>, Vec<(Window, f64)>) = judged.iter().filter_map(of).unzip();
            let (codes, names) = self.named(&units);
            let since = evidence.iter().map(|(window, _)| window.from).max()?;
            let expected: f64 = evidence.iter().map(|(_, expected)| expected).sum();
            let own = self.scheme(at)?;
            Some(self.without(own, &list(&names, NAMES), since, expected, codes))
        };
        (0..).take(self.deployed.schemes.len()).filter_map(of_scheme).collect()
    }

    fn without(
        &self,
        own: &SchemeDeployment,
        place: &str,
        since: u16,
        expected: f64,
        codes: Vec<String>,
    ) -> FindingDocument {
        FindingDocument {
            kind: "dispositif".to_owned(),
            gravity: 2,
            sentence: set(&format!("{place} : aucun {} depuis {since}, {} attendus", own.name, written(expected, 1))),
            detail: set("Le hasard ne suffit pas à l'expliquer."),
            observed: Some(0.0),
            expected: Some(expected),
            unit: set("bénéficiaires"),
            scheme: own.scheme.clone(),
            codes,
        }
    }

    /// The watch zones, each as one territory: what a scheme misses there and no EPCI alone can tell.
    fn watched(&self) -> Vec<FindingDocument> {
        let (state, rows) = (self.deployed.state, &self.deployed.view.rows);
        let index = state.territories(LEVEL);
        let place = |code: &String| rows.binary_search(&index.row(code)?).ok().and_then(|at| u32::try_from(at).ok());
        let zones: Vec<(&str, Vec<u32>)> = state
            .contents
            .zones
            .iter()
            .filter(|zone| zone.is_watched())
            .map(|zone| {
                let members = if zone.epci.is_empty() { &zone.epci_candidate } else { &zone.epci };
                (zone.name.as_str(), members.iter().filter_map(place).collect::<Vec<u32>>())
            })
            .filter(|(_, members)| !members.is_empty())
            .collect();
        let mut territories: Vec<Territory> =
            zones.iter().map(|(_, members)| members.iter().copied().collect()).collect();
        let all: Territory = (0..).take(rows.len()).collect();
        territories.push(territories.iter().fold(all, |rest, zone| rest.difference(zone)));
        let grouping = Grouping::of_territories(rows.len(), &territories);
        let benefits = regroup(&self.deployed.benefits, &grouping);
        let open = vec![true; territories.len()];
        let weights = grouping.sum(&self.deployed.view.columns.establishments);
        let fair = [(JUDGED_BY, Allocation::proportional(&weights, &open))];
        let schemes: Vec<u32> = (0..).take(self.deployed.schemes.len()).collect();
        let deployment = Deployment { benefits: &benefits, open: &open };
        let said = found(&deployment, &schemes, &windows(self.deployed.window), &fair, Parameters::default(), SEED);
        said.iter()
            .filter_map(|finding| {
                let Finding::SchemeUnreached { scheme, unit, window, expected, .. } = *finding else { return None };
                let (name, members) = zones.get(unit as usize)?;
                let (codes, _) = self.named(members);
                let place = format!("{name}, zone à surveiller");
                Some(self.without(self.scheme(scheme)?, &place, window.from, expected, codes))
            })
            .collect()
    }
}

/// The last year below its target.
fn target(deployed: &Deployed<'_>, overall: &SchemeDeployment) -> Option<FindingDocument> {
    let (target, last) = (overall.target?, (*overall.beneficiaries.last()?)?);
    ((last as f64) < target).then(|| FindingDocument {
        kind: "objectif".to_owned(),
        gravity: 2,
        sentence: set(&format!(
            "{} bénéficiaires accompagnés en {}, pour un objectif de {}",
            integer(last as f64),
            deployed.window.to,
            integer(target)
        )),
        detail: overall.target_sentence.clone(),
        observed: Some(last as f64),
        expected: Some(target),
        unit: set("bénéficiaires"),
        scheme: None,
        codes: Vec::new(),
    })
}

fn not_given(missing: &[MissingActivity], synthetic: bool) -> Option<FindingDocument> {
    // The operators are real; what is told of them here is not.
    let mark = if synthetic { " Activité inventée : ce n'est pas un fait sur ces opérateurs." } else { "" };
    let names: Vec<String> = missing.iter().map(|one| one.name.clone()).collect();
    (!missing.is_empty()).then(|| FindingDocument {
        kind: "remise".to_owned(),
        gravity: 1,
        sentence: set(&match missing.len() {
            1 => "Un opérateur n'a pas remis toute son activité".to_owned(),
            many => format!("{many} opérateurs n'ont pas remis toute leur activité"),
        }),
        detail: set(&format!("{}. La couverture affichée est un minimum.{mark}", list(&names, NAMES))),
        observed: None,
        expected: None,
        unit: String::new(),
        scheme: None,
        codes: Vec::new(),
    })
}
