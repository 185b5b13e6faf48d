//! A client without a window: draws into memory through wgpu, on any adapter, Mesa's lavapipe included.

use std::{
    sync::{Arc, mpsc},
    time::Duration,
};

use egui::{Context, RawInput, Rect, Ui, Vec2};
use egui_system_font_provider::SystemFontProvider;
use egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor, WgpuSetup, WgpuSetupCreateNew, wgpu};
use image::RgbaImage;

/// Longest wait for the adapter to finish one picture; lavapipe on a busy machine needs a second or two.
const WAIT: Duration = Duration::from_secs(30);
/// Frames before the picture is taken: fonts arrive with the second, transitions end with the fourth.
const FRAMES: u32 = 5;
/// Seconds of frame clock between two of them, longer than any transition.
const STEP: f64 = 0.5;

/// Why no picture was drawn.
#[derive(Debug, thiserror::Error)]
pub enum OffscreenError {
    /// No graphics at all, not even in software.
    #[error(
        "no graphics adapter was found ({0}); install a Vulkan driver: on Debian `apt install mesa-vulkan-drivers` draws on the processor"
    )]
    NoAdapter(String),
    /// The adapter gave up.
    #[error("the graphics adapter did not finish the picture: {0}")]
    Failed(String),
}

/// An adapter and its renderer.
pub struct Offscreen {
    state: RenderState,
}

impl Offscreen {
    /// Opens an adapter; one that draws on the processor comes first, as its pictures are the same everywhere.
    pub fn new() -> Result<Self, OffscreenError> {
        // Vulkan first and alone: merely asking OpenGL without a display fills the log with its complaints.
        Self::open(wgpu::Backends::VULKAN).or_else(|_| Self::open(wgpu::Backends::all()))
    }

    fn open(backends: wgpu::Backends) -> Result<Self, OffscreenError> {
        let mut setup = WgpuSetupCreateNew::without_display_handle();
        setup.instance_descriptor.backends = backends;
        setup.native_adapter_selector = Some(Arc::new(|adapters, _| {
            let rank = |adapter: &wgpu::Adapter| match adapter.get_info().device_type {
                wgpu::DeviceType::Cpu => 0,
                wgpu::DeviceType::DiscreteGpu => 1,
                _ => 2,
            };
            adapters.iter().min_by_key(|one| rank(one)).cloned().ok_or_else(|| "none is installed".to_owned())
        }));
        let setup = WgpuSetup::CreateNew(setup);
        let instance = pollster::block_on(setup.new_instance());
        let config = egui_wgpu::WgpuConfiguration { wgpu_setup: setup, ..Default::default() };
        pollster::block_on(RenderState::create(&config, &instance, None, RendererOptions::PREDICTABLE))
            .map(|state| Self { state })
            .map_err(|error| OffscreenError::NoAdapter(error.to_string()))
    }

    /// Runs `ui` for a few frames on a surface of `size` pixels and returns the last one.
    ///
    /// `setup` gets the context before the first frame.
    pub fn draw<T>(
        &self,
        size: (u32, u32),
        setup: impl FnOnce(&Context) -> T,
        mut ui: impl FnMut(&mut Ui, &mut T),
    ) -> Result<RgbaImage, OffscreenError> {
        let ctx = Context::default();
        // As eframe does for the window: characters beyond GBK come from the system.
        ctx.add_font_provider(Arc::new(SystemFontProvider::new()));
        let screen = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(size.0 as f32, size.1 as f32));
        let mut drawn = setup(&ctx);
        let mut shapes = Vec::new();
        for frame in 0..FRAMES {
            let input = RawInput {
                screen_rect: Some(screen),
                time: Some(f64::from(frame) * STEP),
                max_texture_side: Some(self.state.device.limits().max_texture_dimension_2d as usize),
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |root| ui(root, &mut drawn));
            self.take_textures(&mut output.textures_delta);
            shapes = output.shapes;
        }
        self.paint(&ctx, shapes, size)
    }

    fn take_textures(&self, delta: &mut egui::TexturesDelta) {
        let mut renderer = self.state.renderer.write();
        for (id, images) in delta.set.drain() {
            for image in images {
                renderer.update_texture(&self.state.device, &self.state.queue, id, &image);
            }
        }
        for id in delta.free.drain() {
            renderer.free_texture(&id);
        }
    }

    fn paint(
        &self,
        ctx: &Context,
        shapes: Vec<egui::epaint::ClippedShape>,
        size: (u32, u32),
    ) -> Result<RgbaImage, OffscreenError> {
        let (device, queue) = (&self.state.device, &self.state.queue);
        let screen = ScreenDescriptor { pixels_per_point: 1.0, size_in_pixels: [size.0, size.1] };
        let primitives = ctx.tessellate(shapes, 1.0);
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("page"),
            size: wgpu::Extent3d { width: size.0, height: size.1, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: self.state.target_format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let mut renderer = self.state.renderer.write();
        let buffers = renderer.update_buffers(device, queue, &mut encoder, &primitives, &screen);
        {
            let attachment = wgpu::RenderPassColorAttachment {
                view: &view,
                resolve_target: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::BLACK),
                    store: wgpu::StoreOp::Store,
                },
                depth_slice: None,
            };
            let mut pass = encoder
                .begin_render_pass(&wgpu::RenderPassDescriptor {
                    label: Some("page"),
                    color_attachments: &[Some(attachment)],
                    ..Default::default()
                })
                .forget_lifetime();
            renderer.render(&mut pass, &primitives, &screen);
        }
        queue.submit(buffers.into_iter().chain([encoder.finish()]));
        drop(renderer);
        self.read_back(&texture, size)
    }

    fn read_back(&self, texture: &wgpu::Texture, size: (u32, u32)) -> Result<RgbaImage, OffscreenError> {
        let failed = |error: &dyn std::fmt::Display| OffscreenError::Failed(error.to_string());
        let (device, queue) = (&self.state.device, &self.state.queue);
        let row = size.0 * 4;
        let padded = row.next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let buffer = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("picture"),
            size: u64::from(padded) * u64::from(size.1),
            usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_texture_to_buffer(
            texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: &buffer,
                layout: wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(padded),
                    rows_per_image: None,
                },
            },
            texture.size(),
        );
        let submitted = queue.submit([encoder.finish()]);
        let (sender, receiver) = mpsc::channel();
        buffer.slice(..).map_async(wgpu::MapMode::Read, move |result| {
            // Nobody listens when the wait below was given up.
            let _ = sender.send(result);
        });
        device
            .poll(wgpu::PollType::Wait { submission_index: Some(submitted), timeout: Some(WAIT) })
            .map_err(|error| failed(&error))?;
        receiver.recv_timeout(WAIT).map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
        let mapped = buffer.slice(..).get_mapped_range().map_err(|error| failed(&error))?;
        let pixels: Vec<u8> =
            mapped.chunks_exact(padded as usize).flat_map(|line| &line[..row as usize]).copied().collect();
        let mut picture = RgbaImage::from_raw(size.0, size.1, pixels)
            .ok_or_else(|| failed(&"the picture has another size than was asked for"))?;
        if matches!(
            self.state.target_format,
            wgpu::TextureFormat::Bgra8Unorm | wgpu::TextureFormat::Bgra8UnormSrgb
        ) {
            picture.pixels_mut().for_each(|pixel| pixel.0.swap(0, 2));
        }
        Ok(picture)
    }
}
