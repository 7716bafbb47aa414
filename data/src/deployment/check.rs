//! Files of one deposit, row by row: rows of the snapshot, or faults in plain French with line and column.
//!
//! A faulty row is refused and the others go on; read = loaded + refused, always. Files are checked in the order of
//! [`Kind::ALL`], since a site names an operator. What two files of one deposit say twice is found, whoever handed them in. It writes
//! nothing: [`Checked::append`] does, when the rows are wanted.

use super::cells::{Cells, Desk};
use super::columns::Columns;
use super::fault::{Handed, Notice};
use super::known::Known;
use super::rows::{self, Found};
use super::schema::{Kind, Schemas};
use super::sheet::Sheet;
use super::twice::{Met, Stand};
use crate::draft::Draft;
use crate::error::Result;
use crate::row::{
    Act, ActivityGiven, InterventionZone, LoadReport, Operator, OperatorScheme, Refused, Site, SiteScheme, Warning,
};

/// No row of such a file is rightly there and not counted.
const SCOPE: &str = "aucune ligne hors champ";

/// Checks the files of a deposit, one after the other, and remembers what they said.
#[derive(Clone, Debug)]
pub struct Checker<'s> {
    schemas: &'s Schemas,
    known: Known,
    met: Met,
}

/// What became of the rows of a file.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Operators that were not known.
    pub operators: Vec<Operator>,
    /// What operators carry that was not known.
    pub operator_schemes: Vec<OperatorScheme>,
    /// Sites.
    pub sites: Vec<Site>,
    /// What they serve.
    pub site_schemes: Vec<SiteScheme>,
    /// Declared zones.
    pub zones: Vec<InterventionZone>,
    /// Acts.
    pub acts: Vec<Act>,
    /// Who handed in which year, in this file and in no earlier one of the card.
    pub given: Vec<ActivityGiven>,
    /// Every fault of every refused row, in order of line.
    pub faults: Vec<Refused>,
    /// What there is to look at in rows taken as they are.
    pub notices: Vec<Notice>,
    /// Conservation.
    pub report: LoadReport,
}

impl<'s> Checker<'s> {
    /// Begins with what the snapshot knows.
    #[must_use]
    pub fn new(schemas: &'s Schemas, mut known: Known) -> Checker<'s> {
        let met = Met::of(known.take_claims());
        Checker { schemas, known, met }
    }

    /// Checks every row of a file whose columns were found without a fault.
    ///
    /// With a required column missing every row is refused, since each lacks a value.
    pub fn check(&mut self, kind: Kind, file: &Handed<'_>, sheet: &Sheet, columns: &Columns) -> Checked {
        let schema = self.schemas.of(kind);
        let mut checked = Checked::of(file);
        for line in &sheet.rows {
            let desk = Desk { kind, schema, columns, header: &sheet.header, file, known: &self.known, met: &self.met };
            let mut cells = Cells::new(desk, line);
            let found = if cells.is_whole() { read(kind, &mut cells) } else { None };
            checked.report.rows_read += 1;
            match found.filter(|_| cells.faults.is_empty()) {
                Some(found) => {
                    let stand = cells.stand();
                    checked.notices.append(&mut cells.notices);
                    checked.report.loaded += 1;
                    self.take(found, file, stand, &mut checked);
                }
                None => {
                    if cells.faults.is_empty() {
                        cells.refuse("(ligne)", "une ligne complète");
                    }
                    let content = cells.content();
                    checked.report.refused += 1;
                    checked.faults.extend(cells.faults.into_iter().map(|fault| fault.refused(file, &content)));
                }
            }
        }
        checked
    }

    /// Takes a row that has no fault.
    fn take(&mut self, found: Found, file: &Handed<'_>, stand: Stand, checked: &mut Checked) {
        match found {
            Found::Operator(operator, schemes) => {
                self.met.keep_key(Kind::Operators, &operator.operator, stand);
                let is_known = self.known.operator(&operator.operator).is_some();
                // What is made up says nothing of an operator that exists.
                if is_known && file.synthetic {
                    return;
                }
                let link =
                    |scheme: &String| OperatorScheme { operator: operator.operator.clone(), scheme: scheme.clone() };
                let new = schemes.iter().filter(|scheme| !self.known.carries(&operator.operator, scheme));
                checked.operator_schemes.extend(new.map(link));
                self.known.learn(&operator.operator, &operator.name, &schemes);
                if !is_known {
                    checked.operators.push(operator);
                }
            }
            Found::Site(site, schemes) => {
                self.met.keep_key(Kind::Sites, &site.site, stand);
                let link = |scheme: String| SiteScheme { site: site.site.clone(), scheme };
                checked.site_schemes.extend(schemes.into_iter().map(link));
                checked.sites.push(*site);
            }
            Found::Zone(zone) => checked.zones.push(zone),
            Found::Act(act) => {
                checked.given.extend(self.met.keep_act(&act, stand));
                checked.acts.push(act);
            }
        }
    }
}

fn read(kind: Kind, cells: &mut Cells<'_>) -> Option<Found> {
    match kind {
        Kind::Operators => rows::operator(cells),
        Kind::Sites => rows::site(cells),
        Kind::Zones => rows::zone(cells),
        Kind::Activity => rows::act(cells),
    }
}

impl Checked {
    fn of(file: &Handed<'_>) -> Checked {
        Checked {
            operators: Vec::new(),
            operator_schemes: Vec::new(),
            sites: Vec::new(),
            site_schemes: Vec::new(),
            zones: Vec::new(),
            acts: Vec::new(),
            given: Vec::new(),
            faults: Vec::new(),
            notices: Vec::new(),
            report: LoadReport {
                card: file.card.to_owned(),
                file: file.file.to_owned(),
                sha256: file.sha256.to_owned(),
                rows_read: 0,
                loaded: 0,
                refused: 0,
                out_of_scope: 0,
                scope: SCOPE.to_owned(),
            },
        }
    }

    /// One row of table `refused` per refused row: its first fault.
    #[must_use]
    pub fn refused(&self) -> Vec<Refused> {
        let mut refused = self.faults.clone();
        refused.dedup_by_key(|fault| fault.line);
        refused
    }

    /// The notices as rows of table `warning`: one for each kind and column, with the lowest value.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings: Vec<Warning> = Vec::new();
        for notice in &self.notices {
            let same =
                |warning: &&mut Warning| warning.column == notice.column && warning.expectation == notice.expectation;
            match warnings.iter_mut().find(same) {
                Some(warning) => {
                    warning.row_count += 1;
                    if notice.value < warning.example {
                        warning.example.clone_from(&notice.value);
                    }
                }
                None => warnings.push(Warning {
                    card: self.report.card.clone(),
                    file: self.report.file.clone(),
                    column: notice.column.clone(),
                    row_count: 1,
                    example: notice.value.clone(),
                    expectation: notice.expectation.to_owned(),
                }),
            }
        }
        warnings
    }

    /// Appends every row to its table, and what became of the file's rows.
    ///
    /// # Errors
    /// The disk is full; or rows of another file break a key, which one [`Checker`] for all files forbids.
    pub fn append(&self, draft: &Draft) -> Result<()> {
        draft.append(&self.operators)?;
        draft.append(&self.operator_schemes)?;
        draft.append(&self.sites)?;
        draft.append(&self.site_schemes)?;
        draft.append(&self.zones)?;
        draft.append(&self.acts)?;
        draft.append(&self.given)?;
        draft.append(&self.refused())?;
        draft.append(&self.warnings())?;
        draft.append(std::slice::from_ref(&self.report))
    }
}
