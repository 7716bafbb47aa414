//! A small world of ten communes, written through the data crate as a build would: one region wholly covered, one EPCI
//! across its border, one commune without EPCI, a synthetic register.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lanterne_data::Draft;
use lanterne_data::manifest::{Manifest, OUTLINES, PublishedFile};
use lanterne_data::published::{self, Published, Publisher};
use lanterne_data::read::contents;
use lanterne_data::row::{self, Territory};
use lanterne_observatory::assembly::{Grouping, assemble};
use lanterne_observatory::indicator::compute;
use lanterne_observatory::{Absence, Indicator, Level, Perimetre};

use crate::ground::{outlines, tiles};
use crate::zoned::{Zoning, code_in, zone_neighbours, zone_rows};

use crate::{deployed, listed, past};

pub(crate) const MEL: &str = "245900410";
pub(crate) const EST_SOMME: &str = "200070985";
pub(crate) const ACROSS: &str = "200000003";
pub(crate) const CARD: &str = "lanterne/registre-synthetique";

/// Code, name, department, region, EPCI, population, postcodes, ESS employers (associations, cooperatives), all employers.
pub(crate) type Place =
    (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, i64, &'static str, [i64; 2], i64);

/// In code order: the position is the row.
pub(crate) const COMMUNES: [Place; 10] = [
    ("27070", "Bosc-Roger", "27", "28", Some(ACROSS), 2_000, "27150", [0, 0], 0),
    ("59350", "Lille", "59", "32", Some(MEL), 236_710, "59000 59800", [620, 60], 9_000),
    ("59512", "Roubaix", "59", "32", Some(MEL), 98_892, "59100", [180, 12], 3_000),
    ("60400", "Méru", "60", "32", Some(ACROSS), 14_000, "60110", [25, 2], 400),
    ("62041", "Arras", "62", "32", Some("200033579"), 42_600, "62000", [120, 9], 2_000),
    ("76540", "Rouen", "76", "28", Some("200023414"), 116_331, "76000 76100", [0, 0], 0),
    ("80021", "Amiens", "80", "32", Some("248000531"), 134_057, "80000 80080 80090", [360, 30], 5_000),
    ("80410", "Ham", "80", "32", Some(EST_SOMME), 19_989, "80400", [9, 1], 500),
    ("80620", "Péronne", "80", "32", Some("200037059"), 27_000, "80200", [60, 3], 900),
    ("85113", "L'Île-d'Yeu", "85", "52", None, 4_900, "85350", [0, 0], 0),
];

pub(crate) const EPCI: [(&str, &str, &str, &str, &str); 7] = [
    (ACROSS, "CC du Vexin-Thelle", "CC", "60", "32"),
    ("200023414", "Métropole Rouen Normandie", "ME", "76", "28"),
    ("200033579", "CU d'Arras", "CU", "62", "32"),
    ("200037059", "CC de la Haute Somme", "CC", "80", "32"),
    (EST_SOMME, "CC de l'Est de la Somme", "CC", "80", "32"),
    (MEL, "Métropole Européenne de Lille", "ME", "59", "32"),
    ("248000531", "CA Amiens Métropole", "CA", "80", "32"),
];

const DEPARTEMENTS: [(&str, &str, &str); 7] = [
    ("27", "Eure", "28"),
    ("59", "Nord", "32"),
    ("60", "Oise", "32"),
    ("62", "Pas-de-Calais", "32"),
    ("76", "Seine-Maritime", "28"),
    ("80", "Somme", "32"),
    ("85", "Vendée", "52"),
];

const REGIONS: [(&str, &str); 3] = [("28", "Normandie"), ("32", "Hauts-de-France"), ("52", "Pays de la Loire")];

/// Writes a snapshot under `<var>/snapshots/<id>`; nothing names it current yet.
pub(crate) fn build(var: &Path, id: &str) -> PathBuf {
    build_zoned(var, id, &[])
}

/// The same, with zonings of study.
pub(crate) fn build_zoned(var: &Path, id: &str, zonings: &[Zoning]) -> PathBuf {
    build_with(var, id, zonings, |_| {})
}

/// The same, with what is put in beside.
pub(crate) fn build_with(var: &Path, id: &str, zonings: &[Zoning], beside: impl Fn(&Draft)) -> PathBuf {
    let folder = var.join("snapshots").join(id);
    fs::create_dir_all(&folder).unwrap();
    let draft = Draft::create(&folder.join("lanterne.duckdb")).unwrap();
    geography(&draft, zonings);
    register(&draft);
    facts(&draft);
    beside(&draft);
    results(&draft);
    let tables = draft.finish().unwrap();
    let published = leaving(&folder);
    let tiles = tiles(&folder.join("tiles"), zonings);
    let manifest = Manifest {
        id: id.to_owned(),
        cog: 2026,
        synthetic: true,
        inputs: Vec::new(),
        tables,
        tiles,
        outlines: Some(outlines(&folder.join(OUTLINES))),
        published,
        parameters: Default::default(),
    };
    manifest.write(&folder.join("manifest.json")).unwrap();
    folder
}

/// The tables that leave, as a build writes them, their checksums made up.
fn leaving(folder: &Path) -> Vec<PublishedFile> {
    let tables = folder.join(published::FOLDER);
    fs::create_dir_all(&tables).unwrap();
    let publisher = Publisher::open(&folder.join("lanterne.duckdb"), 2026).unwrap();
    let mut index = Vec::new();
    for (at, definition) in published::definitions().unwrap().iter().enumerate() {
        let mut table = publisher.write(definition, &tables).unwrap();
        table.bytes = fs::metadata(tables.join(format!("{}.parquet", table.name))).unwrap().len();
        table.sha256 = format!("{at:064x}");
        index.push(table);
    }
    fs::write(tables.join(published::INDEX), serde_json::to_vec(&index).unwrap()).unwrap();
    let file = |table: Published| PublishedFile { table: table.name, sha256: table.sha256, bytes: table.bytes };
    index.into_iter().map(file).collect()
}

/// Names a snapshot as the one to serve, as a build does: beside, then renamed.
pub(crate) fn publish(var: &Path, id: &str) {
    fs::write(var.join("current.new"), format!("{id}\n")).unwrap();
    fs::rename(var.join("current.new"), var.join("current")).unwrap();
}

pub(crate) fn territory(level: Level, row: usize, code: &str, name: &str, members: &[usize]) -> Territory {
    let population = members.iter().map(|at| COMMUNES[*at].5).sum();
    let (west, east) = (*members.iter().min().unwrap() as f64, *members.iter().max().unwrap() as f64 + 1.0);
    Territory {
        level: level.as_str().to_owned(),
        row: i32::try_from(row).unwrap(),
        code: code.to_owned(),
        name: name.to_owned(),
        nature: None,
        departement: None,
        region: None,
        population: Some(population),
        area_km2: Some(30.0 * members.len() as f64),
        lon: Some((west * 0.2 + east * 0.2) / 2.0),
        lat: Some(50.1),
        west: Some(west * 0.2),
        south: Some(50.0),
        east: Some(east * 0.2),
        north: Some(50.2),
        commune_count: i32::try_from(members.len()).unwrap(),
        outline: true,
    }
}

fn members(belongs: impl Fn(&Place) -> bool) -> Vec<usize> {
    (0..COMMUNES.len()).filter(|at| belongs(&COMMUNES[*at])).collect()
}

fn geography(draft: &Draft, zonings: &[Zoning]) {
    let mut rows = Vec::new();
    for (row, commune) in COMMUNES.iter().enumerate() {
        let mut own = territory(Level::Commune, row, commune.0, commune.1, &[row]);
        (own.departement, own.region) = (Some(commune.2.to_owned()), Some(commune.3.to_owned()));
        rows.push(own);
    }
    for (row, (code, name, nature, departement, region)) in EPCI.iter().enumerate() {
        let mut own = territory(Level::Epci, row, code, name, &members(|commune| commune.4 == Some(*code)));
        (own.nature, own.departement, own.region) =
            (Some((*nature).to_owned()), Some((*departement).to_owned()), Some((*region).to_owned()));
        rows.push(own);
    }
    for (row, (code, name, region)) in DEPARTEMENTS.iter().enumerate() {
        let mut own = territory(Level::Departement, row, code, name, &members(|commune| commune.2 == *code));
        own.region = Some((*region).to_owned());
        rows.push(own);
    }
    for (row, (code, name)) in REGIONS.iter().enumerate() {
        rows.push(territory(Level::Region, row, code, name, &members(|commune| commune.3 == *code)));
    }
    rows.push(territory(Level::France, 0, "FR", "France", &members(|_| true)));
    rows.extend(zonings.iter().flat_map(zone_rows));
    draft.append(&rows).unwrap();
    let belonging: Vec<row::Commune> = (0..)
        .zip(&COMMUNES)
        .map(|(at, commune)| row::Commune {
            code: commune.0.to_owned(),
            epci: commune.4.map(str::to_owned),
            departement: commune.2.to_owned(),
            region: commune.3.to_owned(),
            zone_emploi: code_in(zonings, Level::ZoneEmploi, at),
            bassin_vie: code_in(zonings, Level::BassinVie, at),
            postcodes: commune.6.split(' ').map(str::to_owned).collect(),
        })
        .collect();
    draft.append(&belonging).unwrap();
    draft.append(&neighbours()).unwrap();
    let passage = row::Passage {
        cog_from: 2024,
        code_from: "80999".to_owned(),
        cog_to: 2025,
        code_to: "80620".to_owned(),
        ratio: 1.0,
        kind: "merger".to_owned(),
    };
    draft.append(&[passage]).unwrap();
    draft.append(&zone_neighbours(zonings)).unwrap();
}

/// Ten squares in a row: each touches the next, and so do their EPCI.
fn neighbours() -> Vec<row::Neighbour> {
    let epci = |at: usize| EPCI.iter().position(|epci| Some(epci.0) == COMMUNES[at].4);
    let mut pairs: BTreeSet<(Level, usize, usize)> = BTreeSet::new();
    for at in 1..COMMUNES.len() {
        pairs.insert((Level::Commune, at - 1, at));
        if let (Some(one), Some(other)) = (epci(at - 1), epci(at))
            && one != other
        {
            pairs.insert((Level::Epci, one, other));
        }
    }
    let both = pairs.into_iter().flat_map(|(level, one, other)| [(level, one, other), (level, other, one)]);
    let distinct: BTreeSet<(Level, usize, usize)> = both.collect();
    distinct
        .into_iter()
        .map(|(level, one, other)| row::Neighbour {
            level: level.as_str().to_owned(),
            row: i32::try_from(one).unwrap(),
            other: i32::try_from(other).unwrap(),
            length_m: 20_000.0,
        })
        .collect()
}

fn register(draft: &Draft) {
    draft
        .append(&[row::Card {
            card: CARD.to_owned(),
            producer: "Lanterne".to_owned(),
            title: "Registre synthétique d'établissements".to_owned(),
            licence: "Licence Ouverte 2.0".to_owned(),
            address: "lanterne:synthetique".to_owned(),
            millesime: "2022".to_owned(),
            cog: 2026,
            synthetic: true,
            year: Some(2022),
        }])
        .unwrap();
    let coverage: Vec<row::Coverage> = ["59", "60", "62", "80"]
        .iter()
        .map(|departement| row::Coverage { card: CARD.to_owned(), departement: (*departement).to_owned() })
        .collect();
    draft.append(&coverage).unwrap();
    let (mut ess, mut economy) = (Vec::new(), Vec::new());
    for commune in COMMUNES.iter().filter(|commune| commune.8 > 0) {
        for (famille, employers, loi_2014) in
            [("association", commune.7[0], true), ("cooperative", commune.7[1], true), ("mutuelle", 1, false)]
        {
            let jobs = employers as f64 * 12.5;
            ess.push(row::EssCount {
                commune: commune.0.to_owned(),
                famille: famille.to_owned(),
                section: Some(if famille == "association" { "Q" } else { "G" }.to_owned()),
                tranche: "11".to_owned(),
                loi_2014,
                categorie: true,
                esus: false,
                siae: false,
                establishments: employers + 5,
                employers,
                jobs_low: jobs * 0.8,
                jobs,
                jobs_high: jobs * 1.4,
            });
        }
        // A fifth in health, a quarter in trade, the rest unknown.
        let (health, trade) = (commune.8 / 5, commune.8 / 4);
        for (section, employers) in [(Some("Q"), health), (Some("G"), trade), (None, commune.8 - health - trade)] {
            economy.push(row::EconomyCount {
                commune: commune.0.to_owned(),
                section: section.map(str::to_owned),
                establishments: employers * 2,
                employers,
                jobs_low: employers as f64 * 8.0,
                jobs: employers as f64 * 10.0,
                jobs_high: employers as f64 * 13.0,
            });
        }
    }
    for year in past::YEARS {
        past::register(draft, year, &ess, &economy);
    }
    draft.append(&listed::establishments(&ess)).unwrap();
    draft.append(&ess).unwrap();
    draft.append(&economy).unwrap();
}

fn site(name: &str, operator: &str, basis: &str, commune: Option<(&str, f64)>) -> row::Site {
    row::Site {
        site: name.to_owned(),
        operator: Some(operator.to_owned()),
        network: "operateur".to_owned(),
        name: name.to_owned(),
        kind: "inconnu".to_owned(),
        basis: basis.to_owned(),
        commune: commune.map(|(code, _)| code.to_owned()),
        lon: commune.map(|(_, lon)| lon),
        lat: commune.map(|_| 50.1),
        precision: if commune.is_some() { "commune" } else { "inconnue" }.to_owned(),
        address: None,
        days_month: None,
        opened: None,
        closed: None,
        card: CARD.to_owned(),
    }
}

fn facts(draft: &Draft) {
    let operator = |operator: &str| row::Operator {
        operator: operator.to_owned(),
        name: operator.to_uppercase(),
        role: None,
        website: None,
        document: "feuille-de-route.txt".to_owned(),
        quote: None,
        note: None,
    };
    draft.append(&[operator("germoir"), operator("galilee"), operator("maillage")]).unwrap();
    let scheme = |operator: &str| row::OperatorScheme { operator: operator.to_owned(), scheme: "acc_ess".to_owned() };
    draft.append(&[scheme("galilee"), scheme("maillage")]).unwrap();
    draft
        .append(&[row::Scheme {
            scheme: "acc_ess".to_owned(),
            name: "ACC'ESS".to_owned(),
            kind: "accompagnement".to_owned(),
            lever: None,
            life_stage: None,
            beneficiaries: None,
            amount_max_eur: None,
            amount_min_eur: None,
            duration_months: None,
            eligibility: None,
            yearly_volume: None,
            co_financers: None,
            document: "feuille-de-route.txt".to_owned(),
            quote: None,
            note: None,
        }])
        .unwrap();
    let sites = [
        site("germoir-siege", "germoir", "document", Some(("59350", 0.3))),
        site("galilee-atelier", "galilee", "atelier", Some(("62041", 0.9))),
        site("maillage-inconnu", "maillage", "document", None),
    ];
    draft.append(&sites).unwrap();
    deployed::activity(draft);
    draft
        .append(&[row::Zone {
            zone: "zone_est_80".to_owned(),
            name: "Est de la Somme".to_owned(),
            kind: "watch_zone".to_owned(),
            departement: Some(vec!["80".to_owned()]),
            epci: Some(vec![EST_SOMME.to_owned()]),
            epci_candidate: Some(vec!["200037059".to_owned()]),
            basis: Some("text only".to_owned()),
            description: None,
            document: Some("001_3e71a41f5b2cb31d.txt".to_owned()),
            quote: Some("L'est de la Somme".to_owned()),
            note: Some("Un des EPCI se dit à l'est.".to_owned()),
        }])
        .unwrap();
    let share = |figure: &str, level: &str, code: &str, name: &str, value: f64, year: &str| row::FigurePublished {
        figure: figure.to_owned(),
        origin: "externe".to_owned(),
        level: level.to_owned(),
        code: Some(code.to_owned()),
        name: Some(name.to_owned()),
        measure: "share_ess_jobs_pct".to_owned(),
        detail: String::new(),
        value: Some(value),
        unit: "pct".to_owned(),
        year: Some(year.to_owned()),
        source: Some("INSEE Analyses".to_owned()),
        document: None,
        quote: None,
        note: None,
    };
    draft
        .append(&[
            share("rx_1", "other_region", "28", "Normandie", 10.5, "2014"),
            share("rx_2", "other_region", "28", "Normandie", 10.9, "2021"),
            share("rx_3", "france", "FR", "France de province", 11.0, "2021"),
            share("rx_4", "france", "FR", "France", 10.2, "2020"),
        ])
        .unwrap();
}

/// Table `result`, by the functions a build calls.
fn results(draft: &Draft) {
    let contents = contents(&draft.snapshot().unwrap()).unwrap();
    let covered = contents.grain.covered.clone();
    let mut rows = Vec::new();
    for index in &contents.territories {
        for perimetre in Perimetre::ALL {
            let grouping = Grouping::of_level(index.level, contents.belonging.at(index.level), index.len());
            let columns = assemble(&contents.grain, &grouping, *perimetre);
            let whole = Grouping::of_communes(covered.len(), |commune| covered[commune]);
            let reference = assemble(&contents.grain, &whole, *perimetre).reference(0);
            for indicator in Indicator::ALL {
                for (row, estimate) in compute(*indicator, &columns.facts(reference)).into_iter().enumerate() {
                    if estimate.value == Err(Absence::NotPublished) {
                        continue;
                    }
                    rows.push(row::Outcome {
                        indicator: indicator.as_str().to_owned(),
                        perimetre: perimetre.as_str().to_owned(),
                        level: index.level.as_str().to_owned(),
                        row: i32::try_from(row).unwrap(),
                        value: estimate.value.ok(),
                        absence: estimate.value.err().map(|absence| absence.code().to_owned()),
                        low: estimate.low,
                        high: estimate.high,
                        smoothed: estimate.smoothed,
                        numerator: estimate.numerator.ok(),
                        denominator: estimate.denominator.ok(),
                        reliable: Some(estimate.reliable),
                    });
                }
            }
        }
    }
    draft.append(&rows).unwrap();
}
