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
    /// A drawing has no pixels: the document's pictures are made of them.
    #[error("a drawing is no picture: {0}")]
    Picture(#[from] lanterne_tiles::picture::RasterError),
    /// The document could not be completed: a day that is none, or a writer that no longer writes what is completed after it.
    #[error("the document could not be written: {0}")]
    Document(String),
    /// The parts of the document could not be packed.
    #[error("the document could not be packed: {0}")]
    Package(#[from] zip::result::ZipError),
}
