//! Files that operators hand in: what may be in one, and what became of each.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `/api/v1/deposits/schemas`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositSchemas {
    /// The kinds of file, in the order they are read.
    pub kinds: Vec<DepositSchema>,
}

/// A kind of file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositSchema {
    /// Its name, in addresses.
    pub kind: String,
    /// Its name for a person.
    pub label: String,
    /// What it says, a row of it, and what must not be in it.
    pub description: String,
    /// Its columns, in order.
    pub fields: Vec<DepositField>,
}

/// A column of a kind of file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositField {
    /// Its name in files.
    pub name: String,
    /// Its name for a person.
    pub title: String,
    /// What it means, and what an empty cell means.
    pub description: String,
    /// What its cells are: string, number, integer, date or year.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether a cell may not be empty.
    pub required: bool,
    /// A cell as it may be.
    pub example: Option<String>,
    /// The words a cell may hold; `null`: any of its type.
    pub allowed: Option<Vec<String>>,
}

/// Answer of `/api/v1/deposits`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositList {
    /// The files that are kept, the newest first.
    pub deposits: Vec<DepositSummary>,
}

/// A file that is kept, as it was when it was checked last.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositSummary {
    /// Its identifier.
    pub id: String,
    /// What it holds.
    pub kind: String,
    /// The same for a person.
    pub kind_label: String,
    /// Its name, as handed in.
    pub file: String,
    /// Whose it is; `null` for a file of several operators.
    pub operator: Option<String>,
    /// Its name; `null` also where it is not known here.
    pub operator_name: Option<String>,
    /// E-mail address of who handed it in.
    pub by: String,
    /// When, UTC.
    pub received_at: String,
    /// `a_corriger`, `a_confirmer` or `confirme`.
    pub state: String,
    /// The same for a person.
    pub state_label: String,
    /// Whether it is in the snapshot that is served.
    pub published: bool,
    /// What its rows were.
    pub rows: DepositRows,
}

/// The rows of a file: kept and refused add up to what was read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositRows {
    /// All of them.
    pub read: i64,
    /// Those without a fault.
    pub kept: i64,
    /// Those at fault.
    pub refused: i64,
    /// Of those kept, the ones that another operator declared, too.
    pub twice: i64,
}

/// Answer of `/api/v1/deposits/{deposit}`: a file, checked against what is served now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositDocument {
    /// The file.
    #[serde(flatten)]
    pub summary: DepositSummary,
    /// What there is to do.
    pub sentence: String,
    /// Its columns, in order.
    pub columns: Vec<DepositColumn>,
    /// Columns that it should have and that were not found.
    pub missing: Vec<MissingColumn>,
    /// What is wrong in it, line by line: the first 200.
    pub faults: Vec<DepositFault>,
    /// How many faults there are.
    pub faults_total: usize,
    /// What there is to look at in rows that are taken as they are: the first 50.
    pub notices: Vec<DepositNotice>,
    /// Its first rows.
    pub preview: DepositPreview,
}

/// A column of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositColumn {
    /// As the file writes it.
    pub header: String,
    /// What it is; `null`: nothing, and it is left aside.
    pub field: Option<String>,
    /// The same for a person.
    pub title: Option<String>,
}

/// A column that is not there.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MissingColumn {
    /// Its name in files.
    pub field: String,
    /// Its name for a person.
    pub title: String,
}

/// A fault.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositFault {
    /// Line as a person sees it; 0: the whole file.
    pub line: i64,
    /// The column as the file names it.
    pub column: String,
    /// What was read; `null`: an empty cell.
    pub value: Option<String>,
    /// What was expected.
    pub expectation: String,
    /// The whole in a sentence.
    pub sentence: String,
}

/// Something to look at.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositNotice {
    /// Line as a person sees it.
    pub line: i64,
    /// What there is to see.
    pub sentence: String,
}

/// The first rows of a file, as they stand in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DepositPreview {
    /// Its header.
    pub header: Vec<String>,
    /// The first ten rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}
