//! What is said over the pipe.
//!
//! For: both ends; this header is the whole protocol.
//! Refuses to know: how a picture is made, what its colours mean.
//! Next: [`crate::picture`], which answers one [`Request`].
//!
//! A **frame**, either way: length of the header (u32, little-endian), length of the body (u32, little-endian), the header (one
//! JSON object in UTF-8), the body (bytes). A header holds at most 1 MiB, a body 64 MiB.
//!
//! 1. The program speaks first, a [`Greeting`]: `{"engine":"maplibre-rs 0.0.3","adapter":"llvmpipe (LLVM 15.0.6, 256 bits)"}`.
//!    Without an adapter it says `{"engine":"maplibre-rs 0.0.3","error":"…"}` and ends with status 3.
//! 2. Each [`Request`] is answered in turn, by its `id`: a [`Answer::Picture`] whose body is a PNG of 8-bit RGB, or an
//!    [`Answer::Error`]. After an error the next request is answered as if nothing had been.
//! 3. Standard input closed: the program ends with status 0. A frame that cannot be read: it ends with status 2, for nothing
//!    after it can be trusted. Standard error is for people.
//!
//! The body of a request is, layer after layer: the vector tile (`tile_bytes` of it, without compression), then, for a fill, one
//! byte for each row (`row_bytes` of them): the index of the row's colour. Row n is feature identifier n. A byte beyond the
//! colours, a feature without identifier, or one beyond the rows takes the colour `rest`, and is not drawn where there is none.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

/// Longest header, in bytes.
const MAX_HEADER: usize = 1 << 20;
/// Longest body, in bytes.
const MAX_BODY: usize = 64 << 20;

/// What the program says of itself, before anything is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Greeting {
    /// The library and its version.
    pub engine: String,
    /// The Vulkan adapter that draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adapter: Option<String>,
    /// Why nothing can be drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// One picture to draw: a ground and layers on it, the first at the bottom.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Given back with the answer.
    pub id: u64,
    /// Side of the square picture, in pixels: 256 or 512.
    pub side: u32,
    /// The part of the tiles that is shown: left and top, then side, as shares of the tile. The whole tile if absent.
    #[serde(default = "whole")]
    pub view: [f32; 3],
    /// Colour where nothing is drawn, `#rrggbb`.
    pub ground: String,
    /// From bottom to top, at most 64.
    pub layers: Vec<Layer>,
}

/// The whole tile.
pub fn whole() -> [f32; 3] {
    [0.0, 0.0, 1.0]
}

/// One layer of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "draw", rename_all = "snake_case", deny_unknown_fields)]
pub enum Layer {
    /// Polygons, each in the colour of its row.
    Fill {
        /// Name of the layer in the vector tile.
        source_layer: String,
        /// Bytes of the vector tile in the body.
        tile_bytes: usize,
        /// Bytes of rows in the body, after the tile.
        row_bytes: usize,
        /// Colours that the rows' bytes index, `#rrggbb`.
        colours: Vec<String>,
        /// Colour of what has none of these.
        rest: Option<String>,
    },
    /// Lines, each with the pen of its property; what has no pen is not drawn.
    Line {
        /// Name of the layer in the vector tile.
        source_layer: String,
        /// Bytes of the vector tile in the body.
        tile_bytes: usize,
        /// Property, a whole number, that chooses the pen. A feature without it has no pen.
        property: String,
        /// In the order they are drawn.
        pens: Vec<Pen>,
    },
    /// One shape in one colour; inside is where an odd number of its rings is. No bytes in the body.
    Area {
        /// `#rrggbb`.
        colour: String,
        /// In pixels from the left and the top of the picture; they may lie outside.
        rings: Vec<Vec<[f32; 2]>>,
    },
    /// Discs, in the order they are drawn. No bytes in the body.
    Circle {
        /// Places and sizes.
        circles: Vec<Circle>,
    },
}

/// How the lines of one value are drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pen {
    /// Value of the property.
    pub value: u64,
    /// `#rrggbb`.
    pub colour: String,
    /// In pixels.
    pub width: f32,
}

/// A disc and its rim.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circle {
    /// Centre, in pixels from the left and the top of the picture; it may be outside.
    pub at: [f32; 2],
    /// To the middle of the rim, in pixels.
    pub radius: f32,
    /// `#rrggbb`.
    pub colour: String,
    /// `#rrggbb`.
    pub rim: String,
    /// In pixels.
    pub rim_width: f32,
}

/// What is said of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// The body is the picture.
    Picture {
        /// Of the request.
        id: u64,
        /// Time from the request read to the picture made, in microseconds.
        drawn_us: u64,
    },
    /// There is no body.
    Error {
        /// Of the request; 0 where it could not be read.
        id: u64,
        /// Whose fault it is.
        fault: Fault,
        /// In words.
        says: String,
    },
}

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The request asks for what cannot be.
    Request,
    /// A vector tile is not one.
    Tile,
    /// The renderer failed; it was started again.
    Engine,
}

/// Why a frame could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The pipe is broken, or a frame is not whole.
    #[error("the pipe: {0}")]
    Pipe(#[from] std::io::Error),
    /// A length beyond the limits.
    #[error("a {part} of {bytes} bytes, at most {limit} expected")]
    TooLong {
        /// Header or body.
        part: &'static str,
        /// What was announced.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
}

/// Header and body.
pub type Frame = (Vec<u8>, Vec<u8>);

/// The next frame; `None` at the end.
///
/// Errors: a frame that is cut short or too long.
pub fn read_frame(from: &mut impl Read) -> Result<Option<Frame>, FrameError> {
    let mut lengths = [0; 8];
    let mut filled = 0;
    while filled < lengths.len() {
        match from.read(&mut lengths[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into()),
            more => filled += more,
        }
    }
    let [a, b, c, d, e, f, g, h] = lengths;
    let header = take(from, "header", u32::from_le_bytes([a, b, c, d]) as usize, MAX_HEADER)?;
    let body = take(from, "body", u32::from_le_bytes([e, f, g, h]) as usize, MAX_BODY)?;
    Ok(Some((header, body)))
}

fn take(from: &mut impl Read, part: &'static str, bytes: usize, limit: usize) -> Result<Vec<u8>, FrameError> {
    if bytes > limit {
        return Err(FrameError::TooLong { part, bytes, limit });
    }
    let mut taken = vec![0; bytes];
    from.read_exact(&mut taken)?;
    Ok(taken)
}

/// Writes one frame and sends it off.
///
/// Errors: a broken pipe.
pub fn write_frame(to: &mut impl Write, header: &impl Serialize, body: &[u8]) -> Result<(), FrameError> {
    let header = serde_json::to_vec(header).map_err(std::io::Error::from)?;
    to.write_all(&(header.len() as u32).to_le_bytes())?;
    to.write_all(&(body.len() as u32).to_le_bytes())?;
    to.write_all(&header)?;
    to.write_all(body)?;
    Ok(to.flush()?)
}
