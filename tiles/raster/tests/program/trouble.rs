//! What goes wrong is said, and the program lives on.

use crate::talk::{Program, command, fill, rectangle, request, tile};
use lanterne_raster::protocol::{Answer, Fault, Layer};

fn good() -> Vec<u8> {
    let mut shape = rectangle(Some(0), [0, 0], [4096, 2048]);
    shape.paths.push(vec![[0, 2100], [4096, 2100], [4096, 4096], [0, 4096]]);
    tile("commune", &[shape])
}

/// The fault of a question that has no picture.
fn fault(program: &mut Program, asked: &impl serde::Serialize, body: &[u8]) -> (Fault, String) {
    match program.ask(asked, body) {
        (Answer::Error { fault, says, .. }, body) => {
            assert!(body.is_empty() && !says.is_empty());
            (fault, says)
        }
        (answer, _) => panic!("a picture was not expected: {answer:?}"),
    }
}

#[test]
fn a_bad_tile_is_an_error_and_the_next_request_is_answered() {
    let mut program = Program::start(command());
    assert!(program.greeting.engine.starts_with("maplibre-rs "), "{:?}", program.greeting);
    assert!(program.greeting.adapter.as_ref().is_some_and(|name| !name.is_empty()));
    let (bad, good) = ([0xff_u8; 40], good());
    let (fault, says) = fault(&mut program, &request(256, vec![fill(&bad, &[], None)]), &bad);
    assert_eq!(fault, Fault::Tile);
    assert!(says.contains("commune"), "{says}");
    let asked = request(256, vec![fill(&good, &[0], None)]);
    assert_eq!(program.picture(&asked, &[good.as_slice(), &[0]].concat()).at(128, 64), [255, 0, 0]);
    assert_eq!(program.end(), Some(0));
}

#[test]
fn no_tile_kills_the_program_cut_or_altered_anywhere() {
    let (mut program, good) = (Program::start(command()), good());
    let cut = (0..good.len()).map(|length| good[..length].to_vec());
    let altered = (0..good.len()).flat_map(|place| {
        [0x00, 0x01, 0x7f, 0xff].map(|byte| {
            let mut tile = good.clone();
            tile[place] = byte;
            tile
        })
    });
    let mut faults = 0;
    for tile in cut.chain(altered) {
        let (answer, _) = program.ask(&request(256, vec![fill(&tile, &[0], None)]), &[tile.as_slice(), &[0]].concat());
        faults += usize::from(matches!(answer, Answer::Error { fault: Fault::Tile, .. }));
        assert!(!matches!(answer, Answer::Error { fault: Fault::Engine, .. }), "{answer:?} for {tile:?}");
    }
    assert!(faults > 50, "only {faults} of the spoilt tiles were seen to be so");
    let asked = request(256, vec![fill(&good, &[0], None)]);
    assert_eq!(program.picture(&asked, &[good.as_slice(), &[0]].concat()).at(128, 64), [255, 0, 0]);
}

#[test]
fn a_request_that_cannot_be_is_said_in_words() {
    let (mut program, good) = (Program::start(command()), good());
    let of = |layer: Layer| request(256, vec![layer]);
    let mut said = |asked: &serde_json::Value, body: &[u8], word: &str| {
        let (fault, says) = fault(&mut program, asked, body);
        assert_eq!(fault, Fault::Request, "{says}");
        assert!(says.contains(word), "{says}");
    };
    let json = |asked| serde_json::to_value(asked).unwrap();
    said(&json(request(300, Vec::new())), &[], "256 or 512");
    said(&json(of(fill(&good, &[0], None))), &good, "announced");
    said(&json(of(fill(&good, &[], None))), &[good.as_slice(), &[0]].concat(), "more than");
    said(&json(of(fill(&good, &[], Some("rouge")))), &good, "rouge");
    let mut asked = request(256, Vec::new());
    asked.view = [0.5, 0.5, 0.0];
    said(&json(asked), &[], "view");
    said(&serde_json::json!({"id": 1, "side": 256, "ground": "#ffffff", "layers": [], "style": "dark"}), &[], "style");
    said(&serde_json::json!("bonjour"), &[], "expected");
    assert_eq!(program.end(), Some(0));
}

#[test]
fn without_an_adapter_it_says_so_and_ends() {
    let mut blind = command();
    blind.env("VK_ICD_FILENAMES", "nowhere.json").env("VK_DRIVER_FILES", "nowhere.json");
    let program = Program::start(blind);
    let says = program.greeting.error.clone().unwrap();
    assert!(says.contains("mesa-vulkan-drivers"), "{says}");
    assert_eq!(program.end(), Some(3));
}

#[test]
fn the_probe_says_in_one_line_whether_it_can_draw() {
    let probe = |drivers: Option<&str>| {
        let mut command = command();
        command.arg("--probe");
        if let Some(drivers) = drivers {
            command.env("VK_ICD_FILENAMES", drivers).env("VK_DRIVER_FILES", drivers);
        }
        let out = command.output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let (status, says) = probe(None);
    assert_eq!((status, says.lines().count()), (Some(0), 1), "{says}");
    let (status, says) = probe(Some("nowhere.json"));
    assert_eq!((status, says.lines().count()), (Some(3), 1), "{says}");
}

#[test]
fn a_frame_that_cannot_be_read_ends_it() {
    assert_eq!(Program::start(command()).garble(&[1, 0, 0]), Some(2), "cut short");
    assert_eq!(Program::start(command()).garble(&[0xff; 8]), Some(2), "longer than any");
}
