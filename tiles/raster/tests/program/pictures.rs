//! Pictures of made tiles: what stands where, pixel by pixel.

use crate::talk::{Program, Shape, command, fill, rectangle, request, tile};
use lanterne_raster::protocol::{Circle, Layer, Pen};

const WHITE: [u8; 3] = [255; 3];
const RED: [u8; 3] = [255, 0, 0];
const GREEN: [u8; 3] = [0, 255, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const GREY: [u8; 3] = [0x88; 3];

/// Left half, upper right quarter, and a lower right quarter that has no row.
fn quarters() -> Vec<u8> {
    tile(
        "commune",
        &[
            rectangle(Some(7), [-64, -64], [2048, 4160]),
            rectangle(Some(3), [2048, -64], [4160, 2048]),
            rectangle(None, [2048, 2048], [4160, 4160]),
        ],
    )
}

#[test]
fn a_territory_has_the_colour_of_its_row() {
    let mut program = Program::start(command());
    let (tile, rows) = (quarters(), [9, 9, 9, 2, 9, 9, 9, 0]);
    let body = [tile.as_slice(), &rows].concat();
    for side in [256, 512] {
        let asked = request(side, vec![fill(&tile, &rows, Some("#888888"))]);
        let (picture, side) = (program.picture(&asked, &body), side as usize);
        let (near, far) = (side / 4, 3 * side / 4);
        assert_eq!(picture.at(near, near), RED);
        assert_eq!(picture.at(near, far), RED);
        assert_eq!(picture.at(far, near), BLUE);
        assert_eq!(picture.at(far, far), GREY);
        // To the last pixel, and to the border between two: nothing is shifted or shrunk.
        assert_eq!(picture.at(0, 0), RED);
        assert_eq!(picture.at(side - 1, 0), BLUE);
        assert_eq!(picture.at(side / 2 - 1, near), RED);
        assert_eq!(picture.at(side / 2, near), BLUE);
        assert_eq!(picture.at(side / 2, side / 2), GREY);
    }
    assert_eq!(program.end(), Some(0));
}

#[test]
fn what_has_no_colour_is_not_drawn() {
    let mut program = Program::start(command());
    let (tile, rows) = (quarters(), [9, 9, 9, 1]);
    let picture = program.picture(&request(256, vec![fill(&tile, &rows, None)]), &[tile.as_slice(), &rows].concat());
    assert_eq!(picture.at(192, 64), GREEN);
    assert_eq!(picture.at(64, 64), WHITE, "its row is beyond the rows");
    assert_eq!(picture.at(192, 192), WHITE, "it has no row");
}

#[test]
fn a_hole_shows_what_is_below() {
    let mut program = Program::start(command());
    let mut shape = rectangle(Some(0), [0, 0], [4096, 4096]);
    shape.paths.push(vec![[1024, 1024], [1024, 3072], [3072, 3072], [3072, 1024]]);
    let tile = tile("commune", &[shape]);
    let picture = program.picture(&request(256, vec![fill(&tile, &[0], None)]), &[tile.as_slice(), &[0]].concat());
    assert_eq!(picture.at(32, 128), RED);
    assert_eq!(picture.at(128, 128), WHITE);
}

#[test]
fn a_line_has_the_colour_and_the_width_of_its_pen() {
    let line = |rang, y| Shape { kind: 2, row: None, rang: Some(rang), paths: vec![vec![[-64, y], [4160, y]]] };
    let tile = tile("limite", &[line(2, 1024), line(4, 2048), line(0, 3072)]);
    let pen = |value, colour: &str, width| Pen { value, colour: colour.to_owned(), width };
    let layer = Layer::Line {
        source_layer: "limite".to_owned(),
        tile_bytes: tile.len(),
        property: "rang".to_owned(),
        pens: vec![pen(4, "#00ff00", 2.0), pen(2, "#ff0000", 8.0)],
    };
    let mut program = Program::start(command());
    for side in [256, 512] {
        let picture = program.picture(&request(side, vec![layer.clone()]), &tile);
        let side = side as usize;
        let thick = |colour: [u8; 3]| (0..side).filter(|&y| picture.at(side / 2, y) == colour).count();
        assert_eq!(thick(RED), 8);
        assert_eq!(thick(GREEN), 2);
        assert_eq!(thick(WHITE), side - 10, "a line without pen is not drawn");
        assert_eq!(picture.at(5, side / 4), RED);
    }
}

#[test]
fn an_area_is_where_an_odd_number_of_its_rings_is() {
    let square = |from: f32, to: f32| vec![[from, from], [to, from], [to, to], [from, to]];
    let area = Layer::Area { colour: "#00ff00".to_owned(), rings: vec![square(-40.0, 200.0), square(64.0, 128.0)] };
    let mut program = Program::start(command());
    let picture = program.picture(&request(256, vec![area]), &[]);
    assert_eq!((picture.at(0, 0), picture.at(63, 100), picture.at(199, 10)), (GREEN, GREEN, GREEN));
    assert_eq!((picture.at(64, 64), picture.at(127, 127), picture.at(200, 10)), (WHITE, WHITE, WHITE));
}

#[test]
fn a_circle_lies_over_those_before_it_and_over_what_is_below() {
    let circle = |x, colour: &str| Circle {
        at: [x, 128.0],
        radius: 40.0,
        colour: colour.to_owned(),
        rim: "#888888".to_owned(),
        rim_width: 6.0,
    };
    let (tile, mut program) = (quarters(), Program::start(command()));
    let circles = Layer::Circle { circles: vec![circle(100.0, "#00ff00"), circle(150.0, "#0000ff")] };
    let asked = request(256, vec![fill(&tile, &[], Some("#ff0000")), circles]);
    let picture = program.picture(&asked, &tile);
    assert_eq!(picture.at(100, 128), GREEN);
    assert_eq!(picture.at(150, 128), BLUE);
    assert_eq!(picture.at(125, 128), BLUE, "where both are the later is seen");
    assert_eq!(picture.at(60, 128), GREY, "the rim");
    assert_eq!(picture.at(50, 128), RED);
    assert_eq!(picture.at(100, 80), RED);
}

#[test]
fn a_part_of_a_tile_fills_the_picture() {
    let (tile, mut program) = (quarters(), Program::start(command()));
    let rows = [9, 9, 9, 2, 9, 9, 9, 0];
    let mut asked = request(256, vec![fill(&tile, &rows, Some("#888888"))]);
    asked.view = [0.375, 0.375, 0.25];
    let picture = program.picture(&asked, &[tile.as_slice(), &rows].concat());
    assert_eq!(picture.at(64, 128), RED);
    assert_eq!(picture.at(192, 64), BLUE);
    assert_eq!(picture.at(192, 192), GREY);
    assert_eq!((picture.at(127, 0), picture.at(128, 0)), (RED, BLUE));
}

#[test]
fn an_empty_tile_and_a_layer_it_has_not_show_the_ground() {
    let mut program = Program::start(command());
    let mut asked = request(256, vec![fill(&[], &[], Some("#ff0000"))]);
    asked.ground = "#888888".to_owned();
    assert_eq!(program.picture(&asked, &[]).at(128, 128), GREY);
    let other = tile("epci", &[rectangle(Some(0), [0, 0], [4096, 4096])]);
    let asked = request(256, vec![fill(&other, &[0], Some("#ff0000"))]);
    assert_eq!(program.picture(&asked, &[other.as_slice(), &[0]].concat()).at(128, 128), WHITE);
}
