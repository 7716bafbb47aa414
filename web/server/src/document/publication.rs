//! Publications asked for from the counter: what waits for one, and how the last one goes. Nothing here is for a cache.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `/api/v1/publications`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicationsDocument {
    /// Whether one may be asked for now.
    pub offered: bool,
    /// Why not; `null` where one may.
    pub why_not: Option<String>,
    /// Confirmed files that are not in what is served.
    pub coming: usize,
    /// Files in what is served that were withdrawn.
    pub leaving: usize,
    /// The same, in a sentence.
    pub sentence: String,
    /// The one under way, or the last one; `null`: none since the service began.
    pub last: Option<PublicationDocument>,
}

/// A publication.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicationDocument {
    /// Identifier, as the record names it.
    pub id: String,
    /// `en_cours`, `publiee`, `a_jour` or `echouee`.
    pub state: String,
    /// The same, in French.
    pub state_label: String,
    /// What it does; `null` once it has ended, and where it does not say.
    pub step: Option<String>,
    /// How far that is, from 0 to 100; `null` the same.
    pub share: Option<u8>,
    /// Where it stands.
    pub sentence: String,
    /// E-mail address of who asked.
    pub by: String,
    /// When, UTC.
    pub began_at: String,
    /// When it ended, UTC; `null` while it goes on.
    pub ended_at: Option<String>,
    /// The code its program ended with; `null` while it goes on, or where it was killed.
    pub exit: Option<i32>,
    /// Identifier of the snapshot it published; `null` without one.
    pub snapshot: Option<String>,
    /// Whether that one is served by now; `false` while it goes on.
    pub served: bool,
    /// The last its program said, thirty lines at most.
    pub lines: Vec<String>,
}
