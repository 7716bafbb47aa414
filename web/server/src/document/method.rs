//! The catalogue of methods.

use serde::Serialize;
use utoipa::ToSchema;

/// One method, as described by the core.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MethodDocument {
    /// Slug: its place in the page of methods is `/methodes#slug`.
    pub slug: String,
    /// Heading it stands under, in French.
    pub chapter: String,
    /// Name, in French.
    pub label: String,
    /// What it is, in plain French.
    pub definition: String,
    /// How it is computed.
    pub formula: String,
    /// How to read a result.
    pub reading: String,
    /// What it does not say.
    pub limits: String,
    /// Papers.
    pub papers: Vec<String>,
    /// The independent program that agrees, or the proof in its place.
    pub checked: String,
}
