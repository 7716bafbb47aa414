//! The communes of a simulation as a table to take away: minutes today and after.

use lanterne_observatory::Level;

use super::words::side;
use super::{Simulated, SimulationQuery, document};
use crate::answer::notice::Notes;
use crate::answer::number;
use crate::answer::source::Origin;
use crate::answer::table::column;
use crate::export::Format;
use crate::export::table::{Cells, Column, Table};
use crate::french::shortest;
use crate::french::typography::set;
use crate::state::State;

/// A line per commune of the region.
pub(crate) fn table(state: &State, query: &SimulationQuery, address: &str) -> Table {
    let simulated = Simulated::of(state, query);
    let told = document(state, query, &simulated);
    let (communes, epci) = (state.territories(Level::Commune), state.territories(Level::Epci));
    let rows = &told.communes.row;
    let text = |of: &dyn Fn(usize) -> Option<String>| Cells::Text(rows.iter().map(|row| of(*row as usize)).collect());
    let epci_of = |row: usize| state.contents.belonging.epci.get(row).copied().flatten();
    let of_epci = |row: usize, of: &[String]| epci_of(row).and_then(|own| of.get(own as usize).cloned());
    let enclosed = |row: usize| {
        let at = told.epci.row.binary_search(&epci_of(row)?).ok()?;
        Some(side(told.epci.enclosed.get(at).copied().flatten()).to_owned())
    };
    let minutes = |name: &str, title: &str, description: &str, cells: Vec<Option<f64>>| Column {
        unit: "min".to_owned(),
        decimals: 1,
        ..column(name, title, description, Cells::Number(cells))
    };
    let nearest = told.communes.nearest.iter().map(|site| {
        let site = told.sites.get((*site)? as usize)?;
        Some(site.name.clone())
    });
    let changed = rows.iter().map(|row| told.communes.changed.binary_search(row).is_ok()).collect();
    let population = simulated.standing.people.communes.columns.population.iter().map(|own| number(*own)).collect();
    let before = simulated.standing.today.journeys.iter().map(|own| number(own.minutes)).collect();
    let columns = vec![
        column("code", "Code", "Code de la commune", text(&|row| communes.code.get(row).cloned())),
        column("nom", "Nom", "Nom officiel de la commune", text(&|row| communes.name.get(row).cloned())),
        column("epci", "EPCI", "Code de l'EPCI", text(&|row| of_epci(row, &epci.code))),
        column("epci_nom", "Nom de l'EPCI", "Nom officiel de l'EPCI", text(&|row| of_epci(row, &epci.name))),
        column("population", "Habitants", "Population municipale", Cells::Number(population)),
        minutes("minutes_aujourdhui", "Aujourd'hui", "Minutes jusqu'au lieu le plus proche, aujourd'hui", before),
        minutes(
            "minutes_scenario",
            "Scénario",
            "Minutes jusqu'au lieu le plus proche, dans le scénario",
            told.communes.minutes.clone(),
        ),
        column(
            "absence",
            "Absence",
            "Pourquoi il n'y a pas de minutes dans le scénario : nil (aucun lieu ne peut être joint) ou nd",
            Cells::Text(told.communes.absence.clone()),
        ),
        column(
            "lieu_proche",
            "Lieu le plus proche",
            "Nom de ce lieu, dans le scénario",
            Cells::Text(nearest.collect()),
        ),
        column("change", "Change", "Vrai quand les minutes ne sont pas celles d'aujourd'hui", Cells::Truth(changed)),
        column(
            "epci_enclave",
            "EPCI enclavé",
            "Si son EPCI est enclavé dans le scénario : oui, non ou nd",
            text(&enclosed),
        ),
    ];
    let mut notes = Notes::default();
    let origin = Origin::of(state, query.region);
    notes.mention(origin.notice.as_deref());
    notes.add("lecture", "Lecture", &told.sentence);
    notes.add("suite", "Suite", &told.sentences.join(" "));
    notes.add("seuil", "Temps retenu", &format!("{} minutes", shortest(query.minutes, 1)));
    notes.add("lieux_comptes", "Lieux pris en compte", &told.places.label);
    notes.add("lieux", "Lieux changés", &moved(&told));
    notes.add("trajets", "Temps de trajet", &told.travel_model);
    notes.add("limites", "Limites", &told.notes.join(" "));
    notes.origin(state, &origin);
    notes.add("adresse", "Adresse de ces données", address);
    Table {
        name: "simulation_communes".to_owned(),
        title: set("Trajet vers le lieu le plus proche, aujourd'hui et dans le scénario"),
        cog: i32::from(state.manifest.cog),
        rows: rows.clone(),
        columns,
        notes: notes.done(),
    }
}

/// « ajouté : Ham (4 jours par mois) ; retiré : APES (Lille) »
fn moved(told: &crate::document::simulation::SimulationDocument) -> String {
    let of = |state: &str, word: &str| {
        let named = told.sites.iter().filter(|site| site.state == state).map(|site| match site.days_month {
            Some(days) if state == "ajoute" => format!("{} ({} jours par mois)", site.name, shortest(days, 1)),
            _ => site.name.clone(),
        });
        let names: Vec<String> = named.collect();
        (!names.is_empty()).then(|| format!("{word} : {}", names.join(", ")))
    };
    let parts: Vec<String> = [of("ajoute", "ajoutés"), of("retire", "retirés")].into_iter().flatten().collect();
    if parts.is_empty() { "aucun".to_owned() } else { parts.join(" ; ") }
}

/// « lanterne_simulation_communes.csv »
pub(crate) fn file_name(format: Format) -> String {
    format!("lanterne_simulation_communes.{}", format.ending())
}
