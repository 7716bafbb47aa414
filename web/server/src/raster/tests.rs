//! Programs that behave, and programs that do not.
#![allow(clippy::unwrap_used)]

use std::os::unix::fs::PermissionsExt;

use super::protocol::whole;
use super::*;

const SHORT: Limits =
    Limits { greeting: Duration::from_secs(10), answer: Duration::from_millis(300), pause: Duration::from_secs(60) };

/// A program that greets, then runs these lines of shell; `$greeting` and `$picture` hold frames, `$lives` a file of its lives.
fn scripted(folder: &tempfile::TempDir, lines: &str) -> PathBuf {
    let frame = |header: &str, body: &str| {
        let lengths = [header.len() as u32, body.len() as u32]
            .map(|length| length.to_le_bytes().iter().map(|byte| format!("\\{byte:03o}")).collect::<String>());
        format!("printf '{}{}%s%s' '{header}' '{body}'", lengths[0], lengths[1])
    };
    let greeting = frame(r#"{"engine":"essai 1","adapter":"une table"}"#, "");
    let picture = frame(r#"{"answer":"picture","id":7,"drawn_us":1}"#, "PNG");
    let unable = frame(r#"{"engine":"essai 1","error":"aucune table"}"#, "");
    let lives = folder.path().join("lives");
    let script = format!(
        "#!/bin/sh\nlives={}\necho >> $lives\ngreet() {{ {greeting}; }}\npicture() {{ {picture}; }}\nunable() {{ {unable}; }}\n\
         question() {{ dd bs=1 count=1 of=/dev/null 2>/dev/null; }}\n{lines}\n",
        lives.display(),
    );
    let path = folder.path().join("program");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn lives(folder: &tempfile::TempDir) -> usize {
    std::fs::read_to_string(folder.path().join("lives")).map_or(0, |lives| lives.lines().count())
}

fn question() -> Request {
    Request { id: 7, side: 256, view: whole(), ground: "#ffffff".to_owned(), layers: Vec::new() }
}

async fn asked(raster: &Raster) -> Result<Picture, Undrawn> {
    raster.picture(question(), Vec::new()).await
}

#[tokio::test]
async fn a_program_that_is_absent_is_said_to_be() {
    let raster = Raster::absent();
    assert_eq!(asked(&raster).await.unwrap_err(), Undrawn::Absent);
    assert_eq!(raster.standing(), Standing::Absent);
    let raster = Raster::start_within(PathBuf::from("/nowhere/lanterne-raster"), SHORT);
    assert!(matches!(asked(&raster).await.unwrap_err(), Undrawn::Down(_)));
    assert!(matches!(raster.standing(), Standing::Down { .. }));
}

#[tokio::test]
async fn a_picture_comes_with_the_name_of_who_drew_it() {
    let folder = tempfile::tempdir().unwrap();
    let raster = Raster::start_within(scripted(&folder, "greet; question; picture; sleep 60"), SHORT);
    let picture = asked(&raster).await.unwrap();
    assert_eq!((picture.png.as_slice(), picture.engine.as_str()), (&b"PNG"[..], "essai 1"));
    let ready = Standing::Ready { engine: "essai 1".to_owned(), adapter: "une table".to_owned() };
    assert_eq!(raster.standing(), ready);
}

#[tokio::test]
async fn a_program_that_dies_is_started_again_and_the_picture_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    // Dies after each picture: every question but the first finds it dead.
    let raster = Raster::start_within(scripted(&folder, "greet; question; picture"), SHORT);
    for life in 1..=4 {
        assert_eq!(asked(&raster).await.unwrap().png, b"PNG");
        assert_eq!(lives(&folder), life);
    }
}

#[tokio::test]
async fn a_program_that_dies_of_every_question_rests() {
    let folder = tempfile::tempdir().unwrap();
    let raster = Raster::start_within(scripted(&folder, "greet; question"), SHORT);
    for _ in 0..5 {
        assert!(matches!(asked(&raster).await.unwrap_err(), Undrawn::Down(_)));
    }
    assert_eq!(lives(&folder), 2, "asked twice, then left alone");
}

#[tokio::test]
async fn a_program_that_cannot_draw_rests_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let raster = Raster::start_within(scripted(&folder, "unable; exit 3"), SHORT);
    for _ in 0..3 {
        assert!(matches!(asked(&raster).await.unwrap_err(), Undrawn::Down(_)));
    }
    assert_eq!(lives(&folder), 1);
    assert_eq!(raster.standing(), Standing::Down { reason: "aucune table".to_owned() });
}

#[tokio::test]
async fn nobody_waits_for_a_program_that_hangs() {
    let folder = tempfile::tempdir().unwrap();
    let raster = Raster::start_within(scripted(&folder, "greet; exec sleep 600"), SHORT);
    assert_eq!(asked(&raster).await.unwrap_err(), Undrawn::Late);
    assert!(matches!(asked(&raster).await.unwrap_err(), Undrawn::Down(_)), "it was killed, and rests");
    assert_eq!(lives(&folder), 1);
}

#[tokio::test]
async fn what_is_no_answer_is_a_death() {
    for lines in ["echo bonjour tout le monde", "greet; question; echo bonjour tout le monde", "greet; question; greet"]
    {
        let folder = tempfile::tempdir().unwrap();
        let raster = Raster::start_within(scripted(&folder, lines), SHORT);
        assert!(matches!(asked(&raster).await.unwrap_err(), Undrawn::Down(_)), "{lines}");
    }
}

#[tokio::test]
async fn a_question_too_many_is_sent_away_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { answer: Duration::from_secs(60), ..SHORT };
    let [gate, taken] = ["gate", "taken"].map(|name| folder.path().join(name));
    let lines = format!(
        "greet; question; touch '{}'; until [ -e '{}' ]; do sleep 0.02; done; picture; exec sleep 600",
        taken.display(),
        gate.display()
    );
    let raster = Raster::start_within(scripted(&folder, &lines), limits);
    let first = tokio::spawn({
        let raster = raster.clone();
        async move { asked(&raster).await }
    });
    while !taken.exists() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let waiting: Vec<_> = (0..WAITING)
        .map(|_| {
            let (bring, brought) = oneshot::channel();
            let question = Question { request: question(), body: Vec::new(), bring };
            raster.questions.as_ref().unwrap().try_send(question).unwrap();
            brought
        })
        .collect();
    assert_eq!(asked(&raster).await.unwrap_err(), Undrawn::Busy);
    drop(waiting);
    std::fs::write(gate, "").unwrap();
    assert_eq!(first.await.unwrap().unwrap().png, b"PNG");
}
