//! Draws vector tiles as pictures, one request at a time, over its standard input and output.
//!
//! For: `lanterne serve`, which starts it, restarts it, and does without it.
//! Refuses to know: what the tiles show.
//! Next: [`lanterne_raster::protocol`].

use std::io::{BufReader, BufWriter, Write};
use std::process::ExitCode;
use std::time::Instant;

use lanterne_raster::engine::MAPLIBRE;
use lanterne_raster::picture::Studio;
use lanterne_raster::protocol::{Answer, Fault, FrameError, Greeting, Request, read_frame, write_frame};

/// A frame or an argument that cannot be read.
const UNREADABLE: u8 = 2;
/// Nothing to draw with.
const NO_ENGINE: u8 = 3;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => serve(),
        ["--probe"] => probe(),
        _ => {
            eprintln!("lanterne-raster : sans argument, répond sur son entrée ; --probe dit s’il peut dessiner.");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Says in one line whether there is something to draw with.
fn probe() -> ExitCode {
    match Studio::default().engine(256) {
        Ok(engine) => {
            println!("maplibre-rs {MAPLIBRE} dessine sur {}.", engine.adapter());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            println!("maplibre-rs {MAPLIBRE} ne peut pas dessiner : {fault}");
            ExitCode::from(NO_ENGINE)
        }
    }
}

fn serve() -> ExitCode {
    // A panic of the library is caught and answered: one line is enough.
    std::panic::set_hook(Box::new(|panic| eprintln!("lanterne-raster: {panic}")));
    let (mut from, mut to) = (BufReader::new(std::io::stdin().lock()), BufWriter::new(std::io::stdout().lock()));
    let mut studio = Studio::default();
    let engine = format!("maplibre-rs {MAPLIBRE}");
    let greeting = match studio.engine(256) {
        Ok(ready) => Greeting { engine, adapter: Some(ready.adapter().to_owned()), error: None },
        Err(fault) => Greeting { engine, adapter: None, error: Some(fault.to_string()) },
    };
    let ready = greeting.error.is_none();
    let spoken = write_frame(&mut to, &greeting, &[]);
    if !ready {
        return ExitCode::from(NO_ENGINE);
    }
    match spoken.and_then(|()| answers(&mut from, &mut to, &mut studio)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("lanterne-raster: {fault}");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Answers until nothing more is asked.
fn answers(from: &mut impl std::io::Read, to: &mut impl Write, studio: &mut Studio) -> Result<(), FrameError> {
    while let Some((header, body)) = read_frame(from)? {
        let read = Instant::now();
        let request: Request = match serde_json::from_slice(&header) {
            Ok(request) => request,
            Err(fault) => {
                let error = Answer::Error { id: 0, fault: Fault::Request, says: fault.to_string() };
                write_frame(to, &error, &[])?;
                continue;
            }
        };
        let id = request.id;
        match studio.picture(&request, &body) {
            Ok(picture) => {
                write_frame(to, &Answer::Picture { id, drawn_us: read.elapsed().as_micros() as u64 }, &picture)?;
            }
            Err(error) => {
                let error = Answer::Error { id, fault: error.fault(), says: error.to_string() };
                write_frame(to, &error, &[])?;
            }
        }
    }
    Ok(())
}
