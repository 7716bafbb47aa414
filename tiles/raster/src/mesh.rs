//! Triangles with their colours, as maplibre-rs draws them.
//!
//! For: [`crate::engine`], one mesh for each thing drawn over another.
//! Refuses to know: the renderer, requests, files.
//! Next: [`crate::picture`], which puts them in order.
//!
//! The library tessellates the polygons and lines of a tile; its own style gives one colour to a layer, so colours are given here,
//! vertex by vertex (what it calls feature metadata is read by vertex). Where two triangles of one mesh meet the first is seen.

use lyon::math::point;
use lyon::path::Path;
use lyon::tessellation::{BuffersBuilder, FillOptions, FillTessellator, FillVertex, VertexBuffers};
use maplibre::render::ShaderVertex;
use maplibre::render::shaders::ShaderFeatureStyle;
use maplibre::vector::{DefaultVectorTransferables, VectorTransferables};

use crate::picture::DrawError;
use crate::protocol::{Circle, Pen};

/// Units along the side of a tile, of the library and of our tiles.
pub const EXTENT: f32 = 4096.0;
/// The shader pushes a vertex along its normal by this many units.
const PUSH: f32 = 3.0;
/// A curve is off by less than this share of a pixel.
const TOLERANCE_PX: f32 = 0.05;

/// A layer of a vector tile, as the library tessellates it.
pub type Tessellated = <DefaultVectorTransferables as VectorTransferables>::LayerTessellated;

/// A colour without transparency: the library blends none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour([f32; 4]);

impl Colour {
    /// From `#rrggbb`.
    ///
    /// Errors: [`DrawError::Request`] for any other text.
    pub fn parse(text: &str) -> Result<Colour, DrawError> {
        let bytes =
            text.strip_prefix('#').filter(|hex| hex.len() == 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let bytes = bytes.ok_or_else(|| DrawError::Request(format!("« {text} » is not a colour: #rrggbb expected")))?;
        let part = |shift: u32| ((bytes >> shift) & 0xff) as f32 / 255.0;
        Ok(Colour([part(16), part(8), part(0), 1.0]))
    }
}

/// Which part of the tile fills the picture, and how large that is.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Left and top, as shares of the tile.
    pub corner: [f32; 2],
    /// Side, as a share of the tile.
    pub span: f32,
    /// Side of the picture, in pixels.
    pub side: f32,
}

impl Window {
    fn place(&self, at: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|axis| (at[axis] - self.corner[axis] * EXTENT) / self.span)
    }

    fn units(&self, pixels: f32) -> f32 {
        pixels * EXTENT / self.side
    }
}

/// Triangles and the colour of each vertex.
#[derive(Default)]
pub struct Mesh {
    pub(crate) vertices: Vec<ShaderVertex>,
    pub(crate) indices: Vec<u32>,
    pub(crate) colours: Vec<ShaderFeatureStyle>,
}

impl Mesh {
    /// Whether nothing would be seen.
    pub fn is_empty(&self) -> bool {
        self.indices.is_empty()
    }

    /// The whole picture in one colour.
    pub fn ground(colour: Colour) -> Mesh {
        let corners = [[0.0, 0.0], [EXTENT, 0.0], [EXTENT, EXTENT], [0.0, EXTENT]];
        let mut mesh = Mesh::default();
        mesh.push(corners.map(|at| ShaderVertex::new(at, [0.0, 0.0])), [0, 1, 2, 0, 2, 3], colour);
        mesh
    }

    /// Polygons in the colour of their row, or in that of the rest.
    pub fn fill(layer: &Tessellated, rows: &[u8], colours: &[Colour], rest: Option<Colour>, window: Window) -> Mesh {
        let of_row =
            |id: Option<u64>| rows.get(usize::try_from(id?).ok()?).and_then(|&class| colours.get(usize::from(class)));
        Mesh::chosen(
            layer,
            |feature| of_row(layer.layer_data.features[feature].id).copied().or(rest),
            |vertex| ShaderVertex::new(window.place(vertex.position), [0.0, 0.0]),
        )
    }

    /// The lines whose property is the pen's.
    pub fn lines(layer: &Tessellated, property: &str, pen: &Pen, window: Window) -> Result<Mesh, DrawError> {
        const LINE: i32 = 2;
        let (colour, data) = (Colour::parse(&pen.colour)?, &layer.layer_data);
        let key = data.keys.iter().position(|key| key == property);
        let number = |tags: &[u32]| {
            let tag = tags.chunks_exact(2).find(|tag| Some(tag[0] as usize) == key)?;
            let value = data.values.get(tag[1] as usize)?;
            let signed = value.int_value.or(value.sint_value).and_then(|value| u64::try_from(value).ok());
            value.uint_value.or(signed)
        };
        let chosen = |feature: usize| {
            let feature = &data.features[feature];
            (feature.r#type == Some(LINE) && number(&feature.tags) == Some(pen.value)).then_some(colour)
        };
        let reach = window.units(pen.width / 2.0) / PUSH;
        Ok(Mesh::chosen(layer, chosen, |vertex| {
            ShaderVertex::new(window.place(vertex.position), vertex.normal.map(|along| along * reach))
        }))
    }

    /// What an odd number of rings holds.
    pub fn area(rings: &[Vec<[f32; 2]>], colour: Colour, window: Window) -> Result<Mesh, DrawError> {
        let mut path = Path::builder();
        for ring in rings {
            let mut points = ring.iter().map(|at| point(window.units(at[0]), window.units(at[1])));
            let Some(first) = points.next() else { continue };
            path.begin(first);
            for next in points {
                path.line_to(next);
            }
            path.end(true);
        }
        let mut buffers: VertexBuffers<ShaderVertex, u32> = VertexBuffers::new();
        FillTessellator::new()
            .tessellate_path(
                &path.build(),
                &FillOptions::even_odd(),
                &mut BuffersBuilder::new(&mut buffers, |vertex: FillVertex<'_>| {
                    ShaderVertex::new(vertex.position().to_array(), [0.0, 0.0])
                }),
            )
            .map_err(|fault| DrawError::Request(format!("an area cannot be drawn: {fault:?}")))?;
        let mut mesh = Mesh::default();
        mesh.push(buffers.vertices, buffers.indices, colour);
        Ok(mesh)
    }

    /// Discs and their rims; of two that overlap the later is seen.
    pub fn circles(circles: &[Circle], window: Window) -> Result<Mesh, DrawError> {
        let mut mesh = Mesh::default();
        for circle in circles.iter().rev() {
            let half = circle.rim_width / 2.0;
            mesh.disc(circle.at, circle.radius - half, Colour::parse(&circle.colour)?, window)?;
            mesh.disc(circle.at, circle.radius + half, Colour::parse(&circle.rim)?, window)?;
        }
        Ok(mesh)
    }

    fn disc(&mut self, at: [f32; 2], radius: f32, colour: Colour, window: Window) -> Result<(), DrawError> {
        if radius <= 0.0 {
            return Ok(());
        }
        let mut buffers: VertexBuffers<ShaderVertex, u32> = VertexBuffers::new();
        let [x, y] = at.map(|pixels| window.units(pixels));
        let vertex = |vertex: FillVertex<'_>| ShaderVertex::new(vertex.position().to_array(), [0.0, 0.0]);
        FillTessellator::new()
            .tessellate_circle(
                point(x, y),
                window.units(radius),
                &FillOptions::tolerance(window.units(TOLERANCE_PX)),
                &mut BuffersBuilder::new(&mut buffers, vertex),
            )
            .map_err(|fault| DrawError::Request(format!("a circle cannot be drawn: {fault:?}")))?;
        self.push(buffers.vertices, buffers.indices, colour);
        Ok(())
    }

    fn push(
        &mut self,
        vertices: impl IntoIterator<Item = ShaderVertex>,
        indices: impl IntoIterator<Item = u32>,
        colour: Colour,
    ) {
        let first = self.vertices.len() as u32;
        self.vertices.extend(vertices);
        self.indices.extend(indices.into_iter().map(|index| first + index));
        self.colours.resize(self.vertices.len(), ShaderFeatureStyle { color: colour.0 });
    }

    /// The triangles of the features that have a colour. The vertices of a feature stand together.
    fn chosen(
        layer: &Tessellated,
        colour: impl Fn(usize) -> Option<Colour>,
        place: impl Fn(&ShaderVertex) -> ShaderVertex,
    ) -> Mesh {
        let (buffers, mut mesh) = (&layer.buffer.buffer, Mesh::default());
        let mut start = 0;
        for (feature, &count) in layer.feature_indices.iter().enumerate() {
            let triangles = &buffers.indices[start..start + count as usize];
            start += count as usize;
            let (Some(&low), Some(&high)) = (triangles.iter().min(), triangles.iter().max()) else { continue };
            let Some(colour) = colour(feature) else { continue };
            let vertices = buffers.vertices[low as usize..=high as usize].iter().map(&place);
            mesh.push(vertices, triangles.iter().map(|index| index - low), colour);
        }
        mesh
    }
}
