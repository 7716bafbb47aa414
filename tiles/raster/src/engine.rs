//! maplibre-rs, kept warm: meshes in, pixels out.
//!
//! For: [`crate::picture`].
//! Refuses to know: requests, tiles' bytes' meaning, colours' meaning.
//! Next: [`crate::mesh`].
//!
//! The library draws one tile (0/0/0) that fills its surface. [`Stage`] is a plugin of it with two systems: before the vector
//! plugin looks at what there is to draw, the meshes are put into its buffers; once the frame is drawn, the pixels are copied.
//! Layer 0 would be hidden by the cleared depth, so layers count from 1.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use lyon::tessellation::VertexBuffers;
use maplibre::context::MapContext;
use maplibre::coords::WorldTileCoords;
use maplibre::headless::HeadlessPlugin;
use maplibre::headless::environment::HeadlessEnvironment;
use maplibre::headless::map::HeadlessMap;
use maplibre::headless::window::{HeadlessMapWindow, HeadlessMapWindowConfig};
use maplibre::io::apc::SchedulerAsyncProcedureCall;
use maplibre::kernel::{Kernel, KernelBuilder};
use maplibre::platform::http_client::ReqwestHttpClient;
use maplibre::platform::scheduler::TokioScheduler;
use maplibre::plugin::Plugin;
use maplibre::render::eventually::Eventually;
use maplibre::render::graph::RenderGraph;
use maplibre::render::resource::Head;
use maplibre::render::settings::{Backends, RendererSettings, WgpuSettings};
use maplibre::render::shaders::ShaderLayerMetadata;
use maplibre::render::{RenderPlugin, RenderStageLabel, Renderer};
use maplibre::schedule::Schedule;
use maplibre::style::Style;
use maplibre::style::layer::StyleLayer;
use maplibre::tcs::world::World;
use maplibre::vector::{DefaultVectorTransferables, VectorBufferPool, VectorPlugin};
use maplibre::window::{MapWindowConfig, WindowSize};

use crate::mesh::{Mesh, Tessellated};

/// Version of the library, as `Cargo.toml` pins it.
pub const MAPLIBRE: &str = "0.0.3";

/// Why there is no engine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No Vulkan driver, or none that answers.
    #[error("no Vulkan adapter: install mesa-vulkan-drivers and libvulkan1 (Debian), which draw on a processor")]
    NoAdapter,
    /// The library refuses.
    #[error("maplibre-rs does not start: {0}")]
    Start(String),
}

/// A renderer of square pictures of one size.
pub struct Engine {
    map: HeadlessMap,
    scene: Rc<RefCell<Scene>>,
    adapter: String,
}

/// What is to be drawn, then what was drawn.
#[derive(Default)]
struct Scene {
    meshes: Vec<Mesh>,
    /// RGBA, row by row, without padding.
    pixels: Vec<u8>,
}

impl Engine {
    /// A renderer of pictures of this side, in pixels. Costs some hundreds of milliseconds.
    pub fn start(side: u32) -> Result<Engine, EngineError> {
        let size = WindowSize::new(side, side).ok_or_else(|| EngineError::Start("a side of no pixel".to_owned()))?;
        let config = HeadlessMapWindowConfig::new(size);
        let window = config.create();
        // Vulkan only: OpenGL would be tried next, and asks for a display.
        let settings = WgpuSettings { backends: Some(Backends::VULKAN), ..WgpuSettings::default() };
        let started =
            Renderer::initialize_headless::<HeadlessMapWindow>(&window, settings, RendererSettings::default());
        let renderer = at_once(started)
            .ok_or_else(|| EngineError::Start("it waits for something".to_owned()))?
            .map_err(|_| EngineError::NoAdapter)?;
        let adapter = renderer.adapter.get_info().name;
        let kernel = KernelBuilder::new()
            .with_map_window_config(config)
            // Asked for nothing: tiles come with the request.
            .with_http_client(ReqwestHttpClient::new(None))
            .with_apc(SchedulerAsyncProcedureCall::new(TokioScheduler::new()))
            .with_scheduler(TokioScheduler::new())
            .build();
        let scene = Rc::new(RefCell::new(Scene::default()));
        // The order counts: systems of one stage run as their plugins stand here.
        let plugins: Vec<Box<dyn Plugin<HeadlessEnvironment>>> = vec![
            Box::new(RenderPlugin),
            Box::new(Stage(Rc::clone(&scene))),
            Box::new(VectorPlugin::<DefaultVectorTransferables>::default()),
            Box::new(HeadlessPlugin::new(false)),
        ];
        let bare = Style { layers: Vec::new(), ..Style::default() };
        let map =
            HeadlessMap::new(bare, renderer, kernel, plugins).map_err(|fault| EngineError::Start(fault.to_string()))?;
        Ok(Engine { map, scene, adapter })
    }

    /// Name of what draws.
    pub fn adapter(&self) -> &str {
        &self.adapter
    }

    /// A layer of a vector tile in triangles; `None` where the tile has no such layer, or it cannot be read.
    ///
    /// Panics on bytes that are no vector tile: the library does. Nothing is left half done.
    pub fn tessellate(&self, tile: &[u8], source_layer: &str) -> Option<Tessellated> {
        at_once(self.map.process_tile(tile.into(), &[source_layer]))?.into_iter().next().map(|layer| *layer)
    }

    /// Draws meshes, the first at the bottom. Shape: RGBA, 4 × side × side bytes.
    ///
    /// Panics where the library or the adapter fails; the engine is then of no more use.
    pub fn draw(&mut self, meshes: Vec<Mesh>) -> Vec<u8> {
        self.scene.borrow_mut().meshes = meshes;
        self.map.render_tile(Vec::new());
        std::mem::take(&mut self.scene.borrow_mut().pixels)
    }
}

/// The answer of a future that has nothing to wait for; `None` if it has.
fn at_once<F: Future>(future: F) -> Option<F::Output> {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    }
}

/// Our plugin of the library.
struct Stage(Rc<RefCell<Scene>>);

impl Plugin<HeadlessEnvironment> for Stage {
    fn build(
        &self,
        schedule: &mut Schedule,
        _kernel: Rc<Kernel<HeadlessEnvironment>>,
        _world: &mut World,
        _graph: &mut RenderGraph,
    ) {
        let scene = Rc::clone(&self.0);
        schedule.add_system_to_stage(RenderStageLabel::Queue, move |context: &mut MapContext| {
            upload(std::mem::take(&mut scene.borrow_mut().meshes), context);
        });
        let scene = Rc::clone(&self.0);
        schedule.add_system_to_stage(RenderStageLabel::Cleanup, move |context: &mut MapContext| {
            scene.borrow_mut().pixels = pixels(context);
        });
    }
}

fn upload(meshes: Vec<Mesh>, context: &mut MapContext) {
    let Some(Eventually::Initialized(pool)) = context.world.resources.get_mut::<Eventually<VectorBufferPool>>() else {
        return;
    };
    for (index, mesh) in (1..).zip(meshes) {
        let name = format!("mesh-{index}");
        let layer = StyleLayer { index, id: name.clone(), source_layer: Some(name), ..StyleLayer::default() };
        let buffers = VertexBuffers { vertices: mesh.vertices, indices: mesh.indices };
        pool.allocate_layer_geometry(
            &context.renderer.queue,
            WorldTileCoords::default(),
            layer,
            &buffers.into(),
            ShaderLayerMetadata::new(index as f32),
            &mesh.colours,
        );
    }
}

fn pixels(context: &MapContext) -> Vec<u8> {
    let surface = context.renderer.surface();
    let Head::Headless(head) = surface.head() else { return Vec::new() };
    let row = 4 * surface.size().width() as usize;
    let padded = head.bytes_per_row().get() as usize;
    let slice = head.map_async(context.renderer.device());
    let view = slice.get_mapped_range();
    let pixels = view.chunks(padded).flat_map(|line| &line[..row]).copied().collect();
    drop(view);
    head.unmap();
    pixels
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_it_names_is_the_one_that_is_pinned() {
        assert!(include_str!("../Cargo.toml").contains(&format!("version = \"={}\"", super::MAPLIBRE)));
    }
}
