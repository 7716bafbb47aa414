//! Table `white_zone_area`: the areas that white units make. Refuses to know why a unit is white.

use lanterne_data::read::{Access, Contents, named_areas};
use lanterne_data::{Draft, row};
use lanterne_observatory::white_zone::{Kind, Parameters};
use lanterne_observatory::{Level, Perimetre, Value};

use crate::IngestError;

/// Where areas are written and what they are made from.
#[derive(Clone, Copy)]
pub(super) struct Areas<'a> {
    pub(super) draft: &'a Draft,
    pub(super) contents: &'a Contents,
    pub(super) parameters: Parameters,
}

/// What made the units white.
pub(super) struct Subject<'a> {
    pub(super) kind: Kind,
    pub(super) perimetre: Option<Perimetre>,
    pub(super) scheme: Option<&'a str>,
    pub(super) level: Level,
}

impl Areas<'_> {
    /// Writes the areas of one kind at one level; `white` and `establishments` are in its row order.
    pub(super) fn write(
        &self,
        subject: &Subject<'_>,
        white: &[bool],
        establishments: &[Value],
        access: &Access,
    ) -> Result<(), IngestError> {
        let Self { draft, contents, parameters } = *self;
        let index = |level: Level| &contents.territories[level as usize].code;
        let code = |level: Level, row: &u32| index(level).get(*row as usize).cloned();
        let site = |site: Option<usize>| Some(contents.sites.get(*access.sites.get(site?)?)?.site.clone());
        let rows: Vec<row::WhiteZoneArea> =
            named_areas(contents, access, subject.level, white, establishments, parameters)
                .into_iter()
                .zip(0..)
                .map(|(found, area)| row::WhiteZoneArea {
                    kind: subject.kind.as_str().to_owned(),
                    perimetre: subject.perimetre.map(|perimetre| perimetre.as_str().to_owned()),
                    scheme: subject.scheme.map(str::to_owned),
                    level: subject.level.as_str().to_owned(),
                    area,
                    unit: found.area.rows.iter().filter_map(|row| code(subject.level, row)).collect(),
                    departement: found
                        .departements
                        .iter()
                        .filter_map(|(row, _)| code(Level::Departement, row))
                        .collect(),
                    commune_count: found.commune_count as i32,
                    population: found.area.population.ok().map(|people| people as i64),
                    establishments: found.area.establishments.ok().map(|count| count as i64),
                    minutes: found.access.minutes.ok(),
                    far_share: found.access.far_share.ok(),
                    nearest_site: site(found.access.nearest),
                    name: found.name,
                })
                .collect();
        draft.append(&rows)?;
        Ok(())
    }
}
