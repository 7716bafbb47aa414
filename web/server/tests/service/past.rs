//! The earlier years of the small world: a register each.

use lanterne_data::{Draft, row};

use crate::world::CARD;

/// The years loaded before 2022.
pub(crate) const YEARS: [i16; 2] = [2020, 2021];

/// How many fewer associations, of what there is in 2022, stood at the end of an earlier year: a tenth a year, one at least.
fn fewer(employers: i64, year: i16) -> i64 {
    i64::from(2022 - year) * (employers / 10).max(1).min(employers)
}

/// The register of an earlier year: fewer associations, the rest alike.
pub(crate) fn register(draft: &Draft, year: i16, ess: &[row::EssCount], economy: &[row::EconomyCount]) {
    let card = format!("{CARD}-{year}");
    draft
        .append(&[row::Card {
            card: card.clone(),
            producer: "Lanterne".to_owned(),
            title: format!("Registre synthétique d'établissements, fin {year}"),
            licence: "Licence Ouverte 2.0".to_owned(),
            address: "lanterne:synthetique".to_owned(),
            millesime: format!("fin {year}"),
            cog: 2026,
            synthetic: true,
            year: Some(year),
        }])
        .unwrap();
    let covered = ["59", "60", "62", "80"].map(|code| row::PastCoverage {
        year,
        card: card.clone(),
        departement: code.to_owned(),
    });
    draft.append(&covered).unwrap();
    let ess: Vec<row::PastEssCount> = ess
        .iter()
        .map(|count| {
            let gone = if count.famille == "association" { fewer(count.employers, year) } else { 0 };
            let employers = count.employers - gone;
            let jobs = employers as f64 * 12.5;
            row::PastEssCount {
                year,
                commune: count.commune.clone(),
                famille: count.famille.clone(),
                section: count.section.clone(),
                tranche: count.tranche.clone(),
                loi_2014: count.loi_2014,
                categorie: count.categorie,
                esus: false,
                siae: false,
                establishments: employers,
                employers,
                jobs_low: jobs * 0.8,
                jobs,
                jobs_high: jobs * 1.4,
            }
        })
        .collect();
    draft.append(&ess).unwrap();
    let economy: Vec<row::PastEconomyCount> = economy
        .iter()
        .map(|count| row::PastEconomyCount {
            year,
            commune: count.commune.clone(),
            section: count.section.clone(),
            establishments: count.establishments,
            employers: count.employers,
            jobs_low: count.jobs_low,
            jobs: count.jobs,
            jobs_high: count.jobs_high,
        })
        .collect();
    draft.append(&economy).unwrap();
}
