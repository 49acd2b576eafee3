//! Opening the window: with wgpu, and where that does not start, with OpenGL.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::rc::Rc;

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use super::{App, Env};

/// The application icon.
const ICON: &[u8] = include_bytes!("../../icons/waymark-256.png");

/// Why the window could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum NoWindow {
    /// Nothing shows windows here.
    #[error("there is no screen to show it on")]
    NoScreen,
    /// Neither way of drawing starts.
    #[error("nothing draws it. wgpu: {with_wgpu}. OpenGL: {with_opengl}")]
    NoRenderer {
        /// Why wgpu does not.
        with_wgpu: String,
        /// Why OpenGL does not.
        with_opengl: String,
    },
}

/// Why one way of drawing does not start.
enum Failed {
    NoScreen,
    Renderer(String),
}

/// Shows the window until it is closed. Opens a file at once where one is given.
pub fn run(file: Option<PathBuf>) -> Result<(), NoWindow> {
    let with_wgpu = match try_renderer(Renderer::Wgpu, file.clone()) {
        Ok(()) => return Ok(()),
        Err(Failed::NoScreen) => return Err(NoWindow::NoScreen),
        Err(Failed::Renderer(why)) => why,
    };
    log::warn!("the window did not start with wgpu ({with_wgpu}); trying OpenGL");
    try_renderer(Renderer::Glow, file).map_err(|failed| match failed {
        Failed::NoScreen => NoWindow::NoScreen,
        Failed::Renderer(with_opengl) => NoWindow::NoRenderer { with_wgpu, with_opengl },
    })
}

fn try_renderer(renderer: Renderer, file: Option<PathBuf>) -> Result<(), Failed> {
    let mut viewport = ViewportBuilder::default()
        .with_app_id("waymark")
        .with_title("Waymark")
        .with_inner_size([1280.0, 860.0])
        .with_min_inner_size([640.0, 420.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    let options = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    let opened = Rc::new(Cell::new(false));
    let seen = Rc::clone(&opened);
    let started = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let create: eframe::AppCreator<'_> = Box::new(move |creation| {
            seen.set(true);
            Ok(Box::new(App::new(&creation.egui_ctx, Env::real(), file)))
        });
        eframe::run_native("Waymark", options, create)
    }));
    match started {
        Ok(Ok(())) => Ok(()),
        Ok(Err(eframe::Error::WinitEventLoop(error))) if !opened.get() => {
            log::warn!("no event loop: {error}");
            Err(Failed::NoScreen)
        }
        Ok(Err(error)) => Err(Failed::Renderer(error.to_string())),
        // The window was there: this is a fault of ours, not of the renderer.
        Err(panic) if opened.get() => std::panic::resume_unwind(panic),
        // A driver that panics must not take the second renderer's chance, nor end without a word.
        Err(panic) => Err(Failed::Renderer(
            panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_else(|| "the graphics driver failed".to_owned()),
        )),
    }
}
