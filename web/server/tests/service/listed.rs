//! The establishments of the small world, one by one.

use lanterne_data::row;

use crate::world::CARD;

/// One row for each establishment that the counts count: employers first, in the band they are of.
pub(crate) fn establishments(counts: &[row::EssCount]) -> Vec<row::Establishment> {
    let mut rows = Vec::new();
    for count in counts {
        for at in 0..count.establishments {
            let employer = at < count.employers;
            let share = |sum: f64| if employer { sum / count.employers as f64 } else { 0.0 };
            let number = rows.len();
            rows.push(row::Establishment {
                siret: format!("{number:09}00010"),
                siren: format!("{number:09}"),
                commune: count.commune.clone(),
                famille: count.famille.clone(),
                categorie_juridique: "9220".to_owned(),
                naf: Some("88.10A".to_owned()),
                section: count.section.clone(),
                tranche: if employer { &count.tranche } else { "NN" }.to_owned(),
                employer,
                jobs_low: share(count.jobs_low),
                jobs: share(count.jobs),
                jobs_high: share(count.jobs_high),
                siege: true,
                created: None,
                loi_2014: count.loi_2014,
                categorie: count.categorie,
                esus: count.esus,
                // One in each commune that has an association.
                siae: employer && at == 0 && count.famille == "association",
                card: CARD.to_owned(),
            });
        }
    }
    rows
}
