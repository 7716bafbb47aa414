//! French names of measures, of their details and of months, short enough for a column. A measure without a name here is
//! shown as its slug: it was added to the facts and not yet named.

use lanterne_data::read::Published;

/// What a figure measures, in French, its unit included where it is no count.
pub(super) fn label(figure: &Published) -> String {
    let detail = detail(&figure.detail);
    let of = |what: &str, unit: &str| match detail.as_str() {
        "" => format!("{what}{unit}"),
        detail => format!("{what}, {detail}{unit}"),
    };
    match figure.measure.as_str() {
        "ess_establishments" => of("établissements", ""),
        "ess_jobs" => of("emplois", ""),
        "share_ess_establishments_pct" => of("part des établissements", " (%)"),
        "share_ess_jobs_pct" => of("part des emplois", " (%)"),
        "jobs_per_establishment" => of("emplois par établissement", ""),
        "share_establishments_under_10_employees_pct" => of("moins de 10 salariés", " (%)"),
        "share_by_famille_jobs_pct" | "share_by_sector_jobs_pct" => of("emplois", " (%)"),
        "share_by_famille_units_pct" | "share_by_sector_units_pct" => of("structures", " (%)"),
        "share_of_regional_ess_jobs_pct" => of("emplois, part régionale", " (%)"),
        "share_of_regional_ess_establishments_pct" => of("établissements, part régionale", " (%)"),
        "ess_establishments_per_1000_inhabitants" => of("établissements pour 1 000 habitants", ""),
        "population" => of("habitants", ""),
        "share_of_regional_population_pct" => of("habitants, part régionale", " (%)"),
        "commune_count" => of("communes", ""),
        "epci_count" => of("EPCI", ""),
        "conference_workshops" => of("ateliers", ""),
        "conference_participants" => of("participants", ""),
        "conference_participants_mean" => of("participants par atelier", ""),
        "conference_workshops_with_attendance" => of("ateliers à participation connue", ""),
        "share_conference_workshops_pct" => of("part des ateliers", " (%)"),
        slug => of(slug, ""),
    }
}

fn detail(slug: &str) -> String {
    match slug.split_once(' ') {
        Some(("mois", month)) => self::month(month),
        _ => match slug {
            "cooperatives" => "coopératives".into(),
            "sante_et_action_sociale" => "santé et action sociale".into(),
            "action_sociale_sans_hebergement" => "action sociale sans hébergement".into(),
            "distanciel" => "en visio".into(),
            "transition ecologique" => "transition écologique".into(),
            "transition economique" => "transition économique".into(),
            other => other.replace('_', " "),
        },
    }
}

/// « 2023-04 » → « avril 2023 ».
fn month(written: &str) -> String {
    const NAMES: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let named = written.split_once('-').and_then(|(year, month)| {
        let name = NAMES.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{name} {year}"))
    });
    named.unwrap_or_else(|| written.to_owned())
}
