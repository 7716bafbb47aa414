//! A series as the table people take away: what the map, the legend and the ranking show, and with the tests of white zones
//! where they are asked for. The figures are those of the [`SeriesDocument`], not computed again.

use std::collections::BTreeSet;

use lanterne_observatory::white_zone::Kind;
use lanterne_observatory::{Indicator, Level};

use super::series::{self, SeriesQuery};
use super::white_zone::{WhiteZoneQuery, white_zones};
use super::{filter, notice, place, words, year};
use crate::document::series::{SeriesDocument, TerritoriesDocument};
use crate::document::white_zone::WhiteZonesDocument;
use crate::export::Format;
use crate::export::table::{Cells, Column, Note, Table};
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::state::State;

/// What is taken away.
#[derive(Debug, Clone)]
pub(crate) struct TableQuery {
    pub(crate) series: SeriesQuery,
    /// The tests to add; `None`: none.
    pub(crate) white: Option<WhiteZoneQuery>,
    /// Rows that were picked out; `None`: all of them.
    pub(crate) kept: Option<BTreeSet<u32>>,
    /// Address that gives this again.
    pub(crate) address: String,
}

/// The table, and the name of its file without ending.
pub(crate) fn table(state: &State, query: &TableQuery) -> Table {
    let key = query.series.view;
    let series = series::series(state, &query.series);
    let white = query.white.as_ref().map(|asked| white_zones(state, asked));
    let index = place::territories(state, key.level, key.region);
    let mut columns = territory(&index, key.level);
    columns.extend(figures(&series));
    columns.extend(ranks(state, query));
    columns.extend(published(&series));
    columns.extend(white.as_ref().map(tests).unwrap_or_default());
    let mut notes = notice::series(state, &series, &query.series, white.as_ref(), &query.address);
    notes.extend(query.kept.as_ref().map(|kept| picked(kept, &series.rows)));
    let table = Table {
        name: format!("{}_{}", series.indicator, series.level),
        title: set(&format!("{}, {}", series.title, series.subtitle)),
        cog: series.cog,
        notes,
        rows: series.rows,
        columns,
    };
    match &query.kept {
        Some(kept) => table.only(kept),
        None => table,
    }
}

/// « lanterne_etablissements_10000_hab_epci_32_2022.xlsx »: indicator, level, region, perimeter where it is not the usual one, filter
/// where there is one, year.
pub(crate) fn file_name(state: &State, query: &TableQuery, format: Format) -> String {
    let key = query.series.view;
    let origin = super::source::Origin::at(state, key);
    let year = year::shown(state, key, &origin);
    let region = state.region_code(key.region);
    let filter = filter::in_file_name(key.filter);
    let usual = key.perimetre == lanterne_observatory::Perimetre::Loi2014;
    let parts = [
        Some("lanterne"),
        Some(query.series.indicator.as_str()),
        Some(key.level.as_str()),
        Some(region.map_or("france", String::as_str)),
        (!usual).then(|| key.perimetre.as_str()),
        filter.as_deref(),
        query.white.as_ref().map(|_| "zones_blanches"),
        query.kept.as_ref().map(|_| "selection"),
        Some(year.as_str()),
    ];
    let plain =
        |part: &str| part.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect::<String>();
    let parts: Vec<String> = parts.into_iter().flatten().map(plain).filter(|part| !part.is_empty()).collect();
    format!("{}.{}", parts.join("_"), format.ending())
}

/// That the rows are a choice, and of how many.
fn picked(kept: &BTreeSet<u32>, rows: &[u32]) -> Note {
    let found = rows.iter().filter(|row| kept.contains(row)).count();
    let found = count(found, "territoire retenu", "territoires retenus");
    let words = format!("{found} sur {} ; classes et rangs sont ceux de l'ensemble", integer(rows.len() as f64));
    Note { key: "selection", label: "Sélection", text: set(&words) }
}

/// A column whose unit is none.
pub(crate) fn column(name: &str, title: &str, description: &str, cells: Cells) -> Column {
    Column {
        name: name.to_owned(),
        title: set(title),
        unit: String::new(),
        description: set(description),
        decimals: 0,
        cells,
    }
}

/// Who each row is.
pub(crate) fn territory(index: &TerritoriesDocument, level: Level) -> Vec<Column> {
    let known = |cells: &[String]| Cells::Text(cells.iter().cloned().map(Some).collect());
    let mut columns = vec![
        column("code", "Code", &format!("Code du territoire : {}", words::code(level)), known(&index.code)),
        column("nom", "Nom", "Nom officiel du territoire", known(&index.name)),
        column(
            "departement",
            "Département",
            "Code du département ; d'un EPCI ou d'une zone d'étude, celui où vivent le plus de ses habitants",
            Cells::Text(index.departement.clone()),
        ),
        column(
            "region",
            "Région",
            "Code de la région ; d'un EPCI ou d'une zone d'étude, celle où vivent le plus de ses habitants",
            Cells::Text(index.region.clone()),
        ),
        Column {
            unit: "habitants".to_owned(),
            ..column("population", "Population", "Population municipale", Cells::Whole(index.population.clone()))
        },
    ];
    if level == Level::Commune {
        columns.push(column("epci", "EPCI", "Code de l'EPCI de la commune", Cells::Text(index.epci.clone())));
    }
    if level == Level::Epci {
        let natures = "Nature : ME métropole, CU communauté urbaine, CA d'agglomération, CC de communes, MET69 Lyon";
        columns.push(column("nature", "Nature", natures, Cells::Text(index.nature.clone())));
    }
    let partial = "Vrai là où le registre ne couvre qu'une partie du territoire : les chiffres décrivent cette partie";
    columns.push(column("partiel", "Couvert en partie", partial, Cells::Truth(index.partial.clone())));
    columns
}

/// What the map and its legend show.
fn figures(series: &SeriesDocument) -> Vec<Column> {
    let figure = |name: &str, title: &str, description: &str, cells: &[Option<f64>]| Column {
        unit: set(&series.unit),
        decimals: series.decimals,
        ..column(name, title, description, Cells::Number(cells.to_vec()))
    };
    let part = |name: &str, title: &str, description: &str, cells: &[Option<f64>]| {
        column(name, title, description, Cells::Number(cells.to_vec()))
    };
    let absence = |row: &u32| series.absence.get(row).cloned();
    let class = |class: &Option<u32>| series.classes.get((*class)? as usize).map(|class| class.label.clone());
    vec![
        figure("valeur", &series.short, &series.label, &series.value),
        column(
            "absence",
            "Absence",
            "Pourquoi il n'y a pas de valeur : nd, s, nil ou ns",
            Cells::Text(series.rows.iter().map(absence).collect()),
        ),
        figure("bas", "Borne basse", "Borne basse de l'incertitude de la valeur", &series.low),
        figure("haut", "Borne haute", "Borne haute de l'incertitude de la valeur", &series.high),
        figure("lisse", "Valeur lissée", "Taux lissé (bayésien empirique)", &series.smoothed),
        part("numerateur", "Numérateur", "Ce que la valeur compte", &series.numerator),
        part("denominateur", "Dénominateur", "Ce à quoi elle le rapporte", &series.denominator),
        column(
            "fiable",
            "Fiable",
            "Faux quand la valeur ne peut pas être lue seule",
            Cells::Truth(series.reliable.clone()),
        ),
        column(
            "classe",
            "Classe",
            "Classe de la légende, 1 la plus basse",
            Cells::Whole(series.class.iter().map(|class| class.map(|class| i64::from(class) + 1)).collect()),
        ),
        column(
            "classe_bornes",
            "Bornes de la classe",
            "Bornes de la classe : la basse exclue sauf pour la première, la haute comprise",
            Cells::Text(series.class.iter().map(class).collect()),
        ),
        column(
            "rang",
            "Rang",
            "Rang parmi les territoires de ce tableau, 1 le plus haut ; les égaux ont le même",
            Cells::Whole(series.rank.iter().map(|rank| rank.map(i64::from)).collect()),
        ),
    ]
}

/// The interval of the rank, of the one measure that has one.
fn ranks(state: &State, query: &TableQuery) -> Vec<Column> {
    if query.series.indicator != Indicator::EtablissementsHabitants {
        return Vec::new();
    }
    let view = state.view(query.series.view);
    let ranks = view.rank_intervals();
    let of = |end: fn(&lanterne_observatory::rank::RankInterval) -> u32| {
        Cells::Whole(ranks.iter().map(|rank| rank.as_ref().map(|rank| i64::from(end(rank)))).collect())
    };
    vec![
        column("rang_bas", "Meilleur rang plausible", "Meilleur rang de l'intervalle à 95 %", of(|rank| rank.low)),
        column("rang_haut", "Moins bon rang plausible", "Moins bon rang de l'intervalle à 95 %", of(|rank| rank.high)),
    ]
}

/// Figures published elsewhere, where the register does not speak and some are known.
fn published(series: &SeriesDocument) -> Vec<Column> {
    if series.published.is_empty() {
        return Vec::new();
    }
    let found = |row: &u32| series.published.iter().find(|share| share.row == *row);
    let values = series.rows.iter().map(|row| found(row).map(|share| share.value)).collect();
    let sources = series.rows.iter().map(|row| {
        let share = found(row)?;
        Some([share.source.as_deref(), share.year.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", "))
    });
    let description = "Valeur publiée ailleurs, là où le registre ne parle pas : lue, non calculée";
    vec![
        Column {
            unit: set(&series.unit),
            decimals: series.decimals,
            ..column("valeur_publiee", "Valeur publiée", description, Cells::Number(values))
        },
        column("source_publiee", "Source publiée", "D'où vient la valeur publiée", Cells::Text(sources.collect())),
    ]
}

/// The tests of white zones.
fn tests(white: &WhiteZonesDocument) -> Vec<Column> {
    let (kinds, recours) = (&white.kinds, &white.kinds.recours);
    let since: Vec<Option<f64>> = recours.years_since.iter().map(|years| years.map(f64::from)).collect();
    let text = |cells: &[String]| Cells::Text(cells.iter().cloned().map(Some).collect());
    let verdict = |kind: Kind, cells: &[String]| {
        let title = format!("Zone blanche : {}", kind.label().to_lowercase());
        let description = format!("{} Verdict : oui, non, ns (non significatif) ou nd", kind.definition());
        column(&format!("zb_{}", kind.as_str()), &title, &description, text(cells))
    };
    let number = |name: &str, title: &str, unit: &str, decimals: u8, cells: &[Option<f64>]| Column {
        unit: unit.to_owned(),
        decimals,
        ..column(name, title, title, Cells::Number(cells.to_vec()))
    };
    vec![
        verdict(Kind::Offre, &kinds.offre.verdict),
        number("zb_offre_probabilite", "Probabilité que l'offre manque", "", 3, &kinds.offre.probability),
        verdict(Kind::FoyerFroid, &kinds.foyer_froid.verdict),
        number("zb_foyer_froid_z", "Gi* du taux lissé, en écarts-types", "", 2, &kinds.foyer_froid.z),
        number("zb_foyer_froid_q", "Part de fausses alertes (Benjamini–Hochberg)", "", 3, &kinds.foyer_froid.q),
        verdict(Kind::Accompagnement, &kinds.accompagnement.verdict),
        number("zb_minutes", "Trajet moyen vers le lieu le plus proche", "min", 1, &kinds.accompagnement.minutes),
        number("zb_part_loin", "Part des habitants loin de tout lieu", "", 3, &kinds.accompagnement.far_share),
        column(
            "zb_lieu_proche",
            "Lieu le plus proche",
            "Lieu d'accompagnement le plus proche de la plupart des habitants",
            Cells::Text(kinds.accompagnement.nearest.clone()),
        ),
        verdict(Kind::Recours, &kinds.recours.verdict),
        number("zb_recours_attendus", "Bénéficiaires attendus d'une répartition équitable", "", 2, &recours.expected),
        number("zb_recours_probabilite", "Probabilité qu'une telle répartition n'en place aucun", "", 3, &recours.none),
        number("zb_recours_annees", "Années depuis le dernier bénéficiaire connu", "ans", 0, &since),
    ]
}
