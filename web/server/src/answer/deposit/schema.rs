//! What a file of each kind holds, from the published schemas and the codes of the snapshot that is served.

use lanterne_data::deployment::schema::{Codes, Type};
use lanterne_data::deployment::{Field, Kind};

use super::{schemas, told};
use crate::document::deposit::{DepositField, DepositSchema, DepositSchemas};
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

/// Every kind, and its columns.
pub(crate) fn document(state: &State) -> Result<DepositSchemas, Problem> {
    let schemas = schemas()?;
    let kind = |kind: Kind| {
        let schema = schemas.of(kind);
        DepositSchema {
            kind: kind.as_str().to_owned(),
            label: told::label(kind).to_owned(),
            description: set(&schema.description),
            fields: schema.fields.iter().map(|own| field(state, own)).collect(),
        }
    };
    Ok(DepositSchemas { kinds: Kind::ALL.into_iter().map(kind).collect() })
}

fn field(state: &State, own: &Field) -> DepositField {
    let allowed = allowed(state, own);
    DepositField {
        name: own.name.clone(),
        title: own.title.clone(),
        description: set(&own.description),
        kind: word(own.kind).to_owned(),
        required: own.constraints.required,
        example: Some(own.example.clone()).filter(|example| !example.is_empty()),
        allowed: (!allowed.is_empty()).then(|| allowed.into_iter().map(|(code, _)| code).collect()),
    }
}

/// The words a cell may hold and what each means; empty where it may hold any of its type, or too many to be listed.
pub(super) fn allowed(state: &State, own: &Field) -> Vec<(String, String)> {
    let contents = &state.contents;
    match own.codes {
        _ if !own.constraints.values.is_empty() => {
            own.constraints.values.iter().map(|value| (value.clone(), String::new())).collect()
        }
        Some(Codes::Operator) => {
            contents.operators.iter().map(|known| (known.operator.clone(), known.name.clone())).collect()
        }
        Some(Codes::Scheme) => {
            contents.schemes.iter().map(|known| (known.scheme.clone(), known.name.clone())).collect()
        }
        Some(Codes::Commune) | None => Vec::new(),
    }
}

fn word(kind: Type) -> &'static str {
    match kind {
        Type::String => "string",
        Type::Number => "number",
        Type::Integer => "integer",
        Type::Date => "date",
        Type::Year => "year",
    }
}
