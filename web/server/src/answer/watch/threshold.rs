//! Thresholds: what was asked, and which of them a zone crosses. A figure that is not known crosses nothing and is said so.

use lanterne_observatory::Absence;
use lanterne_observatory::white_zone::Parameters;

use super::aid::Aid;
use super::figures::Figures;
use crate::document::watch::{WatchCrossed, WatchThresholds};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::french::{integer, number, shortest};

/// What a list of thresholds is written as.
pub(crate) const EXPECTED: &str = "des seuils parmi densite (% de la référence, 0 à 200), part_emplois (%, 0 à 100), minutes (0 à 240) et sans (années, \
                                   1 à 50), par exemple densite:75,minutes:30 ; ou aucun";

/// Limits; those that are not given are none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Thresholds {
    /// Per cent of the density of the reference.
    density: Option<f64>,
    /// Per cent of the jobs.
    jobs: Option<f64>,
    /// Minutes.
    minutes: Option<f64>,
    /// Years.
    years: Option<u32>,
}

impl Thresholds {
    /// Those of the tests: the same share of the reference, the same minutes, the same years.
    pub(crate) fn usual(parameters: Parameters) -> Self {
        Self {
            density: Some((parameters.reference_share * 1000.0).round() / 10.0),
            jobs: None,
            minutes: Some(parameters.minutes),
            years: Some(parameters.years),
        }
    }

    /// `densite:75,minutes:30`, or `aucun`; none where it cannot be read.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut read = Self::default();
        if text != "aucun" {
            for word in text.split(',') {
                let (name, value) = word.split_once(':')?;
                read.put(name.trim(), value.trim())?;
            }
        }
        Some(read)
    }

    /// Takes one; none where it cannot be read.
    pub(crate) fn put(&mut self, name: &str, value: &str) -> Option<()> {
        let within = |most: f64| value.parse::<f64>().ok().filter(|limit| (0.0..=most).contains(limit));
        match name {
            "densite" => self.density = Some(within(200.0)?),
            "part_emplois" => self.jobs = Some(within(100.0)?),
            "minutes" => self.minutes = Some(within(240.0)?),
            "sans" => self.years = Some(value.parse::<u32>().ok().filter(|years| (1..=50).contains(years))?),
            _ => return None,
        }
        Some(())
    }

    /// Its own, and those of the others where it has none.
    pub(super) fn over(self, common: Self) -> Self {
        Self {
            density: self.density.or(common.density),
            jobs: self.jobs.or(common.jobs),
            minutes: self.minutes.or(common.minutes),
            years: self.years.or(common.years),
        }
    }

    pub(super) fn document(self) -> WatchThresholds {
        WatchThresholds { densite: self.density, part_emplois: self.jobs, minutes: self.minutes, sans: self.years }
    }
}

/// Which thresholds are crossed, the most serious first, and which cannot be judged.
pub(super) fn judged(limits: Thresholds, figures: &Figures, aid: &Aid) -> (Vec<WatchCrossed>, Vec<String>) {
    let found = [
        limits.density.map(|limit| density(limit, figures)),
        limits.jobs.map(|limit| jobs(limit, figures)),
        limits.minutes.map(|limit| minutes(limit, figures)),
        limits.years.map(|limit| years(limit, aid)),
    ];
    let (mut crossed, mut unjudged) = (Vec::new(), Vec::new());
    for found in found.into_iter().flatten() {
        match found {
            Judged::Crossed(own) => crossed.push(own),
            Judged::Unknown(why) => unjudged.push(set(&why)),
            Judged::Kept => {}
        }
    }
    crossed.sort_by(most_serious);
    (crossed, unjudged)
}

/// What chance cannot explain first, then what is farthest beyond.
pub(super) fn most_serious(a: &WatchCrossed, b: &WatchCrossed) -> std::cmp::Ordering {
    let gap = |own: &WatchCrossed| own.gap.unwrap_or(f64::INFINITY);
    b.established.cmp(&a.established).then(gap(b).total_cmp(&gap(a)))
}

enum Judged {
    Crossed(WatchCrossed),
    Kept,
    Unknown(String),
}

fn crossed(threshold: &str, gap: Option<f64>, established: bool, sentence: &str) -> Judged {
    Judged::Crossed(WatchCrossed { threshold: threshold.to_owned(), gap, established, sentence: set(sentence) })
}

/// « Densité : 11,2 établissements pour 10 000 habitants, 64 % de la référence, sous le seuil de 75 %. »
fn density(limit: f64, figures: &Figures) -> Judged {
    let (own, reference) = (figures.density, figures.reference_density);
    let (Ok(value), Ok(of)) = (own.value, reference) else {
        return Judged::Unknown("La densité n'est pas connue : son seuil ne peut être jugé.".to_owned());
    };
    let ratio = if of > 0.0 { 100.0 * value / of } else { return Judged::Kept };
    if ratio >= limit {
        return Judged::Kept;
    }
    let beyond = own.high.is_some_and(|high| 100.0 * high / of >= limit);
    let chance = match (own.low, own.high) {
        (Some(low), Some(high)) if beyond => format!(
            " Son intervalle, de {} à {}, atteint le seuil : le hasard peut suffire.",
            number(low, 1),
            number(high, 1)
        ),
        _ => String::new(),
    };
    let sentence = format!(
        "Densité : {} établissements pour 10 000 habitants, {} % de la référence, sous le seuil de {} %.{chance}",
        number(value, 1),
        integer(ratio),
        shortest(limit, 1)
    );
    crossed("densite", Some((limit - ratio) / limit), !beyond, &sentence)
}

/// « Emplois : l'ESS en fait 7,3 %, sous le seuil de 9 %. »
fn jobs(limit: f64, figures: &Figures) -> Judged {
    let own = figures.jobs;
    let Ok(value) = own.value else {
        return Judged::Unknown("La part des emplois n'est pas connue : son seuil ne peut être jugé.".to_owned());
    };
    if value >= limit {
        return Judged::Kept;
    }
    let beyond = own.high.is_some_and(|high| high >= limit);
    let bands = match (own.low, own.high) {
        (Some(low), Some(high)) if beyond => {
            format!(" Les tranches d'effectif la laissent entre {} et {} %.", number(low, 1), number(high, 1))
        }
        _ => String::new(),
    };
    let sentence =
        format!("Emplois : l'ESS en fait {} %, sous le seuil de {} %.{bands}", number(value, 1), shortest(limit, 1));
    crossed("part_emplois", Some((limit - value) / limit), !beyond, &sentence)
}

/// « Trajet : 42 minutes en moyenne jusqu'au lieu le plus proche, au-delà du seuil de 30. »
fn minutes(limit: f64, figures: &Figures) -> Judged {
    match figures.access.minutes {
        Ok(minutes) if minutes > limit => {
            let sentence = format!(
                "Trajet : {} minutes en moyenne jusqu'au lieu le plus proche, au-delà du seuil de {}.",
                number(minutes, 1),
                shortest(limit, 1)
            );
            crossed("minutes", (limit > 0.0).then(|| (minutes - limit) / limit), true, &sentence)
        }
        Ok(_) => Judged::Kept,
        Err(Absence::Nil) => {
            crossed("minutes", None, true, "Trajet : aucun lieu n'est à portée, au-delà de tout seuil.")
        }
        Err(_) => Judged::Unknown("Le trajet n'est pas connu : son seuil ne peut être jugé.".to_owned()),
    }
}

/// « Recours : aucun bénéficiaire depuis 4 ans, au-delà du seuil de 3. »
fn years(limit: u32, aid: &Aid) -> Judged {
    let Some((from, to)) = aid.window else {
        return Judged::Unknown(
            "Rien n'est publié des bénéficiaires à cette échelle : le seuil sur les années ne peut être jugé."
                .to_owned(),
        );
    };
    let seen = u32::from(to.saturating_sub(from)) + 1;
    let asked = f64::from(limit);
    match aid.years_since {
        Ok(since) if since >= asked => {
            let sentence = format!(
                "Recours : le dernier bénéficiaire est de {}, {} avant {to}, pour un seuil de {}.",
                f64::from(to) - since,
                count(since as usize, "an", "ans"),
                count(limit as usize, "an", "ans")
            );
            crossed("sans", Some((since - asked) / asked), true, &sentence)
        }
        Ok(_) => Judged::Kept,
        Err(Absence::Nil) if seen >= limit => {
            let sentence = format!(
                "Recours : aucun bénéficiaire de {from} à {to}, pour un seuil de {}.",
                count(limit as usize, "an", "ans")
            );
            crossed("sans", Some((f64::from(seen) - asked) / asked), true, &sentence)
        }
        Err(Absence::Nil) => Judged::Unknown(format!(
            "Aucun bénéficiaire de {from} à {to} ; rien n'est connu d'avant, et le seuil de {limit} ans ne peut être jugé."
        )),
        Err(_) => Judged::Unknown(
            "L'activité n'est pas toute connue ici : le seuil sur les années ne peut être jugé.".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_read_and_what_is_none_is_refused() {
        let read = Thresholds::read("densite:75,minutes:30,sans:3").map(Thresholds::document);
        let expected = WatchThresholds { densite: Some(75.0), part_emplois: None, minutes: Some(30.0), sans: Some(3) };
        assert_eq!(read, Some(expected));
        assert_eq!(Thresholds::read("aucun"), Some(Thresholds::default()));
        for wrong in ["", "densite", "densite:NaN", "densite:-1", "sans:0", "sans:1.5", "neige:3", "minutes:999"] {
            assert_eq!(Thresholds::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_threshold_of_its_own_comes_before_the_common_one() {
        let mut own = Thresholds::default();
        assert_eq!(own.put("minutes", "45"), Some(()));
        let common = Thresholds::usual(Parameters::default());
        let both = own.over(common).document();
        assert_eq!((both.minutes, both.densite, both.sans), (Some(45.0), Some(75.0), Some(5)));
    }

    #[test]
    fn what_chance_explains_comes_after_what_it_does_not() {
        let of = |gap, established| WatchCrossed {
            threshold: "densite".to_owned(),
            gap,
            established,
            sentence: String::new(),
        };
        let mut all = [of(Some(0.9), false), of(Some(0.1), true), of(None, true)];
        all.sort_by(most_serious);
        assert_eq!(all.map(|own| (own.gap, own.established)), [(None, true), (Some(0.1), true), (Some(0.9), false)]);
    }
}
