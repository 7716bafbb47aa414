//! Ctrl-C from outside: the shipped `lanterne ingest` stops with a sentence, and the next run takes up what was finished.
#![allow(clippy::unwrap_used)]

mod region;
mod shipped;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use shipped::{binary, folder, lanterne, text};

/// Runs an ingest, sends it SIGINT when it says this, and answers its code and all it said.
fn interrupted(data: &Path, var: &Path, upon: &str) -> (Option<i32>, String) {
    let mut child = Command::new(binary())
        .args(["ingest", "--data"])
        .arg(data)
        .arg("--var")
        .arg(var)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut said, mut sent) = (String::new(), false);
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        let line = line.unwrap();
        if !sent && line.contains(upon) {
            sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success();
        }
        said.push_str(&line);
        said.push('\n');
    }
    assert!(sent, "« {upon} » was never said: {said}");
    (child.wait().unwrap().code(), said)
}

#[test]
fn an_interrupted_ingest_says_so_publishes_nothing_and_is_taken_up_by_the_next_one() {
    let (data, var) = (folder("interrupted-data"), folder("interrupted-var"));
    region::cut(&data);
    let sentence = "interrompu à la demande ; l’instantané publié auparavant est intact, relancez pour reprendre";

    let (code, said) = interrupted(&data, &var, "Sirene : unités légales");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Registre synthétique") && said.contains(sentence), "{said}");
    assert!(!var.join("current").exists());

    let (code, said) = interrupted(&data, &var, "Écriture et sommes de contrôle");
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("Registre synthétique") && said.contains(sentence), "made again: {said}");
    assert!(!var.join("current").exists());

    let output = lanterne(&["ingest", "--data", data.to_str().unwrap()], &var);
    let said = text(&output);
    assert!(output.status.success() && !said.contains("Sirene :"), "loaded again: {said}");
    let output = lanterne(&["check", "--strict"], &var);
    assert!(output.status.success(), "{}", text(&output));
}
