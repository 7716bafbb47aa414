//! « Ce que les chiffres ne disent pas »: the absences, the sources and their years, what others publish, what is synthetic.

use lanterne_observatory::Absence;
use lanterne_report::model::{self, Block, Cell, Row, Table, Text};

use super::cell::{numbers, text, words};
use super::{Context, value};
use crate::answer::published;
use crate::french::typography::set;

pub(super) fn section(context: &Context) -> model::Section {
    let mut blocks = Vec::new();
    blocks.extend(super::published::table(context).map(Block::Table));
    blocks.extend(elsewhere(context).map(Block::Table));
    blocks.push(Block::Table(absences()));
    blocks.push(Block::Table(sources(context)));
    blocks.push(Block::Text(missing(context)));
    model::Section {
        id: "limites".to_owned(),
        title: set("Ce que les chiffres ne disent pas"),
        sheet: "Limites".to_owned(),
        lead: set(
            "Une absence n'est pas un zéro. Voici ce qui manque, d'où viennent les chiffres et de quand ils datent.",
        ),
        key: Vec::new(),
        blocks,
    }
}

/// Figures that others published of the territory, as published.
fn elsewhere(context: &Context) -> Option<Table> {
    let (level, row) = context.subject.unit?;
    let mut figures = published::of_territory(context.state, level, row);
    figures.retain(|figure| !super::published::is_beside(&figure.measure, &figure.detail));
    if figures.is_empty() {
        return None;
    }
    let rows = figures.into_iter().map(|figure| {
        let label =
            if figure.detail.is_empty() { figure.label } else { format!("{}, {}", figure.label, figure.detail) };
        let number = figure.value.ok_or(Absence::NotPublished);
        let decimals = u8::from(figure.value.is_some_and(|value| value.fract() != 0.0));
        let shown = value::shown(number, decimals, if figure.unit == "%" { "%" } else { "" });
        let unit = if figure.unit == "%" { String::new() } else { figure.unit };
        Row {
            cells: vec![
                text(&label),
                Cell::Number { value: shown },
                text(&unit),
                text(figure.year.as_deref().unwrap_or("année non dite")),
                text(figure.source.as_deref().or(figure.document.as_deref()).unwrap_or("")),
            ],
            marked: false,
        }
    });
    Some(Table {
        id: "publies".to_owned(),
        title: set("Ce que d'autres ont publié sur ce territoire"),
        columns: vec![words("Mesure", 4), numbers("valeur"), words("", 2), words("année", 1), words("source", 3)],
        rows: rows.collect(),
        notes: vec![set(
            "Ces figures ont leur propre champ et leur propre année : elles ne se soustraient pas des nôtres.",
        )],
        source: set("Source : documents cités, relevés tels quels."),
    })
}

fn absences() -> Table {
    Table {
        id: "absences".to_owned(),
        title: set("Quatre façons de manquer"),
        columns: vec![words("Signe", 1), words("Ce qu'il veut dire", 6)],
        rows: Absence::ALL
            .iter()
            .map(|absence| Row { cells: vec![text(absence.sign()), text(absence.definition())], marked: false })
            .collect(),
        notes: Vec::new(),
        source: String::new(),
    }
}

fn sources(context: &Context) -> Table {
    let cards = &context.state.contents.cards;
    Table {
        id: "sources".to_owned(),
        title: set("Sources et millésimes"),
        columns: vec![words("Source", 4), words("Producteur", 2), words("Millésime", 2), words("Licence", 2)],
        rows: cards
            .iter()
            .map(|card| Row {
                cells: [&card.title, &card.producer, &card.millesime, &card.licence].map(|words| text(words)).to_vec(),
                marked: false,
            })
            .collect(),
        notes: Vec::new(),
        source: set(&format!("Instantané {}, géographie {}.", context.state.id(), context.state.manifest.cog)),
    }
}

fn missing(context: &Context) -> Text {
    let mut paragraphs = vec![
        "Les emplois sont estimés à partir des tranches d'effectif du registre : leurs bornes sont données avec chaque part.".to_owned(),
        "Les structures sans salarié ne sont pas comptées : une commune sans établissement employeur peut avoir de nombreuses \
         associations de bénévoles."
            .to_owned(),
        "L'emploi est compté au lieu de l'établissement, non à celui où habitent les salariés.".to_owned(),
        "Les caractéristiques des salariés (sexe, âge, temps partiel), le chômage et la consommation des aides ne sont pas dans cet \
         instantané ; les revenus n'y sont que là où leur table a été chargée."
            .to_owned(),
    ];
    if context.subject.unit.is_none() {
        paragraphs.push(
            "Un groupement fait à la main n'a pas de rang : il n'est pas une unité du niveau auquel il est comparé."
                .to_owned(),
        );
    }
    paragraphs.extend(context.subject.changes.iter().cloned());
    paragraphs.extend(context.origin.notice.clone());
    Text {
        id: "manques".to_owned(),
        title: set("À garder en tête"),
        paragraphs: paragraphs.iter().map(|text| set(text)).collect(),
        list: true,
    }
}
