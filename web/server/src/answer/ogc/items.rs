//! Territories as features, a page at a time: who they are, and every indicator with its bounds, its absence and whether it
//! can be read alone. Figures come from the view, as on the map.

use lanterne_observatory::indicator::Estimate;
use lanterne_observatory::{Indicator, Level};
use serde_json::{Value, json};

use super::{GEOJSON, link};
use crate::answer::notice::Notes;
use crate::answer::source::Origin;
use crate::answer::table::{column, territory};
use crate::answer::{absence, number, place};
use crate::export::geojson::feature;
use crate::export::table::{Cells, Column, Table};
use crate::problem::Problem;
use crate::state::State;
use crate::view::{ABSENT, ViewKey};

/// Features of a page where none is asked.
pub(crate) const USUAL: usize = 100;
/// Most features of a page; more are not refused, as the standard asks, but not given.
pub(crate) const MOST: usize = 10_000;

/// Which features.
#[derive(Debug, Clone)]
pub(crate) struct ItemsQuery {
    pub(crate) view: ViewKey,
    /// West, south, east, north; west beyond east: across the antimeridian.
    pub(crate) bbox: Option<[f64; 4]>,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    /// Where the client reached the service.
    pub(crate) base: String,
    /// The other parameters, to be kept in links: `&region=32`.
    pub(crate) kept: String,
}

/// A page, as bytes: one feature in memory at a time.
pub(crate) fn items(state: &State, query: &ItemsQuery) -> Result<Vec<u8>, Problem> {
    let level = query.view.level;
    let index = state.territories(level);
    let rows = &state.view(query.view).rows;
    let inside = |row: &u32| match (query.bbox, index.bbox.get(*row as usize).copied().flatten()) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(asked), Some(own)) => meet(asked, own),
    };
    let mut matched: Vec<usize> = (0..rows.len()).filter(|at| inside(&rows[*at])).collect();
    // Those the register covers come first: clients tell the type of a column by the first features they receive.
    let known = state.view(query.view).estimates(Indicator::EtablissementsHabitants);
    matched.sort_by_key(|at| known[*at].value.is_err());
    let page: Vec<usize> = matched.iter().copied().skip(query.offset).take(query.limit).collect();
    let table = table(state, query.view, &page);
    let shapes = state.shapes(level)?;
    let own = format!("{}/ogc/collections/{}", query.base, level.as_str());
    let at = |offset: usize| format!("{own}/items?offset={offset}&limit={}{}", query.limit, query.kept);
    let mut links = vec![
        link("self", GEOJSON, &at(query.offset), "Cette page"),
        link("collection", "application/json", &own, "La collection"),
    ];
    if query.offset + page.len() < matched.len() && !page.is_empty() {
        links.push(link("next", GEOJSON, &at(query.offset + page.len()), "Page suivante"));
    }
    if query.offset > 0 {
        links.push(link("prev", GEOJSON, &at(query.offset.saturating_sub(query.limit)), "Page précédente"));
    }
    let mut out = b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec();
    for at in 0..page.len() {
        if at > 0 {
            out.push(b',');
        }
        written(&mut out, &feature(&table, at, Some(&shapes)))?;
    }
    for (name, member) in [
        ("numberMatched", json!(matched.len())),
        ("numberReturned", json!(page.len())),
        ("links", json!(links)),
        ("lanterne", table.notes_json()),
    ] {
        out.extend_from_slice(if name == "numberMatched" { b"],\"" } else { b",\"" });
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        written(&mut out, &member)?;
    }
    out.push(b'}');
    Ok(out)
}

fn written(out: &mut Vec<u8>, member: &impl serde::Serialize) -> Result<(), Problem> {
    serde_json::to_writer(out, member).map_err(|fault| {
        tracing::error!(%fault, "a feature was not written");
        Problem::Internal
    })
}

/// What a feature is made of, as JSON Schema: the type, the title and the meaning of each property. One type each, without
/// `null`, as GDAL reads it.
pub(crate) fn schema(state: &State, level: Level, base: &str) -> Value {
    let table = table(state, whole(level), &[]);
    let properties = table.columns.iter().map(|column| {
        let kind = match &column.cells {
            Cells::Text(_) => "string",
            Cells::Whole(_) => "integer",
            Cells::Number(_) => "number",
            Cells::Truth(_) => "boolean",
        };
        let about = json!({
            "type": kind, "title": column.title, "description": column.description, "x-ogc-unit": column.unit,
        });
        (column.name.clone(), about)
    });
    let properties: serde_json::Map<String, Value> = properties.collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{base}/ogc/collections/{}/schema", level.as_str()),
        "type": "object",
        "title": table.title,
        "properties": {
            "type": { "type": "string" },
            "id": { "type": "string" },
            "geometry": { "$ref": "https://geojson.org/schema/MultiPolygon.json" },
            "properties": { "type": "object", "properties": properties },
        },
    })
}

/// One territory, with its links.
pub(crate) fn item(state: &State, level: Level, row: u32, base: &str) -> Result<Value, Problem> {
    let table = table(state, whole(level), &[row as usize]);
    let shapes = state.shapes(level)?;
    let own = format!("{base}/ogc/collections/{}", level.as_str());
    let code = table.code(0).unwrap_or_default();
    let mut document = json!(feature(&table, 0, Some(&shapes)));
    document["links"] = json!([
        link("self", GEOJSON, &format!("{own}/items/{code}"), "Ce territoire"),
        link("collection", "application/json", &own, "La collection"),
    ]);
    document["lanterne"] = table.notes_json();
    Ok(document)
}

/// All of a level, in the usual perimeter.
pub(crate) fn whole(level: Level) -> ViewKey {
    ViewKey::usual(level, None)
}

/// Whether two boxes touch.
fn meet(asked: [f64; 4], own: [f64; 4]) -> bool {
    let along = match asked[0] <= asked[2] {
        true => own[0] <= asked[2] && own[2] >= asked[0],
        false => own[2] >= asked[0] || own[0] <= asked[2],
    };
    along && own[1] <= asked[3] && own[3] >= asked[1]
}

/// Some lines of a level with every indicator; `page` are positions in the rows of the view.
fn table(state: &State, key: ViewKey, page: &[usize]) -> Table {
    let view = state.view(key);
    let index = place::territories(state, key.level, key.region);
    let mut columns: Vec<Column> = territory(&index, key.level)
        .into_iter()
        .map(|column| Column { cells: column.cells.pick(page), ..column })
        .collect();
    for indicator in Indicator::ALL {
        let estimates = view.estimates(*indicator);
        // A page has the same columns whatever its filter; what says nothing under it is absent.
        let of = |at: &usize| if indicator.stands(key.filter) { estimates[*at] } else { ABSENT };
        columns.extend(figures(*indicator, &page.iter().map(of).collect::<Vec<_>>()));
    }
    let origin = Origin::at(state, key);
    let mut notes = Notes::default();
    notes.mention(origin.notice.as_deref());
    notes.view(state, key, None);
    notes.origin(state, &origin);
    Table {
        name: key.level.as_str().to_owned(),
        title: "Indicateurs de l’économie sociale et solidaire".to_owned(),
        cog: i32::from(state.manifest.cog),
        rows: page.iter().map(|at| view.rows[*at]).collect(),
        columns,
        notes: notes.done(),
    }
}

/// The columns of an indicator: its slug, then what is known of the value.
fn figures(indicator: Indicator, estimates: &[Estimate]) -> Vec<Column> {
    let definition = indicator.definition();
    let slug = definition.slug;
    let figure = |name: String, title: String, of: fn(&Estimate) -> Option<f64>| Column {
        unit: definition.unit.to_owned(),
        decimals: definition.decimals,
        ..column(&name, &title, definition.label, Cells::Number(estimates.iter().map(of).collect()))
    };
    let of_the_value = |name: &str, title: &str, cells: Cells| {
        column(&format!("{slug}_{name}"), &format!("{}, {title}", definition.short), definition.reliability, cells)
    };
    vec![
        figure(slug.to_owned(), definition.short.to_owned(), |estimate| number(estimate.value)),
        figure(format!("{slug}_bas"), format!("{}, borne basse", definition.short), |estimate| estimate.low),
        figure(format!("{slug}_haut"), format!("{}, borne haute", definition.short), |estimate| estimate.high),
        of_the_value(
            "absence",
            "absence",
            Cells::Text(estimates.iter().map(|estimate| absence(estimate.value)).collect()),
        ),
        of_the_value("fiable", "fiable", Cells::Truth(estimates.iter().map(|estimate| estimate.reliable).collect())),
    ]
}

#[cfg(test)]
mod tests {
    use super::meet;

    #[test]
    fn a_box_may_lie_across_the_antimeridian() {
        let (reunion, wallis) = ([55.2, -21.4, 55.9, -20.8], [-178.2, -14.4, -176.1, -13.1]);
        assert!(meet([50.0, -25.0, 60.0, -15.0], reunion) && !meet([50.0, -25.0, 60.0, -15.0], wallis));
        assert!(meet([170.0, -25.0, -170.0, -10.0], wallis) && !meet([170.0, -25.0, -170.0, -10.0], reunion));
    }
}
