//! Which cards an ingest takes, and what it would do: `--dry-run` stops here.

use std::fmt;
use std::fs;

use super::source::is_generated;
use super::{Request, Step};
use crate::asset::Asset;
use crate::card::{Address, Card, CardFile, Catalogue, Profile, Reader};
use crate::fetch::Fetcher;
use crate::{IngestError, deployment};

/// The cards every snapshot is made with.
const ALWAYS: &[&str] = &["lanterne/geographie", "lanterne/faits"];

/// How a card outside the profile is asked for (French).
const HOW_TO_NAME: &str = "→ --only FICHE,FICHE : ne prend que les fiches nommées, avec la géographie et les faits ; \
                           nommer donc aussi celles du profil que l’on veut garder";

/// The cards of an ingest, in order of id.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Cards to take.
    pub cards: Vec<Card>,
    /// Lines for a dry run, one per file: where it would come from.
    pub lines: Vec<String>,
    /// Cards of the profile that nothing gives here, with the reason (French). Never a card that was named.
    pub left_out: Vec<(String, String)>,
    /// Cards that no profile takes, with their title: there for the person who names them.
    pub on_demand: Vec<(String, String)>,
}

/// Chooses the cards of a request.
///
/// # Errors
/// [`IngestError::NotAFolder`]; [`IngestError::UnknownCard`]; [`IngestError::TwoRegisters`];
/// [`IngestError::TwoDrawings`]; [`IngestError::TwoNetworks`]; [`IngestError::TwoZonings`]; [`IngestError::NothingHanded`];
/// [`IngestError::Cards`].
pub fn plan(request: &Request, fetcher: &Fetcher) -> Result<Plan, IngestError> {
    folders(request)?;
    let catalogue = Catalogue::read(&request.asset)?;
    for name in &request.only {
        catalogue.card(name)?;
    }
    let mut plan = Plan { cards: Vec::new(), lines: Vec::new(), left_out: Vec::new(), on_demand: Vec::new() };
    for card in catalogue.iter() {
        let named = request.only.contains(&card.id);
        let taken = ALWAYS.contains(&card.id.as_str())
            || if request.only.is_empty() {
                card.profile == request.profile || card.profile == Profile::Counter
            } else {
                named
            };
        if !taken {
            if request.only.is_empty() && card.profile == Profile::Named {
                plan.on_demand.push((card.id.clone(), format!("{} ({})", card.title, card.millesime)));
            }
            continue;
        }
        let card = match deployment::found(card, fetcher) {
            // Nobody confirmed anything: as if there were no counter.
            Err(IngestError::NothingHanded { .. }) if card.profile == Profile::Counter && !named => continue,
            found => found?,
        };
        let missing = card.files.iter().find(|file| place(fetcher, &card, file).is_none());
        if let Some(file) = missing.filter(|_| !named && card.profile != Profile::Default) {
            let reason = format!("« {} » est à télécharger depuis {} puis --from DOSSIER", file.name, card.address);
            plan.left_out.push((card.id.clone(), reason));
            continue;
        }
        for file in &card.files {
            let origin = place(fetcher, &card, file).unwrap_or_else(|| "introuvable : à donner par --from".to_owned());
            plan.lines.push(format!("{} · {} · {origin}", card.id, file.name));
        }
        plan.cards.push(card);
    }
    one_register_a_year(&plan.cards)?;
    one_drawing(&plan.cards)?;
    one_network(&plan.cards)?;
    one_zoning(&plan.cards)?;
    Ok(plan)
}

/// The folders given on the command line must be there before anything is done.
fn folders(request: &Request) -> Result<(), IngestError> {
    let data = match &request.asset {
        Asset::Embedded => None,
        Asset::Folder(path) => Some(("--data", path, "le dossier « data » d’un dépôt de Lanterne")),
    };
    let from = request.from.as_ref().map(|path| ("--from", path, "un dossier de fichiers déjà là"));
    for (option, path, expectation) in data.into_iter().chain(from) {
        if !path.is_dir() {
            return Err(IngestError::NotAFolder { option, path: path.clone(), expectation });
        }
    }
    Ok(())
}

/// Two registers of one year would count the same establishments twice; those of several years are a series.
fn one_register_a_year(cards: &[Card]) -> Result<(), IngestError> {
    let registers: Vec<&Card> = cards.iter().filter(|card| is_register(card)).collect();
    for (at, second) in registers.iter().enumerate() {
        if let Some(first) = registers[..at].iter().find(|first| first.year == second.year) {
            return Err(IngestError::TwoRegisters { first: first.id.clone(), second: second.id.clone() });
        }
    }
    Ok(())
}

/// Whether a card speaks of establishments.
fn is_register(card: &Card) -> bool {
    card.files.iter().any(|file| file.reader == Reader::SireneEtablissement)
}

/// Two files of outlines would draw the same communes twice.
fn one_drawing(cards: &[Card]) -> Result<(), IngestError> {
    let drawings = cards.iter().filter(|card| card.files.iter().any(|file| file.reader == Reader::Outline));
    match drawings.collect::<Vec<_>>().as_slice() {
        [first, second, ..] => Err(IngestError::TwoDrawings { first: first.id.clone(), second: second.id.clone() }),
        _ => Ok(()),
    }
}

/// Two networks would know nothing of the roads that join them: the extracts of one card are one network.
fn one_network(cards: &[Card]) -> Result<(), IngestError> {
    let networks = cards.iter().filter(|card| card.files.iter().any(|file| file.reader == Reader::RoadNetwork));
    match networks.collect::<Vec<_>>().as_slice() {
        [first, second, ..] => Err(IngestError::TwoNetworks { first: first.id.clone(), second: second.id.clone() }),
        _ => Ok(()),
    }
}

/// Two tables would put the same communes in zones twice.
fn one_zoning(cards: &[Card]) -> Result<(), IngestError> {
    let zonings = cards.iter().filter(|card| card.files.iter().any(|file| file.reader == Reader::Zonage));
    match zonings.collect::<Vec<_>>().as_slice() {
        [first, second, ..] => Err(IngestError::TwoZonings { first: first.id.clone(), second: second.id.clone() }),
        _ => Ok(()),
    }
}

/// Where a file would come from (French), or none when nothing gives it.
fn place(fetcher: &Fetcher, card: &Card, file: &CardFile) -> Option<String> {
    if let Ok(Some(found)) = fetcher.in_folder(card, file) {
        return Some(format!("{} ({})", found.display(), size(&found)));
    }
    let kept = fetcher.folder(card).join(&file.name);
    if kept.is_file() {
        return Some(format!("déjà là ({})", size(&kept)));
    }
    let mut addresses = file.address.iter().chain(&file.mirrors);
    match (&fetcher.from, addresses.next()) {
        (_, Some(Address::Embedded(_))) => Some("dans le programme".to_owned()),
        (_, Some(Address::Generated(name))) => Some(format!("engendré d’après {name}")),
        (None, Some(address)) => Some(format!("à télécharger de {address}")),
        _ => None,
    }
}

fn size(path: &std::path::Path) -> String {
    fs::metadata(path).map_or_else(|_| "taille inconnue".to_owned(), |file| octets(file.len()))
}

/// A size as people write it.
fn octets(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} o"),
        1_000..1_000_000 => format!("{} ko", bytes / 1_000),
        _ => format!("{},{} Mo", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

impl Plan {
    /// What will be done, in order: nothing is generated unless a card asks for it.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        let generates = self.cards.iter().flat_map(|card| &card.files).any(is_generated);
        Step::ALL.into_iter().filter(move |step| *step != Step::Generate || generates)
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Fiches et fichiers :")?;
        self.lines.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
        if !self.left_out.is_empty() {
            writeln!(f, "Laissées de côté :")?;
            self.left_out.iter().try_for_each(|(card, reason)| writeln!(f, "  {card} · {reason}"))?;
        }
        if !self.on_demand.is_empty() {
            writeln!(f, "Prises seulement si elles sont nommées :")?;
            self.on_demand.iter().try_for_each(|(card, title)| writeln!(f, "  {card} · {title}"))?;
            writeln!(f, "  {HOW_TO_NAME}")?;
        }
        writeln!(f, "Étapes :")?;
        self.steps().try_for_each(|step| writeln!(f, "  {}", step.label()))
    }
}
