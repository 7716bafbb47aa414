//! « Ce que les chiffres ne disent pas »: the absences, the sources and their years, what others publish, what is synthetic.

use lanterne_data::read::Card;
use lanterne_observatory::Absence;
use lanterne_report::model::{self, Block, Cell, Row, Table, Text};

use super::cell::{numbers, text, words};
use super::{Context, few, value};
use crate::answer::published;
use crate::french::ordinal::list;
use crate::french::typography::{capital, set};

/// Figures of others in a document that is read from end to end.
const PUBLISHED: usize = 4;

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
        lead: set("Une absence n'est pas un zéro : voici ce qui manque, et d'où vient le reste."),
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
    // The latest first: a short list has what is nearest to our figures.
    figures.sort_by(|a, b| b.year.as_deref().cmp(&a.year.as_deref()));
    let rows = figures.into_iter().map(|figure| {
        let label =
            if figure.detail.is_empty() { figure.label } else { format!("{}, {}", figure.label, figure.detail) };
        let number = figure.value.ok_or(Absence::NotPublished);
        let decimals = u8::from(figure.value.is_some_and(|value| value.fract() != 0.0));
        let shown = value::shown(number, decimals, if figure.unit == "%" { "%" } else { "" });
        let unit = if figure.unit == "%" { String::new() } else { figure.unit };
        let document = figure.document.as_deref().map(published::document_title);
        Row {
            cells: vec![
                text(&label),
                Cell::Number { value: shown },
                text(&unit),
                text(figure.year.as_deref().unwrap_or("année non dite")),
                text(figure.source.as_deref().or(document).unwrap_or("")),
            ],
            marked: false,
        }
    });
    let mut rows: Vec<Row> = rows.collect();
    let others = few::shortened(context, &mut rows, PUBLISHED, ["autre chiffre", "autres chiffres"]);
    let apart = set("Ces chiffres ont leur propre champ et leur propre année : ils ne se soustraient pas des nôtres.");
    Some(Table {
        id: "publies".to_owned(),
        title: set("Ce que d'autres ont publié sur ce territoire"),
        columns: vec![words("Mesure", 4), numbers("valeur"), words("", 2), words("année", 1), words("source", 3)],
        rows,
        notes: others.into_iter().chain([apart]).collect(),
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
        columns: vec![words("Source", 20), words("Producteur", 12), words("Millésime", 12), words("Licence", 8)],
        rows: sourced(cards, context.state.contents.year)
            .into_iter()
            .map(|words| Row { cells: words.iter().map(|words| text(words)).collect(), marked: false })
            .collect(),
        notes: Vec::new(),
        source: set(&format!("Instantané {}, géographie {}.", context.state.id(), context.state.manifest.cog)),
    }
}

/// Title, producer, millesime and licence of each card; the registers of earlier years of one series stand on one line.
fn sourced(cards: &[Card], year: Option<u16>) -> Vec<[String; 4]> {
    let mut lines: Vec<[String; 4]> = Vec::new();
    let mut series: Vec<(&Card, Vec<String>, Vec<String>)> = Vec::new();
    for card in cards {
        let Some(own) = card.year.filter(|own| Some(*own) != year) else {
            lines.push([&card.title, &card.producer, &card.millesime, &card.licence].map(Clone::clone));
            continue;
        };
        let told = card.millesime.strip_prefix(&format!("fin {own}")).unwrap_or(&card.millesime);
        let told = told.trim_start_matches([',', ' ']).to_owned();
        let alike = |known: &Card| {
            (&known.producer, &known.licence, known.synthetic) == (&card.producer, &card.licence, card.synthetic)
        };
        match series.iter_mut().find(|(known, ..)| alike(known)) {
            None => series.push((card, vec![own.to_string()], vec![told])),
            Some((_, years, millesimes)) => {
                years.push(own.to_string());
                if !millesimes.contains(&told) {
                    millesimes.push(told);
                }
            }
        }
    }
    lines.extend(series.into_iter().map(|(card, years, millesimes)| {
        let title = match years.len() {
            1 => card.title.clone(),
            many => format!("{many} registres d'années antérieures, dont : {}", card.title),
        };
        let told: Vec<String> = millesimes.into_iter().filter(|told| !told.is_empty()).collect();
        let when = format!("fin {}", list(&years, years.len()));
        let millesime = if told.is_empty() { when } else { format!("{when} ; {}", told.join(" ; ")) };
        [title, card.producer.clone(), millesime, card.licence.clone()]
    }));
    lines
}

fn missing(context: &Context) -> Text {
    let contents = &context.state.contents;
    let mut lacking = vec!["les caractéristiques des salariés (sexe, âge, temps partiel)"];
    lacking.extend(contents.census.unemployed.is_none().then_some("le chômage"));
    lacking.extend(contents.activity.given.is_empty().then_some("la consommation des aides"));
    let lacking: Vec<String> = lacking.into_iter().map(str::to_owned).collect();
    let lacking = capital(&list(&lacking, lacking.len()));
    let mut paragraphs = vec![
        "Les emplois sont estimés à partir des tranches d'effectif du registre : leurs bornes sont données avec chaque part.".to_owned(),
        "Les structures sans salarié ne sont pas comptées : une commune sans établissement employeur peut avoir de nombreuses \
         associations de bénévoles."
            .to_owned(),
        "L'emploi est compté au lieu de l'établissement, non à celui où habitent les salariés.".to_owned(),
        format!(
            "{lacking} ne sont pas dans cet instantané ; les revenus n'y sont que \
             là où leur table a été chargée."
        ),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str, millesime: &str, year: Option<u16>) -> Card {
        Card {
            card: title.to_owned(),
            producer: "Lanterne".to_owned(),
            title: title.to_owned(),
            licence: "MIT".to_owned(),
            address: String::new(),
            millesime: millesime.to_owned(),
            cog: 2026,
            synthetic: true,
            year,
        }
    }

    #[test]
    fn registers_of_earlier_years_stand_on_one_line_and_say_all_of_them() {
        let cards = [
            card("Registre, fin 2020", "fin 2020, supposé en partie", Some(2020)),
            card("Registre, fin 2021", "fin 2021", Some(2021)),
            card("Registre", "calé sur 2022", Some(2022)),
            card("Géographie", "2026", None),
        ];
        let lines = sourced(&cards, Some(2022));
        let told: Vec<[&str; 2]> = lines.iter().map(|line| [line[0].as_str(), line[2].as_str()]).collect();
        assert_eq!(
            told,
            [
                ["Registre", "calé sur 2022"],
                ["Géographie", "2026"],
                ["2 registres d'années antérieures, dont : Registre, fin 2020", "fin 2020 et 2021 ; supposé en partie"],
            ]
        );
        let alone = sourced(&cards[1..], Some(2022));
        assert_eq!([alone[2][0].as_str(), alone[2][2].as_str()], ["Registre, fin 2021", "fin 2021"]);
    }
}
