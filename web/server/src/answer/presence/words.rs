//! The sentences of presence: how many contacts, of which kinds, where none is, what is only declared, and what nobody knows.

use lanterne_data::read::Operator;

use super::{Found, Told, site};
use crate::document::presence::{PresenceSite, PresenceUnits};
use crate::french::ordinal::{count, list};
use crate::french::shortest;
use crate::french::typography::{capital, set};

/// EPCI named in a sentence.
const NAMES: usize = 5;

/// What the map says first.
pub(super) fn sentence(found: &Found<'_>, units: &PresenceUnits, without: Option<usize>) -> String {
    let minutes = shortest(found.asked.minutes, 1);
    let judged = units.contact.iter().flatten().count();
    set(&match without {
        None => format!(
            "{}, aucun lieu de contact n'est connu : on ne peut pas dire d'où l'on est loin.",
            capital(&when(found))
        ),
        Some(0) => format!(
            "{}, chacun des {} a un contact chez lui ou à {minutes} minutes au plus en moyenne.",
            capital(&when(found)),
            count(judged, "EPCI dont le trajet est connu", "EPCI dont le trajet est connu")
        ),
        Some(without) => format!(
            "{}, {} sur {judged} : aucun lieu chez eux, et plus de {minutes} minutes en moyenne jusqu'au plus proche.",
            capital(&when(found)),
            count(without, "EPCI sans contact", "EPCI sans contact")
        ),
    })
}

/// « en 2023 », « pour DLA en 2023 »
fn when(found: &Found<'_>) -> String {
    let schemes = &found.state.contents.schemes;
    let scheme = found.asked.scheme.as_ref().and_then(|slug| schemes.iter().find(|own| own.scheme == *slug));
    let operator = found.asked.operator.as_deref().map(|slug| site::operator_name(&found.state.contents, slug));
    let of = match (scheme, operator) {
        (Some(scheme), Some(operator)) => format!("pour {} de {operator}", scheme.name),
        (Some(scheme), None) => format!("pour {}", scheme.name),
        (None, Some(operator)) => format!("pour {operator}"),
        (None, None) => String::new(),
    };
    match (of.is_empty(), found.asked.year) {
        (true, Some(year)) => format!("en {year}"),
        (true, None) => "sans date connue".to_owned(),
        (false, Some(year)) => format!("{of} en {year}"),
        (false, None) => of,
    }
}

/// The rest of the synthesis.
pub(super) fn sentences(found: &Found<'_>, sites: &[PresenceSite], units: &PresenceUnits) -> Vec<String> {
    let mut said = vec![places(sites)];
    said.extend(undated(sites));
    said.extend(known(found));
    said.extend(without(units));
    said.push(declared(found, units));
    said.push(activity(found));
    said.iter().map(|sentence| set(sentence)).collect()
}

/// « 12 sièges, 4 antennes et 9 permanences. »
fn places(sites: &[PresenceSite]) -> String {
    let counted = site::KINDS.iter().filter_map(|(kind, one, many)| {
        let number = sites.iter().filter(|site| site.kind == *kind && site.point.is_some()).count();
        (number > 0).then(|| count(number, one, many))
    });
    let counted: Vec<String> = counted.collect();
    match counted.as_slice() {
        [] => "Aucun lieu n'est connu cette année-là.".to_owned(),
        counted => format!("{}.", list(counted, counted.len())),
    }
}

fn undated(sites: &[PresenceSite]) -> Option<String> {
    let undated = sites.iter().filter(|site| site.contact && site.opened.is_none()).count();
    let of = sites.iter().filter(|site| site.contact).count();
    (undated > 0).then(|| match of {
        1 => "La date d'ouverture de ce lieu n'est pas connue : il est supposé ouvert.".to_owned(),
        of => format!(
            "{} sur {of}, sans date d'ouverture connue : {}.",
            count(undated, "lieu", "lieux"),
            if undated < 2 { "il est supposé ouvert" } else { "ils sont supposés ouverts" }
        ),
    })
}

/// How many operators of what is asked have a contact of a known place that year.
fn known(found: &Found<'_>) -> Option<String> {
    let asked = &found.asked;
    let of_scheme = |own: &&Operator| asked.scheme.as_ref().is_none_or(|scheme| own.schemes.contains(scheme));
    let of_operator = |own: &&Operator| asked.operator.as_ref().is_none_or(|slug| *slug == own.operator);
    let own: Vec<&Operator> = found.state.contents.operators.iter().filter(of_scheme).filter(of_operator).collect();
    let placed = own.iter().filter(|own| {
        found.everywhere.iter().any(|site| site::is_contact(site) && site.operator.as_ref() == Some(&own.operator))
    });
    let placed = placed.count();
    (own.len() > 1).then(|| {
        format!(
            "{} sur {} {} un lieu de contact connu ; de tous les autres on ne sait pas où les trouver.",
            count(placed, "opérateur", "opérateurs"),
            own.len(),
            if placed < 2 { "a" } else { "ont" }
        )
    })
}

fn without(units: &PresenceUnits) -> Option<String> {
    let far = units.contact.iter().enumerate().filter(|(_, contact)| **contact == Some(false)).map(|(at, _)| at);
    let mut far: Vec<usize> = far.collect();
    // The farthest first; where no contact can be reached at all, before them.
    let minutes = |at: usize| units.minutes[at].unwrap_or(f64::INFINITY);
    far.sort_by(|one, other| minutes(*other).total_cmp(&minutes(*one)));
    let names: Vec<String> = far.iter().map(|at| units.name[*at].clone()).collect();
    (!names.is_empty()).then(|| format!("Sans contact : {}.", list(&names, NAMES)))
}

fn declared(found: &Found<'_>, units: &PresenceUnits) -> String {
    let touched = units.declared.iter().filter(|count| **count > 0).count();
    match found.zones.len() {
        0 => "Aucune zone d'intervention n'est déclarée.".to_owned(),
        zones => format!(
            "{}, qui touchent {} sur {} : une déclaration n'est pas une présence, et ne rapproche personne.",
            count(zones, "zone d'intervention est déclarée", "zones d'intervention sont déclarées"),
            count(touched, "EPCI", "EPCI"),
            units.row.len()
        ),
    }
}

fn activity(found: &Found<'_>) -> String {
    let Some((told, _)) = &found.activity else {
        return "De l'activité de cette année, rien n'a été remis.".to_owned();
    };
    let of = |wanted: Told| told.iter().filter(|own| **own == wanted).count();
    let (year, later, secret) = (of(Told::Yes), of(Told::Later), of(Told::Secret));
    let hidden = match secret {
        0 => String::new(),
        many => format!(" ; {} sous le secret", count(many, "EPCI est", "EPCI sont")),
    };
    format!(
        "Le dernier bénéficiaire connu est de cette année dans {}, et d'une année suivante dans {}{hidden}.",
        count(year, "EPCI", "EPCI"),
        count(later, "EPCI", "EPCI")
    )
}

/// What none of this says.
pub(super) fn notes(found: &Found<'_>) -> Vec<String> {
    let mut notes = vec![
        "Un lieu compte pour une année s'il était ouvert au moins un jour de cette année-là. Une date inconnue n'exclut aucune année.".to_owned(),
        "Le lieu d'un atelier est celui d'un événement : il est dessiné à part, et n'est pas un contact.".to_owned(),
        format!("Minutes : moyenne des habitants des communes couvertes. {}", found.reach.sentence),
        "De l'activité d'une année, seul est dit ce que la page du déploiement dit déjà : l'année du dernier bénéficiaire. Dire chaque année s'il y en \
         eut laisserait deviner des nombres inférieurs à trois."
            .to_owned(),
    ];
    if found.asked.operator.is_some() {
        notes.push(
            "L'activité montrée est celle de tous les opérateurs : par opérateur, les nombres seraient trop petits."
                .to_owned(),
        );
    }
    notes.into_iter().map(|note| set(&note)).collect()
}

/// « Source : …, géographie 2026. Données synthétiques : … »
pub(super) fn source_line(found: &Found<'_>) -> String {
    let (cards, contents) = (found.cards(), &found.state.contents);
    let own = contents.cards.iter().filter(|card| cards.contains(card.card.as_str()));
    let titles: Vec<String> = own.map(|card| card.title.clone()).collect();
    let titles = if titles.is_empty() { "aucun lieu remis".to_owned() } else { titles.join(" ; ") };
    let mark = match found.synthetic() {
        true => " Données synthétiques : des lieux, des zones ou des accompagnements y sont inventés.",
        false => "",
    };
    set(&format!("Source : {titles}, géographie {}.{mark}", found.state.manifest.cog))
}
