//! The five forms of a local profile: a page, a PDF, a document, a workbook, JSON. One content, [`model::Profile`], every number in
//! it once.
//!
//! | question | where |
//! |---|---|
//! | what a profile says, in which shapes | [`model`] |
//! | how a number is written | [`mod@format`] |
//! | a chart as a drawing, its numbers, its words | [`chart`] |
//! | the page, and a section of it alone | [`html()`], [`embed()`] |
//! | the PDF: its data, its letters, its template | [`pdf()`], `pdf/` |
//! | the document for Word or LibreOffice: its styles, its tables, its pictures | [`docx()`], `docx/` |
//! | the workbook | [`xlsx()`], `xlsx/` |
//! | another document, of its own content: the committee's | [`mod@committee`] |
//! | JSON | `serde` of the model |
//! | another document: the sheet of a simulation | [`scenario`] |
//!
//! Refuses to know: where a figure comes from, the network, the clock, the file system. The same profile gives the same bytes.

pub mod chart;
pub mod committee;
mod docx;
mod error;
pub mod format;
mod html;
pub mod model;
mod pdf;
pub mod scenario;
mod xlsx;

pub use docx::docx;
pub use error::ReportError;
pub use html::{Door, Letters, Options, door, embed, html};
pub use pdf::{Day, Ground, Print, pdf};
pub use xlsx::xlsx;
