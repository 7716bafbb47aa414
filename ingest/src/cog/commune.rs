//! `v_commune_AAAA.csv`: the communes of a year, their names, and the communes déléguées, associées and arrondissements.

use std::collections::BTreeSet;

use lanterne_data::row::CogGap;

use super::{Read, is_here, unknown_year};
use crate::IngestError;
use crate::card::Card;
use crate::fetch::RawFile;
use crate::geography::Shipped;
use crate::register::sheet::Sheet;
use crate::register::tally::Tally;

/// Compares the list with the communes that the geography has in that year; with their names and departments too, when it
/// is the geography's own year.
pub(super) fn read(card: &Card, file: &RawFile, shipped: &Shipped, read: &mut Read) -> Result<(), IngestError> {
    let sheet = Sheet::open(file)?;
    let column = |name: &str| sheet.required(file, &[name]);
    let [kind, code, name, departement, region] =
        [column("TYPECOM")?, column("COM")?, column("LIBELLE")?, column("DEP")?, column("REG")?];
    let carrier = shipped.carrier();
    let held: BTreeSet<&str> = carrier.communes(card.cog).collect();
    if held.is_empty() {
        return Err(unknown_year(card, file, shipped));
    }
    let mut tally = Tally::new(file, &sheet, vec![kind, code, name]);
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    let mut gap = |of: &str, what: &str, published: &str, held: &str| {
        read.gaps.push(CogGap {
            card: card.id.clone(),
            file: file.name.clone(),
            cog: card.cog as i16,
            code: of.to_owned(),
            what: what.to_owned(),
            published: published.to_owned(),
            held: held.to_owned(),
        });
    };
    for line in &sheet.rows {
        let cell = |column| line.cell(Some(column));
        let of = cell(code);
        let outcome = match cell(kind) {
            "COM" if !is_here(of) => Ok(None),
            "COM" if !held.contains(of) => {
                Err((code, "une commune que la géographie de l’instantané a cette année-là"))
            }
            "COM" if !listed.insert(of) => Err((code, "un code présent une seule fois")),
            "COM" => Ok(Some(())),
            "COMD" | "COMA" | "ARM" => Ok(None),
            _ => Err((kind, "COM, COMD, COMA ou ARM")),
        };
        if cell(kind) == "COM" && is_here(of) && !held.contains(of) {
            gap(of, "commune", cell(name), "absente");
        }
        if tally.take(line, outcome).is_none() || card.cog != shipped.cog() {
            continue;
        }
        if let Some((held_name, held_departement, held_region)) = shipped.commune(of) {
            let pairs = [
                ("nom", cell(name), held_name),
                ("département", cell(departement), held_departement),
                ("région", cell(region), held_region),
            ];
            for (what, published, held) in pairs.into_iter().filter(|(_, published, held)| published != held) {
                gap(of, what, published, held);
            }
        }
    }
    for of in held.difference(&listed) {
        gap(of, "commune", "absente", shipped.commune(of).map_or("présente", |(name, ..)| name));
    }
    let (refused, report) =
        tally.close("communes déléguées et associées, arrondissements municipaux, collectivités d’outre-mer");
    read.refused.extend(refused);
    read.reports.push(report);
    Ok(())
}
