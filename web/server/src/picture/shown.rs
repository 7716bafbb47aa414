//! What each row looks like, from the documents the page reads: the picture and the page cannot disagree.

use std::collections::HashMap;

use lanterne_observatory::Level;
use lanterne_tiles::picture::style::STYLE;

use super::asked::{Asked, Layer, Reading, WHITE};
use super::circle::{Circle, circles};
use crate::answer;
use crate::answer::series::SeriesQuery;
use crate::document::cluster::ClustersDocument;
use crate::document::relation::RelationDocument;
use crate::document::series::SeriesDocument;
use crate::french::typography::set;
use crate::state::State;

/// A pattern over a row, by its name in the table of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Offre,
    FoyerFroid,
    Accompagnement,
    Recours,
    Fiabilite,
}

impl Mark {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Offre => "offre",
            Self::FoyerFroid => "foyer_froid",
            Self::Accompagnement => "accompagnement",
            Self::Recours => "recours",
            Self::Fiabilite => "fiabilite",
        }
    }
}

/// One row of the map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Look {
    pub(crate) colour: &'static str,
    pub(crate) marks: Vec<Mark>,
}

/// What the colours mean, for the legend.
#[derive(Debug)]
pub(crate) enum Meaning {
    /// Classes of the series; with the largest amount when circles stand over them.
    Classes {
        /// Amount of the largest circle.
        largest: Option<f64>,
    },
    /// Verdicts with their colours and how many rows have each.
    Verdicts(Vec<(&'static str, &'static str, usize)>),
    /// Two indicators crossed.
    Crossed(Box<RelationDocument>),
}

/// Everything a picture of one map says.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) sentence: String,
    pub(crate) source: String,
    pub(crate) notice: Option<String>,
    pub(crate) series: SeriesDocument,
    pub(crate) looks: HashMap<u32, Look>,
    /// Colours of the classes, lowest first.
    pub(crate) colours: Vec<&'static str>,
    /// Largest first.
    pub(crate) circles: Vec<Circle>,
    pub(crate) meaning: Meaning,
    /// The second map.
    pub(crate) twin: Option<Box<Shown>>,
}

impl Shown {
    pub(crate) fn of(state: &State, asked: &Asked) -> Self {
        let key = asked.series.view;
        let series = answer::series::series(state, &asked.series);
        let mut shown = Self::classes(state, asked, series);
        match asked.reading {
            Reading::Classes => {}
            Reading::Circles => shown.stand_circles(),
            Reading::Clusters | Reading::Spots => {
                let found = answer::cluster::clusters(state, asked.series.indicator, key);
                shown.judge(&found, asked.reading);
            }
            Reading::Crossed => {
                let found = answer::relation::relation(state, (asked.series.indicator, asked.other), key);
                shown.cross(found);
            }
            Reading::Two => {
                let query = SeriesQuery { indicator: asked.other, breaks: None, ..asked.series.clone() };
                let twin = answer::series::series(state, &query);
                shown.twin = Some(Box::new(Self::classes(state, asked, twin)));
            }
        }
        shown
    }

    /// The reading by classes, with the white zones and the dots asked for.
    fn classes(state: &State, asked: &Asked, series: SeriesDocument) -> Self {
        let colours = answer::series::colours(&series, asked.palette);
        let colour = |class: &Option<u32>| class.and_then(|class| colours.get(class as usize)).copied();
        let mut looks: HashMap<u32, Look> = series
            .rows
            .iter()
            .zip(&series.class)
            .map(|(row, class)| (*row, Look { colour: colour(class).unwrap_or(&STYLE.no_data), marks: Vec::new() }))
            .collect();
        let rated = matches!(asked.reading, Reading::Classes | Reading::Two);
        if rated {
            whiten(state, asked, &mut looks);
        }
        if (rated || asked.reading == Reading::Crossed) && asked.layers.contains(&Layer::Fiabilite) {
            for ((row, class), reliable) in series.rows.iter().zip(&series.class).zip(&series.reliable) {
                let look = looks.get_mut(row).filter(|look| look.marks.is_empty() && class.is_some() && !reliable);
                look.into_iter().for_each(|look| look.marks.push(Mark::Fiabilite));
            }
        }
        Self {
            title: set(&series.title),
            subtitle: series.subtitle.clone(),
            sentence: set(&series.sentence),
            source: answer::source::Origin::at(state, asked.series.view).line(state),
            notice: series.notice.clone(),
            looks,
            colours,
            circles: Vec::new(),
            meaning: Meaning::Classes { largest: None },
            series,
            twin: None,
        }
    }

    /// Under circles the ground stays quiet: the circle carries the class.
    fn stand_circles(&mut self) {
        let (circles, largest) = circles(&self.series, &self.colours);
        self.circles = circles;
        self.meaning = Meaning::Classes { largest };
        self.repaint(|_| None);
    }

    fn judge(&mut self, found: &ClustersDocument, reading: Reading) {
        let (verdicts, words) = match reading {
            Reading::Spots => (&found.spot, &SPOTS[..]),
            _ => (&found.structure, &CLUSTERS[..]),
        };
        let colours = if reading == Reading::Spots { &STYLE.spots } else { &STYLE.clusters };
        let by_row: HashMap<u32, &String> =
            found.row.iter().zip(verdicts).filter_map(|(row, verdict)| Some((*row, verdict.as_ref()?))).collect();
        self.repaint(|row| by_row.get(&row).and_then(|verdict| colours.get(*verdict)).map(String::as_str));
        let counted = words.iter().filter_map(|(verdict, label)| {
            let colour = colours.get(*verdict)?.as_str();
            Some((colour, *label, by_row.values().filter(|own| own.as_str() == *verdict).count()))
        });
        let mut key: Vec<_> = counted.collect();
        let untested = found.row.len() - by_row.len();
        if untested > 0 {
            key.push((STYLE.no_data.as_str(), "Non testé", untested));
        }
        self.sentence = found.sentence.clone();
        self.meaning = Meaning::Verdicts(key);
    }

    fn cross(&mut self, found: RelationDocument) {
        let by_row: HashMap<u32, u8> =
            found.row.iter().zip(&found.cell).filter_map(|(row, cell)| Some((*row, (*cell)?))).collect();
        self.repaint(|row| by_row.get(&row).and_then(|cell| STYLE.crossed.get(usize::from(*cell))).map(String::as_str));
        self.title = set(&format!("{} et {}", found.x.short, found.y.short));
        self.sentence = found.sentence.clone();
        self.meaning = Meaning::Crossed(Box::new(found));
    }

    fn repaint(&mut self, colour: impl Fn(u32) -> Option<&'static str>) {
        for (row, look) in &mut self.looks {
            look.colour = colour(*row).unwrap_or(&STYLE.no_data);
        }
    }

    /// Whether some row bears a mark.
    pub(crate) fn bears(&self, mark: Mark) -> bool {
        self.looks.values().any(|look| look.marks.contains(&mark))
    }

    /// The level shown.
    pub(crate) fn level(&self) -> Level {
        self.series.level.parse().unwrap_or(Level::Epci)
    }
}

/// A white zone is white under its hatches.
fn whiten(state: &State, asked: &Asked, looks: &mut HashMap<u32, Look>) {
    // Judged on all of the ESS in the year of reference: beside figures of a part of it, or of another year, they would be taken for
    // theirs.
    if !asked.series.view.is_whole() || !WHITE.iter().any(|layer| asked.layers.contains(layer)) {
        return;
    }
    let found = answer::white_zone::white_zones(state, &asked.white);
    let kinds = [
        (Layer::Offre, Mark::Offre, &found.kinds.offre.verdict),
        (Layer::FoyerFroid, Mark::FoyerFroid, &found.kinds.foyer_froid.verdict),
        (Layer::Accompagnement, Mark::Accompagnement, &found.kinds.accompagnement.verdict),
        (Layer::Recours, Mark::Recours, &found.kinds.recours.verdict),
    ];
    for (_, mark, verdicts) in kinds.into_iter().filter(|(layer, ..)| asked.layers.contains(layer)) {
        for (row, _) in found.rows.iter().zip(verdicts).filter(|(_, verdict)| *verdict == "oui") {
            if let Some(look) = looks.get_mut(row) {
                look.colour = &STYLE.white;
                look.marks.push(mark);
            }
        }
    }
}

/// Verdicts of local Moran in the order of the legend, in the page's words.
const CLUSTERS: [(&str, &str); 5] = [
    ("foyer_haut", "Foyer haut, entouré de hauts"),
    ("exception_haute", "Exception haute parmi des bas"),
    ("foyer_bas", "Foyer bas, entouré de bas"),
    ("exception_basse", "Exception basse parmi des hauts"),
    ("ns", "Pas de signal net"),
];
const SPOTS: [(&str, &str); 3] = [("chaud", "Point chaud"), ("froid", "Point froid"), ("ns", "Pas de signal net")];
