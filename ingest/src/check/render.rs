//! The reconciliation as French text: tables for a terminal, one line per figure. Chooses words, computes nothing.

use std::fmt::Write;

use lanterne_data::row::{Refused, Warning};

use super::{Comparison, Disagreement, Reconciliation, Subject, Verdict};

/// The whole report.
#[must_use]
pub fn render(reconciliation: &Reconciliation) -> String {
    let mut text = String::new();
    for title in &reconciliation.synthetic {
        let _ = writeln!(text, "Données synthétiques : {title}.");
    }
    conservation(&mut text, reconciliation);
    for (subject, title) in [
        (Subject::Register, "Registre chargé et chiffres publiés"),
        (Subject::Territory, "Géographie et chiffres publiés"),
        (Subject::Workshop, "Liste des ateliers et totaux publiés"),
    ] {
        let lines: Vec<&Comparison> =
            reconciliation.comparisons.iter().filter(|line| line.subject == Some(subject)).collect();
        section(&mut text, title, &lines);
    }
    let none = reconciliation.comparisons.iter().filter(|line| line.loaded.is_none()).count();
    let _ = writeln!(text, "\n{none} autres chiffres publiés n’ont rien à quoi être comparés dans cet instantané.");
    let (all, unknown) = reconciliation.operators;
    let _ = writeln!(text, "{all} opérateurs nommés, dont {unknown} sans lieu connu.");
    let _ = writeln!(text, "\nContradictions entre documents\n");
    for disagreement in &reconciliation.disagreements {
        contradiction(&mut text, disagreement);
    }
    let count = |label: &str| reconciliation.comparisons.iter().filter(|line| line.verdict.label() == label).count();
    let _ = writeln!(
        text,
        "\nBilan : {} atteints, {} écarts, {} écartés par une contradiction, {} non comparables.",
        count("atteint"),
        count("écart"),
        count("écarté"),
        count("non comparable")
    );
    text
}

fn conservation(text: &mut String, reconciliation: &Reconciliation) {
    let _ = writeln!(text, "\nConservation : lu = chargé + refusé + hors champ\n");
    let _ = writeln!(text, "{:<44} {:>12} {:>12} {:>9} {:>12}", "fichier", "lu", "chargé", "refusé", "hors champ");
    for report in &reconciliation.reports {
        let counts = [report.rows_read, report.loaded, report.refused, report.out_of_scope];
        let [read, loaded, refused, scope] = counts.map(|count| number(count as f64, 0));
        let _ = writeln!(text, "{:<44} {read:>12} {loaded:>12} {refused:>9} {scope:>12}", report.file);
    }
    for warning in &reconciliation.warnings {
        let _ = writeln!(text, "{}", render_warning(warning));
    }
}

/// A warning as a sentence.
#[must_use]
pub fn render_warning(warning: &Warning) -> String {
    let Warning { file, column, row_count, example, expectation, .. } = warning;
    let count = number(*row_count as f64, 0);
    format!("à vérifier, {file} : {count} ligne(s) dont « {column} » n’est pas {expectation} (« {example} »)")
}

fn section(text: &mut String, title: &str, lines: &[&Comparison]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}\n");
    let _ = writeln!(
        text,
        "{:<7} {:<30} {:<44} {:>10} {:>10} {:>9} {:>7}  verdict",
        "figure", "territoire", "mesure", "publié", "chargé", "écart", "±"
    );
    for line in lines {
        let figure = &line.figure;
        let decimals = decimals(figure.value.unwrap_or(0.0));
        // One decimal more than printed, counts apart, so that a gap below the last digit is seen.
        let finer = if decimals == 0 && !figure.unit.contains("pct") { 0 } else { decimals + 1 };
        let shown = |value: Option<f64>, decimals| value.map_or_else(|| "–".into(), |value| number(value, decimals));
        let measure = match figure.detail.as_str() {
            "" => figure.measure.clone(),
            detail => format!("{} [{detail}]", figure.measure),
        };
        let reason = match &line.verdict {
            Verdict::NotComparable(reason) | Verdict::SetAside(reason) => format!(" ({reason})"),
            Verdict::Met | Verdict::Gap => String::new(),
        };
        let _ = writeln!(
            text,
            "{:<7} {:<30} {:<44} {:>10} {:>10} {:>9} {:>7}  {}{reason}",
            figure.figure,
            shortened(figure.name.as_deref().unwrap_or(""), 30),
            shortened(&measure, 44),
            shown(figure.value, decimals),
            shown(line.loaded, finer),
            shown(line.gap(), finer),
            number(line.tolerance, if line.tolerance < 1.0 { 2 } else { 0 }),
            line.verdict.label(),
        );
    }
}

fn contradiction(text: &mut String, disagreement: &Disagreement) {
    let fact = &disagreement.contradiction;
    let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
    let _ = writeln!(
        text,
        "{} {} : « {} » ou « {} »",
        fact.contradiction,
        word(&fact.what),
        word(&fact.value_a),
        word(&fact.value_b)
    );
    for trial in &disagreement.trials {
        let _ = writeln!(text, "    {} : {}", trial.text, if trial.agrees { "d’accord" } else { "non" });
    }
    match disagreement.supported {
        Some(value) => {
            let _ = writeln!(text, "    l’arithmétique soutient {}", number(value, 0));
        }
        None => {
            let kept = match fact.consistent_value.as_deref() {
                Some("both") => "les deux, chacune dans son périmètre",
                Some("not decidable") => "indécidable : une personne doit trancher",
                Some(value) => value,
                None => "–",
            };
            let _ = writeln!(text, "    selon la lecture des documents : {kept}");
        }
    }
}

/// The refused rows, or a sentence saying there are none.
#[must_use]
pub fn render_refused(rows: &[Refused]) -> String {
    if rows.is_empty() {
        return "Aucune ligne refusée.\n".into();
    }
    let mut text = String::new();
    for row in rows {
        let Refused { file, line, column, value, expectation, .. } = row;
        let value = value.as_deref().unwrap_or("");
        let _ = writeln!(text, "{file}, ligne {line}, colonne {column} : « {value} » lu, {expectation} attendu");
        let _ = writeln!(text, "    {}", row.content);
    }
    let _ = writeln!(text, "{} ligne(s) refusée(s).", rows.len());
    text
}

/// A number in French: narrow no-break space between thousands, decimal comma, a true minus sign.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    let zero = plain.chars().all(|letter| matches!(letter, '0' | '.'));
    let sign = if value < 0.0 && !zero { "−" } else { "" };
    rest.map_or_else(|| format!("{sign}{grouped}"), |rest| format!("{sign}{grouped},{rest}"))
}

/// Decimals a number is written with.
pub(super) fn decimals(value: f64) -> usize {
    format!("{value}").split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_written_in_french() {
        assert_eq!(number(220_729.0, 0), "220\u{202f}729");
        assert_eq!(number(-0.04, 1), "0,0");
        assert_eq!(number(-15.67, 1), "−15,7");
    }
}
