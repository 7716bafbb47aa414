//! How near the places are where a scheme is offered: of the inhabitants and of the employers of the ESS of the region.
//!
//! The places are those of every other answer on access (`State::access`): of operators, known, as they stand today; the years asked for
//! change nothing of them. Refuses to know whom the scheme reached.

use std::collections::BTreeSet;

use lanterne_observatory::access::within;
use lanterne_observatory::travel::Journey;
use lanterne_observatory::{Absence, Level, Value};

use super::Deployed;
use crate::answer::number;
use crate::document::deployment::NearPlaces;
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::view::ViewKey;

/// Minutes the shares are told at.
const MINUTES: [f64; 2] = [15.0, 30.0];

/// The places of a scheme, of every operator without one.
pub(super) fn near(deployed: &Deployed<'_>, slug: Option<&str>) -> NearPlaces {
    let state = deployed.state;
    let schemes: BTreeSet<String> = slug.map(str::to_owned).into_iter().collect();
    let access = state.access(&schemes);
    let communes = state.view(ViewKey::usual(Level::Commune, deployed.view.key.region));
    let absent = Journey::absent(Absence::NotPublished);
    let own: Vec<Journey> =
        communes.rows.iter().map(|row| access.journeys.get(*row as usize).copied().unwrap_or(absent)).collect();
    let whole = vec![Some(0); own.len()];
    let shares = |weights: &[Value]| -> Vec<Option<f64>> {
        // Without a known place nothing is told of distances: that it is far would be said of what is only unknown.
        let told = |share: Option<&lanterne_observatory::access::Share>| {
            share.filter(|_| !access.sites.is_empty()).and_then(|share| number(share.known))
        };
        within(&own, weights, &whole, 1, &MINUTES).iter().map(|shares| told(shares.first())).collect()
    };
    let population = shares(&communes.columns.population);
    let establishments = shares(&communes.columns.establishments);
    NearPlaces {
        sentence: sentence(access.sites.len(), access.workshops, &population, &establishments),
        sites: access.sites.len(),
        workshops: access.workshops,
        minutes: MINUTES.to_vec(),
        population,
        establishments,
        travel: set(&access.sentence),
    }
}

fn sentence(sites: usize, workshops: usize, population: &[Option<f64>], establishments: &[Option<f64>]) -> String {
    let percent =
        |share: &Option<f64>| share.map_or("n.d.".to_owned(), |share| format!("{} %", integer(100.0 * share)));
    let workshops = match workshops {
        0 => String::new(),
        some => format!(", dont {}", count(some, "connu par un atelier seulement", "connus par un atelier seulement")),
    };
    let ([near, far], [near_to, far_to]) = (population, establishments) else { return String::new() };
    set(&match sites {
        0 => "Aucun lieu connu où le rencontrer : rien n'est dit des trajets.".to_owned(),
        sites => format!(
            "À 30 minutes au plus d'un lieu connu ({}{workshops}) : {} des habitants et {} des établissements employeurs de l'ESS ; à 15 minutes : {} \
             et {}.",
            count(sites, "lieu", "lieux"),
            percent(far),
            percent(far_to),
            percent(near),
            percent(near_to)
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn where_no_place_is_known_nothing_is_said_of_journeys() {
        assert!(sentence(0, 0, &[None, None], &[None, None]).starts_with("Aucun lieu connu"));
        let told = sentence(3, 1, &[Some(0.4), Some(0.715)], &[Some(0.5), None]);
        assert!(told.contains("3 lieux") && told.contains("dont 1 connu par"), "{told}");
        assert!(told.contains("n.d.") && !told.contains("0,"), "{told}");
    }
}
