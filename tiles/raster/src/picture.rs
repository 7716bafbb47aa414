//! A request becomes a picture.
//!
//! For: the program's loop; it lives on whatever is asked.
//! Refuses to know: the pipe.
//! Next: [`crate::mesh`] for what is drawn, [`crate::engine`] for who draws it.
//!
//! maplibre-rs answers a fault by a panic. The panics of reading a tile leave nothing behind and are the tile's fault; after one
//! of drawing the engine is thrown away and another started.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::engine::{Engine, EngineError};
use crate::mesh::{Colour, Mesh, Tessellated, Window};
use crate::protocol::{Fault, Layer, Request};

/// Sides of pictures, in pixels.
const SIDES: [u32; 2] = [256, 512];
/// Most layers of one picture: depth has room for more, nobody has asked.
const MAX_LAYERS: usize = 64;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The request asks for what cannot be.
    #[error("{0}")]
    Request(String),
    /// A vector tile is not one.
    #[error("layer {0}: its bytes are no vector tile that can be read")]
    Tile(String),
    /// The renderer failed.
    #[error("the renderer failed and is started again")]
    Engine,
    /// There is no renderer.
    #[error(transparent)]
    Start(#[from] EngineError),
    /// The picture could not be packed.
    #[error("PNG: {0}")]
    Png(#[from] png::EncodingError),
}

impl DrawError {
    /// Whose fault it is.
    pub fn fault(&self) -> Fault {
        match self {
            DrawError::Request(_) => Fault::Request,
            DrawError::Tile(_) => Fault::Tile,
            DrawError::Engine | DrawError::Start(_) | DrawError::Png(_) => Fault::Engine,
        }
    }
}

/// Engines by the side of their pictures, each started when first asked for.
#[derive(Default)]
pub struct Studio {
    engines: HashMap<u32, Engine>,
}

impl Studio {
    /// The engine for pictures of this side.
    ///
    /// Errors: no adapter, or a side that is not drawn.
    pub fn engine(&mut self, side: u32) -> Result<&mut Engine, DrawError> {
        if !SIDES.contains(&side) {
            return Err(DrawError::Request(format!("side {side}: 256 or 512 pixels expected")));
        }
        if let std::collections::hash_map::Entry::Vacant(place) = self.engines.entry(side) {
            let started = catch_unwind(AssertUnwindSafe(|| Engine::start(side)));
            place.insert(started.map_err(|_| DrawError::Engine)??);
        }
        self.engines.get_mut(&side).ok_or(DrawError::Engine)
    }

    /// The picture of a request, as a PNG. `body` is what came with it.
    pub fn picture(&mut self, request: &Request, body: &[u8]) -> Result<Vec<u8>, DrawError> {
        let engine = self.engine(request.side)?;
        let meshes = meshes(engine, request, body)?;
        let drawn = catch_unwind(AssertUnwindSafe(|| engine.draw(meshes)));
        let expected = 4 * request.side as usize * request.side as usize;
        match drawn {
            Ok(pixels) if pixels.len() == expected => packed(&pixels, request.side),
            Ok(_) | Err(_) => {
                self.engines.remove(&request.side);
                Err(DrawError::Engine)
            }
        }
    }
}

/// What is drawn, bottom to top.
fn meshes(engine: &Engine, request: &Request, body: &[u8]) -> Result<Vec<Mesh>, DrawError> {
    let window = window(request)?;
    if request.layers.len() > MAX_LAYERS {
        return Err(DrawError::Request(format!("{} layers, at most {MAX_LAYERS} expected", request.layers.len())));
    }
    let mut body = Body(body);
    let mut meshes = vec![Mesh::ground(Colour::parse(&request.ground)?)];
    for layer in &request.layers {
        match layer {
            Layer::Fill { source_layer, tile_bytes, row_bytes, colours, rest } => {
                let (tile, rows) = (body.take(*tile_bytes)?, body.take(*row_bytes)?);
                let colours = colours.iter().map(|colour| Colour::parse(colour)).collect::<Result<Vec<_>, _>>()?;
                let rest = rest.as_deref().map(Colour::parse).transpose()?;
                let read = tessellated(engine, tile, source_layer)?;
                meshes.extend(read.map(|read| Mesh::fill(&read, rows, &colours, rest, window)));
            }
            Layer::Line { source_layer, tile_bytes, property, pens } => {
                let tile = body.take(*tile_bytes)?;
                if let Some(read) = tessellated(engine, tile, source_layer)? {
                    for pen in pens {
                        meshes.push(Mesh::lines(&read, property, pen, window)?);
                    }
                }
            }
            Layer::Area { colour, rings } => meshes.push(Mesh::area(rings, Colour::parse(colour)?, window)?),
            Layer::Circle { circles } => meshes.push(Mesh::circles(circles, window)?),
        }
    }
    if !body.0.is_empty() {
        return Err(DrawError::Request(format!("{} bytes more than the layers announce", body.0.len())));
    }
    meshes.retain(|mesh| !mesh.is_empty());
    Ok(meshes)
}

fn window(request: &Request) -> Result<Window, DrawError> {
    let [left, top, span] = request.view;
    let inside = |share: f32| (0.0..1.0).contains(&share);
    if !inside(left) || !inside(top) || span <= 0.0 || span > 1.0 {
        return Err(DrawError::Request(format!("view {:?}: shares of the tile expected", request.view)));
    }
    Ok(Window { corner: [left, top], span, side: request.side as f32 })
}

/// `None` where the tile, which may be empty, has no such layer.
fn tessellated(engine: &Engine, tile: &[u8], source_layer: &str) -> Result<Option<Tessellated>, DrawError> {
    catch_unwind(AssertUnwindSafe(|| engine.tessellate(tile, source_layer)))
        .map_err(|_| DrawError::Tile(source_layer.to_owned()))
}

/// What is left of a body.
struct Body<'a>(&'a [u8]);

impl<'a> Body<'a> {
    fn take(&mut self, bytes: usize) -> Result<&'a [u8], DrawError> {
        let (taken, rest) = self
            .0
            .split_at_checked(bytes)
            .ok_or_else(|| DrawError::Request(format!("{bytes} bytes announced, {} came", self.0.len())))?;
        self.0 = rest;
        Ok(taken)
    }
}

/// 8-bit RGB: everything drawn is opaque.
fn packed(pixels: &[u8], side: u32) -> Result<Vec<u8>, DrawError> {
    let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Even colours repeat along a row: without filter they pack three times smaller, in the same time.
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.set_compression(png::Compression::Default);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(file)
}
