//! What was met already: keys that must not come back, acts that were handed in, structures that another operator declared.
//!
//! Only rows that were taken count: a faulty row does not forbid the one that mends it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::schema::Kind;
use crate::row::{Act, ActivityGiven};

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    card: String,
    file: String,
    line: i64,
}

impl Stand {
    pub(super) fn new(card: &str, file: &str, line: i64) -> Stand {
        Stand { card: card.to_owned(), file: file.to_owned(), line }
    }

    /// How a row of that file says it: the file is named where it is another.
    pub(super) fn told(&self, card: &str, file: &str) -> Told<'_> {
        Told { stand: self, elsewhere: self.card != card || self.file != file }
    }
}

/// « ligne 3 », « ligne 3 de activite.csv ».
pub(super) struct Told<'a> {
    stand: &'a Stand,
    elsewhere: bool,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ligne {}", self.stand.line)?;
        if self.elsewhere { write!(f, " de {}", self.stand.file) } else { Ok(()) }
    }
}

/// A structure declared by an operator, for a scheme and a year.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    scheme: String,
    year: i16,
    siret: String,
    operator: String,
    stand: Stand,
}

impl Claim {
    /// A claim of the snapshot; `act` is `<card>:<file>:<line>`.
    pub(super) fn of(scheme: String, year: i16, siret: String, operator: String, act: &str) -> Claim {
        let (before, line) = act.rsplit_once(':').unwrap_or((act, "0"));
        let (card, file) = before.split_once(':').unwrap_or((before, before));
        Claim { scheme, year, siret, operator, stand: Stand::new(card, file, line.parse().unwrap_or(0)) }
    }
}

/// Scheme, year and SIRET.
type Structure = (String, i16, String);
/// Operator, scheme, year, SIRET and kind of act.
type Key = (String, String, i16, String, String);

/// What was met so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    keys: BTreeMap<(Kind, String), Stand>,
    acts: BTreeMap<Key, Stand>,
    claims: BTreeMap<Structure, Vec<(String, Stand)>>,
    given: BTreeSet<(String, String, i16, String)>,
}

impl Met {
    /// With what the files of the snapshot declared. They forbid nothing: the file being read may replace one of them.
    pub(super) fn of(claims: Vec<Claim>) -> Met {
        let mut met = Met::default();
        for Claim { scheme, year, siret, operator, stand } in claims {
            met.claims.entry((scheme, year, siret)).or_default().push((operator, stand));
        }
        met
    }

    /// Where a key that must be unique stands already.
    pub(super) fn key(&self, kind: Kind, key: &str) -> Option<&Stand> {
        self.keys.get(&(kind, key.to_owned()))
    }

    /// Where the same act of the same operator stands already; an act for persons is never the same as another.
    pub(super) fn act(&self, act: &Act) -> Option<&Stand> {
        self.acts.get(&key(act)?)
    }

    /// Another operator that declared the same structure for the same scheme and year, and where.
    pub(super) fn claimed(&self, act: &Act) -> Option<(&str, &Stand)> {
        let structure = (act.scheme.clone(), act.year, act.siret.clone()?);
        let by = self.claims.get(&structure)?;
        by.iter().find(|(operator, _)| *operator != act.operator).map(|(operator, stand)| (operator.as_str(), stand))
    }

    /// A key that was taken.
    pub(super) fn keep_key(&mut self, kind: Kind, key: &str, stand: Stand) {
        self.keys.insert((kind, key.to_owned()), stand);
    }

    /// An act that was taken; answers who handed in which year, when that is new.
    pub(super) fn keep_act(&mut self, act: &Act, stand: Stand) -> Option<ActivityGiven> {
        if let (Some(key), Some(siret)) = (key(act), &act.siret) {
            self.acts.insert(key, stand.clone());
            let structure = (act.scheme.clone(), act.year, siret.clone());
            self.claims.entry(structure).or_default().push((act.operator.clone(), stand));
        }
        let given = (act.operator.clone(), act.scheme.clone(), act.year, act.card.clone());
        self.given.insert(given).then(|| ActivityGiven {
            operator: act.operator.clone(),
            scheme: act.scheme.clone(),
            year: act.year,
            card: act.card.clone(),
        })
    }
}

fn key(act: &Act) -> Option<Key> {
    Some((act.operator.clone(), act.scheme.clone(), act.year, act.siret.clone()?, act.kind.clone()))
}
