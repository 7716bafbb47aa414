//! Small tables of facts read in documents: `data/reference/facts/*.csv` into the snapshot's tables.
//!
//! All or nothing: every fault of every file is collected with file, line, column, value and expectation, and one fault is
//! enough to load none, because these files are kept by hand in this repository. It refuses to complete a fact: an operator
//! without a known place gets no site, and a zone's candidate members are never its members. Next: `check` compares the
//! figures with what was loaded.

mod accompaniment;
mod fault;
mod figure;
mod known;
mod need;
mod sheet;
mod territory;

use std::path::Path;

use lanterne_data::Draft;
use lanterne_data::row::{Actor, Contradiction, Cooperation, Event, FigurePublished, LoadReport, Need, Operator};
use lanterne_data::row::{OperatorScheme, Scheme, Site, SiteScheme, Target, Territory, Workshop, Zone};
use sha2::{Digest, Sha256};

use crate::IngestError;
pub use fault::FactFault;
pub use known::Known;

/// The card of these facts.
pub const CARD: &str = "lanterne/faits";

/// Every fact, as rows of the snapshot.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "a field is a table of schema.sql, documented there")]
pub struct ReferenceFacts {
    pub figures: Vec<FigurePublished>,
    pub contradictions: Vec<Contradiction>,
    pub targets: Vec<Target>,
    pub schemes: Vec<Scheme>,
    pub operators: Vec<Operator>,
    pub operator_schemes: Vec<OperatorScheme>,
    pub sites: Vec<Site>,
    pub site_schemes: Vec<SiteScheme>,
    pub workshops: Vec<Workshop>,
    pub events: Vec<Event>,
    pub actors: Vec<Actor>,
    pub needs: Vec<Need>,
    pub cooperations: Vec<Cooperation>,
    pub zones: Vec<Zone>,
    /// Conservation of each file.
    pub reports: Vec<LoadReport>,
}

impl ReferenceFacts {
    /// Reads every file of the folder; codes must be those of the territory index.
    ///
    /// Errors: [`IngestError::Facts`] with all faults of all files.
    pub fn read(folder: &Path, known: &Known) -> Result<Self, IngestError> {
        let mut faults = Vec::new();
        let schemes = accompaniment::schemes(folder, &mut faults);
        let accompaniment::Operators { operators, operator_schemes, sites, site_schemes } =
            accompaniment::operators(folder, &schemes, known, &mut faults);
        let mut facts = Self {
            figures: figure::figures(folder, known, &mut faults),
            contradictions: figure::contradictions(folder, &mut faults),
            targets: figure::targets(folder, &mut faults),
            schemes,
            operators,
            operator_schemes,
            sites,
            site_schemes,
            workshops: territory::workshops(folder, known, &mut faults),
            events: territory::events(folder, known, &mut faults),
            actors: territory::actors(folder, known, &mut faults),
            needs: need::needs(folder, &mut faults),
            cooperations: territory::cooperations(folder, known, &mut faults),
            zones: territory::zones(folder, known, &mut faults),
            reports: Vec::new(),
        };
        if !faults.is_empty() {
            return Err(IngestError::Facts(faults));
        }
        let external = facts.figures.iter().filter(|figure| figure.origin == "externe").count();
        facts.reports = [
            ("published_figures.csv", facts.figures.len() - external),
            ("reference_external.csv", external),
            ("contradictions.csv", facts.contradictions.len()),
            ("targets.csv", facts.targets.len()),
            ("schemes.csv", facts.schemes.len()),
            ("operators.csv", facts.operators.len()),
            ("workshops_2023.csv", facts.workshops.len()),
            ("cooperations.csv", facts.cooperations.len()),
            ("territories.csv", facts.zones.len()),
            ("events.csv", facts.events.len()),
            ("actors_named.csv", facts.actors.len()),
            ("needs.csv", facts.needs.len()),
        ]
        .into_iter()
        .map(|(file, loaded)| report(folder, file, loaded))
        .collect::<Result<_, _>>()?;
        Ok(facts)
    }

    /// Appends every row to its table.
    ///
    /// Errors: [`IngestError::Data`].
    pub fn append(&self, draft: &Draft) -> Result<(), IngestError> {
        draft.append(&self.figures)?;
        draft.append(&self.contradictions)?;
        draft.append(&self.targets)?;
        draft.append(&self.schemes)?;
        draft.append(&self.operators)?;
        draft.append(&self.operator_schemes)?;
        draft.append(&self.sites)?;
        draft.append(&self.site_schemes)?;
        draft.append(&self.workshops)?;
        draft.append(&self.events)?;
        draft.append(&self.actors)?;
        draft.append(&self.needs)?;
        draft.append(&self.cooperations)?;
        draft.append(&self.zones)?;
        draft.append(&self.reports)?;
        Ok(())
    }
}

/// Reads the folder's facts into the draft, their conservation included.
///
/// Errors: [`IngestError::Facts`] with all faults, nothing loaded; [`IngestError::Data`].
pub fn load(folder: &Path, territories: &[Territory], draft: &Draft) -> Result<Vec<LoadReport>, IngestError> {
    let facts = ReferenceFacts::read(folder, &Known::of(territories))?;
    facts.append(draft)?;
    Ok(facts.reports)
}

/// A fact that cannot be read fails the whole: nothing is refused and nothing is out of scope.
fn report(folder: &Path, file: &str, loaded: usize) -> Result<LoadReport, IngestError> {
    let path = folder.join(file);
    let bytes = std::fs::read(&path).map_err(IngestError::at(&path))?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(LoadReport {
        card: CARD.into(),
        file: file.into(),
        sha256,
        rows_read: loaded as i64,
        loaded: loaded as i64,
        refused: 0,
        out_of_scope: 0,
        scope: "aucune ligne : tous les faits sont chargés".into(),
    })
}
