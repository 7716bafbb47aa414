//! The local profile of a territory, as content: what is said, in which order, with which figures. Its forms are
//! `lanterne-report`'s.
//!
//! A file per section. Every figure comes from the functions that the map and the panel use, on the same facts; a grouping made
//! by hand is described like a unit, by the sums over its communes.

mod brief;
mod comparable;
mod course;
mod drawing;
mod guide;
mod limits;
mod makeup;
mod shift;
mod subject;
mod value;
mod weight;
mod white;

use lanterne_observatory::Level;
use lanterne_report::model::{Cover, Imprint, Profile};

pub(crate) use subject::{Asked, Subject};

use super::source::{Origin, notice};
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;

/// What every section reads.
struct Context<'a> {
    state: &'a State,
    subject: &'a Subject,
    origin: Origin,
    /// Whether there is no larger territory to compare with.
    alone: bool,
}

impl Context<'_> {
    /// The source line, then what it counts.
    fn sourced(&self, detail: &str) -> String {
        set(format!("{} {detail}", self.origin.line(self.state)).trim_end())
    }

    /// The source of figures over years.
    fn source_over(&self, years: &[u16]) -> String {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { return self.sourced("") };
        let mark = if self.origin.synthetic { " Données synthétiques." } else { "" };
        let source = &self.origin.source;
        set(&format!(
            "Source : {}, registres de fin {from} à fin {to}, géographie {}.{mark}",
            source.producer, self.state.manifest.cog
        ))
    }

    /// « région », « France »: the reference in a column head.
    fn reference_word(&self) -> String {
        match self.subject.view.reference.level {
            Level::Region => "région".to_owned(),
            _ => set(&self.subject.view.reference.name),
        }
    }
}

/// The profile of a territory; `address` is where this very document is.
pub(crate) fn profile(state: &State, asked: &Asked, address: &str) -> Profile {
    let subject = Subject::of(state, asked);
    let origin = Origin::of(state, subject.view.key.region);
    let alone = subject.is_reference(state);
    let context = Context { state, subject: &subject, origin, alone };
    let sections = vec![
        weight::section(&context),
        brief::section(&context),
        makeup::section(&context),
        comparable::section(&context),
        shift::section(&context),
        guide::section(&context),
        white::section(&context),
        limits::section(&context),
    ];
    Profile { cover: cover(&context), sections, imprint: imprint(&context, address) }
}

fn cover(context: &Context) -> Cover {
    let Context { state, subject, origin, .. } = context;
    let facts = subject.facts();
    let known = |value: Option<&lanterne_observatory::Value>| value.copied().and_then(Result::ok);
    let (population, area) = (known(facts.population.first()), known(facts.area_km2.first()));
    let (map, light_map) = drawing::covers(context);
    let mut lines = vec![set(&count(subject.communes.rows().len(), "commune", "communes"))];
    lines.extend(population.map(|people| set(&format!("{} habitants", integer(people)))));
    if let (Some(people), Some(area)) = (population, area.filter(|area| *area > 0.0)) {
        lines.push(set(&format!("{} habitants au km²", integer(people / area))));
    }
    Cover {
        kicker: set("Profil de l'économie sociale et solidaire"),
        title: subject.title.clone(),
        subtitle: subject.subtitle(state),
        columns: vec![
            ("Territoire".to_owned(), lines),
            (
                "Millésime".to_owned(),
                vec![
                    set(&format!("Registre {}", origin.source.millesime)),
                    set(&format!("Géographie {}", state.manifest.cog)),
                ],
            ),
            ("Instantané".to_owned(), vec![state.id().to_owned()]),
        ],
        map,
        light_map,
        note: set("La lumière décroît avec la distance au territoire : elle n'est pas une mesure."),
    }
}

fn imprint(context: &Context, address: &str) -> Imprint {
    let Context { state, subject, origin, .. } = context;
    Imprint {
        snapshot: state.id().to_owned(),
        running: set(&format!("Profil ESS, {}", subject.title)),
        synthetic: origin.synthetic.then(notice),
        citation: set(&format!(
            "Lanterne, observatoire territorial de l'ESS, profil {}, instantané {}, géographie {}.",
            subject.named.of(),
            state.id(),
            state.manifest.cog
        )),
        address: address.to_owned(),
    }
}
