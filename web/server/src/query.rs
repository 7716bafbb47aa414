//! Reading the query: names, numbers, codes. A parameter that is unknown or cannot be read is a problem that says what was
//! expected; nothing is guessed and nothing is ignored.

use std::collections::BTreeSet;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use lanterne_observatory::assembly::Filter;
use lanterne_observatory::classes::{MOST_CLASSES, Method};
use lanterne_observatory::siting::Effort;
use lanterne_observatory::white_zone::{Kind, Parameters};
use lanterne_observatory::{Famille, Indicator, Level, Perimetre, Section};
use lanterne_tiles::picture::style::Palette;

use crate::answer::filter::stands;
use crate::answer::year;
use crate::problem::Problem;
use crate::state::State;
use crate::view::ViewKey;

/// The parameters of a request, in the order given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let given = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        given.map(|given| Self(given.0)).map_err(|_| Problem::Parameter {
            name: "?".to_owned(),
            value: parts.uri.query().unwrap_or_default().to_owned(),
            expected: "des paramètres nom=valeur séparés par &, en UTF-8".to_owned(),
        })
    }
}

impl Query {
    /// Parameters that no request gave: what was kept is read as if it were asked for.
    pub(crate) fn of(parameters: &[(&str, &str)]) -> Self {
        Self(parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// Refuses any parameter outside `known` and any given twice.
    pub(crate) fn only(self, known: &[&str]) -> Result<Self, Problem> {
        let mut seen = BTreeSet::new();
        for (name, value) in &self.0 {
            if !known.contains(&name.as_str()) {
                let expected = match known {
                    [] => "aucun paramètre à cette adresse".to_owned(),
                    known => format!("l'un des paramètres {}", known.join(", ")),
                };
                return Err(Problem::Parameter { name: name.clone(), value: value.clone(), expected });
            }
            if !seen.insert(name) {
                let expected = "ce paramètre une seule fois".to_owned();
                return Err(Problem::Parameter { name: name.clone(), value: value.clone(), expected });
            }
        }
        Ok(self)
    }

    /// The same with some words replaced by others: the page's link and the API name a few things apart.
    pub(crate) fn renamed(self, words: &[(&str, &str)]) -> Self {
        let other =
            |name: String| words.iter().find(|(own, _)| *own == name).map_or(name, |(_, api)| (*api).to_owned());
        Self(self.0.into_iter().map(|(name, value)| (other(name), value)).collect())
    }

    /// The values of a parameter that may be said more than once, in order, and the question without it.
    pub(crate) fn taking(self, name: &str) -> (Vec<String>, Self) {
        let (taken, rest): (Vec<_>, Vec<_>) = self.0.into_iter().partition(|(own, _)| own == name);
        (taken.into_iter().map(|(_, value)| value).filter(|value| !value.is_empty()).collect(), Self(rest))
    }

    /// The same without a parameter.
    pub(crate) fn without(self, name: &str) -> Self {
        Self(self.0.into_iter().filter(|(own, _)| own != name).collect())
    }

    /// A parameter; empty is as absent.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A level the snapshot holds.
    pub(crate) fn level(&self, state: &State) -> Result<Level, Problem> {
        self.text("level").map_or(Ok(Level::Epci), |text| {
            let known = || one_of(state.contents.levels().map(Level::as_str));
            held(state, text).ok_or_else(|| self.refused("level", &known()))
        })
    }

    /// A word of a closed list, as what it stands for.
    pub(crate) fn word<T: Copy>(&self, name: &str, known: &[(&str, T)]) -> Result<Option<T>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let found = known.iter().find(|(own, _)| *own == text).map(|(_, value)| *value);
        found.map(Some).ok_or_else(|| self.refused(name, &one_of(known.iter().map(|(own, _)| *own))))
    }

    pub(crate) fn palette(&self) -> Result<Palette, Problem> {
        let known = Palette::ALL.map(|palette| (palette.as_str(), palette));
        Ok(self.word("palette", &known)?.unwrap_or(Palette::Lanterne))
    }

    pub(crate) fn perimetre(&self) -> Result<Perimetre, Problem> {
        let known = || one_of(Perimetre::ALL.iter().map(|perimetre| perimetre.as_str()));
        self.text("perimetre")
            .map_or(Ok(Perimetre::Loi2014), |text| text.parse().map_err(|_| self.refused("perimetre", &known())))
    }

    pub(crate) fn indicator(&self) -> Result<Indicator, Problem> {
        let known = || one_of(Indicator::ALL.iter().map(|indicator| indicator.as_str()));
        self.text("indicator").map_or(Ok(Indicator::EtablissementsHabitants), |text| {
            text.parse().map_err(|_| self.refused("indicator", &known()))
        })
    }

    pub(crate) fn method(&self) -> Result<Method, Problem> {
        let known = || one_of(Method::ALL.iter().filter(|&&m| m != Method::Manual).map(|m| m.as_str()));
        match self.text("method").map(str::parse) {
            None => Ok(Method::Rounded),
            // By hand needs breaks: see `breaks`.
            Some(Ok(Method::Manual)) | Some(Err(_)) => Err(self.refused("method", &known())),
            Some(Ok(method)) => Ok(method),
        }
    }

    /// Breaks by hand: at least one number, separated by `;`, decimals with a point.
    pub(crate) fn breaks(&self) -> Result<Option<Vec<f64>>, Problem> {
        let expected = "des nombres séparés par un point-virgule, par exemple 10;20;30";
        let Some(text) = self.text("breaks") else { return Ok(None) };
        let breaks: Result<Vec<f64>, _> = text.split(';').map(|part| part.trim().parse::<f64>()).collect();
        match breaks {
            Ok(breaks) if breaks.iter().all(|edge| edge.is_finite()) => Ok(Some(breaks)),
            Ok(_) | Err(_) => Err(self.refused("breaks", expected)),
        }
    }

    pub(crate) fn classes(&self) -> Result<usize, Problem> {
        let Some(text) = self.text("classes") else { return Ok(lanterne_observatory::classes::DEFAULT_CLASSES) };
        match text.parse::<usize>() {
            Ok(classes) if (2..=MOST_CLASSES).contains(&classes) => Ok(classes),
            Ok(_) | Err(_) => Err(self.refused("classes", &format!("un entier de 2 à {MOST_CLASSES}"))),
        }
    }

    /// Row of the region asked for.
    pub(crate) fn region(&self, state: &State) -> Result<Option<u32>, Problem> {
        let Some(code) = self.text("region") else { return Ok(None) };
        let regions = state.territories(Level::Region);
        let known = || format!("le code d'une région ({})", regions.code.join(", "));
        regions.row(code).map(Some).ok_or_else(|| self.refused("region", &known()))
    }

    /// The familles and the sections that are kept, each list separated by commas; without either, everything.
    pub(crate) fn filter(&self) -> Result<Filter, Problem> {
        let familles = self.several::<Famille>("famille", Famille::ALL.iter().map(|famille| famille.as_str()))?;
        let sections = self.several::<Section>("secteur", Section::ALL.iter().map(|section| section.as_str()))?;
        Ok(Filter::new(familles, sections))
    }

    /// Members of a closed list, separated by commas.
    fn several<'a, T: FromStr>(&self, name: &str, known: impl Iterator<Item = &'a str>) -> Result<Vec<T>, Problem> {
        let Some(text) = self.text(name) else { return Ok(Vec::new()) };
        let asked: Result<Vec<T>, _> = text.split(',').map(|word| word.trim().parse()).collect();
        let expected =
            || format!("un ou plusieurs de {}, séparés par des virgules", known.collect::<Vec<_>>().join(", "));
        asked.map_err(|_| self.refused(name, &expected()))
    }

    /// The view asked for: level, perimeter, filter, region.
    pub(crate) fn view(&self, state: &State) -> Result<ViewKey, Problem> {
        self.view_at(state, self.level(state)?)
    }

    /// The view asked for, at a level that the path names.
    pub(crate) fn view_at(&self, state: &State, level: Level) -> Result<ViewKey, Problem> {
        let perimetre = self.perimetre()?;
        let (region, year) = (self.region(state)?, self.year(state, perimetre)?);
        Ok(ViewKey { level, perimetre, filter: self.filter()?, region, year })
    }

    /// The year asked for, where it is another than the one of reference: loaded, and known in that perimeter.
    fn year(&self, state: &State, perimetre: Perimetre) -> Result<Option<u16>, Problem> {
        let Some(text) = self.text("annee") else { return Ok(None) };
        let loaded = text.parse::<u16>().ok().filter(|year| state.contents.years().any(|known| known == *year));
        let year = loaded.ok_or_else(|| self.refused("annee", &year::expected(state)))?;
        if state.contents.year == Some(year) {
            return Ok(None);
        }
        year::stands(state, year, perimetre)?;
        Ok(Some(year))
    }

    /// The view asked for, where an indicator still says something.
    pub(crate) fn view_of(&self, state: &State, indicator: Indicator) -> Result<ViewKey, Problem> {
        let view = self.view(state)?;
        stands(indicator, view.filter)?;
        Ok(view)
    }

    /// Rows of the territories asked for by their codes, separated by commas; `None`: all of them.
    pub(crate) fn codes(&self, state: &State, level: Level) -> Result<Option<BTreeSet<u32>>, Problem> {
        let Some(text) = self.text("codes") else { return Ok(None) };
        let index = state.territories(level);
        let row = |code: &str| {
            index.row(code.trim()).ok_or_else(|| Problem::Parameter {
                name: "codes".to_owned(),
                value: code.to_owned(),
                expected: format!("des codes du niveau {}, séparés par des virgules", level.as_str()),
            })
        };
        text.split(',').map(row).collect::<Result<_, _>>().map(Some)
    }

    /// A number within bounds, or its default.
    pub(crate) fn number(&self, name: &str, default: f64, low: f64, high: f64) -> Result<f64, Problem> {
        let Some(text) = self.text(name) else { return Ok(default) };
        match text.parse::<f64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(number),
            Ok(_) | Err(_) => {
                let (low, high) = (crate::french::shortest(low, 2), crate::french::shortest(high, 2));
                Err(self.refused(name, &format!("un nombre de {low} à {high}, décimales après un point")))
            }
        }
    }

    /// A whole number within bounds, or its default.
    pub(crate) fn whole(&self, name: &str, default: u32, low: u32, high: u32) -> Result<u32, Problem> {
        let Some(text) = self.text(name) else { return Ok(default) };
        match text.parse::<u32>() {
            Ok(number) if (low..=high).contains(&number) => Ok(number),
            Ok(_) | Err(_) => Err(self.refused(name, &format!("un nombre entier de {low} à {high}"))),
        }
    }

    /// The kind of white zone asked for; `None`: any.
    pub(crate) fn kind(&self) -> Result<Option<Kind>, Problem> {
        let known = || one_of(Kind::ALL.iter().map(|kind| kind.as_str()));
        self.text("kind").map(|text| text.parse().map_err(|_| self.refused("kind", &known()))).transpose()
    }

    /// Parameters of the white-zone tests.
    pub(crate) fn white_zone(&self) -> Result<Parameters, Problem> {
        let default = Parameters::default();
        Ok(Parameters {
            reference_share: self.number("c", default.reference_share, 0.0, 2.0)?,
            probability: self.number("p", default.probability, 0.0, 1.0)?,
            minutes: self.number("t", default.minutes, 0.0, 240.0)?,
            far_share: self.number("m", default.far_share, 0.0, 1.0)?,
            alpha: self.number("alpha", default.alpha, 0.0, 1.0)?,
            years: self.whole("years", default.years, 1, 100)?,
        })
    }

    /// Whether the tests of white zones are wanted beside; their parameters without them would be ignored, and are refused.
    pub(crate) fn with_white_zones(&self) -> Result<bool, Problem> {
        let wanted = match self.text("white_zones") {
            None | Some("non") => false,
            Some("oui") => true,
            Some(_) => return Err(self.refused("white_zones", "oui ou non")),
        };
        let lonely =
            ["c", "p", "t", "m", "alpha", "years", "scheme"].into_iter().find(|name| self.text(name).is_some());
        match lonely.filter(|_| !wanted) {
            Some(name) => Err(self.refused(name, "white_zones=oui avec ce paramètre")),
            None => Ok(wanted),
        }
    }

    /// West, south, east, north, degrees; six numbers are a box with heights, which do not count.
    pub(crate) fn bbox(&self) -> Result<Option<[f64; 4]>, Problem> {
        let Some(text) = self.text("bbox") else { return Ok(None) };
        let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
        let sides = match numbers.as_deref() {
            Ok(&[west, south, east, north] | &[west, south, _, east, north, _]) => [west, south, east, north],
            Ok(_) | Err(_) => [f64::NAN; 4],
        };
        match sides.iter().all(|side| side.is_finite()) && sides[1] <= sides[3] {
            true => Ok(Some(sides)),
            false => Err(self.refused("bbox", "ouest,sud,est,nord en degrés, par exemple 1.4,48.8,4.3,51.1")),
        }
    }

    /// Some parameters as they were given, to follow others in an address: `&region=32`.
    pub(crate) fn kept(&self, names: &[&str]) -> String {
        names.iter().filter_map(|name| Some(format!("&{name}={}", encoded(self.text(name)?, b"-._~,")))).collect()
    }

    /// The same, to begin the question of an address: `?region=32`.
    pub(crate) fn as_asked(&self, names: &[&str]) -> String {
        self.kept(names).replacen('&', "?", 1)
    }

    /// Schemes, separated by commas; all of them known.
    pub(crate) fn schemes(&self, state: &State) -> Result<BTreeSet<String>, Problem> {
        self.schemes_of("scheme", state)
    }

    /// The same under another name.
    pub(crate) fn schemes_of(&self, name: &str, state: &State) -> Result<BTreeSet<String>, Problem> {
        let Some(text) = self.text(name) else { return Ok(BTreeSet::new()) };
        let asked: BTreeSet<String> = text.split(',').map(|scheme| scheme.trim().to_owned()).collect();
        let known: Vec<&str> = state.contents.schemes.iter().map(|scheme| scheme.scheme.as_str()).collect();
        match asked.iter().all(|scheme| known.contains(&scheme.as_str())) {
            true => Ok(asked),
            false => Err(self.refused(name, &format!("un ou plusieurs dispositifs parmi {}", known.join(", ")))),
        }
    }

    /// How far a computation is pushed.
    pub(crate) fn effort(&self) -> Result<Effort, Problem> {
        Ok(self.word("effort", &[("exact", Effort::Exact), ("rapide", Effort::Quick)])?.unwrap_or(Effort::Exact))
    }

    pub(crate) fn refused(&self, name: &str, expected: &str) -> Problem {
        Problem::Parameter {
            name: name.to_owned(),
            value: self.text(name).unwrap_or_default().to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// A text as its code (RFC 3986), but for letters, digits and these signs.
pub(crate) fn encoded(text: &str, plain: &[u8]) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || plain.contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What is expected of a word that must be one of a list.
pub(crate) fn one_of<'a>(known: impl Iterator<Item = &'a str>) -> String {
    format!("l'un de {}", known.collect::<Vec<_>>().join(", "))
}

/// A level named in the path, that the snapshot holds.
pub(crate) fn level_in_path(state: &State, text: &str) -> Result<Level, Problem> {
    held(state, text).ok_or_else(|| Problem::UnknownName {
        what: "un niveau",
        found: text.to_owned(),
        known: state.contents.levels().map(|level| level.as_str().to_owned()).collect(),
    })
}

/// A territory as links name it, by its level and its code: `epci-200070985`.
pub(crate) fn place(text: &str, state: &State) -> Option<(Level, u32)> {
    let (level, code) = text.split_once('-')?;
    let level: Level = level.parse().ok()?;
    Some((level, state.territories(level).row(code)?))
}

/// A zoning of study that is not loaded is no level of this snapshot.
fn held(state: &State, text: &str) -> Option<Level> {
    text.parse().ok().filter(|level| state.contents.holds(*level))
}

/// An indicator named in the path.
pub(crate) fn indicator_in_path(text: &str) -> Result<Indicator, Problem> {
    text.parse().map_err(|_| Problem::UnknownName {
        what: "un indicateur",
        found: text.to_owned(),
        known: Indicator::ALL.iter().map(|indicator| indicator.as_str().to_owned()).collect(),
    })
}
