//! What can go wrong when a form is written.

/// Why a form of a profile could not be written. None of them is the reader's fault: the content was refused by a typesetter.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The typesetter refused the document; its own words, one fault a line.
    #[error("the PDF could not be set:\n{0}")]
    Typeset(String),
    /// The profile could not be handed to the typesetter as data.
    #[error("the profile is no JSON: {0}")]
    Data(#[from] serde_json::Error),
    /// The workbook's writer refused a sheet or a cell.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
