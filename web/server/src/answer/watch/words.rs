//! The sentences of the zones to watch: what a zone is, its three figures together, what the tests and the lists say of each other. They
//! format; every number comes from elsewhere.

use lanterne_observatory::{Absence, Value};

use super::Ground;
use super::figures::Figures;
use super::zone::{self, Provenance, Zone};
use crate::answer::source::Origin;
use crate::document::watch::{WatchEpci, WatchKind, WatchZone};
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::french::{integer, number};

/// Zones named in a sentence.
const NAMES: usize = 4;

/// « 4 EPCI candidats, 152 communes »
pub(super) fn context(zone: &Zone, epci: &[WatchEpci]) -> String {
    let communes = count(zone.communes.rows().len(), "commune", "communes");
    let (whole, parts): (Vec<&WatchEpci>, Vec<&WatchEpci>) = epci.iter().partition(|own| own.whole);
    let noun = if zone.certain { ("EPCI", "EPCI") } else { ("EPCI candidat", "EPCI candidats") };
    let units = match (whole.len(), parts.len()) {
        (0, parts) => format!("une partie de {}", count(parts, "EPCI", "EPCI")),
        (whole, 0) => count(whole, noun.0, noun.1),
        (whole, parts) => {
            format!("{} et une partie de {}", count(whole, noun.0, noun.1), count(parts, "autre", "autres"))
        }
    };
    set(&format!("{units}, {communes}"))
}

/// « 34 établissements employeurs de l'ESS, soit 17,3 pour 10 000 habitants (74 % de la référence) et 10,0 % des emplois. »
pub(super) fn together(figures: &Figures) -> String {
    let Ok(establishments) = figures.establishments.value else {
        return set("Le registre ne couvre pas cette zone : rien n'est connu de l'ESS ici.");
    };
    let noun = if establishments < 2.0 { "établissement employeur" } else { "établissements employeurs" };
    let density = match figures.density.value {
        Ok(density) => format!(
            ", soit {} pour 10 000 habitants{}",
            number(density, 1),
            ratio(figures.density.value, figures.reference_density)
        ),
        Err(_) => String::new(),
    };
    let jobs = match figures.jobs.value {
        Ok(share) => {
            format!(" et {} % des emplois{}", number(share, 1), ratio(figures.jobs.value, figures.reference_jobs))
        }
        Err(Absence::Nil) => " ; aucun emploi salarié n'y est connu".to_owned(),
        Err(_) => " ; la part des emplois n'est pas connue".to_owned(),
    };
    set(&format!("{} {noun} de l'ESS{density}{jobs}.", integer(establishments)))
}

/// « (74 % de la référence) »
fn ratio(value: Value, reference: Value) -> String {
    match (value, reference) {
        (Ok(value), Ok(of)) if of > 0.0 => format!(" ({} % de la référence)", integer(100.0 * value / of)),
        _ => String::new(),
    }
}

fn of(zones: &[WatchZone], provenance: Provenance) -> Vec<&WatchZone> {
    zones.iter().filter(|zone| zone.origin == provenance.as_str()).collect()
}

/// How many of the listed zones the tests find, and how many that they find are on no list.
pub(super) fn sentence(zones: &[WatchZone]) -> String {
    let (listed, found) = (of(zones, Provenance::Roadmap), of(zones, Provenance::Found));
    let met = listed.iter().filter(|zone| !zone.overlaps.is_empty()).count();
    let unlisted = found.iter().filter(|zone| zone.overlaps.is_empty()).count();
    let areas = count(found.len(), "zone d'un seul tenant", "zones d'un seul tenant");
    let beside = match (found.len(), unlisted) {
        (0, _) => "les tests choisis n'en trouvent aucune".to_owned(),
        (1, 0) => format!("les tests choisis trouvent {areas}, qui recoupe une zone des listes"),
        (_, 0) => format!("les tests choisis trouvent {areas}, qui recoupent toutes une zone des listes"),
        (1, _) => format!("les tests choisis trouvent {areas}, qui n'est sur aucune liste"),
        (_, 1) => format!("les tests choisis trouvent {areas}, dont 1 n'est sur aucune liste"),
        (_, more) => format!("les tests choisis trouvent {areas}, dont {more} ne sont sur aucune liste"),
    };
    let asked = count(listed.len(), "zone", "zones");
    let met = match (listed.len(), met) {
        (0, _) => return set(&format!("Aucune zone à surveiller n'est nommée ici par les documents ; {beside}.")),
        (_, 0) => format!("aucune n'est recoupée par ce que trouvent les tests choisis ({areas})"),
        (_, met) => {
            let are = if met < 2 { "est recoupée" } else { "sont recoupées" };
            format!("{met} {are} par ce que trouvent les tests ; {beside}")
        }
    };
    set(&format!("Sur {asked} à surveiller selon la feuille de route, {met}."))
}

/// What the tests say of each listed zone, then which found ones no list names.
pub(super) fn sentences(zones: &[WatchZone]) -> Vec<String> {
    let listed = zones.iter().filter(|zone| zone.origin != Provenance::Found.as_str());
    let mut said: Vec<String> = listed.map(confirmed).collect();
    let beyond: Vec<String> =
        of(zones, Provenance::Found).into_iter().filter(|zone| zone.overlaps.is_empty()).map(told).collect();
    if !beyond.is_empty() {
        said.push(format!("Hors de toute liste : {}.", list(&beyond, NAMES)));
    }
    said.iter().map(|sentence| set(sentence)).collect()
}

/// « CC du Vimeu (24 000 habitants) »
fn told(zone: &WatchZone) -> String {
    let people = zone.population.map(|people| format!(" ({} habitants)", integer(people)));
    format!("{}{}", zone.name, people.unwrap_or_default())
}

/// « Est de la Somme : offre, 2 EPCI sur 4 ; foyer froid, 3 sur 4. »
fn confirmed(zone: &WatchZone) -> String {
    let holding = zone.kinds.iter().filter(|kind| kind.oui > 0);
    let part = |(at, kind): (usize, &WatchKind)| {
        let unit = if at == 0 { " EPCI" } else { "" };
        format!("{}, {}{unit} sur {}", kind.label.to_lowercase(), kind.oui, kind.of)
    };
    let parts: Vec<String> = holding.enumerate().map(part).collect();
    let candidates = if zone.certain { "" } else { " candidats" };
    match parts.is_empty() {
        true => {
            format!("{} : aucun des quatre tests ne tient dans ses {} EPCI{candidates}.", zone.name, zone.epci.len())
        }
        false => format!("{} : {}.", zone.name, parts.join(" ; ")),
    }
}

/// What none of this says.
pub(super) fn notes(ground: &Ground<'_>, zones: &[WatchZone]) -> Vec<String> {
    let mut notes = Vec::new();
    if zones.iter().any(|zone| !zone.certain) {
        notes.push(
            "Une zone que la feuille de route dit en mots seulement n'est pas délimitée : les EPCI montrés sont des candidats, d'après \
             la seule géographie, et ses chiffres sont les leurs."
                .to_owned(),
        );
    }
    let nowhere = zone::nowhere(ground.state, ground.region);
    if !nowhere.is_empty() {
        notes.push(format!("À surveiller sans qu'un document nomme d'EPCI : {}.", list(&nowhere, NAMES)));
    }
    notes.push(
        "Un test qui tient dans un EPCI n'est pas une preuve pour toute la zone ; un seuil est un choix de lecture, non un test."
            .to_owned(),
    );
    notes.push(ground.tested.basis.clone());
    notes.push(format!("Recours : {}", ground.tested.kinds.recours.basis));
    if let Some(local) = &ground.local {
        notes.push(
            "Les bénéficiaires sont ceux du tableau public des EPCI : leur somme n'est dite que là où chacun l'est (s : secret), et rien \
             n'est dit d'une partie d'EPCI."
                .to_owned(),
        );
        if !local.missing.is_empty() {
            let missing = list(&local.missing, NAMES);
            notes.push(format!("Activité non remise par {missing} : ce qui est montré est un minimum."));
        }
    }
    notes.iter().map(|note| set(note)).collect()
}

/// Register, then activity.
pub(super) fn source_line(ground: &Ground<'_>, origin: &Origin) -> String {
    let activity = ground.local.as_ref().map(|local| local.source_line.as_str());
    let lines = [Some(origin.line(ground.state)), activity.map(str::to_owned)];
    lines.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
