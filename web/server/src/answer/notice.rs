//! What travels with a table that is taken away: the mention, what is measured, where it comes from, under which licence,
//! with which parameters. The same notes in every format.

use lanterne_observatory::{Absence, Indicator, Level};

use super::source::Origin;
use super::{astride, filter, words, year};
use crate::document::series::SeriesDocument;
use crate::document::white_zone::WhiteZonesDocument;
use crate::export::table::Note;
use crate::french::shortest;
use crate::french::typography::{capital, set};
use crate::state::State;
use crate::view::ViewKey;

use super::series::SeriesQuery;

/// Notes under construction.
#[derive(Default)]
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    pub(crate) fn add(&mut self, key: &'static str, label: &'static str, text: &str) {
        if !text.is_empty() {
            self.0.push(Note { key, label, text: set(text) });
        }
    }

    pub(crate) fn done(self) -> Vec<Note> {
        self.0
    }

    /// The mention of synthetic data, first of all.
    pub(crate) fn mention(&mut self, notice: Option<&str>) {
        if let Some(notice) = notice {
            self.0.push(Note { key: "mention", label: "", text: notice.to_owned() });
        }
    }

    /// Level, region, perimeter, and the filter where there is one.
    pub(crate) fn view(&mut self, state: &State, key: ViewKey, indicator: Option<Indicator>) {
        self.add("niveau", "Niveau", &format!("{} ({})", words::level(key.level), key.level.as_str()));
        let regions = state.territories(Level::Region);
        let region =
            key.region.and_then(|row| Some((regions.name.get(row as usize)?, regions.code.get(row as usize)?)));
        let region = region.map_or("toutes".to_owned(), |(name, code)| format!("{name} ({code})"));
        self.add("region", "Région", &region);
        self.add("a_cheval", "Zones à cheval", &astride::told(state, &state.view(key)).unwrap_or_default());
        self.add("perimetre", "Périmètre", &format!("{} ({})", key.perimetre.label(), key.perimetre.as_str()));
        self.add("annee", "Année", &year::note(state, key));
        if let Some(filter) = filter::document(key.filter, indicator) {
            self.add("filtre", "Filtre", &format!("{}. {}", capital(&filter.label), filter.explained));
        }
    }

    /// Source, licence, vintages, publication.
    pub(crate) fn origin(&mut self, state: &State, origin: &Origin) {
        let source = &origin.source;
        self.add("source", "Source", &[source.title.as_str(), source.producer.as_str()].join(", "));
        self.add("adresse_source", "Adresse de la source", &source.address);
        self.add("licence", "Licence", &source.licence);
        self.add("millesime", "Millésime", &source.millesime);
        self.add("cog", "Géographie", &format!("code officiel géographique {}", state.manifest.cog));
        self.add("contours", "Contours", &attribution(state));
        self.add("publication", "Publication", state.id());
    }
}

/// Whom to thank for the outlines, as the tiles say it.
fn attribution(state: &State) -> String {
    state.archives.values().next().map(|archive| archive.tilejson("").attribution).unwrap_or_default()
}

/// Notes of a series.
pub(crate) fn series(
    state: &State,
    series: &SeriesDocument,
    query: &SeriesQuery,
    white: Option<&WhiteZonesDocument>,
    address: &str,
) -> Vec<Note> {
    let definition = query.indicator.definition();
    let unit = if series.unit.is_empty() { "sans unité" } else { &series.unit };
    let mut notes = Notes::default();
    notes.mention(series.notice.as_deref());
    notes.add("indicateur", "Indicateur", &format!("{} ({unit})", series.label));
    notes.add("definition", "Définition", definition.definition);
    notes.add("formule", "Calcul", definition.formula);
    notes.add("limites", "Limites", definition.limits);
    notes.view(state, query.view, Some(query.indicator));
    notes.origin(state, &Origin::at(state, query.view));
    let reference = &series.reference;
    let value = reference.value.map_or("n.d.".to_owned(), |value| value.to_string().replace('.', ","));
    if !query.indicator.is_number() {
        notes.add("reference", "Référence", &format!("{} = {value}", reference.name));
    }
    let classes: Vec<String> =
        (1..).zip(&series.classes).map(|(class, own)| format!("{class} {}", own.label)).collect();
    notes.add("classes", "Classes", &format!("{} : {}", series.method, classes.join(", ")));
    let absences: Vec<String> =
        Absence::ALL.iter().map(|absence| format!("{} {}", absence.code(), absence.label())).collect();
    notes.add("absences", "Absences", &absences.join(", "));
    // A column's note keeps the column's own name.
    notes.add("incertitude", "bas ; haut", definition.uncertainty.label());
    notes.add("fiabilite", "fiable", definition.reliability);
    if let Some(white) = white {
        notes.add("zones_blanches", "Zones blanches", &parameters(white));
    }
    notes.add("adresse", "Adresse de ces données", address);
    notes.done()
}

/// The parameters of the tests, as a sentence with their names in addresses.
fn parameters(white: &WhiteZonesDocument) -> String {
    let used = &white.parameters;
    let schemes = if used.schemes.is_empty() { "tous".to_owned() } else { used.schemes.join(", ") };
    format!(
        "c = {}, p = {}, t = {} min, m = {}, alpha = {}, years = {} ; dispositifs : {schemes} ; {} ; {} ; recours : {}",
        shortest(used.c, 4),
        shortest(used.p, 4),
        shortest(used.t, 1),
        shortest(used.m, 4),
        shortest(used.alpha, 4),
        used.years,
        used.travel_model,
        white.basis,
        white.kinds.recours.basis,
    )
}
