//! Where to open the next sites.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Current;
use crate::answer;
use crate::answer::siting::{Demand, Objective, SitingQuery};
use crate::document::siting::SitingDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

const KNOWN: &[&str] =
    &["region", "scheme", "open", "minutes", "population", "effort", "demand", "sites", "workshops", "add", "remove"];

/// The best communes to open the next sites in, existing sites kept.
#[utoipa::path(get, path = "/api/v1/siting/{objective}", tag = "zones blanches", params(
    ("objective" = String, Path, description = "couverture, mediane, centre ou equite", example = "couverture"),
    ("region" = Option<String>, Query, description = "Code de région", example = "32"),
    ("scheme" = Option<String>, Query, description = "Dispositifs, séparés par des virgules ; tous par défaut"),
    ("open" = Option<u32>, Query, description = "Nombre de lieux à ouvrir, 5"),
    ("minutes" = Option<f64>, Query, description = "Temps de trajet de la couverture, 30"),
    ("population" = Option<f64>, Query, description = "Population d'une commune où l'on peut ouvrir, 2000 au moins"),
    ("effort" = Option<String>, Query, description = "exact (par défaut) ou rapide"),
    ("demand" = Option<String>, Query, description = "Qui est à servir : population (par défaut), etablissements ou zones_blanches (d'accompagnement, par EPCI)"),
    ("sites" = Option<String>, Query, description = "Lieux pris en compte : documents (par défaut), ou exemple pour y ajouter les lieux synthétiques"),
    ("workshops" = Option<String>, Query, description = "Compter les lieux connus par un atelier seulement : oui (par défaut) ou non"),
    ("add" = Option<String>, Query, description = "Permanences déjà prévues, séparées par des virgules : commune-CODE"),
    ("remove" = Option<String>, Query, description = "Lieux qui fermeraient, par leur identifiant, séparés par des virgules"),
), responses(
    (status = 200, description = "Les communes proposées, leur gain, la borne", body = SitingDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Objectif inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn siting(State(live): Current, Path(name): Path<String>, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    let objective =
        Objective::ALL.into_iter().find(|objective| objective.name() == name).ok_or_else(|| Problem::UnknownName {
            what: "un objectif",
            found: name.clone(),
            known: Objective::ALL.iter().map(|objective| objective.name().to_owned()).collect(),
        })?;
    super::json(&live, move |state| {
        let asked = SitingQuery {
            objective,
            region: query.region(state)?,
            schemes: query.schemes(state)?,
            open: query.number("open", 5.0, 1.0, 50.0)? as usize,
            minutes: query.number("minutes", 30.0, 1.0, 120.0)?,
            candidate_population: query.number("population", 2_000.0, 0.0, 1e7)?,
            effort: query.effort()?,
            demand: query.word("demand", &Demand::ALL.map(|own| (own.name(), own)))?.unwrap_or(Demand::Population),
            counted: super::simulation::counted(&query)?,
            added: super::simulation::added(&query, state)?,
            removed: super::simulation::removed(&query, state)?,
        };
        Ok(answer::siting::siting(state, &asked))
    })
    .await
}
