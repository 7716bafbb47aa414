//! From the generator through the register's loader to the reconciliation: every published target is met.
#![allow(clippy::unwrap_used)]

use lanterne_ingest::check::{Reconciliation, Verdict, reconcile, render};

use crate::region;

fn verdict<'a>(reconciliation: &'a Reconciliation, figure: &str) -> (&'a Verdict, f64) {
    let line = reconciliation.comparisons.iter().find(|line| line.figure.figure == figure).unwrap();
    (&line.verdict, line.loaded.unwrap_or(f64::NAN))
}

#[test]
fn the_synthetic_register_of_hauts_de_france_meets_every_target_through_the_real_loader() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("hauts-de-france"), folder.path());
    let reconciliation = reconcile(&draft.snapshot().unwrap()).unwrap();
    let report = render(&reconciliation);

    // Establishments, jobs, shares and mean size of the region; familles; activities; size; Nord; MEL; CA and CU; PETR.
    let targets = [
        "pf_001", "pf_003", "pf_004", "pf_006", "pf_009", "pf_013", "pf_014", "pf_015", "pf_016", "pf_017", "pf_018",
        "pf_019", "pf_020", "pf_030", "pf_051", "pf_052", "pf_058", "pf_059", "pf_061", "pf_087", "pf_088", "pf_089",
        "pf_090", "pf_091", "rx_055", "rx_006", "rx_007",
    ];
    for figure in targets {
        assert_eq!(verdict(&reconciliation, figure).0, &Verdict::Met, "{figure}\n{report}");
    }
    for (figure, exact) in
        [("pf_001", 14_086.0), ("pf_004", 220_729.0), ("pf_058", 56_519.0), ("pf_059", 3_474.0), ("pf_061", 6_712.0)]
    {
        assert_eq!(verdict(&reconciliation, figure).1, exact, "{figure}");
    }
    assert!(reconciliation.met(), "no figure about the register has a gap\n{report}");

    // « le quart restant » is 27.7 %; the list of workshops has two known gaps with its own printed totals.
    for (figure, by) in [("pf_062", "ct_008"), ("pf_096", "ct_010"), ("pf_110", "ct_011"), ("pf_112", "ct_012")] {
        let (verdict, loaded) = verdict(&reconciliation, figure);
        assert!(matches!(verdict, Verdict::SetAside(text) if text.contains(by)), "{figure} {loaded} {verdict:?}");
    }
    let workshops = reconciliation.comparisons.iter().filter(|line| line.figure.measure == "conference_workshops");
    assert!(workshops.clone().all(|line| line.verdict != Verdict::Gap), "{report}");
}

#[test]
fn the_contradiction_on_jobs_is_settled_by_the_arithmetic_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("hauts-de-france"), folder.path());
    let reconciliation = reconcile(&draft.snapshot().unwrap()).unwrap();
    let jobs = reconciliation.disagreements.iter().find(|one| one.contradiction.contradiction == "ct_001").unwrap();
    assert_eq!(jobs.supported, Some(220_729.0));
    let texts: Vec<&str> = jobs.trials.iter().map(|trial| trial.text.as_str()).collect();
    assert!(texts[0].contains("15,67") && texts[1].contains("14,25"), "{texts:?}");
    assert!(matches!(verdict(&reconciliation, "pf_005").0, Verdict::SetAside(by) if by.contains("ct_001")));
    assert!(matches!(verdict(&reconciliation, "pf_002").0, Verdict::SetAside(by) if by.contains("ct_002")));
    assert!(render(&reconciliation).contains("L’arithmétique soutient 220\u{202f}729."));
}

#[test]
fn the_report_says_first_that_the_register_is_made_up_and_speaks_french_on_80_columns() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("hauts-de-france"), folder.path());
    let mut reconciliation = reconcile(&draft.snapshot().unwrap()).unwrap();
    reconciliation.synthetic = vec!["Registre d'essai".into()];
    let report = render(&reconciliation);
    assert!(report.starts_with("DONNÉES SYNTHÉTIQUES\n«\u{a0}Registre d’essai\u{a0}» est engendré"), "{report}");
    for line in report.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    // No slug of a measure is left to read, no English word of the facts.
    for word in ["ess_", "share_", "_pct", "conference_", " the ", " and ", "both", "unknown"] {
        assert!(!report.contains(word), "« {word} » in\n{report}");
    }
    assert_eq!(reconciliation.watched.len(), 4, "the four watch zones of the region");
    assert!(reconciliation.watched.iter().all(|zone| zone.density < zone.region), "{:?}", reconciliation.watched);

    // A missed target is said in the outcome and explained at its line.
    let jobs = reconciliation.comparisons.iter_mut().find(|line| line.figure.figure == "pf_004").unwrap();
    (jobs.loaded, jobs.verdict) = (Some(220_000.0), Verdict::Gap);
    let report = render(&reconciliation);
    assert!(report.contains("1\u{a0}cible n’est pas atteinte"), "{report}");
    assert!(report.contains("↳ le registre synthétique doit retrouver ce chiffre"), "{report}");
}

#[test]
fn a_register_of_normandie_meets_its_totals_and_leaves_hauts_de_france_uncompared() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("normandie"), folder.path());
    let reconciliation = reconcile(&draft.snapshot().unwrap()).unwrap();
    // 10 263 establishments and 112 172 jobs, 10.5 % of all; Manche 1 534 and 19 279.
    for (figure, loaded) in [("rx_079", 10_263.0), ("rx_078", 112_172.0), ("rx_093", 1_534.0), ("rx_092", 19_279.0)] {
        assert_eq!(verdict(&reconciliation, figure), (&Verdict::Met, loaded), "{figure}");
    }
    assert_eq!(verdict(&reconciliation, "pf_046").0, &Verdict::Met, "{}", render(&reconciliation));
    assert!(
        matches!(verdict(&reconciliation, "pf_001").0, Verdict::NotComparable(reason) if reason.contains("couverture"))
    );
}
