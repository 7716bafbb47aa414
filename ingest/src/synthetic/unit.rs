//! Legal units: establishments of one family and activity are grouped into units, and rows that count for nothing are set
//! beside (closed, without employees, of an ESS category without the flag).

use std::collections::BTreeMap;

use super::deal::Establishment;
use super::draw::Draw;
use super::place::Place;
use super::targets::Targets;

/// A legal unit and its establishments, the first being its head office.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Legal category (level III).
    pub category: String,
    /// NAF sub-class.
    pub naf: String,
    /// The flag of the law of 2014: `O`, `N` or empty, as Sirene writes it.
    pub flag: &'static str,
    /// A natural person whose name and address are not to be shown.
    pub protected: bool,
    /// Year, month and day of creation.
    pub created: (u32, u32, u32),
    /// Its establishments.
    pub sites: Vec<Site>,
}

/// An establishment of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    /// Index of its commune in the places.
    pub place: usize,
    /// Size band (index in the targets); `None`: employs nobody.
    pub band: Option<usize>,
    /// Still open.
    pub active: bool,
}

/// Share of units that are alone, in the ESS and outside.
const ALONE: f64 = 0.93;

/// All units, in an order that tells nothing of their kind.
pub(super) fn units(targets: &Targets, places: &[Place], ess: &[Establishment], rest: &[Establishment]) -> Vec<Unit> {
    let mut draw = Draw::named(targets.seed, "units");
    let mut units = Vec::new();
    for ((famille, sector), sites) in grouped(ess) {
        let (famille, sector) = (&targets.famille[famille.unwrap_or(0)], &targets.sector[sector]);
        for sites in bundles(sites, &mut draw) {
            let category = weighted(&famille.categories, &mut draw);
            units.push(unit(category, pick(&sector.naf, &mut draw), "O", sites, &mut draw));
        }
    }
    let associations: Vec<_> = targets.famille.iter().filter(|famille| famille.famille == "association").collect();
    let mut unflagged = (ess.len() as f64 * targets.beside.unflagged_pct / 100.0).round() as usize;
    for ((_, activity), sites) in grouped(rest) {
        let target = &targets.rest[activity];
        for sites in bundles(sites, &mut draw) {
            let category = pick(&target.categories, &mut draw);
            match associations.first() {
                // An ESS category without the flag: small and alone, so that the perimeters differ a little.
                Some(famille) if unflagged > 0 && sites.len() == 1 && draw.unit() < 0.02 => {
                    unflagged -= 1;
                    let flag = if draw.unit() < 0.5 { "N" } else { "" };
                    units.push(unit(
                        weighted(&famille.categories, &mut draw),
                        target.naf.clone(),
                        flag,
                        sites,
                        &mut draw,
                    ));
                }
                _ => units.push(unit(category, target.naf.clone(), "", sites, &mut draw)),
            }
        }
    }
    beside(targets, places, ess, rest, &mut units, &mut draw);
    draw.shuffle(&mut units);
    units
}

type Groups = BTreeMap<(Option<usize>, usize), Vec<Site>>;

fn grouped(list: &[Establishment]) -> Groups {
    let mut groups = Groups::new();
    for establishment in list {
        let site = Site { place: establishment.place, band: Some(establishment.band), active: true };
        groups.entry((establishment.famille, establishment.activity)).or_default().push(site);
    }
    groups
}

/// Sites in groups of one to six, in a random order.
fn bundles(mut sites: Vec<Site>, draw: &mut Draw) -> Vec<Vec<Site>> {
    draw.shuffle(&mut sites);
    let mut bundles = Vec::new();
    while !sites.is_empty() {
        let size = if draw.unit() < ALONE { 1 } else { 2 + draw.below(5) };
        bundles.push(sites.split_off(sites.len().saturating_sub(size)));
    }
    bundles
}

fn unit(category: String, naf: String, flag: &'static str, sites: Vec<Site>, draw: &mut Draw) -> Unit {
    let protected = category == "1000" && draw.unit() < 0.4;
    let created = (1975 + draw.below(47) as u32, 1 + draw.below(12) as u32, 1 + draw.below(28) as u32);
    Unit { category, naf, flag, protected, created, sites }
}

/// Rows that no total counts: without employees, and closed.
fn beside(
    targets: &Targets,
    places: &[Place],
    ess: &[Establishment],
    rest: &[Establishment],
    units: &mut Vec<Unit>,
    draw: &mut Draw,
) {
    if ess.is_empty() || rest.is_empty() || places.is_empty() {
        return;
    }
    let number = |pct: f64| (ess.len() as f64 * pct / 100.0).round() as usize;
    let mut add = |count: usize, like: &[Establishment], open: bool, draw: &mut Draw| {
        for _ in 0..count {
            let model = like[draw.below(like.len())];
            let site = Site { place: model.place, band: (!open).then_some(model.band), active: open };
            let (category, naf, flag) = match model.famille {
                Some(famille) => (
                    weighted(&targets.famille[famille].categories, draw),
                    pick(&targets.sector[model.activity].naf, draw),
                    "O",
                ),
                None => {
                    (pick(&targets.rest[model.activity].categories, draw), targets.rest[model.activity].naf.clone(), "")
                }
            };
            units.push(unit(category, naf, flag, vec![site], draw));
        }
    };
    add(number(targets.beside.ess_without_employees_pct), ess, true, draw);
    add(number(targets.beside.rest_without_employees_pct), rest, true, draw);
    add(number(targets.beside.closed_pct), ess, false, draw);
}

fn pick(list: &[String], draw: &mut Draw) -> String {
    list.get(draw.below(list.len())).cloned().unwrap_or_default()
}

fn weighted(list: &[(String, f64)], draw: &mut Draw) -> String {
    let mut left = draw.unit() * list.iter().map(|(_, weight)| weight).sum::<f64>();
    list.iter()
        .find(|(_, weight)| {
            left -= weight;
            left < 0.0
        })
        .or(list.last())
        .map(|(code, _)| code.clone())
        .unwrap_or_default()
}
