//! « Ce qu'une permanence ici changerait »: the commune of the territory where one more place would bring most of its inhabitants near, and
//! the simulator that opens on it. A sentence under the tests of white zones, in every form; a link on the page.

use lanterne_observatory::Level;
use lanterne_report::model::Links;

use super::Context;
use crate::answer::simulation::set::{Opened, Scenario};
use crate::answer::simulation::{NEAR, OneMore};
use crate::french::typography::set;
use crate::french::{Named, integer, number};
use crate::view::sole_region;

/// The page of the simulator.
const SIMULATOR: &str = "/deploiement/simulateur";

/// The sentence, and where it can be tried; nowhere where nothing can be said.
pub(super) fn told(context: &Context) -> (String, Option<Links>) {
    let found = context.state.grounds.one_more(context.state, context.subject.communes.rows());
    (set(&sentence(context, &found)), links(context, &found))
}

/// « Une permanence de plus à Ham : 18 456 habitants à 30 minutes au plus d'un lieu connu (81,2 %), contre 12 345 aujourd'hui (54,3 %). »
fn sentence(context: &Context, found: &OneMore) -> String {
    let minutes = integer(NEAR);
    let Some(today) = found.today.share() else {
        return match found.sites {
            0 => "On ne sait pas ce qu'une permanence changerait ici : aucun lieu d'accompagnement n'est connu."
                .to_owned(),
            _ => "On ne sait pas ce qu'une permanence changerait ici : aucun trajet n'est connu.".to_owned(),
        };
    };
    let percent = |share: f64| format!("{} %", number(100.0 * share, 1));
    let Some((row, after)) = found.best else {
        if found.today.near >= found.today.known {
            return format!(
                "Une permanence de plus n'y changerait rien : tous les habitants sont déjà à {minutes} minutes au plus d'un lieu connu."
            );
        }
        return format!(
            "Une permanence de plus dans l'une de ses {} communes les plus peuplées n'y rapprocherait personne : {} des habitants sont \
             à {minutes} minutes au plus d'un lieu connu.",
            integer(found.tried as f64),
            percent(today)
        );
    };
    let place = Named::new(Level::Commune, &context.commune(row)).at();
    let among = if found.shortened {
        format!(", la meilleure de ses {} communes les plus peuplées", integer(found.tried as f64))
    } else {
        String::new()
    };
    format!(
        "Une permanence de plus {place}{among} : {} {} à {minutes} minutes au plus d'un lieu connu ({}), contre {} aujourd'hui ({}).",
        integer(after.near),
        if after.near < 2.0 { "habitant" } else { "habitants" },
        percent(after.share().unwrap_or(today)),
        integer(found.today.near),
        percent(today)
    )
}

/// The simulator with this permanence, and the simulator alone.
fn links(context: &Context, found: &OneMore) -> Option<Links> {
    let (row, _) = found.best?;
    let state = context.state;
    let commune = state.territories(Level::Commune).code.get(row as usize)?.clone();
    // The covered communes of a territory across regions are those of the region that is covered.
    let region = context.subject.region.or_else(|| sole_region(state));
    let region = state.region_code(region).map_or("france", String::as_str);
    let alone = format!("{SIMULATOR}?region={region}");
    let opened = Opened { commune, days: None };
    let scenario = Scenario { name: "A".to_owned(), added: vec![opened], removed: Vec::new() };
    Some(Links {
        id: "simuler".to_owned(),
        title: set("Ce que changerait une permanence"),
        choices: Vec::new(),
        links: vec![(
            set(&format!("La voir dans le simulateur : {}", context.commune(row))),
            format!("{alone}&scenario={}", scenario.written()),
        )],
        whole: (set("En essayer d'autres"), alone),
    })
}
