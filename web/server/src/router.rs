//! The address space, on one screen.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::from_fn;
use axum::routing::{delete, get, post, put};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use crate::handler::{
    accompaniment, accounts, activity, audit, catalogue, committee, deployment, deposits, groupings, live_tiles, ogc,
    open_tables, picture, places, presence, profile, publications, raster, scenarios, series, sign_in, simulation,
    siting, snapshot, structure, tiles, timeline, tokens, watch, white_zones,
};
use crate::live::Live;
use crate::problem::Problem;
use crate::{openapi, page, validator};

/// Every address of the service.
pub fn router(live: Arc<Live>) -> Router {
    let api = Router::new()
        .route("/snapshot", get(snapshot::snapshot))
        .route("/indicators", get(snapshot::indicators))
        .route("/methods", get(snapshot::methods))
        .route("/territories/{level}", get(places::territories))
        .route("/territories/{level}/{code}", get(places::territory))
        .route("/places", get(places::places))
        .route("/search", get(places::search))
        .route("/series/{indicator}", get(series::series))
        .route("/clusters/{indicator}", get(structure::clusters))
        .route("/relations/{indicator}/{other}", get(structure::relation))
        .route("/inequality/{indicator}", get(structure::inequality))
        .route("/timeline/{indicator}", get(timeline::timeline))
        .route("/parts", get(structure::parts))
        .route("/siting/{objective}", get(siting::siting))
        .route("/white-zones", get(white_zones::white_zones))
        .route("/white-zones/areas", get(white_zones::areas))
        .route("/watch", get(watch::watch))
        .route("/watch.csv", get(watch::file))
        .route("/schemes", get(accompaniment::schemes))
        .route("/operators", get(accompaniment::operators))
        .route("/sites", get(accompaniment::sites))
        .route("/zones", get(accompaniment::zones))
        .route("/deployment", get(deployment::deployment))
        .route("/deployment/units", get(deployment::units))
        .route("/deployment/comparison", get(committee::compared))
        .route("/deployment/groups", get(deployment::groups))
        .route("/deployment/waiting", get(deployment::waiting))
        .route("/presence", get(presence::presence))
        .route("/presence.csv", get(presence::file))
        .route("/policies", get(presence::policies))
        .route("/simulation", get(simulation::simulation))
        .route("/simulation/{file}", get(simulation::communes))
        .route("/scenarios", post(scenarios::keep))
        .route("/scenarios/{scenario}", get(scenarios::scenarios))
        .route("/scenarios/{scenario}/versions", post(scenarios::revise))
        .route("/composition", get(groupings::composition))
        .route("/groupings", post(groupings::keep))
        .route("/groupings/{groupement}", get(groupings::grouping))
        .route("/groupings/{groupement}/versions", post(groupings::revise))
        .route("/me", get(sign_in::me))
        .route("/tokens", get(tokens::tokens).post(tokens::make))
        .route("/tokens/{token}", delete(tokens::end))
        .route("/accounts", get(accounts::accounts))
        .route("/accounts/{email}", put(accounts::keep).delete(accounts::end))
        .route("/audit", get(audit::audit))
        .route("/activity", get(activity::activity))
        .route("/activity/coverage", get(activity::coverage))
        .route("/deposits", get(deposits::deposits).post(deposits::hand_in))
        .route("/deposits/schemas", get(deposits::schemas))
        .route("/deposits/templates/{kind}", get(deposits::template))
        .route("/deposits/{deposit}", get(deposits::deposit).delete(deposits::withdraw))
        .route("/deposits/{deposit}/file", get(deposits::file))
        .route("/deposits/{deposit}/columns", post(deposits::columns))
        .route("/deposits/{deposit}/confirm", post(deposits::confirm))
        .route("/publications", get(publications::publications).post(publications::publish))
        .fallback(no_such_address);
    let tiles = Router::new()
        .route("/{layer}", get(tiles::tilejson))
        .route("/{hash}/{layer}/{z}/{x}/{y}", get(tiles::tile))
        .route("/live/{what}", get(live_tiles::tilejson))
        .route("/live/{what}/{z}/{x}/{y}", get(live_tiles::tile))
        .fallback(no_such_address);
    let raster = Router::new()
        .route("/{indicator}", get(raster::tilejson))
        .route("/{indicator}/{z}/{x}/{y}", get(raster::tile))
        .fallback(no_such_address);
    let ogc = Router::new()
        .route("/", get(ogc::landing))
        .route("/conformance", get(ogc::conformance))
        .route("/collections", get(ogc::collections))
        .route("/collections/{level}", get(ogc::collection))
        .route("/collections/{level}/items", get(ogc::items))
        .route("/collections/{level}/items/{code}", get(ogc::item))
        .route("/collections/{level}/schema", get(ogc::schema))
        .route("/collections/{level}/tiles", get(ogc::tilesets))
        .route("/collections/{level}/tiles/{grid}", get(ogc::tileset))
        .route("/tileMatrixSets", get(ogc::grids))
        .route("/tileMatrixSets/{grid}", get(ogc::grid))
        .fallback(no_such_address);
    Router::new()
        .nest("/api/v1", api)
        .nest("/tiles", tiles)
        .nest("/raster", raster)
        .nest("/ogc", ogc)
        // Clients keep the slash that people type.
        .route("/ogc/", get(ogc::landing))
        .route("/donnees", get(open_tables::tables))
        .route("/donnees/", get(open_tables::tables))
        .route("/donnees/{snapshot}/{table}", get(open_tables::table))
        .route("/carte.png", get(picture::picture))
        .route("/carte.svg", get(picture::picture))
        .route("/wmts", get(catalogue::wmts))
        .route("/catalogue.jsonld", get(catalogue::catalogue))
        .route("/api/openapi.json", get(openapi::document))
        .route("/profil", get(profile::door))
        .route("/profil/{territoire}", get(profile::page))
        .route("/profil/{territoire}/figer", post(profile::keep))
        .route("/profil/fige/{version}", get(profile::kept))
        .route("/territoire/{groupement}", get(groupings::shared))
        .route("/methodes", get(page::methods))
        .route("/deploiement", get(page::deployment))
        .route("/deploiement/presence", get(page::presence))
        .route("/deploiement/comite", get(page::committee))
        .route("/deploiement/comite.pdf", get(committee::printed))
        .route("/deploiement/simulateur", get(page::simulator))
        .route("/deploiement/simulateur.pdf", get(scenarios::printed))
        .route("/scenario/{scenario}", get(scenarios::shared))
        .route("/deploiement/zones", get(page::zones))
        .route("/depot", get(page::counter))
        .route("/connexion", get(sign_in::begin))
        .route("/connexion/retour", get(sign_in::back))
        .route("/deconnexion", post(sign_in::end))
        .route("/healthz", get(snapshot::health))
        .fallback(page::page)
        .method_not_allowed_fallback(|| async { Problem::ReadOnly })
        .with_state(live)
        .layer(from_fn(validator::validated))
        .layer(CompressionLayer::new().compress_when(compressible()))
        .layer(common(0))
        .layer(common(1))
        .layer(common(2))
        .layer(TraceLayer::new_for_http())
}

/// Headers of every answer that does not say otherwise.
pub(crate) const COMMON: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
];

fn common(index: usize) -> SetResponseHeaderLayer<HeaderValue> {
    let (name, value) = COMMON[index].clone();
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// What is worth compressing: not files that are compressed already.
fn compressible() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/vnd.openxmlformats-officedocument"))
        .and(NotForContentType::const_new("application/vnd.apache.parquet"))
}

async fn no_such_address(uri: axum::http::Uri) -> Problem {
    Problem::NoSuchAddress(uri.path().to_owned())
}
