//! The three files, as an operator would hand them in (`data/reference/schemas`): UTF-8, `;`, French headers, lists with `|`.
//!
//! No day of writing, no name of machine: the same deployment is the same bytes. What was not handed in is not there. Next:
//! `lanterne_data::deployment` reads them like any other.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::act::acts;
use super::host::Host;
use super::targets::{Nature, SiteTarget, Targets};
use crate::IngestError;

/// Name of the file of sites.
pub const SITES_FILE: &str = "sites.csv";
/// Name of the file of declared zones.
pub const ZONES_FILE: &str = "zones.csv";
/// Name of the file of activity.
pub const ACTIVITY_FILE: &str = "activite.csv";

const SITES: [&str; 12] = [
    "site",
    "operateur",
    "nom",
    "nature",
    "adresse",
    "commune",
    "longitude",
    "latitude",
    "dispositifs",
    "jours_par_mois",
    "ouvert_le",
    "ferme_le",
];
const ZONES: [&str; 6] = ["operateur", "dispositif", "niveau", "code", "depuis", "jusqu_a"];
const ACTIVITY: [&str; 9] =
    ["operateur", "dispositif", "annee", "siret", "commune", "acte", "beneficiaires", "emplois", "montant_eur"];

/// Makes the deployment of the targets, with their own seed, and writes its three files in `folder`, made if missing: sites,
/// zones, activity.
///
/// `hosts` as [`Host::all`] gives them. Errors: [`IngestError::Malformed`] when a site is in no commune of the hosts;
/// [`IngestError::Io`].
pub fn write(targets: &Targets, hosts: &[Host], folder: &Path) -> Result<[PathBuf; 3], IngestError> {
    std::fs::create_dir_all(folder).map_err(IngestError::at(folder))?;
    Ok([sites(targets, hosts, folder)?, zones(targets, folder)?, activity(targets, hosts, folder)?])
}

/// A CSV file under its header.
struct Sheet {
    writer: csv::Writer<File>,
    path: PathBuf,
}

impl Sheet {
    fn create(path: PathBuf, header: &[&str]) -> Result<Self, IngestError> {
        let file = File::create(&path).map_err(IngestError::at(&path))?;
        let writer = csv::WriterBuilder::new().delimiter(b';').from_writer(file);
        let mut sheet = Self { writer, path };
        sheet.row(header)?;
        Ok(sheet)
    }

    fn row(&mut self, cells: &[&str]) -> Result<(), IngestError> {
        self.writer.write_record(cells).map_err(|fault| IngestError::at(&self.path)(fault.into()))
    }

    fn close(mut self) -> Result<PathBuf, IngestError> {
        self.writer.flush().map_err(IngestError::at(&self.path))?;
        Ok(self.path)
    }
}

fn sites(targets: &Targets, hosts: &[Host], folder: &Path) -> Result<PathBuf, IngestError> {
    let known: HashMap<&str, &Host> = hosts.iter().map(|host| (host.code.as_str(), host)).collect();
    let mut sheet = Sheet::create(folder.join(SITES_FILE), &SITES)?;
    for site in &targets.site {
        let host = known.get(site.commune.as_str()).ok_or_else(|| unknown(targets, site))?;
        let key = format!("synthetique-{}-{}", site.operator, site.commune.to_lowercase());
        let address = format!("Adresse synthétique, {} {}", host.postcode.as_deref().unwrap_or(""), host.name);
        sheet.row(&[
            &key,
            &site.operator,
            &format!("{} synthétique, {}", word(site.nature), host.name),
            site.nature.as_str(),
            &address,
            &site.commune,
            // Placed at the point of the commune.
            "",
            "",
            &site.schemes.join("|"),
            &site.days_month.map_or_else(String::new, |days| days.to_string()),
            site.opened.as_deref().unwrap_or(""),
            site.closed.as_deref().unwrap_or(""),
        ])?;
    }
    sheet.close()
}

fn word(nature: Nature) -> &'static str {
    match nature {
        Nature::Siege => "Siège",
        Nature::Antenne => "Antenne",
        Nature::Permanence => "Permanence",
    }
}

fn unknown(targets: &Targets, site: &SiteTarget) -> IngestError {
    IngestError::Malformed {
        file: format!("cibles du déploiement de la région {}", targets.region),
        place: format!("site de {}", site.operator),
        value: site.commune.clone(),
        expectation: "le code d’une commune de la région".to_owned(),
    }
}

fn zones(targets: &Targets, folder: &Path) -> Result<PathBuf, IngestError> {
    let mut sheet = Sheet::create(folder.join(ZONES_FILE), &ZONES)?;
    for target in &targets.scheme {
        for carrier in &target.carrier {
            let whole = carrier.departements.is_empty().then_some(("region", &targets.region));
            let parts = carrier.departements.iter().map(|code| ("departement", code));
            for (level, code) in whole.into_iter().chain(parts) {
                sheet.row(&[&carrier.operator, &target.scheme, level, code, &targets.zones_since, ""])?;
            }
        }
    }
    sheet.close()
}

fn activity(targets: &Targets, hosts: &[Host], folder: &Path) -> Result<PathBuf, IngestError> {
    let mut sheet = Sheet::create(folder.join(ACTIVITY_FILE), &ACTIVITY)?;
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    for act in acts(targets, hosts, targets.seed).iter().filter(|act| act.handed_in) {
        let (target, host) = (&targets.scheme[act.scheme], &hosts[act.host]);
        let employer = act.employer.and_then(|employer| host.employers.get(employer));
        sheet.row(&[
            &target.carrier[act.carrier].operator,
            &target.scheme,
            &act.year.to_string(),
            employer.map_or("", |employer| employer.siret.as_str()),
            &host.code,
            act.kind.as_str(),
            &act.beneficiaries.to_string(),
            &number(act.jobs),
            &number(act.amount_eur),
        ])?;
    }
    sheet.close()
}
