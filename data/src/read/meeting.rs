//! Where actors of the ESS meet and work together, as the documents say: workshops, events, cooperations, structures they name.
//! None of it is a register: what is not here may exist all the same.

use super::rows::{all, list};
use crate::{Error, Snapshot};

/// What the documents know of meetings and cooperations.
#[derive(Debug, Clone, Default)]
pub struct Meetings {
    /// Workshops and events, by day; without day last.
    pub meetings: Vec<Meeting>,
    /// Cooperations, by identifier.
    pub cooperations: Vec<Cooperation>,
    /// Structures named as examples, by identifier.
    pub actors: Vec<Actor>,
}

/// A workshop or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its title.
    pub name: String,
    /// Who held it; absent of events.
    pub organisers: Option<String>,
    /// Whether it is a workshop of 2023.
    pub workshop: bool,
    /// Year, month and day it began, as `2023-04-06`, or the month alone; absent where not said.
    pub day: Option<String>,
    /// Name of the place, as printed.
    pub place: Option<String>,
    /// Code of the commune; absent where unknown or held at a distance.
    pub commune: Option<String>,
    /// Who came; absent where not said.
    pub participants: Option<i32>,
}

/// A practice of cooperation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cooperation {
    /// Its name.
    pub name: String,
    /// Its kind, `mutualisation`.
    pub kind: Option<String>,
    /// What it is about.
    pub sector: Option<String>,
    /// Where, as printed.
    pub territory: Option<String>,
    /// EPCI that are certain.
    pub epci: Vec<String>,
    /// Communes named.
    pub commune: Vec<String>,
}

/// A structure that the documents name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Option<String>,
    /// What it does.
    pub activity: Option<String>,
    /// Name of its commune, as printed.
    pub place: Option<String>,
    /// Code of its commune.
    pub commune: Option<String>,
    /// Code of its EPCI.
    pub epci: Option<String>,
    /// Employees as printed; the note says what the number counts.
    pub employees_stated: Option<i32>,
    /// What the reader of the document noted.
    pub note: Option<String>,
}

pub(super) fn meetings(snapshot: &Snapshot) -> Result<Meetings, Error> {
    let held = "SELECT title, organisers, true, coalesce(day::VARCHAR, month), commune_name, commune, participants, workshop AS id FROM workshop \
                UNION ALL SELECT name, NULL, false, first_day::VARCHAR, coalesce(place, commune_name), commune, participants, event FROM event \
                ORDER BY 4 NULLS LAST, id";
    let cooperation = "SELECT name, kind, sector, territory_text, array_to_string(epci, chr(31)), array_to_string(commune, chr(31)) \
                       FROM cooperation ORDER BY cooperation";
    let actor =
        "SELECT name, kind, activity, commune_name, commune, epci, employees_stated, note FROM actor ORDER BY actor";
    Ok(Meetings {
        meetings: all(snapshot, "workshop", held, |row| {
            Ok(Meeting {
                name: row.get::<_, Option<String>>(0)?.unwrap_or_default(),
                organisers: row.get(1)?,
                workshop: row.get(2)?,
                day: row.get(3)?,
                place: row.get(4)?,
                commune: row.get(5)?,
                participants: row.get(6)?,
            })
        })?,
        cooperations: all(snapshot, "cooperation", cooperation, |row| {
            Ok(Cooperation {
                name: row.get::<_, Option<String>>(0)?.unwrap_or_default(),
                kind: row.get(1)?,
                sector: row.get(2)?,
                territory: row.get(3)?,
                epci: list(row.get(4)?),
                commune: list(row.get(5)?),
            })
        })?,
        actors: all(snapshot, "actor", actor, |row| {
            Ok(Actor {
                name: row.get(0)?,
                kind: row.get(1)?,
                activity: row.get(2)?,
                place: row.get(3)?,
                commune: row.get(4)?,
                epci: row.get(5)?,
                employees_stated: row.get(6)?,
                note: row.get(7)?,
            })
        })?,
    })
}
