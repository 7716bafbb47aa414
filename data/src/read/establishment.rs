//! The establishments of the ESS one by one, in order of commune: what a profile lists. The file holds no name and no address.
//!
//! Not part of [`super::Contents`]: read when a profile is first asked for, in columns small enough to be kept (about 40 bytes
//! each, so that a million of them are 40 MB).

use lanterne_observatory::assembly::Flags;
use lanterne_observatory::{Famille, Section};

use super::Territories;
use super::rows::all;
use crate::{Error, Snapshot};

/// One establishment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Establishment {
    /// Row of its commune.
    pub commune: u32,
    /// SIRET, fourteen digits.
    pub siret: u64,
    /// Famille.
    pub famille: Famille,
    /// NAF as published, `88.10A`; absent where unknown.
    pub naf: Option<[u8; 6]>,
    /// Section of the NAF; absent where unknown.
    pub section: Option<Section>,
    /// Size band of Sirene, `NN` of who employs nobody.
    pub tranche: [u8; 2],
    /// Whether it employs.
    pub employer: bool,
    /// Jobs estimated from the band.
    pub jobs: f32,
    /// Perimeters and approvals.
    pub flags: Flags,
    /// Year of creation; absent where unknown.
    pub created: Option<u16>,
}

impl Establishment {
    /// SIRET as it is written: fourteen digits.
    ///
    /// ```
    /// # use lanterne_data::read::establishment::Establishment;
    /// # use lanterne_observatory::{Famille, assembly::Flags};
    /// # let of = |siret| Establishment { commune: 0, siret, famille: Famille::Association, naf: Some(*b"88.10A"), section: None,
    /// #     tranche: *b"NN", employer: false, jobs: 0.0, flags: Flags::default(), created: None };
    /// assert_eq!(of(4_544_633_300_010).number(), "04544633300010");
    /// assert_eq!(of(1).activity(), Some("88.10A"));
    /// ```
    #[must_use]
    pub fn number(&self) -> String {
        format!("{:014}", self.siret)
    }

    /// NAF as text.
    #[must_use]
    pub fn activity(&self) -> Option<&str> {
        self.naf.as_ref().and_then(|naf| std::str::from_utf8(naf).ok())
    }

    /// Size band as text.
    #[must_use]
    pub fn band(&self) -> &str {
        std::str::from_utf8(&self.tranche).unwrap_or("NN")
    }
}

/// All of them.
#[derive(Debug, Default)]
pub struct Establishments {
    rows: Vec<Establishment>,
    /// Where each commune begins; one more than there are communes.
    starts: Vec<usize>,
}

impl Establishments {
    /// Those of a commune, in order of SIRET.
    #[must_use]
    pub fn of(&self, commune: u32) -> &[Establishment] {
        let at = commune as usize;
        let (from, to) = (self.starts.get(at), self.starts.get(at + 1));
        from.zip(to).and_then(|(from, to)| self.rows.get(*from..*to)).unwrap_or_default()
    }

    /// Every one.
    #[must_use]
    pub fn all(&self) -> &[Establishment] {
        &self.rows
    }
}

/// Reads them; `communes` is the index their communes are rows of.
///
/// # Errors
/// [`Error`]: no such table, a commune in no index, a word outside the closed lists.
pub fn establishments(snapshot: &Snapshot, communes: &Territories) -> Result<Establishments, Error> {
    let sql = "SELECT commune, siret, famille, naf, section, tranche, employer, jobs, loi_2014, categorie, esus, siae, \
               year(created)::INTEGER FROM establishment ORDER BY commune, siret";
    let read = all(snapshot, "establishment", sql, |row| {
        let (commune, siret): (String, String) = (row.get(0)?, row.get(1)?);
        let (famille, naf): (String, Option<String>) = (row.get(2)?, row.get(3)?);
        let (section, tranche): (Option<String>, String) = (row.get(4)?, row.get(5)?);
        let flags = Flags { loi_2014: row.get(8)?, categorie: row.get(9)?, esus: row.get(10)?, siae: row.get(11)? };
        let (employer, jobs): (bool, f64) = (row.get(6)?, row.get(7)?);
        let created: Option<i32> = row.get(12)?;
        let vocabulary = famille.parse::<Famille>();
        let section = section.as_deref().map(str::parse::<Section>).transpose();
        Ok((|| {
            let row = communes.row(&commune).ok_or(Error::UnknownCommune { table: "establishment", commune })?;
            Ok(Establishment {
                commune: row,
                siret: siret.parse().unwrap_or(0),
                famille: vocabulary.map_err(Error::Vocabulary)?,
                naf: naf.and_then(|naf| naf.as_bytes().try_into().ok()),
                section: section.map_err(Error::Vocabulary)?,
                tranche: tranche.as_bytes().try_into().unwrap_or(*b"NN"),
                employer,
                jobs: jobs as f32,
                flags,
                created: created.and_then(|year| u16::try_from(year).ok()),
            })
        })())
    })?;
    let mut rows = read.into_iter().collect::<Result<Vec<_>, Error>>()?;
    rows.sort_by_key(|own| (own.commune, own.siret));
    let mut starts = vec![0; communes.len() + 1];
    for own in &rows {
        starts[own.commune as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    Ok(Establishments { rows, starts })
}
