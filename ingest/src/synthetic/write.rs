//! The two files, with the columns of INSEE's StockUniteLegale and StockEtablissement (UTF-8, comma, header), in key order.
//!
//! Those of earlier years are gzipped: four fifths of a row are empty cells.
//!
//! No day of writing, no name of machine: the same register is the same bytes. Next: `register` reads them like any stock.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::key;
use super::place::Place;
use super::targets::Targets;
use super::unit::{Site, Unit};
use crate::IngestError;

/// Name of the file of legal units, after INSEE’s.
pub const UNITE_LEGALE_FILE: &str = "StockUniteLegale_synthetique.csv";
/// Name of the file of establishments, after INSEE’s.
pub const ETABLISSEMENT_FILE: &str = "StockEtablissement_synthetique.csv";

/// The files written and their rows, headers not counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// File of legal units.
    pub unites_legales: PathBuf,
    /// Its rows.
    pub unite_legale_rows: u64,
    /// File of establishments.
    pub etablissements: PathBuf,
    /// Its rows.
    pub etablissement_rows: u64,
}

const UNITE_LEGALE: &[&str] = &[
    "siren",
    "statutDiffusionUniteLegale",
    "unitePurgeeUniteLegale",
    "dateCreationUniteLegale",
    "sigleUniteLegale",
    "sexeUniteLegale",
    "prenom1UniteLegale",
    "prenom2UniteLegale",
    "prenom3UniteLegale",
    "prenom4UniteLegale",
    "prenomUsuelUniteLegale",
    "pseudonymeUniteLegale",
    "identifiantAssociationUniteLegale",
    "trancheEffectifsUniteLegale",
    "anneeEffectifsUniteLegale",
    "dateDernierTraitementUniteLegale",
    "nombrePeriodesUniteLegale",
    "categorieEntreprise",
    "anneeCategorieEntreprise",
    "dateDebut",
    "etatAdministratifUniteLegale",
    "nomUniteLegale",
    "nomUsageUniteLegale",
    "denominationUniteLegale",
    "denominationUsuelle1UniteLegale",
    "denominationUsuelle2UniteLegale",
    "denominationUsuelle3UniteLegale",
    "categorieJuridiqueUniteLegale",
    "activitePrincipaleUniteLegale",
    "nomenclatureActivitePrincipaleUniteLegale",
    "nicSiegeUniteLegale",
    "economieSocialeSolidaireUniteLegale",
    "societeMissionUniteLegale",
    "caractereEmployeurUniteLegale",
];

const ETABLISSEMENT: &[&str] = &[
    "siren",
    "nic",
    "siret",
    "statutDiffusionEtablissement",
    "dateCreationEtablissement",
    "trancheEffectifsEtablissement",
    "anneeEffectifsEtablissement",
    "activitePrincipaleRegistreMetiersEtablissement",
    "dateDernierTraitementEtablissement",
    "etablissementSiege",
    "nombrePeriodesEtablissement",
    "complementAdresseEtablissement",
    "numeroVoieEtablissement",
    "indiceRepetitionEtablissement",
    "dernierNumeroVoieEtablissement",
    "indiceRepetitionDernierNumeroVoieEtablissement",
    "typeVoieEtablissement",
    "libelleVoieEtablissement",
    "codePostalEtablissement",
    "libelleCommuneEtablissement",
    "libelleCommuneEtrangerEtablissement",
    "distributionSpecialeEtablissement",
    "codeCommuneEtablissement",
    "codeCedexEtablissement",
    "libelleCedexEtablissement",
    "codePaysEtrangerEtablissement",
    "libellePaysEtrangerEtablissement",
    "identifiantAdresseEtablissement",
    "coordonneeLambertAbscisseEtablissement",
    "coordonneeLambertOrdonneeEtablissement",
    "complementAdresse2Etablissement",
    "numeroVoie2Etablissement",
    "indiceRepetition2Etablissement",
    "typeVoie2Etablissement",
    "libelleVoie2Etablissement",
    "codePostal2Etablissement",
    "libelleCommune2Etablissement",
    "libelleCommuneEtranger2Etablissement",
    "distributionSpeciale2Etablissement",
    "codeCommune2Etablissement",
    "codeCedex2Etablissement",
    "libelleCedex2Etablissement",
    "codePaysEtranger2Etablissement",
    "libellePaysEtranger2Etablissement",
    "dateDebut",
    "etatAdministratifEtablissement",
    "enseigne1Etablissement",
    "enseigne2Etablissement",
    "enseigne3Etablissement",
    "denominationUsuelleEtablissement",
    "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement",
    "caractereEmployeurEtablissement",
];

/// Where bytes go, packed or not.
enum Sink {
    Plain(BufWriter<File>),
    Packed(Box<GzEncoder<BufWriter<File>>>),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.write(bytes),
            Self::Packed(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.flush(),
            Self::Packed(file) => file.flush(),
        }
    }
}

impl Sink {
    fn finish(self) -> io::Result<()> {
        match self {
            Self::Plain(mut file) => file.flush(),
            Self::Packed(file) => file.finish()?.flush(),
        }
    }
}

/// A CSV file whose cells are given by column name; the others stay empty.
struct Sheet {
    columns: &'static [&'static str],
    writer: csv::Writer<Sink>,
    path: PathBuf,
    rows: u64,
}

impl Sheet {
    fn create(path: PathBuf, columns: &'static [&'static str]) -> Result<Self, IngestError> {
        let file = BufWriter::new(File::create(&path).map_err(IngestError::at(&path))?);
        let packed = path.extension().is_some_and(|ending| ending == "gz");
        let sink =
            if packed { Sink::Packed(Box::new(GzEncoder::new(file, Compression::fast()))) } else { Sink::Plain(file) };
        let mut sheet = Self { columns, writer: csv::Writer::from_writer(sink), path, rows: 0 };
        sheet.record(columns)?;
        Ok(sheet)
    }

    fn record(&mut self, cells: &[&str]) -> Result<(), IngestError> {
        self.writer.write_record(cells).map_err(|fault| IngestError::at(&self.path)(fault.into()))
    }

    fn row(&mut self, cells: &[(&str, &str)]) -> Result<(), IngestError> {
        let mut row = vec![""; self.columns.len()];
        for (column, value) in cells {
            if let Some(index) = self.columns.iter().position(|name| name == column) {
                row[index] = value;
            }
        }
        self.rows += 1;
        self.record(&row)
    }

    fn close(self) -> Result<(PathBuf, u64), IngestError> {
        let sink = self.writer.into_inner().map_err(|fault| IngestError::at(&self.path)(fault.into_error()))?;
        sink.finish().map_err(IngestError::at(&self.path))?;
        Ok((self.path, self.rows))
    }
}

/// The day a register describes, and what the names of its files end in.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    day: String,
    suffix: String,
}

impl Dated {
    /// The register of reference.
    pub(super) fn of(targets: &Targets) -> Self {
        Self { day: targets.day.clone(), suffix: ".csv".to_owned() }
    }

    /// An earlier year.
    pub(super) fn end_of(year: u16) -> Self {
        Self { day: format!("{year}-12-31"), suffix: format!("_{year}.csv.gz") }
    }

    fn file(&self, name: &str) -> String {
        name.replace(".csv", &self.suffix)
    }

    /// The year of the bands.
    fn year(&self, index: Option<usize>) -> &str {
        index.and_then(|_| self.day.get(..4)).unwrap_or("")
    }
}

/// Writes both files in `folder`, made if missing: units by number, which is their key.
pub(super) fn files<'u>(
    targets: &Targets,
    places: &[Place],
    units: impl Iterator<Item = (u64, &'u Unit)>,
    dated: &Dated,
    folder: &Path,
) -> Result<Written, IngestError> {
    std::fs::create_dir_all(folder).map_err(IngestError::at(folder))?;
    let mut legal = Sheet::create(folder.join(dated.file(UNITE_LEGALE_FILE)), UNITE_LEGALE)?;
    let mut local = Sheet::create(folder.join(dated.file(ETABLISSEMENT_FILE)), ETABLISSEMENT)?;
    for (number, unit) in units {
        let siren = key::siren(&targets.region, number);
        legal_row(&mut legal, targets, dated, unit, &siren, number)?;
        for (rank, site) in unit.sites.iter().enumerate() {
            local_row(&mut local, targets, dated, (unit, site), &siren, rank, &places[site.place])?;
        }
    }
    let (unites_legales, unite_legale_rows) = legal.close()?;
    let (etablissements, etablissement_rows) = local.close()?;
    Ok(Written { unites_legales, unite_legale_rows, etablissements, etablissement_rows })
}

fn legal_row(
    sheet: &mut Sheet,
    targets: &Targets,
    dated: &Dated,
    unit: &Unit,
    siren: &str,
    number: u64,
) -> Result<(), IngestError> {
    let largest = unit.sites.iter().filter_map(|site| site.band).max();
    let person = unit.category == "1000";
    let name = format!("ÉTABLISSEMENT SYNTHÉTIQUE {:06}", number + 1);
    let family_name = format!("PERSONNE SYNTHÉTIQUE {:06}", number + 1);
    let active = unit.sites.iter().any(|site| site.active);
    let created = date(unit);
    sheet.row(&[
        ("siren", siren),
        ("statutDiffusionUniteLegale", diffusion(unit)),
        ("dateCreationUniteLegale", &created),
        ("trancheEffectifsUniteLegale", band(targets, largest)),
        ("anneeEffectifsUniteLegale", dated.year(largest)),
        ("dateDernierTraitementUniteLegale", &dated.day),
        ("nombrePeriodesUniteLegale", "1"),
        ("dateDebut", &created),
        ("etatAdministratifUniteLegale", if active { "A" } else { "C" }),
        ("nomUniteLegale", if person { &family_name } else { "" }),
        ("prenom1UniteLegale", if person { "SYNTHÉTIQUE" } else { "" }),
        ("denominationUniteLegale", if person { "" } else { &name }),
        ("categorieJuridiqueUniteLegale", &unit.category),
        ("activitePrincipaleUniteLegale", &unit.naf),
        ("nomenclatureActivitePrincipaleUniteLegale", "NAFRev2"),
        ("nicSiegeUniteLegale", &key::nic(siren, 1)),
        ("economieSocialeSolidaireUniteLegale", unit.flag),
        ("caractereEmployeurUniteLegale", if largest.is_some() && active { "O" } else { "N" }),
    ])
}

fn local_row(
    sheet: &mut Sheet,
    targets: &Targets,
    dated: &Dated,
    (unit, site): (&Unit, &Site),
    siren: &str,
    rank: usize,
    place: &Place,
) -> Result<(), IngestError> {
    let nic = key::nic(siren, rank as u64 + 1);
    let created = date(unit);
    sheet.row(&[
        ("siren", siren),
        ("nic", &nic),
        ("siret", &format!("{siren}{nic}")),
        ("statutDiffusionEtablissement", diffusion(unit)),
        ("dateCreationEtablissement", &created),
        ("trancheEffectifsEtablissement", band(targets, site.band)),
        ("anneeEffectifsEtablissement", dated.year(site.band)),
        ("dateDernierTraitementEtablissement", &dated.day),
        ("etablissementSiege", if rank == 0 { "true" } else { "false" }),
        ("nombrePeriodesEtablissement", "1"),
        ("libelleVoieEtablissement", "ADRESSE SYNTHÉTIQUE"),
        ("codePostalEtablissement", place.postcode.as_deref().unwrap_or("")),
        ("libelleCommuneEtablissement", &place.name.to_uppercase()),
        ("codeCommuneEtablissement", &place.code),
        ("dateDebut", &created),
        ("etatAdministratifEtablissement", if site.active { "A" } else { "F" }),
        ("activitePrincipaleEtablissement", &unit.naf),
        ("nomenclatureActivitePrincipaleEtablissement", "NAFRev2"),
        ("caractereEmployeurEtablissement", if site.band.is_some() && site.active { "O" } else { "N" }),
    ])
}

fn diffusion(unit: &Unit) -> &'static str {
    if unit.protected { "P" } else { "O" }
}

fn band(targets: &Targets, index: Option<usize>) -> &str {
    index.and_then(|index| targets.size.bands.get(index)).map_or("NN", String::as_str)
}

fn date(unit: &Unit) -> String {
    let (year, month, day) = unit.created;
    format!("{year:04}-{month:02}-{day:02}")
}
