//! Why a geography could not be built or read.

use std::path::PathBuf;

use lanterne_tiles::topology::TopologyError;

/// Why a geography could not be built or read.
#[derive(Debug, thiserror::Error)]
pub enum GeographyError {
    /// A file that cannot be opened, read or written.
    #[error("{path} : {}", lanterne_data::reason(source))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A package without the file expected in it.
    #[error("{path} : « {member} » n'y est pas")]
    MissingMember {
        /// The package.
        path: PathBuf,
        /// The file expected in it.
        member: String,
    },
    /// A file of a package that is not what it should be.
    #[error("{file}, {place} : « {value} » trouvé, {expectation} attendu")]
    Unexpected {
        /// The file.
        file: String,
        /// Where in it.
        place: String,
        /// What stands there.
        value: String,
        /// What should.
        expectation: &'static str,
    },
    /// Outlines that are no topology.
    #[error(transparent)]
    Topology(#[from] TopologyError),
    /// Borders that could not be made to meet.
    #[error("{crossings} croisements de limites restent après {rounds} passes")]
    StillCrossing {
        /// How many crossings are left.
        crossings: usize,
        /// After how many rounds.
        rounds: u32,
    },
    /// What was built is not what the sources say: one sentence per fault.
    #[error("la géographie construite est fausse : {}", .0.join(" ; "))]
    Wrong(Vec<String>),
}
