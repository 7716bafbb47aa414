//! The shipped geography as rows, and a draft of a region made of the synthetic register and the shipped facts.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use lanterne_data::load::register::{Coverage, RawFile, Register};
use lanterne_data::{Draft, row};
use lanterne_ingest::geography;
use lanterne_ingest::synthetic::{Place, Targets, Written, write_register};
use lanterne_observatory::Level;

/// The repository's `data/reference`.
pub(crate) fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reference")
}

pub(crate) fn targets(region: &str) -> Targets {
    Targets::read(&shipped().join(format!("synthetic/{region}.toml"))).unwrap_or_else(|fault| panic!("{fault}"))
}

pub(crate) struct Rows {
    pub(crate) territories: Vec<row::Territory>,
    pub(crate) communes: Vec<row::Commune>,
    pub(crate) neighbours: Vec<row::Neighbour>,
}

pub(crate) fn rows() -> Rows {
    let geography = geography::load(&shipped()).unwrap();
    let neighbours = Level::ALL.iter().flat_map(|level| geography.level(*level).neighbour_rows(*level)).collect();
    Rows { territories: geography.territory_rows(), communes: geography.commune_rows(), neighbours }
}

impl Rows {
    pub(crate) fn places(&self) -> Vec<Place> {
        Place::all(&self.territories, &self.communes)
    }

    /// A draft with the geography, the facts, and the region's synthetic register read by the register's own loader.
    pub(crate) fn draft(&self, targets: &Targets, folder: &Path) -> Draft {
        let draft = Draft::create(&folder.join("lanterne.duckdb")).unwrap();
        draft.append(&self.territories).unwrap();
        draft.append(&self.communes).unwrap();
        draft.append(&self.neighbours).unwrap();
        let written = write_register(targets, &self.places(), folder).unwrap_or_else(|fault| panic!("{fault}"));
        let loaded =
            draft.load_register(&self.register(targets, &written), &|_| {}).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!((loaded.units.refused, loaded.establishments.refused), (0, 0), "the generator writes no faulty row");
        lanterne_ingest::reference::load(&shipped().join("facts"), &self.territories, &draft)
            .unwrap_or_else(|fault| panic!("{fault}"));
        draft
    }

    pub(crate) fn register(&self, targets: &Targets, written: &Written) -> Register {
        let file = |path: &Path| RawFile {
            card: "lanterne/registre-synthetique".into(),
            path: path.to_path_buf(),
            file: path.file_name().unwrap().to_string_lossy().into_owned(),
            sha256: String::new(),
        };
        let of_region = |territory: &&row::Territory| {
            territory.level == "departement" && territory.region.as_ref() == Some(&targets.region)
        };
        let departements = self.territories.iter().filter(of_region).map(|territory| territory.code.clone()).collect();
        Register {
            units: file(&written.unites_legales),
            establishments: file(&written.etablissements),
            cog: 2026,
            coverage: Coverage::Departements(departements),
            esus: Default::default(),
            siae: Default::default(),
        }
    }
}
