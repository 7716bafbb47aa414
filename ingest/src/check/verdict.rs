//! From a published figure and a loaded one to a verdict, with the tolerance that the printed figure itself implies.

use lanterne_data::read::Published;

/// What a comparison says.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The loaded value prints as the published one.
    Met,
    /// It does not.
    Gap,
    /// Nothing to compare with, or another edition, source or unit: why, in French.
    NotComparable(String),
    /// The published value is one that a contradiction sets aside: which.
    SetAside(String),
}

impl Verdict {
    /// In French, for a table.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Met => "atteint",
            Self::Gap => "écart",
            Self::NotComparable(_) => "non comparable",
            Self::SetAside(_) => "écarté",
        }
    }
}

/// How a figure was printed, from its decimals and from the words noted beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Printed {
    /// To its last digit: half a unit of it.
    Rounded(f64),
    /// « près de », « quelque », « un quart »…: 5 % of the value.
    About(f64),
    /// « plus de »: the loaded value must be at least this.
    AtLeast,
}

impl Printed {
    /// Reads the qualifier that the facts note in quotes.
    #[must_use]
    pub fn of(figure: &Published) -> Self {
        let value = figure.value.unwrap_or(0.0);
        // A word qualifies the figure when the note opens with it; further on it may be about another document.
        let note = figure.note.as_deref().unwrap_or("").to_lowercase();
        let opens = |list: &[&str]| list.iter().any(|word| note.starts_with(word));
        if opens(&["minorant", "« plus de"]) {
            Self::AtLeast
        } else if opens(&["« près d", "« quelque", "« autour de", "« un quart", "écrit «", "arrondi"])
            || note.contains("« environ »")
        {
            Self::About(value.abs() * 0.05)
        } else {
            Self::Rounded(half_unit(value, &figure.unit))
        }
    }

    /// The largest gap that still prints alike.
    #[must_use]
    pub const fn tolerance(self) -> f64 {
        match self {
            Self::Rounded(half) => half,
            Self::About(part) => part,
            Self::AtLeast => 0.0,
        }
    }

    /// What stands before the figure in a table: « ≈ » for an order of magnitude, « ≥ » for a floor.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Rounded(_) => "",
            Self::About(_) => "≈",
            Self::AtLeast => "≥",
        }
    }

    /// Whether a loaded value prints as the published one.
    #[must_use]
    pub fn met(self, published: f64, loaded: f64) -> bool {
        match self {
            Self::AtLeast => loaded >= published,
            Self::Rounded(tolerance) | Self::About(tolerance) => (loaded - published).abs() <= tolerance + 1e-9,
        }
    }
}

/// Half a unit of the last printed digit: 14 086 → 0.5; 8.8 → 0.05. Large counts ending in zeros are rounded to them
/// (33 600 posts → 50; 210 800 → 50), which is how INSEE prints them.
fn half_unit(value: f64, unit: &str) -> f64 {
    let text = format!("{value}");
    if let Some((_, decimals)) = text.split_once('.') {
        return 0.5 * 10_f64.powi(-(decimals.len() as i32));
    }
    let zeros = text.chars().rev().take_while(|digit| *digit == '0').count().min(text.len().saturating_sub(2));
    match unit {
        "jobs" | "posts" if zeros >= 2 && value >= 1000.0 => 0.5 * 10_f64.powi(zeros as i32),
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, unit: &str, note: &str) -> Published {
        Published {
            figure: "x".into(),
            origin: "document".into(),
            level: "region".into(),
            code: None,
            name: None,
            measure: "ess_jobs".into(),
            detail: String::new(),
            value: Some(value),
            unit: unit.into(),
            year: None,
            source: None,
            document: None,
            quote: None,
            note: Some(note.into()),
        }
    }

    #[test]
    fn the_tolerance_is_half_of_the_last_printed_digit() {
        assert_eq!(Printed::of(&figure(14_086.0, "count", "")), Printed::Rounded(0.5));
        assert_eq!(Printed::of(&figure(33_600.0, "jobs", "")), Printed::Rounded(50.0));
        let Printed::Rounded(half) = Printed::of(&figure(8.8, "pct", "")) else { unreachable!("a plain figure") };
        assert!((half - 0.05).abs() < 1e-12);
    }

    #[test]
    fn words_beside_a_figure_widen_it_or_make_it_a_floor() {
        assert_eq!(Printed::of(&figure(1800.0, "jobs", "« quelque ».")), Printed::About(90.0));
        assert!(Printed::of(&figure(10.0, "pct", "Minorant (« + de 10 % »)")).met(10.0, 11.0));
        assert!(!Printed::AtLeast.met(10.0, 9.9));
        assert!(!Printed::Rounded(0.05).met(8.8, 8.86));
    }
}
