//! Vector tiles made when they are asked for: a grouping, a series with its values, chosen sites.
//!
//! Beside the stored ones under `/tiles`: where those have the digest of their archive, these have `live`.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lanterne_observatory::{Indicator, Level};
use lanterne_tiles::archive::VectorLayer;
use lanterne_tiles::build::Site;
use lanterne_tiles::live::{self, Features};
use lanterne_tiles::mercator::Tile;

use super::Current;
use super::series::known_with;
use super::tiles::{MVT, base, whole};
use crate::answer;
use crate::answer::source::Origin;
use crate::document::tilejson::MadeTiles;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::outline::around;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path, one_of};
use crate::state::State as Snapshot;
use crate::tiling::grouping::Grouping;
use crate::tiling::values::Values;
use crate::tiling::{Outlined, ZOOMS, within};
use crate::validator;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
enum What {
    Grouping,
    Sites,
    Series(Indicator),
}

impl What {
    fn named(name: &str) -> Result<Self, Problem> {
        match name {
            "groupement" => Ok(Self::Grouping),
            "site" => Ok(Self::Sites),
            name => indicator_in_path(name).map(Self::Series),
        }
    }

    /// The parameters that say which.
    fn known(self) -> Vec<&'static str> {
        match self {
            Self::Grouping => vec!["membres", "sauf", "nom", "cog"],
            Self::Sites => vec!["network", "kind", "scheme"],
            Self::Series(_) => known_with(&["palette"]),
        }
    }
}

/// TileJSON 3.0 of tiles made on demand: `{what}.json`.
#[utoipa::path(get, path = "/tiles/live/{what}.json", tag = "tuiles", params(
    ("what" = String, Path, description = "groupement, site, ou un indicateur", example = "groupement"),
    ("membres" = Option<String>, Query, description = "Groupement : territoires réunis, par niveau et code, séparés par des virgules ; zone- et un identifiant pour une zone déclarée", example = "epci-200070985,epci-200037059"),
    ("sauf" = Option<String>, Query, description = "Groupement : territoires retirés, de même"),
    ("nom" = Option<String>, Query, description = "Groupement : son nom"),
    ("network" = Option<String>, Query, description = "Lieux : réseau (operateur, synthetique, france_services, tiers_lieu, siae)"),
    ("kind" = Option<String>, Query, description = "Lieux : nature (siege, antenne, permanence…)"),
    ("scheme" = Option<String>, Query, description = "Lieux : dispositifs, séparés par des virgules"),
    ("level" = Option<String>, Query, description = "Indicateur : niveau, epci par défaut ; et les autres paramètres de /api/v1/series/{indicator}"),
), responses(
    (status = 200, description = "TileJSON 3.0"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Ni groupement, ni site, ni indicateur connu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tilejson(
    State(live): Current,
    Path(file): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let name = super::tiles::described(&file, &uri.0)?;
    let what = What::named(name)?;
    let query = query.only(&what.known())?;
    let asked = query.as_asked(&what.known());
    let address = format!("{}/tiles/live/{name}/{{z}}/{{x}}/{{y}}{asked}", base(&headers));
    super::computed(&live, move |state| described(state, what, &query, address))
        .await
        .map(|told| Json(told).into_response())
}

/// One tile made on demand, MVT; `204` where there is nothing to show.
#[utoipa::path(get, path = "/tiles/live/{what}/{z}/{x}/{y}", tag = "tuiles", params(
    ("what" = String, Path, description = "groupement, site, ou un indicateur", example = "groupement"),
    ("z" = u32, Path, description = "Zoom", example = 6),
    ("x" = u32, Path, description = "Colonne", example = 32),
    ("y" = u32, Path, description = "Ligne", example = 21),
    ("membres" = Option<String>, Query, description = "Comme tous les suivants : voir /tiles/live/{what}.json", example = "epci-200070985"),
    ("sauf" = Option<String>, Query, description = "Groupement : territoires retirés"),
    ("nom" = Option<String>, Query, description = "Groupement : son nom"),
    ("network" = Option<String>, Query, description = "Lieux : réseau"),
    ("kind" = Option<String>, Query, description = "Lieux : nature"),
    ("scheme" = Option<String>, Query, description = "Lieux : dispositifs"),
    ("level" = Option<String>, Query, description = "Indicateur : niveau"),
), responses(
    (status = 200, description = "Mapbox Vector Tile. Groupement : couches groupement et membre ; site : couche site ; indicateur : couche du niveau, avec valeur, bas, haut, classe, couleur, absence et fiable", content_type = "application/vnd.mapbox-vector-tile"),
    (status = 204, description = "Rien à montrer ici"),
    (status = 304, description = "Inchangée"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Ni groupement, ni site, ni indicateur connu ; ou tuile hors de la pyramide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, description = "Publication sans contours", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tile(
    State(live): Current,
    Path((name, z, x, y)): Path<(String, String, String, String)>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let what = What::named(&name)?;
    let query = query.only(&what.known())?;
    let (z, x, y) = (whole("z", &z)?, whole("x", &x)?, whole("y", &y)?);
    let z = u8::try_from(z).map_err(|_| Problem::TileOutOfRange { z, x, y, zooms: ZOOMS })?;
    let tag = validator::of_address(live.state()?.id(), &uri.0);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| validator::matches(known, Some(&tag))) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let tile = super::computed(&live, move |state| made(state, what, &query, Tile { z, x, y })).await?;
    let tagged = [(header::ETAG, tag), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    if tile.is_empty() {
        return Ok((StatusCode::NO_CONTENT, tagged).into_response());
    }
    Ok((tagged, [(header::CONTENT_TYPE, MVT)], tile).into_response())
}

fn made(state: &Snapshot, what: What, query: &Query, at: Tile) -> Result<Vec<u8>, Problem> {
    match what {
        What::Grouping => grouping(state, &Grouping::asked(query, state)?, at),
        What::Sites => {
            within(at)?;
            Ok(live::sites(chosen(state, query)?, at))
        }
        What::Series(indicator) => series(state, indicator, query, at),
    }
}

/// The outline of a grouping, and under it those of its communes: two layers of one tile.
fn grouping(state: &Snapshot, grouping: &Grouping, at: Tile) -> Result<Vec<u8>, Problem> {
    let communes = state.territories(Level::Commune);
    let members = Features { layer: "membre", codes: &communes.code, names: &communes.name, properties: &[] };
    let (code, name) = (["groupement".to_owned()], [grouping.name.clone()]);
    let whole = Features { layer: "groupement", codes: &code, names: &name, properties: &[] };
    let mut tile = state.made(Outlined::Each(grouping.communes.clone()), at, &members)?;
    tile.extend(state.made(Outlined::Whole(grouping.communes.clone()), at, &whole)?);
    Ok(tile)
}

fn series(state: &Snapshot, indicator: Indicator, query: &Query, at: Tile) -> Result<Vec<u8>, Problem> {
    let (asked, palette) = (super::series::read(query, indicator, state)?, query.palette()?);
    let level = asked.view.level;
    let territories = state.territories(level);
    let words = format!("{}{}", indicator.as_str(), query.kept(&What::Series(indicator).known()));
    let values = state
        .tiling
        .values
        .get(words, |_| Values::of(&answer::series::series(state, &asked), palette, territories.len()));
    let features = Features {
        layer: level.as_str(),
        codes: &territories.code,
        names: &territories.name,
        properties: &values.properties(),
    };
    state.made_of(Outlined::Level(level), at, &features, |row| values.shown()[row])
}

/// Places that have a point, each with its row among all of them, as the stored layer counts.
fn chosen<'a>(state: &'a Snapshot, query: &Query) -> Result<Vec<(usize, Site<'a>)>, Problem> {
    let schemes = query.schemes(state)?;
    let network = super::accompaniment::network(query)?;
    let kind = query.text("kind");
    let sites = &state.contents.sites;
    if let Some(kind) = kind.filter(|kind| !sites.iter().any(|site| site.kind == *kind)) {
        let known: BTreeSet<&str> = sites.iter().map(|site| site.kind.as_str()).collect();
        let expected = one_of(known.into_iter());
        return Err(Problem::Parameter { name: "kind".to_owned(), value: kind.to_owned(), expected });
    }
    let placed = sites.iter().filter_map(|site| site.point.map(|point| (site, point))).enumerate();
    let kept = placed.filter(|(_, (site, _))| {
        (schemes.is_empty() || site.schemes.iter().any(|scheme| schemes.contains(scheme)))
            && network.is_none_or(|network| site.network == network)
            && kind.is_none_or(|kind| site.kind == kind)
    });
    Ok(kept
        .map(|(row, (site, [lon, lat]))| {
            (row, Site { code: &site.site, nom: &site.name, genre: &site.kind, reseau: &site.network, lon, lat })
        })
        .collect())
}

fn described(state: &Snapshot, what: What, query: &Query, address: String) -> Result<MadeTiles, Problem> {
    let whole = MadeTiles::at(address, ZOOMS);
    let (told, bounds) = match what {
        What::Grouping => {
            let grouping = Grouping::asked(query, state)?;
            let bounds = boxed(state, Level::Commune, grouping.communes.iter().copied());
            let told = MadeTiles {
                description: grouping.sentence(state),
                name: grouping.name,
                attribution: ground(state),
                vector_layers: vec![layer("membre", &["code", "nom"], &[]), layer("groupement", &["code", "nom"], &[])],
                ..whole
            };
            (told, bounds)
        }
        What::Sites => {
            let chosen = chosen(state, query)?;
            let bounds =
                chosen.iter().map(|(_, site)| Some([site.lon, site.lat, site.lon, site.lat])).fold(None, around);
            let told = MadeTiles {
                name: "Lieux d'accompagnement".to_owned(),
                description: set(&format!("{}.", count(chosen.len(), "lieu", "lieux"))),
                attribution: ground(state),
                vector_layers: vec![layer("site", &["code", "nom", "genre", "reseau"], &[])],
                ..whole
            };
            (told, bounds)
        }
        What::Series(indicator) => {
            let asked = super::series::read(query, indicator, state)?;
            query.palette()?;
            let series = answer::series::series(state, &asked);
            let texts = ["code", "nom", "couleur", "absence", "fiable"];
            let told = MadeTiles {
                name: series.title,
                description: series.sentence,
                attribution: Origin::at(state, asked.view).attribution(state),
                vector_layers: vec![layer(asked.view.level.as_str(), &texts, &["valeur", "bas", "haut", "classe"])],
                ..whole
            };
            (told, boxed(state, asked.view.level, series.rows.iter().copied()))
        }
    };
    Ok(match bounds {
        Some(bounds) => MadeTiles { bounds, ..told },
        None => told,
    })
}

/// Whom the outlines thank.
fn ground(state: &Snapshot) -> String {
    state.archives.get("epci").map(|archive| archive.tilejson("").attribution).unwrap_or_default()
}

fn layer(id: &str, texts: &[&str], numbers: &[&str]) -> VectorLayer {
    let of = |keys: &[&str], kind: &str| -> Vec<(String, String)> {
        keys.iter().map(|key| ((*key).to_owned(), kind.to_owned())).collect()
    };
    let fields: BTreeMap<String, String> = of(texts, "String").into_iter().chain(of(numbers, "Number")).collect();
    VectorLayer { id: id.to_owned(), fields, minzoom: ZOOMS.0, maxzoom: ZOOMS.1 }
}

fn boxed(state: &Snapshot, level: Level, rows: impl Iterator<Item = u32>) -> Option<[f64; 4]> {
    let boxes = &state.territories(level).bbox;
    rows.map(|row| boxes[row as usize]).fold(None, around)
}
