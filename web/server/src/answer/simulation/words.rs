//! What a simulation says, in French: first whom the sites serve, then the EPCI, the journey, the white zones; and what the figures
//! do not say.

use lanterne_observatory::Level;

use super::{Counted, Simulated, SimulationQuery};
use crate::document::simulation::{DifferenceDocument, SimulatedPlace, SituationDocument};
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::french::{Named, integer, number as written, shortest};
use crate::state::State;

/// EPCI named in a sentence.
const NAMES: usize = 6;

/// What the sentences are made of.
pub(super) struct Told<'a> {
    pub(super) state: &'a State,
    pub(super) query: &'a SimulationQuery,
    pub(super) simulated: &'a Simulated,
    pub(super) difference: &'a DifferenceDocument,
    pub(super) freed: &'a [SimulatedPlace],
    pub(super) newly: &'a [SimulatedPlace],
}

impl Told<'_> {
    fn today(&self) -> &SituationDocument {
        &self.simulated.standing.today.document
    }

    fn after(&self) -> &SituationDocument {
        &self.simulated.after.document
    }

    /// Whether anything is simulated: a site that is opened, or one that is closed.
    fn changes(&self) -> bool {
        !self.query.added.is_empty() || self.simulated.kept.contains(&false)
    }

    /// « À 30 minutes ou moins d'un lieu : 72,6 % des habitants, contre 71,3 % aujourd'hui (+75 585) ; … »
    pub(super) fn first(&self) -> String {
        let people = &self.simulated.standing.people;
        let within = format!("À {} minutes ou moins d'un lieu", shortest(self.query.minutes, 1));
        let share = |of: &SituationDocument| people.served(&of.population).and_then(|own| own.share);
        let establishments = |of: &SituationDocument| people.served(&of.establishments).and_then(|own| own.within);
        let Some(after) = share(self.after()) else {
            return set(&format!("{within} : on ne sait pas, aucun trajet n'est connu ici."));
        };
        let counted = |number: f64| format!("{} établissements de l'ESS", integer(number));
        let percent = |share: f64| format!("{} %", written(100.0 * share, 1));
        if !self.changes() {
            let others = establishments(self.after()).map_or(String::new(), |own| format!(" et {}", counted(own)));
            let sites = match self.simulated.ground.examples {
                0 => count(self.after().sites, "lieu connu", "lieux connus"),
                made_up => format!(
                    "{}, dont {} d'exemple",
                    count(self.after().sites, "lieu", "lieux"),
                    integer(made_up as f64)
                ),
            };
            return set(&format!("{within}, aujourd'hui : {} des habitants{others}, avec {sites}.", percent(after)));
        }
        let before = share(self.today()).map_or(String::new(), |share| {
            let more =
                self.difference.population.map_or(String::new(), |more| format!(" ({} habitants)", signed(more, 0)));
            format!(", contre {} aujourd'hui{more}", percent(share))
        });
        let others = establishments(self.after()).map_or(String::new(), |own| {
            let more = self.difference.establishments.map_or(String::new(), |more| format!(" ({})", signed(more, 0)));
            format!(" ; {}{more}", counted(own))
        });
        set(&format!("{within} : {} des habitants{before}{others}.", percent(after)))
    }

    /// The rest, a sentence each.
    pub(super) fn rest(&self) -> Vec<String> {
        let sentences = [self.enclosed(), self.journey(), self.equity(), self.white()];
        sentences.into_iter().flatten().map(|sentence| set(&sentence)).collect()
    }

    fn enclosed(&self) -> Option<String> {
        let names = |places: &[SimulatedPlace]| {
            let short = |place: &SimulatedPlace| Named::new(Level::Epci, &place.name).short();
            list(&places.iter().map(short).collect::<Vec<String>>(), NAMES)
        };
        let left = count(self.after().enclosed, "EPCI est enclavé", "EPCI sont enclavés");
        if !self.changes() {
            let far = shortest(self.query.minutes, 1);
            return Some(format!(
                "{left} : plus de la moitié de leurs habitants sont à plus de {far} minutes d'un lieu."
            ));
        }
        let part = |places: &[SimulatedPlace], one: &str, many: &str| {
            (!places.is_empty()).then(|| format!("{} : {}", count(places.len(), one, many), names(places)))
        };
        let parts = [
            part(self.freed, "EPCI désenclavé", "EPCI désenclavés"),
            part(self.newly, "nouvel EPCI enclavé", "nouveaux EPCI enclavés"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some(match parts.is_empty() {
            true => format!("Aucun EPCI ne change de côté : {left}."),
            false => format!("{}. Au total, {left}.", parts.join(" ; ")),
        })
    }

    fn journey(&self) -> Option<String> {
        let after = self.after().mean_minutes?;
        Some(match self.today().mean_minutes.filter(|_| self.changes()) {
            Some(today) => format!(
                "Trajet moyen vers le lieu le plus proche : {} minutes, contre {} aujourd'hui.",
                written(after, 1),
                written(today, 1)
            ),
            None => format!("Trajet moyen vers le lieu le plus proche : {} minutes.", written(after, 1)),
        })
    }

    fn equity(&self) -> Option<String> {
        let (after, today) = (self.after(), self.today());
        let (far, near, gini) = (after.far_half_minutes?, after.near_half_minutes?, after.gini?);
        let against = |today: Option<f64>, decimals: u8| {
            today
                .filter(|_| self.changes())
                .map_or(String::new(), |today| format!(" (aujourd'hui {})", written(today, decimals)))
        };
        Some(format!(
            "La moitié des habitants la plus éloignée fait {} minutes en moyenne{}, l'autre {}{} ; indice de Gini des minutes : {}{}.",
            written(far, 1),
            against(today.far_half_minutes, 1),
            written(near, 1),
            against(today.near_half_minutes, 1),
            written(gini, 2),
            against(today.gini, 2),
        ))
    }

    fn white(&self) -> Option<String> {
        let (after, today) = (self.after(), self.today());
        let against = |today: usize| match self.changes() {
            true => format!(" (aujourd'hui {})", integer(today as f64)),
            false => String::new(),
        };
        Some(format!(
            "Zones blanches d'accompagnement : {}{} et {} EPCI{}.",
            count(after.white_communes, "commune", "communes"),
            against(today.white_communes),
            integer(after.white_epci as f64),
            against(today.white_epci),
        ))
    }

    /// What the figures rest on, and what they leave out.
    pub(super) fn notes(&self) -> Vec<String> {
        let minutes = shortest(self.query.minutes, 1);
        let ground = &self.simulated.ground;
        let made_up = self.state.contents.sites.iter().filter(|site| site.network == "synthetique").count();
        let shut = match self.query.counted.workshops {
            true => 0,
            false => self.state.contents.sites.iter().filter(|site| site.receives() && site.is_workshop()).count(),
        };
        let unknown = |many: f64, one: &str, more: &str| {
            (many > 0.0).then(|| format!("{} {}", integer(many), if many < 2.0 { one } else { more }))
        };
        let notes = [
            Some(format!(
                "Un EPCI est enclavé quand plus de la moitié de ses habitants sont à plus de {minutes} minutes du lieu le plus proche. Une commune est \
                 un point : tous ses habitants sont à la même distance."
            )),
            Some(
                "L'équité est lue dans les minutes de trajet, pondérées par les habitants : trajet moyen de la moitié la plus éloignée, et indice de \
                 Gini (0 : tous à la même distance). Le Gini est relatif : il peut monter quand les plus proches gagnent plus que les autres."
                    .to_owned(),
            ),
            Some(
                "Les jours d'ouverture ne pèsent pas dans les temps de trajet : ils sont montrés et gardés avec le scénario."
                    .to_owned(),
            ),
            Some("Les opérateurs dont le lieu est inconnu ne sont pas comptés.".to_owned()),
            (ground.workshops > 0).then(|| {
                format!(
                    "{} par le lieu d'un atelier, faute de mieux.",
                    count(ground.workshops, "lieu n'est connu que", "lieux ne sont connus que")
                )
            }),
            (shut > 0).then(|| {
                format!(
                    "{}, comme demandé : un opérateur y a tenu un atelier, et l'on ne sait pas s'il y reçoit. Les zones blanches publiées, \
                     elles, les comptent.",
                    count(shut, "lieu d'atelier ne compte pas", "lieux d'ateliers ne comptent pas")
                )
            }),
            (ground.examples > 0).then(|| {
                format!(
                    "{} ici, comme demandé : personne n'y reçoit, et ces trajets montrent ce que l'outil dirait d'un réseau pareil, non ce \
                     qui est. Les zones blanches publiées ne les comptent pas.",
                    count(ground.examples, "lieu d'exemple, inventé, compte", "lieux d'exemple, inventés, comptent")
                )
            }),
            (made_up > 0 && !self.query.counted.examples).then(|| {
                format!(
                    "{} qui accompagnent l'activité synthétique ne comptent pas : personne n'y reçoit.",
                    count(made_up, "lieu inventé", "lieux inventés")
                )
            }),
            unknown(
                self.after().unreachable,
                "habitant ne peut joindre aucun lieu : il est loin, et dans aucune moyenne.",
                "habitants ne peuvent joindre aucun lieu : ils sont loin, et dans aucune moyenne.",
            ),
            unknown(
                self.after().unknown,
                "habitant a un trajet inconnu : il n'est dans aucune part.",
                "habitants ont un trajet inconnu : ils ne sont dans aucune part.",
            ),
        ];
        notes.into_iter().flatten().map(|note| set(&note)).collect()
    }
}

/// Which places count.
pub(super) fn counted(of: Counted) -> String {
    let known =
        if of.workshops { "lieux connus des documents" } else { "lieux connus des documents, sans ceux d'ateliers" };
    if of.examples { format!("{known}, et lieux d'exemple, inventés") } else { known.to_owned() }
}

/// A change with its sign: « +75 585 », « −0,6 », « 0 ».
pub(super) fn signed(value: f64, decimals: u8) -> String {
    let text = written(value, decimals);
    let nil = !text.chars().any(|sign| ('1'..='9').contains(&sign));
    if value > 0.0 && !nil { format!("+{text}") } else { text }
}

/// Whether an EPCI is enclosed, in a word.
pub(super) fn side(enclosed: Option<bool>) -> &'static str {
    match enclosed {
        Some(true) => "oui",
        Some(false) => "non",
        None => "nd",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_carries_its_sign_and_none_has_none() {
        assert_eq!(signed(75_585.0, 0), "+75\u{202f}585");
        assert_eq!(signed(-0.61, 1), "−0,6");
        assert_eq!((signed(0.0, 0), signed(0.01, 1)), ("0".to_owned(), "0,0".to_owned()));
    }
}
