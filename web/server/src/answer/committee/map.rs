//! The two maps of a page: where a scheme had reached by a date, as far as everyone may be told.
//!
//! The first year of an EPCI is not public: with the last, which is, it would tell counts of two. So the map of a date is a function of
//! the public units alone, as the activity of [`crate::answer::presence`] is: who had its last beneficiary by then was reached; who had
//! it later was reached before or after, which is not told; where the count is hidden, nothing is told of the date at all.

use std::collections::BTreeSet;

use lanterne_report::model::Drawing;
use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Outlines, Rect, Svg};

use crate::answer::deployment::LEVEL;
use crate::document::deployment::DeploymentUnits;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::outline::around;
use crate::picture::fitted;
use crate::state::State;

const SIDE: (u32, u32) = (460, 460);
const MARGIN: f64 = 5.0;
const SWATCH: (u32, u32) = (28, 14);
/// Beyond so many degrees a map shows an ocean.
const WIDEST: f64 = 20.0;
const LINE: &str = "#B9B2A4";

/// What is told of an EPCI at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Reached,
    Later,
    Secret,
    Never,
    Unknown,
}

impl Stand {
    /// Those of a key, in its order.
    pub(super) const ALL: [Self; 5] = [Self::Reached, Self::Later, Self::Secret, Self::Never, Self::Unknown];

    /// At the end of a year; `at`: place among the units.
    pub(super) fn of(public: &DeploymentUnits, at: usize, year: u16) -> Self {
        let hidden = public.absence.get(at).is_some_and(|absence| absence.as_deref() == Some("s"));
        let last = public.years_since.get(at).copied().flatten().and_then(|since| public.window[1].checked_sub(since));
        match public.reached.get(at).copied().flatten() {
            None => Self::Unknown,
            Some(false) => Self::Never,
            // Of all the years together it is public.
            Some(true) if year >= public.window[1] => Self::Reached,
            Some(true) if hidden => Self::Secret,
            Some(true) if last.is_some_and(|last| last <= year) => Self::Reached,
            Some(true) => Self::Later,
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Reached => "atteint à cette date",
            Self::Later => "servi ensuite : avant, ce n'est pas dit",
            Self::Secret => "atteint, à une date qui n'est pas dite (s)",
            Self::Never => "jamais atteint",
            Self::Unknown => "n.d.",
        }
    }

    const fn fill(self) -> &'static str {
        match self {
            Self::Reached => "#F4A636",
            Self::Later => "#FBDFB0",
            Self::Secret => "#FFF6E0",
            Self::Never => "#FFFFFF",
            Self::Unknown => "#F3EFE7",
        }
    }

    /// The pattern that doubles the colour, of the table of styles.
    const fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Secret => Some("fiabilite"),
            Self::Never => Some("foyer_froid"),
            Self::Reached | Self::Later | Self::Unknown => None,
        }
    }
}

/// The outlines of a region, once for all its maps.
#[derive(Debug)]
pub(super) struct Ground {
    shapes: Vec<(u32, String)>,
    edge: String,
}

impl Ground {
    /// Of rows of EPCI; none where their outlines are not known, or lie an ocean apart.
    pub(super) fn of(state: &State, rows: &[u32]) -> Option<Self> {
        let index = state.territories(LEVEL);
        let boxes = rows.iter().map(|row| index.bbox.get(*row as usize).copied().flatten());
        let bbox = boxes.fold(None, around).filter(|[west, _, east, _]| east - west < WIDEST)?;
        let shapes = state.shapes(LEVEL).ok()?;
        let room = Rect { x: 0.0, y: 0.0, width: f64::from(SIDE.0), height: f64::from(SIDE.1) };
        let kept: BTreeSet<u32> = rows.iter().copied().collect();
        let outlines = Outlines::of(shapes.topology(), &fitted(bbox, room, MARGIN), |row| kept.contains(&row));
        Some(Self {
            edge: outlines.borders(|left, right| left.is_some() != right.is_some()),
            shapes: outlines.shapes().collect(),
        })
    }

    /// The map of a date; `name`: of whom.
    pub(super) fn draw(&self, public: &DeploymentUnits, year: u16, name: &str) -> Drawing {
        let stand = |row: &u32| match public.row.binary_search(row) {
            Ok(at) => Stand::of(public, at, year),
            Err(_) => Stand::Unknown,
        };
        let told = Stand::ALL.map(|own| (own, public.row.iter().filter(|row| stand(row) == own).count()));
        let told: Vec<String> = told
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .map(|(own, number)| format!("{} : {}", own.words(), count(number, "EPCI", "EPCI")))
            .collect();
        let alternative = set(&format!("Carte, {name}, fin {year}. {}.", told.join(" ; ")));
        let mut svg = Svg::new(SIDE.0, SIDE.1, &alternative, "");
        defs(&mut svg);
        for (row, d) in &self.shapes {
            let stand = stand(row);
            svg.path(d, &format!("fill=\"{}\" stroke=\"{LINE}\" stroke-width=\"0.7\"", stand.fill()));
            if let Some(pattern) = stand.pattern() {
                svg.path(d, &format!("fill=\"url(#pattern-{pattern})\""));
            }
        }
        svg.path(&self.edge, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\"", STYLE.ink));
        Drawing { svg: svg.finish(), alternative, ratio: f64::from(SIDE.0) / f64::from(SIDE.1) }
    }
}

/// The sign of a key.
pub(super) fn swatch(stand: Stand) -> Drawing {
    let words = set(stand.words());
    let mut svg = Svg::new(SWATCH.0, SWATCH.1, &words, "");
    defs(&mut svg);
    let room = Rect { x: 0.5, y: 0.5, width: f64::from(SWATCH.0) - 1.0, height: f64::from(SWATCH.1) - 1.0 };
    svg.rect(room, &format!("fill=\"{}\" stroke=\"{LINE}\" stroke-width=\"1\"", stand.fill()));
    if let Some(pattern) = stand.pattern() {
        svg.rect(room, &format!("fill=\"url(#pattern-{pattern})\""));
    }
    Drawing { svg: svg.finish(), alternative: words, ratio: f64::from(SWATCH.0) / f64::from(SWATCH.1) }
}

fn defs(svg: &mut Svg) {
    svg.raw("<defs>");
    svg.patterns(&STYLE.patterns, 1.0);
    svg.raw("</defs>");
}

#[cfg(test)]
mod tests {
    use super::Stand::{Later, Never, Reached, Secret, Unknown};
    use super::*;

    /// Years since the last beneficiary in 2024, and whether the count is hidden.
    fn public(units: &[(Option<bool>, Option<u16>, bool)]) -> DeploymentUnits {
        let rows: Vec<u32> = (0..).take(units.len()).collect();
        DeploymentUnits {
            level: "epci".to_owned(),
            scheme: None,
            window: [2020, 2024],
            fairness: "etablissements".to_owned(),
            code: rows.iter().map(ToString::to_string).collect(),
            name: rows.iter().map(ToString::to_string).collect(),
            row: rows,
            reached: units.iter().map(|own| own.0).collect(),
            beneficiaries: units.iter().map(|own| (!own.2).then_some(9)).collect(),
            absence: units.iter().map(|own| own.2.then(|| "s".to_owned())).collect(),
            years_since: units.iter().map(|own| own.1).collect(),
            expected: vec![None; units.len()],
            none: vec![None; units.len()],
            verdict: vec!["ns".to_owned(); units.len()],
            sentence: String::new(),
            source_line: String::new(),
            synthetic: false,
        }
    }

    #[test]
    fn a_date_tells_no_more_than_the_last_beneficiary_does_and_nothing_of_a_hidden_count() {
        let units = public(&[
            (Some(true), Some(2), false),
            (Some(true), Some(0), false),
            (Some(true), Some(2), true),
            (Some(false), None, false),
            (None, None, false),
        ]);
        let stands = |year: u16| (0..5).map(|at| Stand::of(&units, at, year)).collect::<Vec<_>>();
        assert_eq!(stands(2022), [Reached, Later, Secret, Never, Unknown]);
        assert_eq!(stands(2021), [Later, Later, Secret, Never, Unknown]);
        assert_eq!(stands(2024), [Reached, Reached, Reached, Never, Unknown], "of all the years it is public");
    }

    #[test]
    fn every_sign_of_the_key_has_its_pattern_in_itself() {
        for stand in Stand::ALL {
            let svg = swatch(stand).svg;
            assert!(svg.contains(stand.fill()), "{stand:?}");
            let drawn = stand.pattern().is_none_or(|name| svg.contains(&format!("id=\"pattern-{name}\"")));
            assert!(drawn, "{stand:?}");
        }
    }
}
