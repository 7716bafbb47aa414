//! A card's text → a card, or every fault it has.

use lanterne_data::deployment::Kind;
use toml::de::{DeTable, DeValue};

use super::table::{Fields, Sheet, list, text};
use super::{Address, Card, CardFault, CardFile, Format, Profile, Reader, Unit};
use crate::deployment;

const CARD_FIELDS: &[&str] =
    &["producer", "title", "licence", "address", "millesime", "cog", "year", "feeds", "synthetic", "profile", "file"];
const FILE_FIELDS: &[&str] = &["name", "address", "mirrors", "sha256", "format", "member", "reader", "columns", "unit"];

/// Reads the card `id` from the text of `file` (its path, named in faults).
///
/// # Errors
/// Every fault of the card, in the order of its lines.
pub fn parse(id: &str, file: &str, card: &str) -> Result<Card, Vec<CardFault>> {
    let mut sheet = Sheet::new(file, card);
    let (table, broken) = DeTable::parse_recoverable(card);
    for error in broken {
        let at = error.span().unwrap_or(0..0);
        let line = sheet.line(&at);
        sheet.fault(&at, "(syntaxe)", Some(line), "une ligne de TOML (champ = valeur)");
    }
    if !sheet.faults.is_empty() {
        return Err(sheet.faults);
    }
    let fields = Fields::new(table.get_ref(), 0..0, "");
    let read = read_card(id, &fields, &mut sheet);
    match read {
        Some(card) if sheet.faults.is_empty() => Ok(card),
        _ => {
            sheet.faults.sort_by_key(|fault| fault.line);
            Err(sheet.faults)
        }
    }
}

fn read_card(id: &str, fields: &Fields<'_, '_>, sheet: &mut Sheet<'_>) -> Option<Card> {
    fields.refuse_unknown(sheet, CARD_FIELDS);
    let producer = fields.required(sheet, "producer", "le nom du producteur", text);
    let title = fields.required(sheet, "title", "le titre du jeu de données", text);
    let licence = fields.required(sheet, "licence", "le nom de la licence", text);
    let address = fields.required(sheet, "address", "l’adresse officielle du jeu de données", page);
    let millesime = fields.required(sheet, "millesime", "ce que décrivent les chiffres (« 2022 »)", text);
    let cog = fields.required(sheet, "cog", "une année du COG entre 2000 et 2100", year);
    let feeds = fields.required(sheet, "feeds", "la liste des tables alimentées", |value| {
        list(value, text).filter(|tables| !tables.is_empty())
    });
    let synthetic = fields.required(sheet, "synthetic", "true ou false", DeValue::as_bool);
    let profile =
        fields.required(sheet, "profile", &one_of(Profile::ALL), |value| value.as_str().and_then(Profile::parse));
    let files = read_files(fields, sheet);
    let year = year_of_register(fields, sheet, files.as_deref());
    Some(Card {
        id: id.to_owned(),
        producer: producer?,
        title: title?,
        licence: licence?,
        address: address?,
        millesime: millesime?,
        cog: cog?,
        year,
        feeds: feeds?,
        synthetic: synthetic?,
        profile: profile?,
        files: files?,
    })
}

fn read_files(fields: &Fields<'_, '_>, sheet: &mut Sheet<'_>) -> Option<Vec<CardFile>> {
    let expectation = "au moins une table [[file]]";
    fields
        .required(sheet, "file", expectation, |value| value.as_array().filter(|files| !files.is_empty()).map(|_| ()))?;
    let array = fields.value("file")?.get_ref().as_array()?;
    let mut files = Vec::new();
    for one in array.iter() {
        match one.get_ref().as_table() {
            Some(table) => files.extend(read_file(&Fields::new(table, one.span(), "file."), sheet)),
            None => sheet.fault(&one.span(), "file", None, expectation),
        }
    }
    Some(files)
}

fn read_file(fields: &Fields<'_, '_>, sheet: &mut Sheet<'_>) -> Option<CardFile> {
    fields.refuse_unknown(sheet, FILE_FIELDS);
    let schemes = "https:, http:, npm:NOM@VERSION, pypi:NOM==VERSION, embedded:CHEMIN ou generated:NOM";
    let name = fields.required(sheet, "name", "un nom de fichier sans dossier", plain_name);
    let address = fields.optional(sheet, "address", schemes, one_address);
    let mirrors = fields.required(sheet, "mirrors", schemes, |value| list(value, one_address));
    let sha256 = fields.optional(sheet, "sha256", "64 chiffres hexadécimaux minuscules", sha256);
    let format = fields.required(sheet, "format", &one_of(Format::ALL), |value| value.as_str().and_then(Format::parse));
    let member = fields.optional(sheet, "member", "le chemin d’un fichier de l’archive", text);
    let reader = fields.required(sheet, "reader", &one_of(Reader::ALL), |value| value.as_str().and_then(Reader::parse));
    let columns = fields.required(sheet, "columns", "la liste des colonnes utilisées", |value| {
        list(value, text).filter(|columns| !columns.is_empty())
    });
    let unit = unit(fields, sheet, reader, columns.as_deref());
    if reader == Some(Reader::Deployment) {
        of_deployment(fields, sheet, name.as_deref(), columns.as_deref());
    }
    Some(CardFile {
        name: name?,
        address,
        mirrors: mirrors?,
        sha256,
        format: format?,
        member,
        reader: reader?,
        columns: columns?,
        unit,
    })
}

/// The year of a register, which must say it; of no other source.
fn year_of_register(fields: &Fields<'_, '_>, sheet: &mut Sheet<'_>, files: Option<&[CardFile]>) -> Option<u16> {
    let register = files?.iter().any(|file| file.reader == Reader::SireneEtablissement);
    if !register {
        return fields.optional(sheet, "year", "rien : seul un registre d’établissements a une année", |_| None);
    }
    fields.required(sheet, "year", "l’année du registre, état au 31 décembre, entre 2000 et 2100", year)
}

/// The unit of a matrix of travel times, which has one column (its origins; the others are named by their destinations) or
/// three (origin, destination, duration). No other reader has one.
fn unit(
    fields: &Fields<'_, '_>,
    sheet: &mut Sheet<'_>,
    reader: Option<Reader>,
    columns: Option<&[String]>,
) -> Option<Unit> {
    let read = |value: &DeValue<'_>| value.as_str().and_then(Unit::parse);
    if reader != Some(Reader::TravelMatrix) {
        return fields.optional(sheet, "unit", "rien : seul « travel_matrix » a une unité", |_| None);
    }
    let shape = "une colonne (origine) pour une matrice large, trois (origine, destination, durée) pour une longue";
    fields.optional(sheet, "columns", shape, |_| columns.filter(|columns| matches!(columns.len(), 1 | 3)).map(|_| ()));
    fields.required(sheet, "unit", &one_of(Unit::ALL), read)
}

/// What operators hand in is named after its kind, and its columns are those of the published schema of that kind.
fn of_deployment(fields: &Fields<'_, '_>, sheet: &mut Sheet<'_>, name: Option<&str>, columns: Option<&[String]>) {
    let Some(name) = name else { return };
    let kind = Kind::of_name(name);
    fields.optional(sheet, "name", deployment::NAMES, |_| kind);
    let (Some(kind), Some(columns)) = (kind, columns) else { return };
    let expectation = format!(
        "des colonnes du schéma « {} », chacune suivie au besoin de « = » et de son nom dans le fichier",
        kind.as_str()
    );
    fields.optional(sheet, "columns", &expectation, |_| deployment::are_known(kind, columns).then_some(()));
}

fn page(value: &DeValue<'_>) -> Option<String> {
    text(value).filter(|address| Address::parse(address).is_some())
}

fn one_address(value: &DeValue<'_>) -> Option<Address> {
    Address::parse(value.as_str()?)
}

fn year(value: &DeValue<'_>) -> Option<u16> {
    value.as_integer()?.as_str().parse().ok().filter(|year| (2000..=2100).contains(year))
}

fn plain_name(value: &DeValue<'_>) -> Option<String> {
    text(value).filter(|name| !name.contains(['/', '\\']) && !name.starts_with('.'))
}

fn sha256(value: &DeValue<'_>) -> Option<String> {
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    value.as_str().filter(|sum| sum.len() == 64 && sum.chars().all(hex)).map(str::to_owned)
}

fn one_of<T: std::fmt::Display>(all: &[T]) -> String {
    format!("l’un de : {}", all.iter().map(T::to_string).collect::<Vec<_>>().join(", "))
}
