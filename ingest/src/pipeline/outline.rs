//! A published file of outlines, in place of the embedded ones.
//!
//! Two accounts are kept of it. Its objects: each is a commune of its COG year, refused, or out of scope. And the communes
//! expected: each has its outline from the file, is refused because the file lacks it, or is out of the file's scope.

use std::collections::BTreeMap;

use lanterne_data::row::{LoadReport, Refused};

use super::official::Account;
use crate::card::Card;
use crate::cog;
use crate::fetch::RawFile;
use crate::geography::{Kept, Published, Redrawn, Shipped, in_collectivity};
use crate::number::number;
use crate::register::tally::Rows;
use crate::vector::{Outline, OutlineFields, each};
use crate::{IngestError, Watch};

/// Largest number of codes named in a line.
const NAMED: usize = 20;

/// Draws the communes from a file and writes its two accounts.
pub(super) fn redraw(
    card: &Card,
    file: &RawFile,
    shipped: &mut Shipped,
    watch: &Watch<'_>,
    account: &mut Account,
) -> Result<(), IngestError> {
    let carrier = shipped.carrier();
    if carrier.communes(card.cog).next().is_none() {
        return Err(cog::unknown_year(card, file, shipped));
    }
    let mut published = Published::new(card.cog);
    let mut objects = Objects { file, rows: Rows::default() };
    let field = each(&file.path, OutlineFields::PUBLISHED, watch, |unit| {
        objects.rows.read += 1;
        let known = |code: &str| carrier.carry(card.cog, code).is_some();
        if unit.code.is_empty() {
            objects.refuse(&unit, "un code de commune");
        } else if in_collectivity(&unit.code) {
            objects.rows.aside += 1;
        } else if !known(&unit.code) {
            objects.refuse(&unit, &format!("une commune du COG {}", card.cog));
        } else if unit.polygons.0.is_empty() {
            objects.refuse(&unit, "un contour");
        } else if !published.insert(&unit.code, &unit.polygons) {
            objects.refuse(&unit, "un code présent une seule fois");
        }
        Ok(())
    })?;
    watch.begin("Limites communes, recouvrements et interstices", 0)?;
    let redrawn = shipped.redraw(published)?;
    watch.end();
    objects.rows.aside += redrawn.within.len() as i64;
    account.kept = Some(redrawn.kept.len());
    account.lines.extend(lines(card, file, &redrawn));
    expected(card, file, shipped, &redrawn, account);
    objects.close(&field, account);
    Ok(())
}

/// The account of the objects of a file.
struct Objects<'a> {
    file: &'a RawFile,
    rows: Rows,
}

impl Objects<'_> {
    fn refuse(&mut self, unit: &Outline, expectation: &str) {
        self.rows.refused.push(Refused {
            card: self.file.card.clone(),
            file: self.file.name.clone(),
            line: unit.number as i64,
            column: String::new(),
            value: Some(unit.code.clone()),
            expectation: expectation.to_owned(),
            content: format!("objet {} ; {}", unit.number, unit.name),
        });
    }

    fn close(self, field: &str, account: &mut Account) {
        let scope = "collectivités d’outre-mer ; arrondissements municipaux dont la commune est dans le fichier";
        let (refused, report) = self.rows.close(self.file, scope);
        account.refused.extend(refused.into_iter().map(|row| Refused { column: field.to_owned(), ..row }));
        account.reports.push(report);
    }
}

/// The account of the communes expected.
fn expected(card: &Card, file: &RawFile, shipped: &Shipped, redrawn: &Redrawn, account: &mut Account) {
    let name = format!("{} : communes attendues", file.name);
    let count = |why: &[Kept]| redrawn.kept.iter().filter(|(_, kept)| why.contains(kept)).count() as i64;
    let faulty = redrawn.kept.iter().filter(|(_, kept)| *kept == Kept::Missing);
    account.refused.extend(faulty.map(|(code, _)| Refused {
        card: card.id.clone(),
        file: name.clone(),
        line: 0,
        column: "commune".to_owned(),
        value: Some(code.clone()),
        expectation: format!("le contour de cette commune (COG {}) ; elle garde son contour embarqué", shipped.cog()),
        content: shipped.commune(code).map_or_else(String::new, |(name, ..)| name.to_owned()),
    }));
    account.reports.push(LoadReport {
        card: card.id.clone(),
        file: name,
        sha256: file.sha256.clone(),
        rows_read: (redrawn.drawn + redrawn.kept.len()) as i64,
        loaded: redrawn.drawn as i64,
        refused: count(&[Kept::Missing]),
        out_of_scope: count(&[Kept::Elsewhere, Kept::Split]),
        scope: "communes des départements absents du fichier et parties d’une commune scindée depuis son millésime : \
                elles gardent leur contour embarqué"
            .to_owned(),
    });
}

/// What the person should read of it (French).
fn lines(card: &Card, file: &RawFile, redrawn: &Redrawn) -> Vec<String> {
    let mut by_reason: BTreeMap<Kept, Vec<&str>> = BTreeMap::new();
    for (code, kept) in &redrawn.kept {
        by_reason.entry(*kept).or_default().push(code);
    }
    let mut lines = vec![format!("{} : {} communes dessinées d’après {}", file.name, redrawn.drawn, card.producer)];
    for (kept, codes) in by_reason {
        let why = match kept {
            Kept::Elsewhere => "dans un département absent du fichier",
            Kept::Missing => "absentes du fichier",
            Kept::Split => "parties d’une commune scindée depuis, sans contour propre dans le fichier",
        };
        let first = codes.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = if codes.len() > NAMED { "…" } else { "" };
        lines.push(format!("{} communes gardent leur contour embarqué, {why} : {first}{more}", codes.len()));
    }
    let (overlap, filled) = (redrawn.overlap, redrawn.filled);
    lines.push(format!(
        "recouvrements attribués : {} km² ({}) ; interstices comblés : {} km² ({})",
        number(overlap.0, 2),
        overlap.1,
        number(filled.0, 2),
        filled.1
    ));
    if let Some(gap) = redrawn.seam.as_ref().filter(|gap| gap.share() > 0.01) {
        lines.push(format!(
            "à la couture avec les contours embarqués, la commune qui change le plus est {} : {} km² au lieu de {}",
            gap.code,
            number(gap.built_km2, 2),
            number(gap.source_km2, 2)
        ));
    }
    if !redrawn.voids.is_empty() {
        let area: f64 = redrawn.voids.iter().map(|void| void.area_km2).sum();
        lines.push(format!("{} vides sans commune, {} km² en tout", redrawn.voids.len(), number(area, 2)));
    }
    lines
}
