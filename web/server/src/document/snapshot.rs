//! The snapshot being served: what it was made from, and what was refused.

use serde::Serialize;
use utoipa::ToSchema;

use super::figure::Source;

/// The view the page opens on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DefaultView {
    /// Slug of the indicator.
    pub indicator: String,
    /// Level.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Code of the region where the register speaks; `null` when it covers several or none.
    pub region: Option<String>,
}

/// Conservation of one file: `rows_read = loaded + refused + out_of_scope`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Loaded {
    /// Card of the file.
    pub card: String,
    /// File name.
    pub file: String,
    /// Checksum of the file.
    pub sha256: String,
    /// Rows read.
    pub rows_read: i64,
    /// Rows loaded.
    pub loaded: i64,
    /// Rows refused, each kept with its reason.
    pub refused: i64,
    /// Rows outside what this snapshot describes.
    pub out_of_scope: i64,
    /// What « out of scope » means for this file, in French.
    pub scope: String,
}

/// A region and how much of it the register covers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionCoverage {
    /// Code of the region.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `complete`, `partial` or `none`.
    pub coverage: String,
    /// Its extent, `[west, south, east, north]` in degrees; `null` without an outline.
    pub bbox: Option<[f64; 4]>,
}

/// Where the tiles of a layer are, as a map needs it: what its TileJSON says, with a relative address.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TileLayer {
    /// Address, with `{z}`, `{x}` and `{y}`.
    pub tiles: String,
    /// Lowest zoom.
    pub minzoom: u8,
    /// Highest zoom.
    pub maxzoom: u8,
    /// `[west, south, east, north]`, degrees.
    pub bounds: [f64; 4],
}

/// A value of a closed vocabulary with its French label.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Term {
    /// Slug.
    pub slug: String,
    /// French label.
    pub label: String,
    /// One sentence that explains it.
    pub definition: String,
}

/// Answer of `/api/v1/snapshot`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SnapshotDocument {
    /// Identifier: a function of the inputs.
    pub id: String,
    /// Target year of the geographic code.
    pub cog: i32,
    /// True when at least one card that feeds the figures is synthetic.
    pub synthetic: bool,
    /// French notice to show wherever a synthetic figure shows.
    pub synthetic_notice: Option<String>,
    /// The view the page opens on.
    pub default: DefaultView,
    /// The years loaded, ascending: each at its end. Empty where the register says none.
    pub years: Vec<u16>,
    /// The year of reference: of every figure unless another is asked for.
    pub year: Option<u16>,
    /// Perimeters that are known of every year; the others, of the year of reference alone.
    pub past_perimetres: Vec<String>,
    /// Departments where the register speaks.
    pub coverage: Vec<String>,
    /// All regions, with how much of each the register covers.
    pub regions: Vec<RegionCoverage>,
    /// The layers of tiles by name, so that a map can start without asking for the TileJSON of each.
    pub tiles: std::collections::BTreeMap<String, TileLayer>,
    /// Levels it holds, coarsest last, then the zonings of study where they are loaded.
    pub levels: Vec<Term>,
    /// Perimeters of the ESS.
    pub perimetres: Vec<Term>,
    /// The five familles, as a filter names them.
    pub familles: Vec<Term>,
    /// The 21 sections of the NAF, as a filter names them: by their letter.
    pub sections: Vec<Term>,
    /// The four absences.
    pub absences: Vec<Term>,
    /// Every source of this snapshot.
    pub cards: Vec<Source>,
    /// Conservation, file by file.
    pub loaded: Vec<Loaded>,
    /// Parameters of the build.
    pub parameters: std::collections::BTreeMap<String, String>,
    /// Version of the program that serves.
    pub version: String,
}
