//! Still pictures of the explorer.

use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lanterne_tiles::picture;
use tokio::sync::Semaphore;

use super::Current;
use crate::picture::{asked, svg};
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

/// Pictures drawn at the same time: the largest holds 64 MB of pixels.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The map of a link as a picture: replace `/?` by `/carte.png?` in the address of the page.
#[utoipa::path(get, path = "/carte.{format}", tag = "images", params(
    ("format" = String, Path, description = "png ou svg", example = "png"),
    ("largeur" = Option<u32>, Query, description = "Largeur en pixels, de 160 à 4 096 ; 1 600 par défaut"),
    ("hauteur" = Option<u32>, Query, description = "Hauteur en pixels, de 160 à 4 096 ; 1 200 par défaut"),
    ("indicateur" = Option<String>, Query, description = "Comme tous les suivants : le mot du lien de la page"),
    ("niveau" = Option<String>, Query, description = "commune, epci, departement ou region"),
    ("region" = Option<String>, Query, description = "Code de région, ou france", example = "32"),
    ("perimetre" = Option<String>, Query, description = "Périmètre de l'ESS"),
    ("famille" = Option<String>, Query, description = "Familles comptées, séparées par des virgules"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF comptées, séparées par des virgules"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("lecture" = Option<String>, Query, description = "classes, cercles, foyers, points_chauds, croisement ou deux_cartes"),
    ("avec" = Option<String>, Query, description = "Le second indicateur"),
    ("palette" = Option<String>, Query, description = "lanterne, bleu, vert ou ecart"),
    ("decoupage" = Option<String>, Query, description = "Méthode des classes"),
    ("classes" = Option<u32>, Query, description = "Nombre de classes"),
    ("seuils" = Option<String>, Query, description = "Seuils choisis, séparés par un point-virgule"),
    ("couches" = Option<String>, Query, description = "Couches, séparées par des virgules, ou aucune"),
    ("territoire" = Option<String>, Query, description = "Territoire mis en avant", example = "epci-200070985"),
    ("mots" = Option<String>, Query, description = "non : la carte seule, sans titre, légende ni source"),
    ("carte" = Option<String>, Query, description = "zoom/latitude/longitude"),
), responses(
    (status = 200, description = "L'image ; le SVG garde un tracé et un nom par territoire", content_type = "image/png"),
    (status = 400, description = "Mot du lien invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, description = "Publication sans contours", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn picture(State(live): Current, uri: OriginalUri, query: Query) -> Result<Response, Problem> {
    let vector = uri.0.path().ends_with(".svg");
    let _turn = TURNS.acquire().await.map_err(|_| Problem::Internal)?;
    let drawn = super::computed(&live, move |state| {
        let drawn = svg(state, &asked::asked(query, state)?)?;
        if vector {
            return Ok(drawn.into_bytes());
        }
        picture::png(&drawn).map_err(|fault| {
            tracing::error!(%fault, "a picture was not drawn");
            Problem::Internal
        })
    })
    .await?;
    let (kind, ending) = if vector { ("image/svg+xml", "svg") } else { ("image/png", "png") };
    let name = format!("inline; filename=\"lanterne_carte.{ending}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], drawn).into_response())
}
