//! The local profile of a territory, as content: what is said, in which order, with which figures. Its forms are
//! `lanterne-report`'s.
//!
//! A file per section. Every figure comes from the functions that the map and the panel use, on the same facts; a grouping made
//! by hand is described like a unit, by the sums over its communes.

mod brief;
mod cell;
mod comparable;
mod composition;
mod course;
mod directory;
mod drawing;
mod few;
mod guide;
mod limits;
mod makeup;
mod map;
mod meeting;
mod operators;
mod people;
mod permanence;
mod policy;
mod published;
mod received;
mod sector;
mod shift;
mod sought;
mod structures;
mod subject;
mod synthesis;
mod value;
mod weight;
mod white;

use lanterne_data::read::Establishment;
use lanterne_data::read::figure::Loaded;
use lanterne_observatory::change::shift_share::Effects;
use lanterne_observatory::{Absence, Level};
use lanterne_report::Ground;
use lanterne_report::model::{Cover, Imprint, Profile};

pub(crate) use composition::composition;
pub(crate) use directory::{Length, Listing};
pub(crate) use sought::Sought;
pub(crate) use subject::{Asked, Subject};

use course::Course;
use sector::Sector;

use super::source::{Origin, notice};
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

/// What every section reads.
struct Context<'a> {
    state: &'a State,
    subject: &'a Subject,
    origin: Origin,
    /// How long its lists are.
    length: Length,
    /// What is sought in the guide.
    sought: Sought,
    /// Whether there is no larger territory to compare with.
    alone: bool,
    /// Its jobs over the years.
    course: Course,
    /// What their change is due to.
    effects: Result<Effects, Absence>,
    /// Its sections of activity, in the order of the NAF.
    sectors: Vec<Sector>,
    /// Its establishments of the ESS, employers or not.
    listed: Vec<&'a Establishment>,
    /// The same of what it is compared with.
    listed_there: Vec<&'a Establishment>,
    /// Official figures loaded of it.
    loaded: Vec<Loaded>,
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

    /// Name of a commune.
    fn commune(&self, row: u32) -> String {
        self.state.territories(Level::Commune).name.get(row as usize).cloned().unwrap_or_default()
    }

    /// « région », « France »: the reference in a column head.
    fn reference_word(&self) -> String {
        match self.subject.view.reference.level {
            Level::Region => "région".to_owned(),
            _ => set(&self.subject.view.reference.name),
        }
    }
}

/// How a profile is written: what depends on the form it is for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// What the cover is drawn on; it is not drawn without.
    pub(crate) ground: Option<Ground>,
    /// Whether maps are drawn.
    pub(crate) maps: bool,
    /// How long lists are, what is kept of the directory and of the guide.
    pub(crate) listing: Listing,
}

/// The profile of a territory; `address` is where this very document is.
///
/// # Errors
/// [`Problem::Internal`] where the snapshot's file cannot be read any more.
pub(crate) fn profile(state: &State, asked: &Asked, address: &str, manner: Manner) -> Result<Profile, Problem> {
    let subject = Subject::of(state, asked);
    let (course, sectors) = (Course::of(state, &subject), sector::sectors(state, &subject));
    let establishments = state.establishments()?;
    let (perimetre, beside) = (subject.view.key.counted().perimetre, subject.view.key.beside(state));
    let within = |own: &&Establishment| own.flags.within(perimetre);
    let context = Context {
        state,
        subject: &subject,
        origin: Origin::of(state, subject.view.key.region),
        length: manner.listing.length,
        sought: manner.listing.sought,
        alone: subject.is_reference(state),
        effects: shift::effects(state, &subject, &course),
        course,
        sectors,
        listed: subject.communes.rows().iter().flat_map(|row| establishments.of(*row)).filter(within).collect(),
        listed_there: establishments.all().iter().filter(within).filter(|own| beside(own.commune)).collect(),
        loaded: loaded(state, &subject)?,
    };
    let (white_zones, holding) = white::section(&context);
    let (meetings, ties) = meeting::section(&context);
    let sections = vec![
        weight::section(&context),
        brief::section(&context, manner.maps),
        makeup::section(&context),
        structures::section(&context),
        comparable::section(&context),
        shift::section(&context),
        guide::section(&context),
        white_zones,
        meetings,
        synthesis::section(&context, &holding, ties),
        directory::section(&context, manner.listing),
        limits::section(&context),
    ];
    Ok(Profile { cover: cover(&context, manner.ground), sections, imprint: imprint(&context, address) })
}

/// Official figures of a unit; a grouping has none, for medians and rates do not add up.
fn loaded(state: &State, subject: &Subject) -> Result<Vec<Loaded>, Problem> {
    let Some((level, row)) = subject.unit else { return Ok(Vec::new()) };
    let code = state.territories(level).code.get(row as usize);
    code.map_or(Ok(Vec::new()), |code| state.figures(level, code))
}

fn cover(context: &Context, ground: Option<Ground>) -> Cover {
    let Context { state, subject, origin, .. } = context;
    let facts = subject.facts();
    let known = |value: Option<&lanterne_observatory::Value>| value.copied().and_then(Result::ok);
    let (population, area) = (known(facts.population.first()), known(facts.area_km2.first()));
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
        map: ground.and_then(|ground| drawing::cover(context, ground)),
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
