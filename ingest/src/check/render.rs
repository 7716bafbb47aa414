//! The reconciliation as French text for a terminal of 80 columns: what it proves, its outcome, the register, what
//! surrounds it, the contradictions, the files. Chooses words and order, computes nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use lanterne_data::row::{Refused, Warning};

use super::label::label;
use super::prose::{counted, decimals, item, number, paragraph, set};
use super::{Comparison, Reconciliation, Subject, Verdict, codes, conflict};

/// Columns of an identifier, then of a label.
const ID: usize = 7;
const LABEL: usize = 36;

/// The whole report.
#[must_use]
pub fn render(reconciliation: &Reconciliation) -> String {
    let mut text = String::new();
    warning(&mut text, reconciliation);
    outcome(&mut text, reconciliation);
    let of = |subject: Subject| reconciliation.comparisons.iter().filter(move |line| line.subject == Some(subject));
    let judged = |line: &&Comparison| !matches!(line.verdict, Verdict::NotComparable(_));

    title(&mut text, "1. Le registre et les chiffres publiés auxquels il se compare");
    let register: Vec<&Comparison> = of(Subject::Register).filter(judged).collect();
    table(&mut text, &register, reconciliation);
    if !register.is_empty() && reconciliation.missed().is_empty() {
        text.push('\n');
        text.push_str(&paragraph("Aucun écart entre le registre et ces chiffres.", 0));
    }
    watched(&mut text, reconciliation);

    title(&mut text, "2. Le registre et des chiffres d'une autre édition, source ou unité");
    let other: Vec<&Comparison> = of(Subject::Register).filter(|line| !judged(line)).collect();
    let told = "La différence est ici celle de deux publications : aucun de ces chiffres n'est une cible.";
    text.push_str(&paragraph(if other.is_empty() { "Aucun." } else { told }, 0));
    by_reason(&mut text, &other);

    title(&mut text, "3. La géographie chargée et les documents");
    table(&mut text, &of(Subject::Territory).collect::<Vec<_>>(), reconciliation);
    title(&mut text, "4. La liste des ateliers et les totaux imprimés à côté d'elle");
    table(&mut text, &of(Subject::Workshop).collect::<Vec<_>>(), reconciliation);
    title(&mut text, "5. Chiffres publiés que rien de chargé ne permet de refaire");
    alone(&mut text, reconciliation);
    title(&mut text, "6. Contradictions entre documents");
    conflict::section(&mut text, &reconciliation.disagreements);
    title(&mut text, "7. Conservation : lignes lues = chargées + refusées + hors champ");
    conservation(&mut text, reconciliation);
    if let Some((files, gaps)) = &reconciliation.cog {
        title(&mut text, "8. Les codes de l'INSEE et ceux de l'instantané");
        codes::section(&mut text, files, gaps);
    }
    text
}

fn title(text: &mut String, words: &str) {
    let words = set(words);
    let _ = writeln!(text, "\n\n{words}\n{}\n", "─".repeat(words.chars().count()));
}

/// What a met target proves, and what it does not.
fn warning(text: &mut String, reconciliation: &Reconciliation) {
    for title in &reconciliation.synthetic {
        let _ = writeln!(text, "DONNÉES SYNTHÉTIQUES");
        text.push_str(&paragraph(
            &format!(
                "« {title} » est engendré par un programme et calé sur les chiffres publiés que ce rapport lui oppose. \
                 Les retrouver prouve que rien ne se perd entre le fichier et l'affichage ; cela ne prouve rien sur le \
                 territoire."
            ),
            0,
        ));
        text.push('\n');
    }
}

fn outcome(text: &mut String, reconciliation: &Reconciliation) {
    let count = |label: &str| reconciliation.comparisons.iter().filter(|line| line.verdict.label() == label).count();
    let _ = writeln!(text, "BILAN");
    let figures = format!(
        "{} : {}, {}, {} par une contradiction, {}.",
        counted(reconciliation.comparisons.len(), "chiffre publié", "chiffres publiés"),
        counted(count("atteint"), "atteint", "atteints"),
        counted(count("écart"), "écart", "écarts"),
        counted(count("écarté"), "écarté", "écartés"),
        counted(count("non comparable"), "non comparable", "non comparables"),
    );
    let missed = reconciliation.missed().len();
    let register = if reconciliation.met() {
        "Registre : toutes les cibles sont atteintes.".to_owned()
    } else if missed > 0 {
        format!("Registre : {}.", counted(missed, "cible n'est pas atteinte", "cibles ne sont pas atteintes"))
    } else {
        "Registre : aucune cible ne le concerne, rien n'est donc vérifié.".to_owned()
    };
    let refused: i64 = reconciliation.reports.iter().map(|report| report.refused).sum();
    let rows = counted(refused as usize, "ligne refusée", "lignes refusées");
    let (all, unknown) = reconciliation.operators;
    let lines = [
        register,
        figures,
        format!("{}.", conflict::summary(&reconciliation.disagreements)),
        format!("{rows}{}.", if refused > 0 { " : « lanterne check --refused » les montre" } else { "" }),
        format!("{}, dont {unknown} sans lieu connu.", counted(all, "opérateur nommé", "opérateurs nommés")),
    ];
    for line in &lines {
        text.push_str(&item("-", line, 2));
    }
    text.push('\n');
    text.push_str(&paragraph(
        "Un chiffre est atteint quand la valeur chargée s'arrondit à la valeur publiée ; à 5 % près quand le document \
         dit « près de », « quelque », « un quart » (≈) ; au moins égale quand il dit « plus de » (≥).",
        0,
    ));
}

/// Figures by territory, with their verdict; a gap is explained below its line.
fn table(text: &mut String, lines: &[&Comparison], reconciliation: &Reconciliation) {
    if lines.is_empty() {
        text.push_str(&paragraph("Rien à comparer dans cet instantané.", 0));
        return;
    }
    headings(text, "  verdict");
    for (name, lines) in grouped(lines, |line| line.figure.name.clone().unwrap_or_default()) {
        let _ = writeln!(text, "{}", set(&name));
        for line in lines {
            row(text, line, &format!("  {}", line.verdict.label()));
            let why = match &line.verdict {
                Verdict::SetAside(reason) | Verdict::NotComparable(reason) => Some(reason.clone()),
                Verdict::Gap => Some(gap(line, reconciliation)),
                Verdict::Met => None,
            };
            if let Some(why) = why {
                text.push_str(&item("", &format!("↳ {why}"), ID));
            }
        }
    }
}

/// Why a gap is there, as far as what was loaded tells.
fn gap(line: &Comparison, reconciliation: &Reconciliation) -> String {
    match line.subject {
        Some(Subject::Territory) => {
            let year = line.figure.year.as_deref().map_or_else(String::new, |year| format!(" de {year}"));
            let loaded = reconciliation.population.as_deref();
            let loaded = loaded.map_or_else(String::new, |millesime| format!(" de millésime {millesime}"));
            format!("le document donne la valeur{year}, l'instantané celle de sa géographie{loaded}")
        }
        Some(Subject::Workshop) => "la liste et le total imprimé ne concordent pas".into(),
        Some(Subject::Register) | None if reconciliation.synthetic.is_empty() => {
            "le registre chargé et cette publication ne comptent pas la même chose, ou pas la même année".into()
        }
        Some(Subject::Register) | None => {
            "le registre synthétique doit retrouver ce chiffre : la génération ou le chargement est en faute".into()
        }
    }
}

/// Figures by the reason why they are no target.
fn by_reason(text: &mut String, lines: &[&Comparison]) {
    if lines.is_empty() {
        return;
    }
    text.push('\n');
    headings(text, "");
    for (reason, lines) in grouped(lines, |line| reason(line).to_owned()) {
        text.push_str(&paragraph(&reason, 0));
        for (name, lines) in grouped(&lines, |line| line.figure.name.clone().unwrap_or_default()) {
            let _ = writeln!(text, "  {}", set(&name));
            lines.iter().for_each(|line| row(text, line, ""));
        }
    }
}

fn reason(line: &Comparison) -> &str {
    match &line.verdict {
        Verdict::NotComparable(reason) | Verdict::SetAside(reason) => reason,
        Verdict::Met | Verdict::Gap => "",
    }
}

fn headings(text: &mut String, last: &str) {
    let width = ID + LABEL;
    let _ = writeln!(text, "{:<width$}{:>10}{:>10}{:>8}{last}", "", "publié", "chargé", "écart");
}

fn row(text: &mut String, line: &Comparison, last: &str) {
    let figure = &line.figure;
    let decimals = decimals(figure.value.unwrap_or(0.0));
    // One decimal more than printed, counts apart, so that a gap below the last digit is seen.
    let finer = if decimals == 0 && !figure.unit.contains("pct") { 0 } else { decimals + 1 };
    let shown = |value: Option<f64>, decimals| value.map_or_else(|| "–".into(), |value| number(value, decimals));
    let published = match line.printed.sign() {
        "" => shown(figure.value, decimals),
        sign => format!("{sign}\u{202f}{}", shown(figure.value, decimals)),
    };
    let figures = format!("{published:>10}{:>10}{:>8}", shown(line.loaded, finer), shown(line.gap(), finer));
    let label = set(&label(figure));
    if label.chars().count() <= LABEL {
        let _ = writeln!(text, "{:<ID$}{label:<LABEL$}{figures}{last}", figure.figure);
    } else {
        let _ = writeln!(text, "{:<ID$}{label}\n{:<ID$}{:<LABEL$}{figures}{last}", figure.figure, "", "");
    }
}

fn watched(text: &mut String, reconciliation: &Reconciliation) {
    if reconciliation.watched.is_empty() {
        return;
    }
    let _ = writeln!(text);
    text.push_str(&paragraph(
        "Zones de vigilance : les documents y disent moins d'entreprises qu'ailleurs, sans nombre ni limites. \
         Établissements pour 10 000 habitants dans leurs EPCI candidats, et dans la région :",
        0,
    ));
    for zone in &reconciliation.watched {
        let verdict = if zone.density < zone.region { "moins qu'ailleurs" } else { "pas moins qu'ailleurs" };
        let (here, region) = (number(zone.density, 1), number(zone.region, 1));
        let line = format!("{} ({} EPCI) : {here} contre {region}, {verdict}.", zone.name, zone.epci);
        text.push_str(&item("  -", &line, 4));
    }
}

/// Figures that nothing loaded answers, by reason, with their identifiers.
fn alone(text: &mut String, reconciliation: &Reconciliation) {
    let lines: Vec<&Comparison> = reconciliation.comparisons.iter().filter(|line| line.loaded.is_none()).collect();
    if lines.is_empty() {
        text.push_str(&paragraph("Aucun : chaque chiffre publié a son équivalent chargé.", 0));
    }
    for (reason, lines) in grouped(&lines, |line| reason(line).to_owned()) {
        let ids: Vec<&str> = lines.iter().map(|line| line.figure.figure.as_str()).collect();
        let told = format!("{} : {reason} ({}).", counted(ids.len(), "chiffre", "chiffres"), ids.join(", "));
        text.push_str(&item("-", &told, 2));
    }
}

/// Lines by a key, keys in the order first met.
fn grouped<'a>(lines: &[&'a Comparison], key: impl Fn(&Comparison) -> String) -> Vec<(String, Vec<&'a Comparison>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<(String, Vec<&Comparison>)> = Vec::new();
    for line in lines {
        let key = key(line);
        let place = *places.entry(key.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[place].1.push(line);
    }
    groups
}

fn conservation(text: &mut String, reconciliation: &Reconciliation) {
    let reports = &reconciliation.reports;
    for line in crate::conservation::table(reports, false) {
        let _ = writeln!(text, "{line}");
    }
    for report in reports.iter().filter(|report| report.out_of_scope > 0) {
        text.push('\n');
        text.push_str(&paragraph(&format!("Hors champ, {} : {}.", report.file, report.scope), 0));
    }
    for warning in &reconciliation.warnings {
        text.push('\n');
        text.push_str(&paragraph(&format!("{}.", capital(&render_warning(warning))), 0));
    }
}

/// A warning as a sentence.
#[must_use]
pub fn render_warning(warning: &Warning) -> String {
    let Warning { file, column, row_count, example, expectation, .. } = warning;
    let rows = counted(usize::try_from(*row_count).unwrap_or(0), "ligne", "lignes");
    format!("à vérifier, {file} : {rows} dont « {column} » n’est pas {expectation} (« {example} »)")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The refused rows, or a sentence saying there are none.
#[must_use]
pub fn render_refused(rows: &[Refused]) -> String {
    if rows.is_empty() {
        return paragraph(
            "Aucune ligne refusée : chaque ligne lue est chargée, ou hors champ. « lanterne check » en donne le compte, \
             fichier par fichier.",
            0,
        );
    }
    let mut text = format!("{}\n\n", counted(rows.len(), "ligne refusée", "lignes refusées"));
    for row in rows {
        let Refused { file, line, column, value, expectation, .. } = row;
        // What a file lacks stands on none of its lines.
        let place = if *line == 0 { String::new() } else { format!(", ligne {line}") };
        let read = match value.as_deref() {
            None | Some("") => "vide".to_owned(),
            Some(value) => format!("« {value} » lu"),
        };
        text.push_str(&paragraph(&format!("{file}{place}, colonne {column} : {read}, {expectation} attendu."), 0));
        text.push_str(&paragraph(&row.content, 4));
    }
    text
}
