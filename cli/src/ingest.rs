//! `lanterne ingest` and `lanterne ingest geography`.

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::Profile;
use lanterne_ingest::fetch::Patience;
use lanterne_ingest::pipeline::{self, Request};
use lanterne_ingest::{Progress, Watch, number};

use crate::arguments::{self, Geography, Ingest, IngestPart, IngestRequest};
use crate::bar::Bars;
use crate::lines::Lines;
use crate::{deposits, interrupt};

/// Runs the part asked for, or the whole ingest.
pub(crate) fn run(arguments: Ingest) -> Result<ExitCode, Box<dyn Error>> {
    match arguments.part {
        Some(IngestPart::Geography(geography)) => rebuild_geography(geography),
        None => publish(arguments.request),
    }
}

fn publish(arguments: IngestRequest) -> Result<ExitCode, Box<dyn Error>> {
    let (bars, lines) = (Bars::new(), Lines::default());
    let (interrupt, since) = (interrupt::on_ctrl_c(), Instant::now());
    let request = request(&arguments);
    if arguments.dry_run {
        print!("{}", pipeline::plan(&request, &request.fetcher())?);
        return Ok(ExitCode::SUCCESS);
    }
    let progress: &dyn Progress = if arguments.tied { &lines } else { &bars };
    if arguments.tied {
        interrupt::tied_to_input(&interrupt);
    }
    if let Some(confirmed) = deposits::bring(&arguments)?.filter(|confirmed| *confirmed > 0) {
        progress.say(&format!("dépôts confirmés : {}", number(confirmed as f64, 0)));
    }
    let outcome = pipeline::run(&request, &Watch::new(progress, &interrupt));
    progress.end();
    let outcome = outcome?;
    if arguments.tied {
        lines.published(&outcome.id, outcome.built);
        return Ok(ExitCode::SUCCESS);
    }
    println!("{}", pipeline::account_table(&outcome.account, &outcome.warnings));
    if outcome.synthetic {
        println!("Le registre de cet instantané est synthétique : aucun établissement n’y est réel.");
    }
    let state = if outcome.built { "publié" } else { "déjà à jour" };
    println!(
        "Instantané {} {state} dans {} ({} s).",
        outcome.id,
        request.var.display(),
        number(since.elapsed().as_secs_f64(), 1)
    );
    Ok(ExitCode::SUCCESS)
}

fn rebuild_geography(arguments: Geography) -> Result<ExitCode, Box<dyn Error>> {
    let (bars, interrupt) = (Bars::new(), interrupt::on_ctrl_c());
    let request = Request {
        var: arguments.var.path,
        asset: Asset::Folder(arguments.data.clone()),
        profile: Profile::Geography,
        only: Vec::new(),
        from: arguments.from,
        patience: Patience::default(),
    };
    let report = pipeline::rebuild_geography(&request, &arguments.data, &Watch::new(&bars, &interrupt));
    bars.end();
    println!("{}", pipeline::geography_text(&report?));
    Ok(ExitCode::SUCCESS)
}

fn request(arguments: &IngestRequest) -> Request {
    Request {
        var: arguments.var.path.clone(),
        asset: arguments.data.clone().map_or(Asset::Embedded, Asset::Folder),
        profile: match arguments.profile {
            arguments::Profile::Default => Profile::Default,
            arguments::Profile::Official => Profile::Official,
        },
        only: arguments.only.clone(),
        from: arguments.from.clone(),
        patience: Patience::default(),
    }
}
