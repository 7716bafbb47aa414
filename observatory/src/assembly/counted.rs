//! What is counted: a perimeter of the ESS, limited to some familles and to some sections of activity where they are asked for.
//!
//! A filter limits numerators to what passes it. Of the whole economy it keeps the same sections, and every famille: « what part
//! of health is in associations » divides by all of health, for the economy at large has no famille. Inhabitants and area are of
//! the ground and never change.
//!
//! Refuses to know which figures lose their meaning under a filter: that is
//! [`Indicator::stands`](crate::Indicator::stands). Next: [`super::assemble`].

use super::EssCount;
use crate::{Famille, Perimetre, Section};

/// Which familles and which sections are kept; none chosen in a list: all of it, and what has no known section too.
///
/// Small and comparable, to be part of a key. All five familles are no choice; all the sections are one, for they leave out what
/// has none.
///
/// ```
/// use lanterne_observatory::{Famille, Section, assembly::Filter};
/// let health = Filter::new([Famille::Association], [Section::Q]);
/// assert!(health.keeps(Famille::Association, Some(Section::Q)) && !health.keeps(Famille::Mutuelle, Some(Section::Q)));
/// assert!(!health.keeps(Famille::Association, None));
/// assert!(Filter::default().keeps(Famille::Mutuelle, None));
/// assert_eq!(Filter::new(Famille::ALL.iter().copied(), []), Filter::default());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Filter {
    /// A bit per famille; none: all.
    familles: u8,
    /// A bit per section; none: all, and the unknown.
    sections: u32,
}

const EVERY_FAMILLE: u8 = (1 << Famille::ALL.len()) - 1;

impl Filter {
    /// Keeps these familles and these sections; none of a list: all of it.
    #[must_use]
    pub fn new(familles: impl IntoIterator<Item = Famille>, sections: impl IntoIterator<Item = Section>) -> Self {
        let familles = familles.into_iter().fold(0, |bits, famille| bits | 1 << famille as u8);
        let sections = sections.into_iter().fold(0, |bits, section| bits | 1 << section as u32);
        Self { familles: if familles == EVERY_FAMILLE { 0 } else { familles }, sections }
    }

    /// The familles chosen, in the order of their list; empty without choice.
    pub fn familles(self) -> impl Iterator<Item = Famille> {
        Famille::ALL.iter().copied().filter(move |famille| self.familles & 1 << *famille as u8 != 0)
    }

    /// The sections chosen, in the order of their list; empty without choice.
    pub fn sections(self) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(move |section| self.sections & 1 << *section as u32 != 0)
    }

    /// Whether familles were chosen.
    #[must_use]
    pub const fn chooses_familles(self) -> bool {
        self.familles != 0
    }

    /// Whether sections were chosen.
    #[must_use]
    pub const fn chooses_sections(self) -> bool {
        self.sections != 0
    }

    /// Whether nothing was chosen: everything is kept.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !self.chooses_familles() && !self.chooses_sections()
    }

    /// The same, of every famille.
    #[must_use]
    pub const fn of_every_famille(self) -> Self {
        Self { familles: 0, ..self }
    }

    /// The same, of every section.
    #[must_use]
    pub const fn of_every_section(self) -> Self {
        Self { sections: 0, ..self }
    }

    /// Whether a section, known or not, is kept.
    #[must_use]
    pub const fn keeps_section(self, section: Option<Section>) -> bool {
        match section {
            _ if self.sections == 0 => true,
            Some(section) => self.sections & 1 << section as u32 != 0,
            None => false,
        }
    }

    /// Whether what is of a famille and of a section is kept.
    #[must_use]
    pub const fn keeps(self, famille: Famille, section: Option<Section>) -> bool {
        (self.familles == 0 || self.familles & 1 << famille as u8 != 0) && self.keeps_section(section)
    }
}

/// What a sum counts: a perimeter alone, or one with a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counted {
    /// What is ESS.
    pub perimetre: Perimetre,
    /// What is kept of it.
    pub filter: Filter,
}

impl From<Perimetre> for Counted {
    /// All of a perimeter.
    fn from(perimetre: Perimetre) -> Self {
        Self { perimetre, filter: Filter::default() }
    }
}

impl Counted {
    /// Whether some employers of the ESS are counted.
    pub(super) fn holds(self, count: &EssCount) -> bool {
        count.flags.within(self.perimetre) && self.filter.keeps(count.famille, count.section)
    }
}
