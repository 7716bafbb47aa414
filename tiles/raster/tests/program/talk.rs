//! The program as its client sees it, and made tiles to show it.

use std::io::{BufReader, BufWriter};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use geozero::mvt::{Message, Tile, tile};
use lanterne_raster::protocol::{Answer, Greeting, Layer, Request, read_frame, whole, write_frame};

/// The running program.
pub(crate) struct Program {
    child: Child,
    to: Option<BufWriter<ChildStdin>>,
    from: BufReader<ChildStdout>,
    /// What it said first.
    pub(crate) greeting: Greeting,
}

/// A picture as the client decodes it.
pub(crate) struct Picture {
    side: usize,
    rgb: Vec<u8>,
}

impl Picture {
    /// `[red, green, blue]`.
    pub(crate) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let from = 3 * (y * self.side + x);
        [self.rgb[from], self.rgb[from + 1], self.rgb[from + 2]]
    }
}

/// The program, not yet started.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanterne-raster"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

impl Program {
    pub(crate) fn start(mut command: Command) -> Program {
        let mut child = command.spawn().unwrap();
        let to = BufWriter::new(child.stdin.take().unwrap());
        let mut from = BufReader::new(child.stdout.take().unwrap());
        let (header, body) = read_frame(&mut from).unwrap().unwrap();
        assert!(body.is_empty());
        Program { child, to: Some(to), from, greeting: serde_json::from_slice(&header).unwrap() }
    }

    /// One question and its answer, whatever it is.
    pub(crate) fn ask(&mut self, request: &impl serde::Serialize, body: &[u8]) -> (Answer, Vec<u8>) {
        write_frame(self.to.as_mut().unwrap(), request, body).unwrap();
        let (header, body) = read_frame(&mut self.from).unwrap().expect("the program has ended");
        (serde_json::from_slice(&header).unwrap(), body)
    }

    /// The picture of a question that has one.
    pub(crate) fn picture(&mut self, request: &Request, body: &[u8]) -> Picture {
        let (answer, png) = self.ask(request, body);
        assert!(matches!(answer, Answer::Picture { id, .. } if id == request.id), "{answer:?}");
        let mut reader = png::Decoder::new(png.as_slice()).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size()];
        let frame = reader.next_frame(&mut rgb).unwrap();
        assert_eq!((frame.width, frame.height), (request.side, request.side));
        assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        Picture { side: request.side as usize, rgb }
    }

    /// Nothing more is asked. Its status.
    pub(crate) fn end(mut self) -> Option<i32> {
        self.to = None;
        self.child.wait().unwrap().code()
    }

    /// Sends bytes that are no frame. Its status.
    pub(crate) fn garble(mut self, bytes: &[u8]) -> Option<i32> {
        use std::io::Write;
        let mut to = self.to.take().unwrap();
        to.write_all(bytes).and_then(|()| to.flush()).unwrap();
        drop(to);
        self.child.wait().unwrap().code()
    }
}

/// A question on these layers, on white.
pub(crate) fn request(side: u32, layers: Vec<Layer>) -> Request {
    Request { id: 41, side, view: whole(), ground: "#ffffff".to_owned(), layers }
}

/// A fill of layer `commune`, its colours red, green and blue.
pub(crate) fn fill(tile: &[u8], rows: &[u8], rest: Option<&str>) -> Layer {
    Layer::Fill {
        source_layer: "commune".to_owned(),
        tile_bytes: tile.len(),
        row_bytes: rows.len(),
        colours: ["#ff0000", "#00ff00", "#0000ff"].map(str::to_owned).to_vec(),
        rest: rest.map(str::to_owned),
    }
}

/// A feature: what it is (2 a line, 3 a polygon), its row, its `rang`, its paths, each from where the last ended.
pub(crate) struct Shape {
    pub(crate) kind: i32,
    pub(crate) row: Option<u64>,
    pub(crate) rang: Option<u64>,
    pub(crate) paths: Vec<Vec<[i32; 2]>>,
}

/// A rectangle, wound as the specification says.
pub(crate) fn rectangle(row: Option<u64>, [left, top]: [i32; 2], [right, bottom]: [i32; 2]) -> Shape {
    let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
    Shape { kind: 3, row, rang: None, paths: vec![ring] }
}

/// The bytes of a tile with one layer.
pub(crate) fn tile(name: &str, shapes: &[Shape]) -> Vec<u8> {
    let ranks: Vec<u64> = shapes.iter().filter_map(|shape| shape.rang).collect();
    let features = shapes.iter().map(|shape| {
        let rank = shape.rang.and_then(|rang| ranks.iter().position(|&known| known == rang));
        tile::Feature {
            id: shape.row,
            tags: rank.map(|rank| vec![0, rank as u32]).unwrap_or_default(),
            r#type: Some(shape.kind),
            geometry: commands(shape),
        }
    });
    let layer = tile::Layer {
        version: 2,
        name: name.to_owned(),
        features: features.collect(),
        keys: vec!["rang".to_owned()],
        values: ranks.iter().map(|&rang| tile::Value { uint_value: Some(rang), ..Default::default() }).collect(),
        extent: Some(4096),
    };
    Tile { layers: vec![layer] }.encode_to_vec()
}

fn commands(shape: &Shape) -> Vec<u32> {
    let (mut commands, mut pen) = (Vec::new(), [0, 0]);
    for path in &shape.paths {
        for (i, point) in path.iter().enumerate() {
            match i {
                0 => commands.push(1 | (1 << 3)),
                1 => commands.push(2 | ((path.len() as u32 - 1) << 3)),
                _ => {}
            }
            for axis in [0, 1] {
                let step: i32 = point[axis] - pen[axis];
                commands.push(((step << 1) ^ (step >> 31)) as u32);
            }
            pen = *point;
        }
        if shape.kind == 3 {
            commands.push(7 | (1 << 3));
        }
    }
    commands
}
