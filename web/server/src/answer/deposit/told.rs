//! What a person is told of a file: what to do next, what is wrong and where, which column is which.

use lanterne_data::deployment::{COUNTER, Fault, Kind, Notice, Schema, deposited};
use lanterne_store::deposit::{Deposit, Rows, Stage};

use super::{Examined, schemas};
use crate::document::deposit::{
    DepositColumn, DepositDocument, DepositFault, DepositNotice, DepositPreview, DepositRows, DepositSummary,
    MissingColumn,
};
use crate::french::ordinal::{count, list};
use crate::french::typography::{capital, quoted, set};
use crate::problem::Problem;
use crate::state::State;

/// Faults and notices that are told one by one.
const MOST_FAULTS: usize = 200;
const MOST_NOTICES: usize = 50;
/// Columns that a sentence names.
const MOST_NAMES: usize = 6;

/// The name of a kind for a person.
pub(crate) fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Operators => "Opérateurs",
        Kind::Sites => "Sites",
        Kind::Zones => "Zones d’intervention",
        Kind::Activity => "Activité",
    }
}

/// The kind of that name; of a name that is none, nothing.
pub(crate) fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// A file in the list.
pub(crate) fn summary(state: &State, deposit: &Deposit) -> DepositSummary {
    let kind = kind(&deposit.kind);
    let operator = |slug: &String| {
        let known = state.contents.operators.iter().find(|own| own.operator == *slug);
        known.map(|own| own.name.clone())
    };
    DepositSummary {
        id: deposit.id.clone(),
        kind: deposit.kind.clone(),
        kind_label: kind.map_or_else(|| deposit.kind.clone(), |kind| label(kind).to_owned()),
        file: deposit.file.clone(),
        operator: deposit.operator.clone(),
        operator_name: deposit.operator.as_ref().and_then(operator),
        by: deposit.by.clone(),
        received_at: deposit.received_at.clone(),
        state: deposit.stage.as_str().to_owned(),
        state_label: stage(deposit.stage).to_owned(),
        published: is_published(state, deposit),
        rows: rows(deposit.rows),
    }
}

/// A file and everything that was found in it.
pub(crate) fn document(
    state: &State,
    deposit: &Deposit,
    kind: Kind,
    found: Examined,
) -> Result<DepositDocument, Problem> {
    let schemas = schemas()?;
    let schema = schemas.of(kind);
    let mut summary = summary(state, deposit);
    summary.rows = rows(found.rows);
    let sentence = sentence(&summary, &found, schema);
    Ok(DepositDocument {
        summary,
        sentence: set(&sentence),
        columns: found.columns.iter().map(|column| named(column, schema)).collect(),
        missing: found.missing.iter().filter_map(|rank| schema.fields.get(*rank)).map(missing).collect(),
        faults_total: found.faults.len(),
        faults: found.faults.into_iter().take(MOST_FAULTS).map(fault).collect(),
        notices: found.notices.into_iter().take(MOST_NOTICES).map(notice).collect(),
        preview: DepositPreview {
            header: found.columns.into_iter().map(|(header, _)| header).collect(),
            rows: found.first,
        },
    })
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::ToMend => "À corriger",
        Stage::ToConfirm => "À confirmer",
        Stage::Confirmed => "Confirmé",
    }
}

/// Whether the snapshot was made with these very bytes, under the name this file has in one.
pub(crate) fn is_published(state: &State, deposit: &Deposit) -> bool {
    let name = kind(&deposit.kind).map(|kind| deposited(kind, &deposit.id, &deposit.file));
    let inputs = &state.manifest.inputs;
    inputs.iter().any(|own| own.card == COUNTER && own.sha256 == deposit.sha256 && name.as_ref() == Some(&own.file))
}

fn rows(rows: Rows) -> DepositRows {
    DepositRows { read: rows.read, kept: rows.read - rows.refused, refused: rows.refused, twice: rows.twice }
}

/// Where the file stands, and what to do next.
fn sentence(summary: &DepositSummary, found: &Examined, schema: &Schema) -> String {
    let number = |rows: i64| usize::try_from(rows).unwrap_or(0);
    let (read, refused, twice) = (number(found.rows.read), number(found.rows.refused), number(found.rows.twice));
    let also = match twice {
        0 => String::new(),
        1 => " Une structure est déclarée aussi par un autre opérateur : elle compte une fois.".to_owned(),
        _ => format!(" {twice} structures sont déclarées aussi par un autre opérateur : chacune compte une fois."),
    };
    if summary.state == Stage::Confirmed.as_str() {
        let now = match summary.published {
            true => "Confirmé et publié : ses lignes sont dans ce que l'observatoire montre.",
            false => "Confirmé : ses lignes entreront dans la prochaine publication.",
        };
        return match refused {
            0 => format!("{now}{also}"),
            _ => format!(
                "{now} Depuis, {} n'y {} plus : {} ci-dessous.",
                count(refused, "ligne", "lignes"),
                if refused < 2 { "entrerait" } else { "entreraient" },
                if refused < 2 { "elle est dite" } else { "elles sont dites" },
            ),
        };
    }
    if !found.is_table {
        let fault = found.faults.first();
        let (value, expected) =
            fault.map_or(("", ""), |own| (own.value.as_deref().unwrap_or_default(), own.expectation.as_str()));
        return format!("Ce fichier ne se lit pas : {} lu, {expected} attendu. Remplacez-le.", quoted(value));
    }
    if !found.missing.is_empty() {
        let names: Vec<String> =
            found.missing.iter().filter_map(|rank| schema.fields.get(*rank)).map(|own| quoted(&own.title)).collect();
        let it = if names.len() > 1 { "les" } else { "la" };
        return format!(
            "Il manque {} dans ce fichier : dites quelle colonne {it} porte, ou ajoutez-{it}.",
            list(&names, MOST_NAMES)
        );
    }
    if !found.are_columns_told {
        return "Deux colonnes de ce fichier disent la même chose : laissez-en une de côté.".to_owned();
    }
    if read == 0 {
        return "Ce fichier n'a que son en-tête : ajoutez-y des lignes, puis remplacez-le.".to_owned();
    }
    match refused {
        0 => format!(
            "{}, aucune faute. Vérifiez l'aperçu, puis confirmez : {} dans la prochaine publication.{also}",
            count(read, "ligne lue", "lignes lues"),
            if read < 2 { "elle entrera" } else { "elles entreront" },
        ),
        _ => format!(
            "{} sur {} {} à corriger : rien n'entre dans l'observatoire avant. Corrigez le fichier là où c'est dit, puis \
             remplacez-le.",
            count(refused, "ligne", "lignes"),
            count(read, "lue", "lues"),
            if refused < 2 { "est" } else { "sont" },
        ),
    }
}

fn named((header, field): &(String, Option<String>), schema: &Schema) -> DepositColumn {
    let rank = field.as_deref().and_then(|name| schema.rank(name));
    let title = rank.and_then(|rank| schema.fields.get(rank)).map(|own| own.title.clone());
    DepositColumn { header: header.clone(), field: field.clone(), title }
}

fn missing(field: &lanterne_data::deployment::Field) -> MissingColumn {
    MissingColumn { field: field.name.clone(), title: field.title.clone() }
}

fn fault(fault: Fault) -> DepositFault {
    let sentence = set(&capital(&format!("{fault}.")));
    let Fault { line, column, value, expectation } = fault;
    DepositFault { line, column, value, expectation: set(&expectation), sentence }
}

fn notice(notice: Notice) -> DepositNotice {
    let Notice { line, column, value, message, .. } = notice;
    DepositNotice { line, sentence: set(&format!("Ligne {line}, colonne {column} : {} : {message}.", quoted(&value))) }
}
