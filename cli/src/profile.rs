//! `lanterne profile`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use indicatif::ProgressBar;
use lanterne_server::live;
use lanterne_server::profile::{Form, batch, file_name, made};
use lanterne_server::state::State;

use crate::arguments::ProfileRequest;
use crate::bar;

/// Writes the forms asked for of one territory, or the PDF of every covered EPCI.
pub(crate) fn run(request: &ProfileRequest) -> Result<ExitCode, Box<dyn Error>> {
    let var = &request.var.path;
    let state = live::current(var)?
        .ok_or_else(|| format!("aucun instantané publié dans {} : « lanterne ingest » en fait un", var.display()))?;
    if let Some(folder) = &request.all {
        return all(&state, folder);
    }
    let name = request.territory.as_deref().unwrap_or_default();
    let forms = [
        (Form::Pdf, &request.pdf),
        (Form::Docx, &request.docx),
        (Form::Xlsx, &request.xlsx),
        (Form::Html, &request.html),
        (Form::Json, &request.json),
    ];
    let mut asked: Vec<(Form, &Path)> =
        forms.iter().filter_map(|(form, file)| Some((*form, file.as_deref()?))).collect();
    let usual = PathBuf::from(file_name(&state, name, Form::Pdf));
    if asked.is_empty() {
        asked.push((Form::Pdf, &usual));
    }
    for (form, file) in asked {
        let bytes = made(&state, name, form, None).map_err(|problem| problem.document().detail)?;
        fs::write(file, &bytes).map_err(|fault| format!("{} : {fault}", file.display()))?;
        println!("{} ({} ko)", file.display(), bytes.len().div_ceil(1000));
    }
    Ok(ExitCode::SUCCESS)
}

/// A PDF for each, on every core; one that fails is said and does not stop the others.
fn all(state: &State, folder: &Path) -> Result<ExitCode, Box<dyn Error>> {
    fs::create_dir_all(folder).map_err(|fault| format!("{} : {fault}", folder.display()))?;
    let names = batch(state);
    let bar: ProgressBar = bar::counted(names.len() as u64, "profils");
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let one = |name: &str| -> Result<(), String> {
        let bytes = made(state, name, Form::Pdf, None).map_err(|problem| problem.document().detail)?;
        let file = folder.join(file_name(state, name, Form::Pdf));
        fs::write(&file, bytes).map_err(|fault| format!("{} : {fault}", file.display()))
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(fault) = one(name) {
                        failed.fetch_add(1, Ordering::Relaxed);
                        bar.suspend(|| eprintln!("lanterne : {name} : {fault}"));
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let failed = failed.into_inner();
    println!("{} profils écrits dans {}", names.len() - failed, folder.display());
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
