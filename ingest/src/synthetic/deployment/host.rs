//! Where beneficiaries may be: the communes of the region, with their ESS employers as the synthetic register has them.
//!
//! Refuses to know the rest of the economy: nobody outside the ESS is helped here.

use crate::IngestError;
use crate::synthetic::{Made, deal, key};

/// An ESS employer establishment of the synthetic register.
#[derive(Debug, Clone, PartialEq)]
pub struct Employer {
    /// Its SIRET, which begins with 0.
    pub siret: String,
    /// Year in which it was created.
    pub created: u16,
    /// Its jobs, as the register's reader estimates them.
    pub jobs: f64,
}

/// A commune of the region.
#[derive(Debug, Clone, PartialEq)]
pub struct Host {
    /// INSEE code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// SIREN of its EPCI.
    pub epci: Option<String>,
    /// Nature of that EPCI: `ME`, `CU`, `CA`, `CC`.
    pub nature: Option<String>,
    /// Code of its department.
    pub departement: String,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// Its first postcode.
    pub postcode: Option<String>,
    /// Its ESS employers, active and of the law of 2014, by SIRET.
    pub employers: Vec<Employer>,
}

impl Host {
    /// The communes of a register's region, in order of code, those without employer included.
    ///
    /// Errors: [`IngestError::Malformed`] when a size band of the register's targets is unknown to its reader.
    pub fn all(made: &Made) -> Result<Vec<Self>, IngestError> {
        let bands = deal::bands(&made.targets)?;
        let mut hosts: Vec<Self> = Vec::new();
        let mut rank: Vec<Option<usize>> = vec![None; made.places.len()];
        for (at, place) in made.places.iter().enumerate().filter(|(_, place)| place.region == made.targets.region) {
            rank[at] = Some(hosts.len());
            hosts.push(Self {
                code: place.code.clone(),
                name: place.name.clone(),
                epci: place.epci.clone(),
                nature: place.nature.clone(),
                departement: place.departement.clone(),
                population: place.population,
                postcode: place.postcode.clone(),
                employers: Vec::new(),
            });
        }
        // A unit's number is its key: units are met in the order of their SIREN.
        for (number, unit) in (0_u64..).zip(&made.units).filter(|(_, unit)| unit.flag == "O") {
            let siren = key::siren(&made.targets.region, number);
            for (order, site) in (1_u64..).zip(&unit.sites).filter(|(_, site)| site.active) {
                let (Some(at), Some(band)) = (rank[site.place], site.band) else { continue };
                hosts[at].employers.push(Employer {
                    siret: format!("{siren}{}", key::nic(&siren, order)),
                    created: u16::try_from(unit.created.0).unwrap_or(u16::MAX),
                    jobs: bands.estimates.get(band).copied().unwrap_or(0.0),
                });
            }
        }
        Ok(hosts)
    }
}
