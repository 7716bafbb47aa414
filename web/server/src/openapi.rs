//! The description of the address space, from the handlers themselves.

use axum::Json;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

use crate::handler::{accompaniment, cluster, places, series, siting, snapshot, tiles, white_zones};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Lanterne",
        description = "L'observatoire territorial de l'économie sociale et solidaire.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        snapshot::snapshot,
        snapshot::indicators,
        snapshot::methods,
        snapshot::health,
        places::territories,
        places::territory,
        places::places,
        places::search,
        series::series,
        series::file,
        cluster::clusters,
        siting::siting,
        white_zones::white_zones,
        white_zones::areas,
        accompaniment::schemes,
        accompaniment::operators,
        accompaniment::sites,
        accompaniment::zones,
        tiles::tilejson,
        tiles::tile,
    )
)]
struct Description;

/// OpenAPI 3.1.
pub(crate) async fn document() -> Response {
    Json(Description::openapi()).into_response()
}
