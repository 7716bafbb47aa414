//! What goes where: each card's files to their reader, into one draft.

use std::path::Path;

use lanterne_data::read::census;
use lanterne_data::{Draft, row};
use lanterne_observatory::Level;

use super::source::Places;
use super::{PROGRAM, index};
use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::geography::{COG, POPULATION_YEAR};
use crate::{IngestError, Watch, cog, deployment, reference, register, travel};

/// What a load is given.
pub(super) struct Load<'a> {
    /// The cards, in order.
    pub(super) cards: &'a [Card],
    /// Their files, generated ones included.
    pub(super) files: &'a [RawFile],
    /// The watch of the run.
    pub(super) watch: &'a Watch<'a>,
}

impl Load<'_> {
    /// Fills a new database at `path`: geography, cards, facts, then the register and official tables.
    pub(super) fn run(&self, path: &Path, places: &mut Places<'_>) -> Result<(), IngestError> {
        let draft = Draft::create(path)?;
        self.watch.hears(&draft);
        let territories = index::load(places.geography(self.watch)?, &draft, self.watch)?;
        // Zones come from a file of their own, with its own account.
        let embedded = territories.iter().filter(|row| !row.level.parse().is_ok_and(Level::is_study));
        draft.append(&self.geography_reports(embedded.count()))?;
        self.official(&draft, places)?;
        draft.append(&self.cards.iter().map(|card| card_row(card, places)).collect::<Vec<_>>())?;
        draft.append(&self.parameters())?;
        if let Some(facts) = self.files.iter().find(|file| file.reader == Reader::Reference) {
            let folder = facts.path.parent().unwrap_or(Path::new("."));
            self.watch.begin("Faits lus dans les documents", 0)?;
            reference::load(folder, &territories, &draft)?;
            self.watch.end();
        }
        let taken: Vec<(&Card, Vec<RawFile>)> = self.cards.iter().map(|card| (card, self.of_card(card))).collect();
        let outlines = &places.geography(self.watch)?.commune.topology;
        for line in register::load(&taken, Some(outlines), &draft, self.watch)?.lines {
            self.watch.say(&line);
        }
        for line in deployment::load(&taken, &draft, self.watch)?.lines {
            self.watch.say(&line);
        }
        for line in travel::load(&taken, &draft, self.watch)?.lines {
            self.watch.say(&line);
        }
        self.watch.begin("Écriture et sommes de contrôle", 0)?;
        draft.finish()?;
        self.watch.end();
        Ok(())
    }

    /// What became of the rows of official geography files.
    fn official(&self, draft: &Draft, places: &mut Places<'_>) -> Result<(), IngestError> {
        let account = places.account(self.watch)?;
        draft.append(&account.reports)?;
        draft.append(&account.refused)?;
        draft.append(&account.gaps)?;
        account.lines.iter().for_each(|line| self.watch.say(line));
        Ok(())
    }

    /// Every row of the embedded geography is loaded: it was checked when it was built.
    fn geography_reports(&self, territories: usize) -> Vec<row::LoadReport> {
        let geography = self.files.iter().filter(|file| file.reader == Reader::Geography);
        let report = |file: &RawFile| row::LoadReport {
            card: file.card.clone(),
            file: file.name.clone(),
            sha256: file.sha256.clone(),
            rows_read: territories as i64,
            loaded: territories as i64,
            refused: 0,
            out_of_scope: 0,
            scope: "aucune ligne : les territoires de tous les niveaux".to_owned(),
        };
        geography.filter(|file| file.name.starts_with("territories")).map(report).collect()
    }

    fn of_card(&self, card: &Card) -> Vec<RawFile> {
        self.files.iter().filter(|file| file.card == card.id).cloned().collect()
    }

    fn parameters(&self) -> Vec<row::Parameter> {
        let synthetic = self.cards.iter().any(|card| card.synthetic);
        let cog = self.files.iter().filter(|file| cog::is_read(file.reader)).map(|file| file.name.as_str());
        let cog: Vec<&str> = cog.collect();
        let mut parameters = vec![
            ("program", PROGRAM.to_owned()),
            ("cog", COG.to_string()),
            (census::YEAR, POPULATION_YEAR.to_string()),
            ("synthetic", synthetic.to_string()),
        ];
        if !cog.is_empty() {
            parameters.push((cog::PARAMETER, cog.join(", ")));
        }
        parameters.into_iter().map(|(name, value)| row::Parameter { name: name.to_owned(), value }).collect()
    }
}

fn card_row(card: &Card, places: &Places<'_>) -> row::Card {
    row::Card {
        card: card.id.clone(),
        producer: card.producer.clone(),
        title: places.title(card),
        licence: card.licence.clone(),
        address: card.address.clone(),
        millesime: card.millesime.clone(),
        cog: card.cog as i16,
        synthetic: card.synthetic,
        year: card.year.and_then(|year| i16::try_from(year).ok()),
    }
}
